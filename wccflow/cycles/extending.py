"""More time for one case: asked for or offered, granted by one signature or two, refused, taken back."""

from datetime import date, datetime

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import queries
from wccflow.cycles.extensions import (
    ASKED,
    GRANTED,
    MILESTONE,
    REFUSED,
    REVOKED,
    STAGE,
    WITHDRAWN,
    of_case,
    terms_of,
)
from wccflow.cycles.models import Case, Extension
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.calendars import working_days_between
from wccflow.engine.definition import Definition, Extend
from wccflow.engine.refusals import day, either
from wccflow.people.queries import one_post
from wccflow.people.rights import Reach

EXTENDED, REVOKED_EVENT = "case.extended", "extension.revoked"


def ask(case: Case, kind: str, key: str, *, until: date, why: str, by: Reach, now: datetime) -> Extension:
    """Ask for more time for a milestone or a stage of this case; nothing changes until it is granted."""
    held, terms = _held(case, kind, key)
    if by.roles_at(held.place).isdisjoint(terms.ask):
        raise NotFound
    return _made(held, kind, key, until=until, why=why, by=by, now=now)


def extend(case: Case, kind: str, key: str, *, until: date, why: str, by: Reach, now: datetime) -> Extension:
    """Offer more time and sign for it; it holds at once where one signature is enough."""
    held, terms = _held(case, kind, key)
    if by.roles_at(held.place).isdisjoint(terms.by):
        raise NotFound
    made = _made(held, kind, key, until=until, why=why, by=by, now=now)
    _sign(held, made, by=by, now=now)
    return made


def lengthen(case: Case, key: str, *, until: date, why: str, by: Reach, now: datetime) -> Extension | None:
    """Give a milestone the time that a rule promises, asking nobody; None where it has it already."""
    held = queries.locked(case, exclusively=True)
    planned, current = planned_day(held, MILESTONE, key, business_day(now))
    if planned is None or current is None or until <= current:
        return None
    made = _asked(held, MILESTONE, key, planned=planned, until=until, why=why, by=by, now=now)
    _settle(held, made, GRANTED, EXTENDED, why=why, by=by, now=now)
    return made


def grant(case: Case, found: Extension, *, by: Reach, now: datetime) -> None:
    """Sign for an extension that was asked for; it holds once it has all its signatures."""
    held, _ = _held(case, found.kind, found.key)
    _demand_open(found)
    _sign(held, found, by=by, now=now)


def refuse(case: Case, found: Extension, *, why: str, by: Reach, now: datetime) -> None:
    """Refuse an extension that was asked for, with a reason."""
    _, terms = _held(case, found.kind, found.key)
    _demand_approver(case, terms, by)
    _demand_open(found)
    _settle(case, found, REFUSED, "extension.refused", why=_reason(why), by=by, now=now)


def withdraw(case: Case, found: Extension, *, by: Reach, now: datetime) -> None:
    """Take back what one has asked for or offered, while nobody has answered it."""
    queries.locked(case, exclusively=True)
    if found.asked_by_id != by.person_id:
        raise NotFound
    _demand_open(found)
    _settle(case, found, WITHDRAWN, "extension.withdrawn", why="", by=by, now=now)


def revoke(case: Case, found: Extension, *, why: str, by: Reach, now: datetime) -> None:
    """Take back time that was granted, with a reason, as long as its last day has not passed."""
    _, terms = _held(case, found.kind, found.key)
    _demand_approver(case, terms, by)
    if found.state != GRANTED:
        raise Refused("Only time that was granted can be taken back.")
    if found.until < business_day(now):
        raise Refused(f"This time ended on {day(found.until)}; there is nothing to take back.")
    _settle(case, found, REVOKED, REVOKED_EVENT, why=_reason(why), by=by, now=now)


def planned_day(case: Case, kind: str, key: str, on: date) -> tuple[date | None, date | None]:
    """When this would end by the calendar, and when it ends now for this case."""
    if kind == STAGE:
        overseers = queries.windows_at(case.cycle, case.overseer_id).get(key)
        mine = queries.windows([case])[case.id].get(key)
        return (overseers.last if overseers else None), (mine.last if mine else None)
    due = next((each for each in milestones_of([case], on)[case.id] if each.key == key), None)
    return (due.planned or due.due, due.due) if due else (None, None)


def title_of(definition: Definition, kind: str, key: str) -> str:
    """The milestone or the stage in words."""
    found = definition.milestones.get(key) if kind == MILESTONE else definition.stages.get(key)
    return found.title if found else key


