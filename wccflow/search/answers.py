"""What one audience's index answers to a query, and how the answers become one page."""

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from wccflow.search.allowance import Allowance
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
    newest: bool = False

    @property
    def best(self) -> int:
        """How many hits any one audience may have to give."""
        return self.offset + self.limit


class Ranked(NamedTuple):
    """A hit and its place among all: the later day first where that is asked for, then the better score."""

    day: str
    hit: Hit


@dataclass(frozen=True, slots=True)
class Answer:
    """What one audience gives to a page."""

    hits: list[Ranked]
    total: int
    exact: bool
    facets: Mapping[str, Mapping[str, int]]
    vouched: bool


def answer(opened: Opened, audience: UUID, question: Question, allowance: Allowance) -> Answer:
    """The audience's best hits, and its exact counts. Raises Refused when the search costs too much."""
    opened.allowance = allowance
    try:
        found = match(question.tree, opened, question.kind)
    finally:
        opened.allowance = None
    bits = bit_set(found.scores) if question.facets else 0
    days = {number: opened.day(number) for number in found.scores} if question.newest else {}
    hits = []
    for number in _best(opened, found.scores, days, question.best):
        stored = opened.stored(number)
        hit = Hit(stored.key, audience, found.scores[number], stored.fields)
        hits.append(Ranked(days.get(number, ""), hit))
    counts = {name: opened.facet(name, bits) for name in question.facets}
    return Answer(hits, len(found.scores), found.exact, counts, opened.vouched)


def page(answers: Sequence[Answer], question: Question, *, partial: bool) -> Page:
    """One page of the answers of all audiences; scores are compared as they are."""
    ranked = [each for answer in answers for each in answer.hits]
    ranked.sort(key=lambda each: (-each.hit.score, each.hit.key, each.hit.audience))
    ranked.sort(key=lambda each: each.day, reverse=True)
    return Page(
        hits=tuple(each.hit for each in ranked[question.offset : question.best]),
        total=sum(each.total for each in answers),
        exact=all(each.exact for each in answers),
        facets={name: _added(answers, name) for name in question.facets},
        partial=partial or not all(each.vouched for each in answers),
    )


def contents(opened: Opened) -> dict[str, dict[str, str]]:
    """The groups, and in each the digest of every entry by key."""
    groups: dict[str, dict[str, str]] = {}
    for number in opened.numbers():
        stored = opened.stored(number)
        groups.setdefault(stored.group, {})[stored.key] = stored.digest
    return groups


def _best(opened: Opened, scores: Mapping[int, float], days: Mapping[int, str], best: int) -> list[int]:
    """The best by day, score and key; only of those that can still matter are keys read."""
    if best <= 0:
        return []

    def place(number: int) -> tuple[str, float]:
        return days.get(number, ""), scores[number]

    able = list(scores)
    if len(able) > best:
        least = heapq.nlargest(best, map(place, able))[-1]
        able = [number for number in able if place(number) >= least]
    by_key = sorted(able, key=opened.key)
    return sorted(by_key, key=place, reverse=True)[:best]


def _added(answers: Sequence[Answer], name: str) -> list[tuple[str, int]]:
    count: Counter[str] = Counter()
    for each in answers:
        count.update(each.facets[name])
    return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))
