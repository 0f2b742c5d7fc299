"""Questions of the cockpit; each costs the same number of queries at one case and at 152."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences, log
from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.outlook import Outlook, outlooks
from wccflow.engine.calendars import Window
from wccflow.monitor.rules import Row, documents, obstacles, standing
from wccflow.people.models import Organisation
from wccflow.people.rights import Place, Reach, holds
from wccflow.review.models import Closure, Thread
from wccflow.review.rules import KINDS

MONITOR = "monitor"
OPENED = "case.opened"

Questions = Mapping[UUID, tuple[int, datetime]]


@dataclass(frozen=True, slots=True)
class Overview:
    """How cases stand; the windows of each overseer (name, code); the milestones on one day for all."""

    rows: list[Row]
    overseers: list[tuple[str, str, Mapping[str, Window]]]
    marks: list[tuple[str, date]]


def watches(reach: Reach, cycle: Cycle, overseer_id: UUID | None) -> bool:
    """Whether the person may watch this overseer in this cycle; the whole nation when it is None."""
    place = Place(None, overseer_id, None)
    return holds(reach, MONITOR, place=place, definition=pinned(cycle.digest))


def watches_anything(reach: Reach) -> bool:
    """Whether the person may watch more than one organisation in any cycle."""
    held = {each.role for each in reach.holdings if each.scope in ("overseer", "nation")}
    if not held:
        return False
    roles = (definition.roles.get(role) for definition in cycles.definitions() for role in held)
    return any(role is not None and MONITOR in role.may for role in roles)


def overview(reach: Reach, cycle: Cycle, on: date, overseer_id: UUID | None = None) -> Overview:
    """Every case of the cycle (at this overseer) that the person may see, with how it stands."""
    cases = [each for each in cycles.cases_for(reach, cycle.id) if overseer_id in (None, each.overseer_id)]
    since, asked, windows = _in_state_since(cases), _questions(cases, reach), cycles.windows(cases)
    found = outlooks(cases, on)
    return Overview(
        rows=[_row(each, on, (on - since[each.case.id]).days, asked.get(each.case.id)) for each in found],
        overseers=[(each.name, each.code, windows[case_id]) for each, case_id in _overseers(cases).values()],
        marks=_common_days(found),
    )


def _row(found: Outlook, on: date, days: int, asked: tuple[int, datetime] | None) -> Row:
    case, definition, due = found.case, found.definition, found.next_due
    state = definition.states[case.state]
    late_days = due.late_days if due else 0
    key, words = standing(due.due if due else None, late_days, on, is_over=found.is_over)
    return Row(
        address=case.address,
        code=case.organisation.code,
        organisation=case.organisation.name,
        overseer=case.overseer.name,
        overseer_code=case.overseer.code,
        stage=state.stage,
        stage_title=definition.stages[state.stage].title,
        state=state.title,
        milestone=due.title if due else "",
        due=due.due if due else None,
        late_days=late_days,
        standing=key,
        words=words,
        days_in_state=days,
        obstacles=obstacles(definition, found.onward, found.facts),
        documents=None if found.is_over else documents(definition, found.facts),
        questions=asked[0] if asked else 0,
        oldest_question=asked[1] if asked else None,
    )


def _overseers(cases: Sequence[Case]) -> dict[str, tuple[Organisation, UUID]]:
    """Each overseer by name, with one of its cases."""
    found = {each.overseer.name: (each.overseer, each.id) for each in cases}
    return dict(sorted(found.items()))


def _common_days(found: Sequence[Outlook]) -> list[tuple[str, date]]:
    """The milestones that fall on one and the same day for all of these cases."""
    days: dict[str, set[date | None]] = {}
    for each in found:
        for due in each.milestones:
            days.setdefault(due.title, set()).add(due.due)
    common = [(title, next(iter(dates))) for title, dates in days.items() if len(dates) == 1]
    return sorted(((title, day) for title, day in common if day), key=lambda mark: mark[1])


def _in_state_since(cases: Sequence[Case]) -> dict[UUID, date]:
    """The business day on which each case came to its present state."""
    days = {each.id: business_day(each.cycle.opened_at) for each in cases}
    for event in log.events_of(list(days), OPENED, cycles.MOVED):
        if event.case_id is not None:
            days[event.case_id] = business_day(event.at)
    return days


def _questions(cases: Sequence[Case], reach: Reach) -> Questions:
    """How many questions to each organisation are not closed, and when the oldest of them was asked."""
    closed = select(Closure.id).where(Closure.thread_id == Thread.id, Closure.ended_at.is_(None)).exists()
    query = (
        select(Thread.case_id, func.count(), func.min(Thread.opened_at))
        .where(Thread.case_id.in_([each.id for each in cases]), ~closed)
        .where(Thread.kind.in_([kind.key for kind in KINDS.values() if kind.asks]))
        .where(audiences.visible(Thread.audience_id, reach.tokens))
        .group_by(Thread.case_id)
    )
    return {case_id: (count, oldest) for case_id, count, oldest in session().execute(query)}
