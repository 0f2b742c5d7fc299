"""Panels' ratings as a rehearsal invents them: with known truth, and severities planted in everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from wccflow.calibration.model import RatingRow
from wccflow.engine.definition import Definition, Element
from wccflow.engine.simulating import Ended
from wccflow.engine.simulating_behaviours import Behaviours, Kind, RatingPlan

_QUALITY_SD = 0.35  # of organisations of one overseer
_GROUP_SD = 0.35  # of an organisation's groups of items
_ITEM_SD = 0.2
_CENTRE = 0.45  # of the scale, from its lowest level to its highest


@dataclass(frozen=True, slots=True)
class Invented:
    """The ratings before any discussion, the true values, each item's group, own ratings by kind."""

    rows: tuple[RatingRow, ...]
    truth: Mapping[tuple[str, str], float]
    groups: Mapping[str, str]
    own_gap: Mapping[str, float]


@dataclass(slots=True)
class _Country:
    """What is planted: the severity of overseers and people, who sits where."""

    plan: RatingPlan
    lowest: int
    highest: int
    seats: int
    severity: dict[str, float]
    people: dict[str, list[tuple[str, float]]]


def rated_element(definition: Definition) -> Element | None:
    """The element that a panel rates in levels: the one with most items; None where there is none."""
    able = [
        element
        for element in definition.elements.values()
        if definition.scales[element.scale].kind == "levels"
    ]
    return max(able, key=lambda element: len(element.items), default=None) if definition.panel.size else None


def invented(
    definition: Definition, behaviours: Behaviours, cases: Sequence[Ended], seed: int
) -> Invented | None:
    """The ratings of these cases' panels; None where nothing is rated in levels by a panel."""
    element = rated_element(definition)
    if element is None or not element.items or len(cases) < 2:
        return None
    country = _country(definition, element, behaviours.ratings, cases, seed)
    rows: list[RatingRow] = []
    truth: dict[tuple[str, str], float] = {}
    gaps: dict[str, list[float]] = {}
    common = list(cases)[:: max(1, len(cases) // max(1, behaviours.ratings.anchors))][
        : behaviours.ratings.anchors
    ]
    for case in cases:
        rng = Random(f"{seed} ratings {case.name}")
        true = _truth(definition, element, country, case, seed)
        truth |= {(case.name, item): value for item, value in true.items()}
        rows += _panel(country, case, case.overseer, true, rng, country.seats)
        if case in common:
            for overseer in country.people:
                if overseer != case.overseer:
                    rows += _panel(country, case, overseer, true, rng, country.plan.raters)
        gaps.setdefault(case.kind, []).append(_own_gap(country, behaviours.kinds[case.kind], true, rng))
    groups = {item: definition.items[item].parent or item for item in element.items}
    return Invented(tuple(rows), truth, groups, {kind: _mean(found) for kind, found in sorted(gaps.items())})


def _country(
    definition: Definition, element: Element, plan: RatingPlan, cases: Sequence[Ended], seed: int
) -> _Country:
    ranks = [level.rank for level in definition.scales[element.scale].values]
    overseers = dict.fromkeys(case.overseer for case in cases)
    severity: dict[str, float] = {}
    people: dict[str, list[tuple[str, float]]] = {}
    for overseer in overseers:
        rng = Random(f"{seed} severity {overseer}")
        severity[overseer] = rng.gauss(0, float(plan.overseer_sd))
        cases_there = sum(case.overseer == overseer for case in cases)
        count = max(definition.panel.size, plan.raters, round(cases_there * float(plan.pool_share)))
        people[overseer] = [
            (f"panellist {number + 1}", rng.gauss(0, float(plan.panellist_sd))) for number in range(count)
        ]
    middle = _mean(list(severity.values()))  # a panel without leanings is one like all of them together
    severity = {overseer: value - middle for overseer, value in severity.items()}
    return _Country(plan, min(ranks), max(ranks), definition.panel.size, severity, people)


def _truth(
    definition: Definition, element: Element, country: _Country, case: Ended, seed: int
) -> dict[str, float]:
    """What a panel without leanings would see, as a number between the levels."""
    place = Random(f"{seed} quality {case.overseer}").gauss(0, float(country.plan.difference_sd))
    rng = Random(f"{seed} quality {case.name}")
    centre = country.lowest + _CENTRE * (country.highest - country.lowest)
    whole = centre + place + rng.gauss(0, _QUALITY_SD)
    found, group_of = {}, {}
    for item in element.items:
        group = definition.items[item].parent or item
        if group not in group_of:
            group_of[group] = rng.gauss(0, _GROUP_SD)
        ease = Random(f"{seed} item {item}").gauss(0, _ITEM_SD)
        found[item] = min(max(whole + group_of[group] + ease, country.lowest), country.highest)
    return found


def _panel(
    country: _Country,
    case: Ended,
    overseer: str,
    true: Mapping[str, float],
    rng: Random,
    size: int,
) -> list[RatingRow]:
    pool = country.people[overseer]
    seated = rng.sample(pool, min(size, len(pool)))
    rows = []
    for name, lean in seated:
        for item, value in true.items():
            seen = value + country.severity[overseer] + lean + rng.gauss(0, float(country.plan.noise_sd))
            level = min(max(round(seen), country.lowest), country.highest)
            rows.append(RatingRow(name, overseer, case.name, item, float(level)))
    return rows


def _own_gap(country: _Country, kind: Kind, true: Mapping[str, float], rng: Random) -> float:
    """How far an organisation's own ratings lie above the truth, on average."""
    gaps = []
    for value in true.values():
        own = round(value + float(kind.rates) + rng.gauss(0, float(country.plan.noise_sd)))
        gaps.append(min(max(own, country.lowest), country.highest) - value)
    return _mean(gaps)


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
