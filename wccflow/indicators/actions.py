"""What people do with outcomes: choose one, take one back, say what is aimed at."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.actions import follow_items
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element
from wccflow.indicators import queries
from wccflow.indicators.models import Aim
from wccflow.indicators.rules import POLARITIES, YEARS, measured_element
from wccflow.people.rights import Reach, demand

CHOSEN, DROPPED, AIMED, SHARED = "outcome.chosen", "outcome.dropped", "outcome.aimed", "outcome.shared"


def choose(case: Case, item: str, *, by: Reach, now: datetime) -> None:
    """Choose an outcome from the menu. Raises Refused when it is chosen already, or enough are."""
    element = _demand(case, item, by=by)
    mine = queries.chosen([case])[case.id]
    if item in mine:
        raise Refused(f"“{definition_of(case).items[item].title}” is chosen already.")
    if element.max and len(mine) >= element.max:
        raise Refused(f"{element.max} outcomes are chosen, and no more can be. Take one back first.")
    follow_items(case, element.key, [item], "choose", by=by, now=now)
    _record(case, CHOSEN, item, by=by, now=now)


def drop(case: Case, item: str, *, by: Reach, now: datetime) -> None:
    """Take a chosen outcome back. Raises Refused for a fixed one, and for one that is not chosen."""
    element = _demand(case, item, by=by)
    title = definition_of(case).items[item].title
    if item in element.fixed:
        raise Refused(f"“{title}” is chosen for the whole nation and stays.")
    if item not in queries.chosen([case])[case.id]:
        raise Refused(f"“{title}” is not chosen.")
    follow_items(case, element.key, [item], "drop", by=by, now=now)
    _record(case, DROPPED, item, by=by, now=now)


def aim(
    case: Case,
    item: str,
    *,
    baseline: float | None,
    trajectory: Sequence[float],
    by: Reach,
    now: datetime,
    period: str = "",
    unit: str = "",
    polarity: str = "",
    national_average: float | None = None,
    upper_quartile: float | None = None,
    source: str = "",
) -> Aim:
    """Say where an outcome starts, where it is to be in each of five years, and from which source."""
    _demand(case, item, by=by)
    if item not in queries.chosen([case])[case.id]:
        raise Refused("Choose the outcome first, then say what is aimed at.")
    _demand_whole(baseline, trajectory, polarity, (national_average, upper_quartile), source)
    found = session().scalar(select(Aim).where(Aim.case_id == case.id, Aim.item == item))
    made = found or Aim(case_id=case.id, item=item)
    made.baseline, made.trajectory = baseline, list(trajectory)
    made.period, made.unit, made.polarity = period.strip(), unit.strip(), polarity
    made.national_average, made.upper_quartile = national_average, upper_quartile
    made.source, made.by_id, made.at = source.strip(), by.person_id, now
    made.audience_id = audience_of(case, "drafts")
    session().add(made)
    session().flush()
    _record(case, AIMED, item, by=by, now=now)
    return made


def share(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Let those who assess read what the organisation aims at."""
    wider = audience_of(case, "filed")
    fresh = [each for each in queries.aims([case.id]).values() if each.audience_id != wider]
    if not fresh:
        return
    for each in fresh:
        each.audience_id = wider
    session().flush()
    log.record(
        SHARED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=wider,
        items=sorted(each.item for each in fresh),
    )


def _demand(case: Case, item: str, *, by: Reach) -> Element:
    definition = definition_of(case)
    demand(by, "choose_outcomes", place=case.place, definition=definition, state=case.state)
    element = measured_element(definition)
    if element is None or item not in element.items:
        raise NotFound(f"There is no outcome called {item}.")
    return element


def _demand_whole(
    baseline: float | None,
    trajectory: Sequence[float],
    polarity: str,
    comparators: tuple[float | None, float | None],
    source: str,
) -> None:
    if trajectory and len(trajectory) != YEARS:
        raise Refused(f"Give a value for each of the {YEARS} years, or for none.")
    if trajectory and baseline is None:
        raise Refused("Give the baseline from which the five years start.")
    if polarity not in POLARITIES:
        raise Refused("Say whether lower or higher is better.")
    if not source.strip() and any(each is not None for each in (baseline, *comparators)):
        raise Refused("Say where the numbers come from: every value is shown with its source.")


def _record(case: Case, kind: str, item: str, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_of(case, "drafts"),
        item=item,
    )
