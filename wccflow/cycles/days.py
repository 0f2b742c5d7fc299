"""What cycles put into a person's calendar: milestones of her cases, the stages' windows, roles that end."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles import deadlines, queries
from wccflow.cycles.models import Case, WindowChange
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.calendars import Due
from wccflow.engine.refusals import listed
from wccflow.notices.entries import Entry
from wccflow.people.queries import grants_of
from wccflow.people.rights import Reach

FEW = 3  # with more cases of one region, a day that all have in common stands in the calendar once
MOVES_DAYS = (
    "panel.set",
    "board.dated",
    "case.extended",
    "extension.revoked",
)  # after which days of a case may be others


@dataclass(frozen=True, slots=True)
class _Moved:
    """How often days were moved, and when last."""

    times: int
    at: datetime


def milestones(reach: Reach, now: datetime) -> list[Entry]:
    """Each milestone of each case she sees, or of a region's cases together; constant queries."""
    cases = queries.cases_for(reach)
    dues, moved = milestones_of(cases, business_day(now)), _moved(cases)
    regions: dict[tuple[UUID, UUID], list[Case]] = {}
    for case in cases:
        regions.setdefault((case.cycle_id, case.overseer_id), []).append(case)
    return [entry for mine in regions.values() for entry in _of_region(mine, dues, moved)]


def windows(reach: Reach, now: datetime) -> list[Entry]:
    """When each stage is open, once for each region whose cases she sees."""
    cases = queries.cases_for(reach)
    found, moved = queries.windows(cases), _moved(cases)
    regions = {(case.cycle_id, case.overseer_id): case for case in cases}
    many = len({case.overseer_id for case in cases}) > 1
    return [
        Entry(
            key=f"stage-{case.cycle_id}-{case.overseer_id}-{key}",
            title=f"{stage.title}, {case.overseer.name}" if many else stage.title,
            begins=found[case.id][key].first,
            ends=found[case.id][key].last,
            demonstration=case.cycle.demonstration,
            changed_at=moved[case.id].at,
            changes=moved[case.id].times,
            words=f"This stage of “{case.cycle.title}” is open on these days.",
            address=f"/cycles/{case.cycle.key}",
        )
        for case in regions.values()
        for key, stage in queries.definition_of(case).stages.items()
        if key in found[case.id]
    ]


def roles(reach: Reach, now: datetime) -> list[Entry]:
    """When a role of hers ends that was given until a certain time."""
    titles = {role.key: role.title for each in queries.definitions() for role in each.roles.values()}
    return [
        Entry(
            key=f"role-{grant.id}",
            title=f"Your role ends: {titles.get(grant.role, grant.role)}",
            begins=grant.until,
            ends=grant.until,
            changed_at=grant.begins_at,
            words="From then on you no longer see what you see by this role. Whoever gave it can prolong it.",
        )
        for grant in grants_of(reach.person_id)
        if grant.until is not None and grant.until > now and grant.suspended_at is None
    ]


def _of_region(
    cases: Sequence[Case], dues: Mapping[UUID, Sequence[Due]], moved: Mapping[UUID, _Moved]
) -> Iterator[Entry]:
    together: dict[str, list[tuple[Case, Due]]] = {}
    for case in cases:
        for due in dues[case.id]:
            if due.due is not None and not _is_the_day_itself(case, due):
                together.setdefault(due.key, []).append((case, due))
    for key, found in together.items():
        shared = _shared_day(found, key)
        same = [each for each in found if each[1].due == shared]
        if shared is not None:
            yield _of_many(same, key, shared, moved)
        for case, due in found:
            if shared is None or due.due != shared:
                yield _of_one(case, due, moved[case.id])


def _is_the_day_itself(case: Case, due: Due) -> bool:
    """Whether it is a day of the case that its own room puts into the calendar, with place and people."""
    moment = queries.definition_of(case).milestones[due.key].due
    return moment.anchor == "fact" and moment.amount == 0


def _shared_day(found: Sequence[tuple[Case, Due]], key: str) -> date | None:
    """The day that most cases have in common, if it comes from the calendar; None when each stands alone."""
    case, _ = found[0]
    moment = queries.definition_of(case).milestones[key].due
    if len(found) <= FEW or moment.anchor not in ("start", "end"):
        return None
    days = Counter(due.due for _, due in found if due.due is not None)
    return days.most_common(1)[0][0]


def _of_one(case: Case, due: Due, moved: _Moved) -> Entry:
    definition = queries.definition_of(case)
    over = definition.states[case.state].final and due.met is None
    day = due.due or date.min
    owner = deadlines.title_of(case, due.owner)
    said = "Done." if due.met else f"Not done. {deadlines.silence(case, due)}"
    return Entry(
        key=f"milestone-{case.id}-{due.key}",
        title=f"{due.title}: {case.organisation.name}" + (" (done)" if due.met else ""),
        begins=day,
        ends=day,
        demonstration=case.cycle.demonstration,
        changed_at=moved.at,
        changes=moved.times + over,
        words=f"For the {owner}. {'The case is over.' if over else said}",
        address=case.address,
        called_off=over,
    )


def _of_many(found: Sequence[tuple[Case, Due]], key: str, day: date, moved: Mapping[UUID, _Moved]) -> Entry:
    case, due = found[0]
    waiting = tuple(
        each.organisation.name
        for each, its in found
        if its.met is None and not queries.definition_of(each).states[each.state].final
    )
    done = sum(its.met is not None for _, its in found)
    owner = deadlines.title_of(case, due.owner)
    words = f"Not done: {listed(waiting)}." if waiting else "Nobody has it still to do."
    return Entry(
        key=f"milestone-{case.cycle_id}-{case.overseer_id}-{key}",
        title=f"{due.title}: {done} of {len(found)} done, {case.overseer.name}",
        begins=day,
        ends=day,
        demonstration=case.cycle.demonstration,
        changed_at=max(moved[each.id].at for each, _ in found),
        changes=sum(moved[each.id].times for each, _ in found),
        words=f"For the {owner}. {words}",
        address=f"/cycles/{case.cycle.key}",
    )


def _moved(cases: Sequence[Case]) -> dict[UUID, _Moved]:
    """For each case how often its days may have changed, by itself or with its region's windows."""
    changes: dict[UUID, list[datetime]] = {each.id: [] for each in cases}
    for event in log.events_of([each.id for each in cases], *MOVES_DAYS):
        if event.case_id is not None:
            changes[event.case_id].append(event.at)
    by_region: dict[tuple[UUID, UUID], list[datetime]] = {}
    query = select(WindowChange).where(
        WindowChange.cycle_id.in_({each.cycle_id for each in cases}),
        WindowChange.countersigned_at.is_not(None),
    )
    for change in session().scalars(query):
        if change.countersigned_at is not None:
            by_region.setdefault((change.cycle_id, change.overseer_id), []).append(change.countersigned_at)
    found = {}
    for case in cases:
        all_ = [*changes[case.id], *by_region.get((case.cycle_id, case.overseer_id), ())]
        found[case.id] = _Moved(len(all_), max(all_, default=case.cycle.opened_at))
    return found
