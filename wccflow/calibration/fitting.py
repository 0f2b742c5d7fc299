"""Fits the model to a cycle's ratings and looks at it from all sides; what comes out is plain JSON."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from wccflow.calibration.agreement import alpha, gwet, units_of
from wccflow.calibration.gathering import Gathered
from wccflow.calibration.model import (
    Adjusted,
    Fitted,
    Leniency,
    NotConnected,
    RatingRow,
    designed,
    fitted,
    leniencies,
)
from wccflow.calibration.proposing import proposal
from wccflow.calibration.solving import Design
from wccflow.calibration.standing_out import standing_out

Document = dict[str, Any]
Told = Callable[[int, int], None]

DIGITS = 4
HALVED, DOUBLED = 0.5, 2.0
NOTHING = "No panel has revealed its ratings yet, so there is nothing to fit."


@dataclass(frozen=True, slots=True)
class Looked:
    """What the pages show, and an entry for each item of each case."""

    summary: Document
    results: list[Document]


def steps_of(gathered: Gathered) -> int:
    """In how many steps one looks: the fit, each common case left out, two other variances, agreement."""
    return 4 + len(gathered.common)


def looked_at(gathered: Gathered, told: Told = lambda step, steps: None) -> Looked:
    """These ratings from all sides, `told` after each step; what is not connected has no model."""
    progress = _Progress(steps_of(gathered), told)
    rows = gathered.rows
    summary = _plain(gathered, rows)
    progress.step()
    if not rows:
        return Looked(summary, [])
    try:
        design = designed(rows, gathered.groups)
    except NotConnected as fault:
        say = _named(str(fault), gathered.names)
        return Looked({**summary, "say": say, "parts": [list(each) for each in fault.parts]}, [])
    found = fitted(design)
    progress.step()
    own = _own_means(gathered.panels)
    results = [_result(each, own, gathered) for each in found.results if (each.case, each.item) in own]
    modelled = _modelled(gathered, found, results) | {
        "left_out": list(_left_out(gathered, rows, found, progress)),
        "variance": list(_other_variances(design, found, progress)),
    }
    return Looked(summary | modelled, results)


def _plain(gathered: Gathered, rows: Sequence[RatingRow]) -> Document:
    """What can be told of ratings without any model."""
    return {
        "ratings": len(rows),
        "raters": len({(row.overseer, row.rater) for row in rows}),
        "names": dict(gathered.names),
        "agreement": _agreements(gathered),
        "raters_apart": standing_out(gathered.panels),
        "common": _apart(gathered),
        "connected": False,
        "say": NOTHING,
    }


def _modelled(gathered: Gathered, found: Fitted, results: Sequence[Document]) -> Document:
    """What the model says."""
    return {
        "connected": True,
        "say": "",
        "overseers": _overseers(found, gathered.panels),
        "spreads": {name: round(spread, DIGITS) for name, spread in sorted(found.spreads.items())},
        "moved": _moved(results),
    }


@dataclass(slots=True)
class _Progress:
    steps: int
    told: Told
    done: int = 0

    def step(self) -> None:
        self.done += 1
        self.told(self.done, self.steps)


def _overseers(found: Fitted, panels: Sequence[RatingRow]) -> list[Document]:
    cases = {name: {row.case for row in panels if row.overseer == name} for name in _codes(panels)}
    return [
        {
            "code": each.name,
            "cases": len(cases.get(each.name, ())),
            "leniency": round(each.leniency, DIGITS),
            "low": round(each.low, DIGITS),
            "high": round(each.high, DIGITS),
        }
        for each in found.overseers
    ]


def _codes(rows: Sequence[RatingRow]) -> set[str]:
    return {row.overseer for row in rows}


def _own_means(panels: Sequence[RatingRow]) -> dict[tuple[str, str], float]:
    """What a case's own panel gave on average: common cases are rated by others, too."""
    found: dict[tuple[str, str], list[float]] = {}
    for row in panels:
        found.setdefault((row.case, row.item), []).append(row.value)
    return {key: fmean(values) for key, values in found.items()}


