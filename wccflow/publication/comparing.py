"""Setting up to four published results beside one another, and saying which differences mean nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from wccflow.engine.publishing import Publication
from wccflow.publication.ranking import SURE
from wccflow.publication.rules import items_of, mean_of, ranks_of, value_of

MOST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One item: the level of each result in words, and whether they lie further apart than chance would."""

    title: str
    levels: Sequence[str]
    says: str


@dataclass(frozen=True, slots=True)
class Part:
    """One element: its items, each result's mean, and what the means tell of each pair."""

    title: str
    lines: Sequence[Line]
    means: Sequence[str]
    sentences: Sequence[str]


def compared(contents: Sequence[Mapping[str, Any]], rules: Publication) -> list[Part]:
    """The elements that these results have, item by item."""
    made = []
    for element in contents[0].get("elements", ()):
        same = [_element(content, element["title"]) for content in contents]
        if all(same):
            made.append(_part(element, [each for each in same if each], contents, rules))
    return made


def _element(content: Mapping[str, Any], title: str) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = next(
        (each for each in content.get("elements", ()) if each["title"] == title), None
    )
    return found


def _part(
    element: Mapping[str, Any],
    same: Sequence[Mapping[str, Any]],
    contents: Sequence[Mapping[str, Any]],
    rules: Publication,
) -> Part:
    items = [{item["key"]: item for _, _, item in items_of({"elements": [each]})} for each in same]
    ranks = ranks_of(element)
    lines = [_line(item, items, ranks, SURE * rules.error_item) for item in items[0].values()]
    names = [content["organisation"]["name"] for content in contents]
    means = [mean_of(each) for each in same]
    sentences = [
        _pair(names[one], means[one], names[other], means[other], SURE * rules.error_mean)
        for one, other in combinations(range(len(same)), 2)
    ]
    return Part(
        element["title"], lines, [_said(each) for each in means], [each for each in sentences if each]
    )


def _line(
    item: Mapping[str, Any],
    items: Sequence[Mapping[str, Mapping[str, Any]]],
    ranks: Mapping[str, int],
    margin: float,
) -> Line:
    mine = [each.get(item["key"]) for each in items]
    known = [ranks[value_of(each)] for each in mine if each and value_of(each) in ranks]
    apart = max(known) - min(known) if len(known) > 1 else 0
    says = "" if not apart else "too near to tell apart" if apart <= margin else "further apart than chance"
    return Line(item["title"], [each["level"] if each else "–" for each in mine], says)


def _pair(one: str, mean: float | None, other: str, its: float | None, margin: float) -> str:
    """What the difference of two means tells."""
    if mean is None or its is None:
        return ""
    apart = abs(mean - its)
    if apart <= margin:
        return (
            f"{one} and {other} lie {apart:.1f} apart: too small to mean anything, since two panels that "
            f"look at the same organisation may differ by {margin:.1f}."
        )
    better, worse = (one, other) if mean > its else (other, one)
    return f"{better} lies {apart:.1f} above {worse}: more than two panels would differ."


def _said(mean: float | None) -> str:
    return "–" if mean is None else f"{mean:.1f}"
