"""Handing a post over: the old role ends at an instant, the new begins, and what was given passes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true

from wccflow.appointments.authority import Authority, place_of, refuse_what_has_ended
from wccflow.appointments.inviting import person_of, welcome
from wccflow.appointments.keeping import refuse_the_last
from wccflow.appointments.models import Handover
from wccflow.base import audiences, clock, log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import offers, session
from wccflow.cycles.models import Case
from wccflow.people import actions as people
from wccflow.people.models import Grant, Organisation
from wccflow.people.queries import reach_of
from wccflow.review.actions import ASSIGNED
from wccflow.review.models import Closure, Theme, Thread

HANDED_OVER, SETTLED = "role.handed_over", "handover.settled"


@dataclass(frozen=True, slots=True)
class Open:
    """What is open in a post, in numbers: whoever arranges people need not read any of it."""

    threads: int
    personal: int  # conversations of named people, which stay with those people
    deputies: int
    items: int = 0  # given to be rated


def hand_over(
    authority: Authority,
    held: Grant,
    *,
    email: str,
    name: str,
    begins: date | None,
    why: str,
    note: str,
    now: datetime,
) -> Handover:
    """Let another person take a post over, today or from a later day. Raises Refused, or NotFound."""
    place = place_of(held)
    if not authority.covers(held, place):
        raise NotFound
    _demand_whole(held, now)
    if not why.strip():
        raise Refused("Say why the post is handed over: the reason is kept.")
    if place is not None:
        refuse_what_has_ended(place)
    at, by_id = _instant(begins, now), authority.reach.person_id
    successor = person_of(email, name, by_id=by_id, now=now)
    if successor.id in (held.person_id, by_id):
        raise Refused("Hand the post over to somebody else than who holds it, or who hands it over.")
    until = held.until
    made = Handover(
        from_id=held.person_id,
        to_id=successor.id,
        role=held.role,
        scope=held.scope,
        scope_id=held.scope_id,
        takes_effect_at=at,
        why=why.strip(),
        note=note.strip(),
        by_id=by_id,
        at=now,
    )
    session().add(made)
    session().flush()
    people.grant(
        successor,
        held.role,
        scope=held.scope,
        scope_id=held.scope_id,
        by_id=by_id,
        now=now,
        until=until,
        begins_at=at,
        why=why.strip(),
    )
    refuse_the_last(authority, held, at)
    people.end(held, by_id=by_id, now=now, at=at, why=why.strip())
    _record(HANDED_OVER, made, by_id=by_id, now=now)
    where = place.name if place else "the nation"
    said = f"You take over as {authority.title(held.role)} at {where}."
    welcome(successor, said, leads_to=made.address, by_id=by_id, now=now)
    settle(now)
    return made


def settle(now: datetime) -> int:
    """Let what was given pass on in every handover whose instant has come; gives how many."""
    due = session().scalars(
        select(Handover)
        .where(Handover.settled_at.is_(None), Handover.takes_effect_at <= now)
        .order_by(Handover.takes_effect_at)
    )
    done = 0
    for each in due.all():
        _settle(each, now)
        done += 1
    return done


def open_in(held: Grant, now: datetime) -> Open:
    """What is open in a post now."""
    given = _given(held.person_id, held.scope, held.scope_id)
    tokens = reach_of(held.person_id, now).tokens
    named = {f"person:{held.person_id.hex}"}
    personal = [each for each in given if _is_closed_to(each.audience_id, tokens - named)]
    cases = _cases(held.scope, held.scope_id)
    items = _passed(held.person_id, cases, to_id=None, by_id=None, now=now)
    return Open(len(given) - len(personal), len(personal), len(people.deputies_in(held, now)), items)


def of_person(person_id: UUID) -> Sequence[Handover]:
    """Every post that this person took over, newest first."""
    query = select(Handover).where(Handover.to_id == person_id)
    return session().scalars(query.order_by(Handover.takes_effect_at.desc())).all()


def cases_at(scope: str, scope_id: UUID | None) -> ColumnElement[bool]:
    """The condition that a case stands at the place of a post."""
    if scope == "nation":
        return true()
    if scope == "overseer":
        return Case.overseer_id == scope_id
    return or_(Case.organisation_id == scope_id, Case.origin_id == scope_id)


def threads_at(scope: str, scope_id: UUID | None) -> ColumnElement[bool]:
    """The condition that a conversation stands in a case, or a theme, at the place of a post."""
    in_cases = Thread.case_id.in_(select(Case.id).where(cases_at(scope, scope_id)))
    if scope == "organisation":
        return in_cases
    themes = select(Theme.id) if scope == "nation" else select(Theme.id).where(Theme.overseer_id == scope_id)
    return in_cases | Thread.theme_id.in_(themes)


def moved_to(handover: Handover) -> Sequence[Thread]:
    """The conversations that passed on with this post."""
    here = threads_at(handover.scope, handover.scope_id)
    query = select(Thread).where(Thread.assignee_id == handover.to_id, here)
    return session().scalars(query.order_by(Thread.due_on, Thread.opened_at)).all()


def _settle(handover: Handover, now: datetime) -> None:
    tokens = reach_of(handover.to_id, now).tokens
    for thread in _given(handover.from_id, handover.scope, handover.scope_id):
        if _is_closed_to(thread.audience_id, tokens):
            continue
        thread.assignee_id = handover.to_id
        handover.threads += 1
        log.record(
            ASSIGNED,
            at=now,
            by_id=handover.by_id,
            subject_id=thread.id,
            case_id=thread.case_id,
            audience_id=thread.audience_id,
            thread=thread.id.hex,
            to=handover.to_id.hex,
            due=thread.due_on,
        )
    cases = _cases(handover.scope, handover.scope_id)
    handover.items = _passed(handover.from_id, cases, to_id=handover.to_id, by_id=handover.by_id, now=now)
    handover.settled_at = now
    session().flush()
    _record(SETTLED, handover, by_id=None, now=now)


def _passed(
    from_id: UUID, case_ids: Sequence[UUID], *, to_id: UUID | None, by_id: UUID | None, now: datetime
) -> int:
    """How many things of other rooms pass on to a successor, or would without one."""
    sources = offers().passes.values()
    return sum(each(from_id, case_ids, to_id=to_id, by_id=by_id, now=now) for each in sources)


def _cases(scope: str, scope_id: UUID | None) -> Sequence[UUID]:
    return session().scalars(select(Case.id).where(cases_at(scope, scope_id))).all()


def _given(person_id: UUID, scope: str, scope_id: UUID | None) -> Sequence[Thread]:
    """The open conversations that were given to this person at the place of a post."""
    closed = select(Closure.id).where(Closure.thread_id == Thread.id, Closure.ended_at.is_(None)).exists()
    here = threads_at(scope, scope_id)
    query = select(Thread).where(Thread.assignee_id == person_id, ~closed, here)
    return session().scalars(query.order_by(Thread.opened_at)).all()


def _is_closed_to(audience_id: UUID, tokens: frozenset[str]) -> bool:
    """Whether somebody with these tokens does not belong to an audience."""
    return audiences.tokens_of(audience_id).isdisjoint(tokens)


def _demand_whole(held: Grant, now: datetime) -> None:
    if held.scope == "panel":
        raise Refused("A seat on a panel is personal. It is changed with the panel.")
    if held.on_behalf_of_id is not None:
        raise Refused("A deputy's role cannot be handed over; it ends by itself.")
    if held.until is not None and held.until <= now:
        raise Refused("This role has ended already.")
    if held.suspended_at is not None:
        raise Refused("This role is suspended. Resume it first, then hand it over.")


def _instant(begins: date | None, now: datetime) -> datetime:
    today = clock.business_day(now)
    if begins is not None and begins < today:
        raise Refused("The day of the handover is over already. Choose today or a later one.")
    return clock.instant_on(begins, datetime.min.time()) if begins and begins > today else now


def place_name(handover: Handover) -> str:
    """Where the post is, in words."""
    if handover.scope_id is None:
        return "the nation"
    found = session().get(Organisation, handover.scope_id)
    return found.name if found else ""


def _record(kind: str, handover: Handover, *, by_id: UUID | None, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by_id,
        subject_id=handover.from_id,
        words=handover.why if kind == HANDED_OVER else "",
        role=handover.role,
        scope=handover.scope,
        place=handover.scope_id.hex if handover.scope_id else None,
        to=handover.to_id.hex,
        takes_effect_at=handover.takes_effect_at.isoformat(),
        threads=handover.threads,
        items=handover.items,
    )
