"""What the audiences of a scope answer to a query, as one page."""

from dataclasses import dataclass

import numpy as np

from wccflow.search.allowance import Allowance
from wccflow.search.flat import Array
from wccflow.search.matching import Found, match
from wccflow.search.port import Hit, Kind, Page
from wccflow.search.together import Together
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
        """How many hits are looked for."""
        return self.offset + self.limit


def page(within: Together, question: Question, allowance: Allowance, *, partial: bool) -> Page:
    """The best hits of the scope, and its exact counts. Raises Refused when the search costs too much."""
    if not within.leaves:
        return Page(facets={name: [] for name in question.facets}, partial=partial)
    found = match(question.tree, within, question.kind, allowance)
    return Page(
        hits=tuple(_hits(within, found, question)),
        total=len(found.numbers),
        facets={name: within.facet(name).among(found.mask, found.numbers) for name in question.facets},
        partial=partial,
    )


def _hits(within: Together, found: Found, question: Question) -> list[Hit]:
    days = within.days()[found.numbers] if question.newest else np.zeros(len(found.numbers), dtype=np.int64)
    chosen = _able(within, found, days, question.best)
    places = [within.place(number) for number in found.numbers[chosen].tolist()]
    ranked = sorted(
        (-days[each], -found.scores[each], place.segment.key(place.number), place.audience, each, place)
        for each, place in zip(chosen.tolist(), places, strict=True)
    )
    return [
        Hit(key, audience, float(-score), place.segment.stored(place.number).fields)
        for _, score, key, audience, _, place in ranked[question.offset : question.best]
    ]


def _able(within: Together, found: Found, days: Array, best: int) -> Array:
    """Which of those found may be among the best: all others have a worse day, score or key."""
    sure, able = [np.empty(0, dtype=np.int64)], np.arange(len(found.numbers))
    for values in (days, found.scores):
        if len(able) <= best or best <= 0:
            break
        least = np.partition(values[able], len(able) - best)[len(able) - best]
        sure.append(able[values[able] > least])
        best -= len(sure[-1])
        able = able[values[able] == least]
    return np.concatenate([*sure, _first(within, found, able, best)])


def _first(within: Together, found: Found, able: Array, best: int) -> Array:
    """Those that are first by key in their segment: only of these the keys need be read."""
    if len(able) <= best or best <= 0:
        return able[: max(0, best)]
    kept, cuts = [], np.searchsorted(found.numbers[able], within.offsets)
    for leaf, offset, start, end in zip(within.leaves, within.offsets, cuts, cuts[1:], strict=False):
        here = able[start:end]
        ranks = leaf.segment.flat.cut("rank")[found.numbers[here] - offset]
        kept.append(here[np.argsort(ranks)[:best]])
    return np.concatenate(kept)