def signatures_wanted(case: Case, found: Extension) -> tuple[str, ...]:
    """The roles of which one must still sign; none when it has all its signatures."""
    terms = terms_of(queries.definition_of(case), found.kind, found.key)
    if terms is None:
        return ()
    if found.first_by_id is None:
        return terms.by
    return terms.countersign if _takes_two(case, found, terms) and found.second_by_id is None else ()


def working_days(case: Case, found: Extension) -> int:
    """By how many working days it goes beyond the planned day, whatever was granted in between."""
    return working_days_between(found.planned, found.until, queries.calendar_of(case.cycle).holidays)


def _held(case: Case, kind: str, key: str) -> tuple[Case, Extend]:
    held = queries.locked(case, exclusively=True)
    definition = queries.definition_of(held)
    terms = terms_of(definition, kind, key) if kind in (MILESTONE, STAGE) else None
    if terms is None:
        raise NotFound
    if definition.states[held.state].final:
        raise Refused("This case is finished, so there is nothing to extend.")
    return held, terms


def _made(case: Case, kind: str, key: str, *, until: date, why: str, by: Reach, now: datetime) -> Extension:
    title, on = title_of(queries.definition_of(case), kind, key), business_day(now)
    planned, current = planned_day(case, kind, key, on)
    if planned is None or current is None:
        raise Refused(f"“{title}” has no date yet, so there is nothing to extend.")
    if any(each.state == ASKED and (each.kind, each.key) == (kind, key) for each in of_case(case)):
        raise Refused(f"More time for “{title}” is asked for already and waits for its answer.")
    if until <= current:
        raise Refused(f"“{title}” is due on {day(current)}; choose a later day.")
    if until < on:
        raise Refused("Choose a day that has not passed.")
    made = _asked(case, kind, key, planned=planned, until=until, why=_reason(why), by=by, now=now)
    _record(case, made, "extension.asked", made.why, by=by, now=now)
    return made


def _asked(
    case: Case, kind: str, key: str, *, planned: date, until: date, why: str, by: Reach, now: datetime
) -> Extension:
    made = Extension(
        case_id=case.id,
        kind=kind,
        key=key,
        planned=planned,
        until=until,
        why=why,
        asked_by_id=by.person_id,
        asked_at=now,
        state=ASKED,
        first_role="",
        second_role="",
        settled_why="",
    )
    session().add(made)
    session().flush()
    return made


def _sign(case: Case, found: Extension, *, by: Reach, now: datetime) -> None:
    mine, wanted = by.roles_at(case.place), signatures_wanted(case, found)
    role = next((each for each in wanted if each in mine), None)
    if role is None:
        raise NotFound
    if found.first_by_id and one_post(found.first_by_id, by.person_id, since=found.asked_at, now=now):
        raise Refused("You have signed this, or whom you stand in for; the other must be another post's.")
    log.speak_for(by.person_id, by.acts_for(case.place, [role]))
    if found.first_by_id is None:
        found.first_by_id, found.first_role, found.first_at = by.person_id, role, now
    else:
        found.second_by_id, found.second_role = by.person_id, role
    session().flush()
    _record(case, found, "extension.signed", "", by=by, now=now)
    if not signatures_wanted(case, found):
        _settle(case, found, GRANTED, EXTENDED, why="", by=by, now=now)


def _takes_two(case: Case, found: Extension, terms: Extend) -> bool:
    return working_days(case, found) > terms.days


def _settle(
    case: Case, found: Extension, state: str, kind: str, *, why: str, by: Reach, now: datetime
) -> None:
    found.state, found.settled_by_id, found.settled_at, found.settled_why = state, by.person_id, now, why
    session().flush()
    _record(case, found, kind, why, by=by, now=now)


def _record(case: Case, found: Extension, kind: str, words: str, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=found.id,
        case_id=case.id,
        audience_id=case.audience_id,
        words=words,
        of=found.kind,
        key=found.key,
        planned=found.planned.isoformat(),
        until=found.until.isoformat(),
    )


def _demand_open(found: Extension) -> None:
    if found.state != ASKED:
        raise Refused("This has been answered already.")


def _demand_approver(case: Case, terms: Extend, by: Reach) -> None:
    if by.roles_at(case.place).isdisjoint((*terms.by, *terms.countersign)):
        raise NotFound


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("Say why: the reason is kept with it.")
    return why.strip()


def approvers_in_words(definition: Definition, terms: Extend) -> str:
    """Who grants it, in a sentence."""
    first, second = either(definition.titles(terms.by)), either(definition.titles(terms.countersign))
    if not terms.days:
        return f"It takes two signatures: of the {first} and of the {second}."
    days = "1 working day" if terms.days == 1 else f"{terms.days} working days"
    return f"The {first} grants up to {days}; beyond that the {second} signs, too."
