"""Making an overseer's timetable: proposed, changed by hand, adopted, taken back while nobody knows of it."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.engine.refusals import day as in_words
from wccflow.panels import plan as plans
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.plan import Hold, Plan, Seated, Sitting
from wccflow.panels.region import Region, audience, demand_manager
from wccflow.panels.timetable_models import Timetable
from wccflow.panels.timetable_problem import Setup, planned, setup_of
from wccflow.people.rights import Reach
from wccflow.scheduling.checking import faults
from wccflow.scheduling.problem import Panel
from wccflow.scheduling.solving import solve

PROPOSED, ADOPTED, TAKEN_BACK = "timetable.proposed", "timetable.adopted", "timetable.taken_back"
HELD = timedelta(minutes=30)  # after adopting, in which it can still be taken back and nobody was told
NOTHING = "There is no proposal. Make one first."


def draft(
    region: Region,
    now: datetime,
    *,
    holds: Sequence[Hold] = (),
    before: Sequence[Sitting] | None = None,
    without: Collection[UUID] = (),
    seed: int = 0,
) -> tuple[Setup, Plan]:
    """A timetable as it would be, which is kept nowhere; `before` stays as far as it can."""
    setup = setup_of(region, now, holds=holds, before=before, without=without)
    stays = setup.written if before is None else before
    found = solve(setup.problem, seed)
    return setup, planned(setup, found, holds=holds, before=stays, without=tuple(without))


def propose(
    region: Region,
    *,
    without: Collection[UUID] | None = None,
    afresh: bool = False,
    seed: int = 0,
    by: Reach,
    now: datetime,
) -> Timetable:
    """Propose a timetable of everything that is to be placed; what was proposed stays as far as it can.

    `afresh` keeps only what is written already; `without` leaves these people out until it is said otherwise.
    """
    last = _open(region, by)
    was = timetable.plan_of(last)
    left_out = tuple(was.without if without is None else without)
    before = None if last is None or afresh else was.panels
    found = draft(region, now, holds=was.holds, before=before, without=left_out, seed=seed)[1]
    return _kept(region, found, by=by, now=now)


def hold(
    region: Region,
    code: str,
    *,
    day: date | None,
    room: str = "",
    people: Sequence[Seated] = (),
    by: Reach,
    now: datetime,
) -> Timetable:
    """Hold a panel's day, room or people by hand, and let the rest change as little as it can."""
    last = _open(region, by)
    if last is None:
        raise Refused(NOTHING)
    was = timetable.plan_of(last)
    _require_possible(region, code, day, room, was, now)
    holds = plans.with_hold(was.holds, Hold(code, day, room.strip(), tuple(people)))
    found = draft(region, now, holds=holds, before=was.panels, without=was.without)[1]
    return _kept(region, found, by=by, now=now)


def take_back(region: Region, row: Timetable, *, by: Reach, now: datetime) -> None:
    """Take back the last step: the adoption while nobody was told of it, or the newest proposal."""
    demand_manager(region, by)
    if row.sent_at is not None:
        raise Refused("The invitations have gone out. Propose another timetable: only what moves is told.")
    if row.adopted_at is not None:
        row.adopted_at = row.adopted_by_id = row.sends_at = None
    else:
        row.dropped_at = now
    _record(region, row, TAKEN_BACK, by=by, now=now)


def adopt(region: Region, row: Timetable, *, at_once: bool = False, by: Reach, now: datetime) -> None:
    """Adopt a proposal: half an hour from now, or at once, it is written and people are invited.

    Raises Refused when something has changed since, so that it breaks a rule.
    """
    demand_manager(region, by)
    if row.adopted_at is not None:
        raise Refused("This timetable is adopted already.")
    if row.dropped_at is not None:
        raise NotFound
    plan = timetable.plan_of(row)
    if not plan.panels:
        raise Refused("No panel has a place in this proposal, so there is nothing to adopt.")
    require_sound(region, plan, now)
    row.adopted_at, row.adopted_by_id, row.fault = now, by.person_id, ""
    row.sends_at = now if at_once else now + HELD
    _record(region, row, ADOPTED, by=by, now=now)


def require_sound(region: Region, plan: Plan, now: datetime) -> None:
    """Raise Refused with every rule that the plan breaks by what is known now."""
    setup = setup_of(region, now, holds=plan.holds, before=plan.panels)
    gone = [each.code for each in plan.panels if each.code not in setup.problem.by_code]
    if gone:
        raise Refused(
            f"{', '.join(gone)} can no longer be placed by a timetable. Propose again: the rest stays."
        )
    broken = faults(setup.problem, _panels(setup, plan))
    if broken:
        more = f" There are {len(broken) - 5} more." if len(broken) > 5 else ""
        said = " ".join(broken[:5])
        raise Refused(
            f"Something has changed since this was proposed. {said}{more} "
            "Propose again: what can stay as it is, stays."
        )


def _panels(setup: Setup, plan: Plan) -> list[Panel]:
    return [
        Panel(
            each.code,
            each.day,
            tuple(setup.named.get(seated, f"{seated[0].hex} as {seated[1]}") for seated in each.people),
        )
        for each in plan.panels
    ]


def _open(region: Region, by: Reach) -> Timetable | None:
    demand_manager(region, by)
    last = timetable.newest(region)
    if last is not None and last.adopted_at is not None:
        raise Refused(
            "The timetable is adopted. Take that back first, or wait until the invitations are sent."
        )
    return last


def _require_possible(
    region: Region, code: str, day: date | None, room: str, was: Plan, now: datetime
) -> None:
    codes = {each.organisation.code for each in timetable.cases_in(region, now).to_place}
    if code not in codes:
        raise NotFound
    if day is not None and day <= business_day(now):
        raise Refused("This day has passed, or is today. Choose a later day.")
    days = timetable.days_of(region, now)
    if day is not None and day not in days:
        raise Refused(f"No panels meet on {in_words(day)}: it is outside the window, or not a working day.")
    if room.strip() and room.strip() not in timetable.rules_of(region).rooms:
        raise Refused(
            f"There is no room called “{room.strip()}”. Add it to the rules of the timetable first."
        )
    other = next(
        (
            each.code
            for each in was.holds
            if room.strip() and day and (each.day, each.room, each.code != code) == (day, room.strip(), True)
        ),
        "",
    )
    if other:
        raise Refused(f"{room.strip()} is held for {other} on {in_words(day) if day else 'that day'}.")


def _kept(region: Region, plan: Plan, *, by: Reach, now: datetime) -> Timetable:
    made = Timetable(
        cycle_id=region.cycle.id,
        overseer_id=region.overseer.id,
        number=timetable.last_number(region) + 1,
        document=plans.written(plan),
        made_at=now,
        made_by_id=by.person_id,
    )
    session().add(made)
    _record(region, made, PROPOSED, by=by, now=now)
    return made


def _record(region: Region, row: Timetable, kind: str, *, by: Reach, now: datetime) -> None:
    session().flush()
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=row.id,
        audience_id=audience(region),
        overseer=region.overseer.code,
        number=row.number,
    )
