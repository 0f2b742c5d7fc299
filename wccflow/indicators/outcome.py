"""One outcome of a case on a page of its own: where it stands, its pictures, what is aimed at and asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wccflow.base.errors import NotFound
from wccflow.cycles.models import Case
from wccflow.indicators import showing
from wccflow.indicators.figures import figure
from wccflow.indicators.forms import AimForm
from wccflow.indicators.models import Aim
from wccflow.indicators.pictures import Picture
from wccflow.indicators.scorecard import Row, checks_of, ids_of, scorecard_of, years_of
from wccflow.indicators.trajectories import proposed
from wccflow.people.rights import Reach

PACK = "pack"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form of an aim shows: as it is kept, as it is proposed, or as it was just written."""

    baseline: float | None = None
    trajectory: Sequence[float] = ()
    period: str = ""
    unit: str = ""
    polarity: str = ""
    national_average: float | None = None
    upper_quartile: float | None = None
    source: str = ""


def outcome_of(
    case: Case, reach: Reach, item: str, *, how: str = "", start: str = "", given: AimForm | None = None
) -> dict[str, Any]:
    """What the page shows. Raises NotFound for an outcome that is not chosen, or not for this reader."""
    row = _row(case, reach, item)
    draft = _draft(row, how, start, given)
    return {
        "row": row,
        "draft": draft,
        "how": how if draft.trajectory else "",
        "tried": given is not None or bool(how or start),
        "fresh": _fresh(row),
        "others": row.standing.others if row.standing else [],
        "years": years_of(draft, row.standing),
        "checks": checks_of(draft, row.standing),
        "pictures": [each for each in _pictures(case, row, draft) if each],
    }


def _row(case: Case, reach: Reach, item: str) -> Row:
    card = scorecard_of(case, reach)
    found = next((row for row in card.rows if row.item.key == item), None) if card and card.sees else None
    if found is None:
        raise NotFound(f"There is no outcome called {item}.")
    return found


def _draft(row: Row, how: str, start: str, given: AimForm | None) -> Draft:
    if given is not None:
        return Draft(**{name: getattr(given, name) for name in Draft.__slots__})
    draft = _kept(row.aim) if row.aim and start != PACK else _from_packs(row)
    if not how:
        return draft
    years = proposed(how, draft.baseline, draft.upper_quartile, draft.polarity)
    return Draft(**{**_fields(draft), "trajectory": years})


def _fresh(row: Row) -> str:
    """The data pack's newest value, where an aim that is kept starts from another."""
    found, aim = row.standing, row.aim
    if found is None or aim is None or found.value is None:
        return ""
    same = (aim.baseline, aim.period) == (found.value, found.period)
    return "" if same else f"{figure(found.value)}, {found.period}"


def _kept(aim: Aim) -> Draft:
    return Draft(**{name: getattr(aim, name) for name in Draft.__slots__})


def _from_packs(row: Row) -> Draft:
    """The baseline as the data pack has it, with its period and source."""
    if row.standing is None:
        return Draft()
    found = row.standing
    return Draft(
        baseline=found.value,
        period=found.period,
        unit=found.series.unit,
        polarity=found.polarity,
        national_average=found.national,
        upper_quartile=found.quartile,
        source=found.newest.source,
    )


def _fields(draft: Draft) -> Mapping[str, Any]:
    return {name: getattr(draft, name) for name in Draft.__slots__}


def _pictures(case: Case, row: Row, draft: Draft) -> list[Picture | None]:
    called, standing = case.organisation.name, row.standing
    points = standing.points if standing else ()
    found: list[Picture | None] = []
    if draft.trajectory and draft.baseline is not None:
        title = f"{row.item.title}: what is aimed at, year by year"
        years = years_of(draft, standing)
        found.append(showing.trajectory("aimed", title, draft.baseline, draft.period, years, points))
    if standing is None:
        return found
    several = [standing, *standing.others]
    found += [showing.trend(f"by-period-{place}", called, each) for place, each in enumerate(several)]
    title = f"{row.item.title}: {called} among organisations of every size, {standing.period}"
    return [*found, showing.sizes("by-size", title, standing, ids_of(case))]
