"""Ranking by a named rule: points, places, and from which places chance alone may part each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from wccflow.engine.publishing import Publication, Ranking
from wccflow.publication.rules import counted, joined, ranks_of, value_of

SURE = 1.96 * sqrt(2)  # standard errors of one mean, beyond which two differ by more than chance


@dataclass(frozen=True, slots=True)
class Part:
    """The ranks that an organisation has in one element, and the best rank of its scale."""

    ranks: tuple[int, ...]
    best: int


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation as rankings see it."""

    code: str
    name: str
    parts: Mapping[str, Part]


def member_of(code: str, name: str, content: Mapping[str, Any]) -> Member:
    """An organisation with the ranks of its published ratings."""
    parts = {}
    for element in content["elements"]:
        ranks = ranks_of(element)
        mine = [ranks[value_of(item)] for group in element["groups"] for item in group["items"]]
        parts[element.get("key") or element["title"]] = Part(tuple(mine), max(ranks.values(), default=0))
    return Member(code, name, parts)


def ranked(rule: Ranking, members: Sequence[Member], settings: Publication) -> dict[str, Any]:
    """The ranking of these organisations by this rule, or why there is none."""
    whole = [each for each in members if all(part in each.parts for part in rule.parts)]
    made = {
        "key": rule.key,
        "title": rule.title,
        "version": rule.version,
        "rule": rule.statement,
        "source": rule.source,
    }
    if len(whole) < settings.fewest_ranked:
        none = (
            f"Nothing is ranked: {counted(len(whole), 'result')} of {settings.fewest_ranked} needed can be "
            "ranked by this rule."
        )
        return {**made, "rows": [], "none": none}
    return {**made, "rows": _rows(rule, whole, settings.error_mean), "none": ""}


def _rows(rule: Ranking, members: Sequence[Member], error: float) -> list[dict[str, Any]]:
    points = {each.code: _points(rule, each) for each in members}
    margin = max(_margin(rule, each, error) for each in members)
    order = sorted(members, key=lambda each: (tuple(-one for one in points[each.code]), each.code))
    places = {each.code: 1 + sum(other > points[each.code] for other in points.values()) for each in members}
    found = []
    for each in order:
        first = points[each.code][0]
        near = [places[code] for code, theirs in points.items() if abs(theirs[0] - first) <= margin]
        found.append(
            {
                "code": each.code,
                "name": each.name,
                "place": places[each.code],
                "points": _said(points[each.code]),
                "first": min(near),
                "last": max(near),
            }
        )
    return found


def _points(rule: Ranking, member: Member) -> tuple[float, ...]:
    """What is compared: one share of all, or the points of each part in turn."""
    parts = [member.parts[key] for key in rule.parts]
    if rule.method == "in_order":
        return tuple(float(sum(part.ranks)) for part in parts)
    shares = [sum(part.ranks) / (part.best * len(part.ranks)) if part.ranks else 0.0 for part in parts]
    return (round(100 * sum(shares) / len(shares), 6),)


def _margin(rule: Ranking, member: Member, error: float) -> float:
    """How far the first of what is compared may lie apart by chance alone."""
    parts = [member.parts[key] for key in rule.parts]
    if rule.method == "in_order":
        return SURE * error * len(parts[0].ranks)
    return SURE * 100 * sqrt(sum((error / part.best) ** 2 for part in parts if part.best)) / len(parts)


def _said(points: Sequence[float]) -> str:
    return joined([f"{each:.1f}" if each % 1 else f"{each:.0f}" for each in points])
