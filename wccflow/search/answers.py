"""What one audience's index answers to a query, and how the answers become one page."""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.search.matching import match
from wccflow.search.opened import Opened, bit_set
from wccflow.search.port import Hit, Kind, Page
from wccflow.search.tree import Tree


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every audience in scope alike."""

    tree: Tree
    kind: Kind
    limit: int
    offset: int
    facets: tuple[str, ...]

    @property
    def best(self) -> int:
        """How many hits any one audience may have to give."""
        return self.offset + self.limit


@dataclass(frozen=True, slots=True)
class Answer:
    """What one audience gives to a page."""

    hits: list[Hit]
    total: int
    exact: bool
    facets: Mapping[str, Mapping[str, int]]


def answer(opened: Opened, audience: UUID, question: Question) -> Answer:
    """The audience's best hits, and its exact counts."""
    found = match(question.tree, opened, question.kind)
    bits = bit_set(found.scores) if question.facets else 0
    hits = []
    for number in _best(opened, found.scores, question.best):
        stored = opened.stored(number)
        hits.append(Hit(stored.key, audience, found.scores[number], stored.fields))
    counts = {name: opened.facet(name, bits) for name in question.facets}
    return Answer(hits, len(found.scores), found.exact, counts)


def page(answers: Sequence[Answer], question: Question, *, partial: bool) -> Page:
    """One page of the answers of all audiences; scores are compared as they are."""
    hits = [hit for each in answers for hit in each.hits]
    hits.sort(key=lambda hit: (-hit.score, hit.key, hit.audience))
    return Page(
        hits=tuple(hits[question.offset : question.best]),
        total=sum(each.total for each in answers),
        exact=all(each.exact for each in answers),
        facets={name: _added(answers, name) for name in question.facets},
        partial=partial,
    )


def contents(opened: Opened) -> dict[str, dict[str, str]]:
    """The groups, and in each the digest of every entry by key."""
    groups: dict[str, dict[str, str]] = {}
    for number in opened.numbers():
        stored = opened.stored(number)
        groups.setdefault(stored.group, {})[stored.key] = stored.digest
    return groups


def _best(opened: Opened, scores: Mapping[int, float], best: int) -> list[int]:
    """The best by score and then by key; only of those that can still matter are keys read."""
    able = list(scores)
    if len(able) > best > 0:
        least = heapq.nlargest(best, scores.values())[-1]
        able = [number for number in able if scores[number] >= least]
    return sorted(able, key=lambda number: (-scores[number], opened.key(number)))[:best] if best > 0 else []


def _added(answers: Sequence[Answer], name: str) -> list[tuple[str, int]]:
    count: Counter[str] = Counter()
    for each in answers:
        count.update(each.facets[name])
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
