"""What people do with outcomes: choose one, take one back, say what is aimed at."""

from collections.abc import Collection, Mapping, Sequence
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
from wccflow.indicators.models import Aim, OutcomeReason
from wccflow.indicators.rules import POLARITIES, YEARS, measured_element
from wccflow.indicators.selections import Selection, selected
from wccflow.people.rights import Reach, demand

CHOSEN, DROPPED, AIMED, SHARED = "outcome.chosen", "outcome.dropped", "outcome.aimed", "outcome.shared"
EXPLAINED, SETTLED = "outcome.explained", "outcome.settled"


def choose(case: Case, item: str, *, by: Reach, now: datetime) -> None:
    """Choose an outcome from the menu. Raises Refused when it is chosen already, or enough are."""
    element = _demand(case, item, by=by)
    mine = queries.chosen([case])[case.id]
    if item in mine:
        raise Refused(f"“{definition_of(case).items[item].title}” is chosen already.")
    if element.max and len(mine) >= element.max:
        raise Refused(f"{element.max} outcomes are chosen, and no more can be. Take one back first.")
    follow_items(case, element.key, [item], "choose", by=by, now=now)
    _record(case, CHOSEN, by=by, now=now, item=item)


def drop(case: Case, item: str, *, by: Reach, now: datetime) -> None:
    """Take a chosen outcome back. Raises Refused for a fixed one, and for one that is not chosen."""
    element = _demand(case, item, by=by)
    title = definition_of(case).items[item].title
    if item in element.fixed:
        raise Refused(f"“{title}” is chosen for the whole nation and stays.")
    if item not in queries.chosen([case])[case.id]:
        raise Refused(f"“{title}” is not chosen.")
    follow_items(case, element.key, [item], "drop", by=by, now=now)
    _record(case, DROPPED, by=by, now=now, item=item)


def settle(
    case: Case, wanted: Collection[str], *, by: Reach, now: datetime, whys: Mapping[str, str] | None = None
) -> Selection:
    """Be measured by these outcomes and the nation's, and by no other. Raises Refused for too many."""
    definition = definition_of(case)
    element = measured_element(definition)
    if element is None:
        raise NotFound
    _demand(case, next(iter(element.items)), by=by)
    unknown = sorted(set(wanted) - set(element.items))
    if unknown:
        raise NotFound(f"There is no outcome called {unknown[0]}.")
    found = selected(element, queries.chosen([case])[case.id], wanted)
    if found.obstacle:
        raise Refused(found.obstacle)
    follow_items(case, element.key, found.dropped, "drop", by=by, now=now)
    follow_items(case, element.key, found.added, "choose", by=by, now=now)
    if found.changes:
        _record(case, SETTLED, by=by, now=now, added=found.added, dropped=found.dropped)
    for item, why in (whys or {}).items():
        if item in found.added and why.strip():
            explain(case, item, why, by=by, now=now)
    return found


def explain(case: Case, item: str, why: str, *, by: Reach, now: datetime) -> None:
    """Say why an outcome is chosen, or say it anew; nothing said takes the reason away."""
    _demand(case, item, by=by)
    found = session().scalar(
        select(OutcomeReason).where(OutcomeReason.case_id == case.id, OutcomeReason.item == item)
    )
    made = found or OutcomeReason(case_id=case.id, item=item)
    made.why, made.by_id, made.at = why.strip(), by.person_id, now
    made.audience_id = audience_of(case, "drafts")
    session().add(made)
    session().flush()
    _record(case, EXPLAINED, by=by, now=now, words=why.strip(), item=item)


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
    _record(case, AIMED, by=by, now=now, item=item)
    return made


def share(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Let those who assess read what the organisation aims at."""
    wider = audience_of(case, "filed")
    rows: list[Aim | OutcomeReason] = [*queries.aims([case.id]).values()]
    rows += queries.reasons([case.id]).values()
    fresh = [each for each in rows if each.audience_id != wider]
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
        items=sorted({each.item for each in fresh}),
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


def _record(
    case: Case, kind: str, *, by: Reach, now: datetime, words: str = "", **payload: str | Sequence[str]
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_of(case, "drafts"),
        words=words,
        **payload,
    )
