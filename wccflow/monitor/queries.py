"""Questions of the cockpit; each costs the same number of queries at one case and at 152."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.outlook import Outlook, outlooks
from wccflow.engine.calendars import Window
from wccflow.engine.refusals import day
from wccflow.monitor.forecasts import Outcome, forecasts
from wccflow.monitor.histories import histories
from wccflow.monitor.rows import Row
from wccflow.monitor.rules import lacking, marks, measures, obstacles, standing
from wccflow.people.models import Organisation
from wccflow.people.rights import Place, Reach, holds
from wccflow.review.models import Closure, Thread
from wccflow.review.rules import KINDS

MONITOR = "monitor"

Questions = Mapping[UUID, tuple[int, datetime]]


@dataclass(frozen=True, slots=True)
class Overview:
    """How cases stand; the windows of each overseer (name, code); the milestones on one day for all."""

    rows: list[Row]
    overseers: list[tuple[str, str, Mapping[str, Window]]]
    marks: list[tuple[str, date]]
    outlooks: Mapping[UUID, Outlook]


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


def above(case: Case) -> Place:
    """The place from which a case is watched: its overseer, with the case, but nobody of the organisation."""
    return Place(None, case.overseer_id, None)


def outlooks_of(reach: Reach, cycle: Cycle, on: date, codes: Sequence[str]) -> list[Outlook]:
    """The outlook of those of these organisations' cases that the person may see, by name."""
    wanted = set(codes)
    return outlooks(
        [each for each in cycles.cases_for(reach, cycle.id) if each.organisation.code in wanted], on
    )


def overview(reach: Reach, cycle: Cycle, on: date, overseer_id: UUID | None = None) -> Overview:
    """Every case of the cycle (at this overseer) that the person may see, with how it stands."""
    cases = [each for each in cycles.cases_for(reach, cycle.id) if overseer_id in (None, each.overseer_id)]
    asked, windows = _questions(cases, reach), cycles.windows(cases)
    found, past = outlooks(cases, on), histories(cases)
    outcomes = forecasts(found, past, on)
    return Overview(
        rows=[
            _row(
                each,
                on,
                here_since=past[each.case.id].here_since,
                asked=asked.get(each.case.id),
                outcome=outcomes.get(each.case.id),
            )
            for each in found
        ],
        overseers=[(each.name, each.code, windows[case_id]) for each, case_id in _overseers(cases).values()],
        marks=_common_days(found),
        outlooks={each.case.id: each for each in found},
    )


def _row(
    found: Outlook,
    on: date,
    *,
    here_since: date,
    asked: tuple[int, datetime] | None,
    outcome: Outcome | None,
) -> Row:
    case, definition, due = found.case, found.definition, found.next_due
    state = definition.states[case.state]
    late_days = due.late_days if due else 0
    key, words = standing(due.due if due else None, late_days, on, is_over=found.is_over)
    if due and due.planned:
        words = f"{words}, extended from {day(due.planned)}"
    said = outcome.forecast if outcome else None
    return Row(
        case_id=case.id,
        overseer_id=case.overseer_id,
        address=case.address,
        code=case.organisation.code,
        organisation=case.organisation.name,
        overseer=case.overseer.name,
        overseer_code=case.overseer.code,
        stage=state.stage,
        stage_title=definition.stages[state.stage].title,
        state=case.state,
        state_title=state.title,
        milestone=due.key if due else "",
        milestone_title=due.title if due else "",
        due=due.due if due else None,
        late_days=late_days,
        standing=key,
        words=words,
        days_in_state=(on - here_since).days,
        obstacles=obstacles(definition, found.onward, found.facts),
        lacking=lacking(found.onward, found.facts, definition),
        marks=marks(found.milestones, on, is_over=found.is_over),
        measures=() if found.is_over else measures(definition, state.stage, found.facts, case.address),
        questions=asked[0] if asked else 0,
        oldest_question=asked[1] if asked else None,
        oldest_days=(on - business_day(asked[1])).days if asked else 0,
        target=outcome.due.key if outcome else "",
        target_title=outcome.due.title if outcome else "",
        target_due=outcome.due.due if outcome else None,
        forecast=said.day if said else None,
        margin=said.margin if said else 0,
        forecast_words=said.words if said else "not enough to say yet" if outcome else "",
        will_miss=bool(outcome and outcome.misses(on)),
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
    return {case_id: (count, oldest) for case_id, count, oldest in session().execute(query) if case_id}