def _result(each: Adjusted, own: Mapping[tuple[str, str], float], gathered: Gathered) -> Document:
    raw = own[each.case, each.item]
    found = proposal(Adjusted(each.case, each.item, raw, each.adjusted, each.error), gathered.ranks)
    return {
        "case": each.case,
        "item": each.item,
        "raw": round(raw, DIGITS),
        "adjusted": round(each.adjusted, DIGITS),
        "error": round(each.error, DIGITS),
        "likely": found.likely,
        "probability": round(found.probability, DIGITS),
    }


def _moved(results: Sequence[Document]) -> Document:
    """Which share of all items moves by more than half a level, and by more than a whole one."""
    apart = [abs(each["adjusted"] - each["raw"]) for each in results]
    return {
        name: round(sum(each > most for each in apart) / len(apart), DIGITS) if apart else 0.0
        for name, most in (("half", 0.5), ("whole", 1.0))
    }


def _apart(gathered: Gathered) -> list[Document]:
    """By common case how far each overseer's mean lies from the mean of all overseers."""
    found = []
    for title, rows in gathered.common.items():
        names = {row.case for row in rows}
        sums: dict[str, list[float]] = {}
        for row in [*rows, *(each for each in gathered.panels if each.case in names)]:
            sums.setdefault(row.overseer, []).append(row.value)
        means = {code: fmean(values) for code, values in sums.items()}
        middle = fmean(means.values()) if means else 0.0
        apart = {code: round(mean - middle, DIGITS) for code, mean in sorted(means.items())}
        found.append({"title": title, "apart": apart})
    return found


def _left_out(
    gathered: Gathered, rows: Sequence[RatingRow], whole: Fitted, progress: _Progress
) -> Iterator[Document]:
    """By common case what becomes of the overseers without it; where nothing holds together then, that."""
    for title in gathered.common:
        found: Document = {"title": title, "connected": False}
        rest = gathered.without(title, rows)
        try:
            other = leniencies(designed(rest, gathered.groups), whole.spreads) if rest else ()
        except NotConnected:
            other = ()
        if other:
            found |= {"connected": True, **_difference(whole, other)}
        progress.step()
        yield found


def _other_variances(design: Design, whole: Fitted, progress: _Progress) -> Iterator[Document]:
    for times in (HALVED, DOUBLED):
        other = leniencies(design, whole.spreads, overseers_vary=times)
        progress.step()
        yield {"times": times, **_difference(whole, other)}


def _difference(whole: Fitted, other: Sequence[Leniency]) -> Document:
    """The overseer whose leniency changes most, and by how much."""
    after = {each.name: each.leniency for each in other}
    changes = {each.name: after[each.name] - each.leniency for each in whole.overseers if each.name in after}
    most = max(changes, key=lambda code: abs(changes[code]))
    return {"code": most, "change": round(changes[most], DIGITS)}


def _agreements(gathered: Gathered) -> Document:
    """How far the members of one panel agree: over all, by overseer, by group of items."""
    overseers: dict[str, list[RatingRow]] = {}
    groups: dict[str, list[RatingRow]] = {}
    for row in gathered.panels:
        overseers.setdefault(row.overseer, []).append(row)
        groups.setdefault(gathered.groups.get(row.item, row.item), []).append(row)
    return {
        **_agreement(gathered.panels),
        "overseers": {code: _agreement(rows) for code, rows in sorted(overseers.items())},
        "groups": {group: _agreement(rows) for group, rows in groups.items()},
    }


def _agreement(rows: Sequence[RatingRow]) -> Document:
    units = units_of(rows)
    found = {"alpha": alpha(units), "ac2": gwet(units)}
    return {name: None if value is None else round(value, DIGITS) for name, value in found.items()}


def _named(sentence: str, names: Mapping[str, str]) -> str:
    """The sentence with overseers called by name instead of by code."""
    for code, name in names.items():
        sentence = sentence.replace(code, name)
    return sentence
