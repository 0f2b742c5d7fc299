"""Small pictures of a rehearsal as plain numbers that a template draws: stages by week, queues, lateness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wccflow.engine.refusals import day

WIDE = 720
_LEFT, _HIGH, _LANE, _ROW = 190, 180, 34, 24
_COLOURS = ("#768692", "#41b6e6", "#005eb8", "#003087", "#ffb81c", "#330072", "#ae2573")
_ROOM = 3  # weeks that a month's name needs
_ENDED = "#007f3b"


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    says: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a picture."""

    x: float
    y: float
    words: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing with its legend; the same numbers stand in the table beside it."""

    title: str
    height: float
    bars: Sequence[Bar]
    labels: Sequence[Label]
    legend: Sequence[tuple[str, str]] = ()
    width: int = WIDE


def standing(report: Mapping[str, Any]) -> Picture:
    """How many cases stood in each stage, week by week."""
    weeks, stages = report["standing"], {**report["words"]["stages"], "ended": "Ended"}
    colours = _colours(list(stages))
    step = WIDE / max(1, len(weeks))
    bars = []
    for at, week in enumerate(weeks):
        top = float(_HIGH)
        for stage, title in stages.items():
            height = _HIGH * week[stage] / max(1, report["organisations"])
            top -= height
            if height:
                says = f"Week of {_on(week['week'])}, {title}: {week[stage]}"
                bars.append(Bar(_r(at * step), _r(top), _r(step - 1), _r(height), colours[stage], says))
    labels = [Label(_r(at * step), _HIGH + 16, _month(weeks[at]["week"])) for at in _months(weeks)]
    legend = [(colours[stage], title) for stage, title in stages.items()]
    return Picture("Where the cases stood, week by week", _HIGH + 22, bars, labels, legend)


def queues(report: Mapping[str, Any]) -> Picture:
    """How many cases waited for each role that assesses, week by week."""
    weeks = {row["week"]: at for at, row in enumerate(report["standing"])}
    roles = {row["role"]: None for row in report["queues"]}
    step = (WIDE - _LEFT) / max(1, len(weeks))
    bars, labels = [], []
    for lane, role in enumerate(roles):
        sums: dict[str, int] = {}
        for row in report["queues"]:
            if row["role"] == role:
                sums[row["week"]] = sums.get(row["week"], 0) + row["waiting"]
        most, base = max(sums.values()), (lane + 1) * _LANE - 4
        title = report["words"]["roles"][role]
        labels.append(Label(0, base - 6, f"{title}: {most}"))
        for week, count in sums.items():
            height = (_LANE - 8) * count / most
            says = f"{title}, week of {_on(week)}: {count} waiting"
            x = _LEFT + 40 + weeks[week] * (step - 40 / max(1, len(weeks)))
            bars.append(Bar(_r(x), _r(base - height), _r(max(1.0, step - 2)), _r(height), "#005eb8", says))
    return Picture(
        "Cases waiting, by role and week; beside each role its most", len(roles) * _LANE + 4, bars, labels
    )


def lateness(report: Mapping[str, Any]) -> Picture:
    """How many missed each milestone."""
    bars, labels = [], []
    for at, row in enumerate(report["lateness"]):
        y, wide = at * _ROW, WIDE - _LEFT - 90
        share = row["late"] / row["cases"] if row["cases"] else 0
        says = f"{row['late']} of {row['cases']}"
        labels += [Label(0, y + 16, row["title"]), Label(_r(_LEFT + 48 + wide * share), y + 16, says)]
        bars.append(
            Bar(_LEFT + 40, y + 3, _r(wide * share), _ROW - 8, "#005eb8", f"{row['title']}: {says} late")
        )
    return Picture("Late, by milestone", len(report["lateness"]) * _ROW + 4, bars, labels)


def _colours(stages: Sequence[str]) -> dict[str, str]:
    found = {stage: _COLOURS[at % len(_COLOURS)] for at, stage in enumerate(stages)}
    return found | {"ended": _ENDED}


def _months(weeks: Sequence[Mapping[str, Any]]) -> list[int]:
    """The places of the first week of each month; a first one that is only a week or two has no room."""
    months = [row["week"][:7] for row in weeks]
    found = [at for at, month in enumerate(months) if at == 0 or month != months[at - 1]]
    return found[1:] if len(found) > 1 and found[1] < _ROOM else found


def _month(week: str) -> str:
    return f"{date.fromisoformat(week):%b}"


def _on(week: str) -> str:
    return day(date.fromisoformat(week))


def _r(number: float) -> float:
    return round(number, 2)
