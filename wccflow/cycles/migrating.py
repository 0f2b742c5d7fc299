"""Bringing the running cases of a cycle to another definition: all in one transaction, or none."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import course, queries
from wccflow.cycles.definitions import keep, pinned
from wccflow.cycles.migrating_plan import Coming, Items, Plan, moved_items
from wccflow.cycles.migrating_preview import Target, plan, plan_back
from wccflow.cycles.models import Case, Cycle, TrackItem
from wccflow.cycles.opening import audience_of
from wccflow.cycles.reaching import MIGRATED
from wccflow.engine.decisions import Standing
from wccflow.engine.definition import Definition
from wccflow.people.rights import Place, Reach, holds

ABILITY = "migrate_cases"
CYCLE_MIGRATED = "cycle.migrated"

Rows = dict[tuple[str, str], TrackItem]


def migrate(cycle: Cycle, target: Target, *, by: Reach, reason: str, seen: str, now: datetime) -> Plan:
    """Bring every running case of the cycle to the target's definition.

    `seen` is the fingerprint of the plan that the person has looked at. Raises Refused when another one would
    be carried out, or when a single case cannot come; NotFound when it is not hers to do.
    """
    demand(cycle, by, target.definition)
    _hold(cycle)
    planned = plan(cycle, target)
    _carry_out(planned, by=by, reason=reason.strip(), seen=seen, now=now)
    return planned


def undo(cycle: Cycle, *, by: Reach, reason: str, seen: str, now: datetime) -> Plan:
    """Take the last migration back. Raises Refused once a case has moved since."""
    demand(cycle, by)
    _hold(cycle)
    planned = plan_back(cycle)
    if planned is None:
        raise Refused("There is no migration of this cycle that could be taken back.")
    _carry_out(planned, by=by, reason=reason.strip(), seen=seen, now=now)
    return planned


def may_migrate(cycle: Cycle, reach: Reach, *others: Definition) -> bool:
    """Whether it is this person's to do for every case, by the cycle's definition or by one of the others."""
    places = {each.place for each in queries.cases_of(cycle.id)} or {Place()}
    return any(
        all(holds(reach, ABILITY, place=place, definition=each) for place in places)
        for each in (pinned(cycle.digest), *others)
    )


def demand(cycle: Cycle, reach: Reach, *others: Definition) -> None:
    """Raise NotFound where it is not this person's to do."""
    if not may_migrate(cycle, reach, *others):
        raise NotFound


def _hold(cycle: Cycle) -> None:
    """Hold every case of the cycle against others, always in the same order."""
    query = select(Case).where(Case.cycle_id == cycle.id).order_by(Case.id).with_for_update(of=Case)
    session().scalars(query.execution_options(populate_existing=True)).all()


def _carry_out(planned: Plan, *, by: Reach, reason: str, seen: str, now: datetime) -> None:
    if not reason:
        raise Refused("Say why the cases are brought to another definition: the reason is kept with each.")
    if planned.obstacles:
        raise Refused(*planned.obstacles)
    if seen != planned.fingerprint:
        raise Refused("Something has changed since you looked at what would happen. Look at it again.")
    migration, was = uuid4(), planned.cycle.digest
    rows = _rows([one.case for one in planned.comings])
    for one in planned.comings:
        if one.after is not None:
            readers = one.case.audience_id
            _come(one, one.after, rows.get(one.case.id, {}), now)
            _record(one, one.after, planned, (migration, readers), by=by, reason=reason, now=now)
    planned.cycle.digest = keep(planned.definition)
    session().flush()
    log.record(
        CYCLE_MIGRATED,
        at=now,
        by_id=by.person_id,
        subject_id=planned.cycle.id,
        words=reason,
        migration=migration.hex,
        undoes=planned.undoes,
        old=was,
        new=planned.definition.digest,
        cases=len(planned.comings),
    )


def _rows(cases: Sequence[Case]) -> dict[UUID, Rows]:
    found: dict[UUID, Rows] = {}
    query = select(TrackItem).where(TrackItem.case_id.in_([each.id for each in cases]))
    for row in session().scalars(query):
        found.setdefault(row.case_id, {})[row.track, row.item] = row
    return found


def _come(coming: Coming, after: Standing, rows: Rows, now: datetime) -> None:
    case = coming.case
    _settle_items(case, moved_items(coming.new, after), rows)
    case.digest, case.state = keep(coming.new), after.state
    case.audience_id = audience_of(case, "shared")
    for signature in coming.signatures:
        signature.spent_at = now
    session().flush()


def _settle_items(case: Case, wanted: Items, rows: Rows) -> None:
    for place, row in rows.items():
        if place in wanted:
            row.state = wanted[place]
        else:
            session().delete(row)
    for (track, item), state in wanted.items():
        if (track, item) not in rows:
            session().add(TrackItem(case_id=case.id, track=track, item=item, state=state))


def _record(
    coming: Coming,
    after: Standing,
    planned: Plan,
    came: tuple[UUID, UUID],
    *,
    by: Reach,
    reason: str,
    now: datetime,
) -> None:
    """Write the line of one case; `came` is the migration, and the audience that the case had before."""
    case, (migration, was) = coming.case, came
    log.record(
        MIGRATED,
        at=now,
        by_id=by.person_id,
        subject_id=case.id,
        case_id=case.id,
        audience_id=case.audience_id,
        words=reason,
        migration=migration.hex,
        undoes=planned.undoes,
        cycle_was=planned.cycle.digest,
        old=coming.old.digest,
        new=coming.new.digest,
        before=course.written(coming.old, coming.before),
        after=course.written(coming.new, after),
        states=dict(coming.states),
        was=was.hex,
        **{"from": coming.before.state, "to": after.state},
    )
