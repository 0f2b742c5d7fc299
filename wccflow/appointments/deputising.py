"""Deputies: somebody does for a while what the holder of a post can, and the log says for whom."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import or_, select

from wccflow.appointments.authority import Authority, place_of
from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.people import actions as people
from wccflow.people.models import Grant, Person
from wccflow.people.queries import in_force, person, person_by_email

LONGEST = timedelta(days=366)


def name_deputy(
    authority: Authority,
    held: Grant,
    *,
    email: str,
    begins: date | None,
    until: date | None,
    why: str,
    now: datetime,
) -> Grant:
    """Let somebody deputise in a post until a day: named by its holder, or by who manages people there."""
    by_id = authority.reach.person_id
    manages = authority.covers(held, place_of(held))
    if held.person_id != by_id and not manages:
        raise NotFound
    _demand_post(held, now)
    first, last = _period(begins, until, now)
    deputy = _known(email, held, now, anybody=manages)
    if deputy.id == held.person_id:
        raise Refused("Nobody deputises for herself. Name somebody else.")
    _refuse_twice(deputy, held, first, last)
    made = people.deputise(held, deputy, begins_at=first, until=last, why=why.strip(), by_id=by_id, now=now)
    principal = person(held.person_id)
    sentence = f"You deputise for {principal.name} as {authority.title(held.role)}, until the day agreed."
    notice = Notice(sentence=sentence, address="/me", people=frozenset({deputy.id}), only_you=True)
    tell(notice, event_id=uuid4(), but=by_id, now=now)
    return made


def end_deputation(authority: Authority, held: Grant, *, why: str, now: datetime) -> None:
    """End it before its day: by the one who is stood in for, the deputy herself, or who manages there."""
    by_id = authority.reach.person_id
    if held.on_behalf_of_id is None:
        raise NotFound
    if by_id not in (held.on_behalf_of_id, held.person_id) and not authority.covers(held, place_of(held)):
        raise NotFound
    if held.until is not None and held.until <= now:
        raise Refused("This deputation has ended already.")
    people.end(held, by_id=by_id, now=now, why=why.strip())


def deputations_of(person_id: UUID, now: datetime) -> list[Grant]:
    """Who deputises for this person, and for whom she does: those of now and those to come."""
    query = select(Grant).where(
        Grant.on_behalf_of_id.is_not(None),
        or_(Grant.person_id == person_id, Grant.on_behalf_of_id == person_id),
        or_(Grant.until.is_(None), Grant.until > now),
    )
    return list(session().scalars(query.order_by(Grant.begins_at)))


def colleagues(grants: Sequence[Grant], person_id: UUID, now: datetime) -> dict[UUID, list[Person]]:
    """For each of these posts that could have a deputy, who else holds a role there, by name."""
    posts = [each for each in grants if _may_have_deputy(each, now)]
    query = (
        select(Grant.scope, Grant.scope_id, Person)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.scope.in_({each.scope for each in posts}),
            or_(Grant.scope_id.is_(None), Grant.scope_id.in_({each.scope_id for each in posts})),
            Grant.person_id != person_id,
            Grant.on_behalf_of_id.is_(None),
            Person.disabled_at.is_(None),
            *in_force(now),
        )
        .order_by(Person.name)
    )
    found: dict[tuple[str, UUID | None], dict[UUID, Person]] = {}
    for scope, scope_id, one in session().execute(query):
        found.setdefault((scope, scope_id), {})[one.id] = one
    return {each.id: list(found.get((each.scope, each.scope_id), {}).values()) for each in posts}


def _may_have_deputy(held: Grant, now: datetime) -> bool:
    going_on = held.begins_at <= now and (held.until is None or held.until > now)
    return going_on and held.scope != "panel" and held.on_behalf_of_id is None and not held.suspended_at


def _demand_post(held: Grant, now: datetime) -> None:
    if held.on_behalf_of_id is not None:
        raise Refused("A deputy cannot name a deputy.")
    if held.scope == "panel":
        raise Refused("A seat on a panel is personal. Give it up, so that somebody else can be invited.")
    if held.suspended_at is not None or (held.until is not None and held.until <= now):
        raise Refused("This role is not in force, so nobody can deputise in it.")


def _period(begins: date | None, until: date | None, now: datetime) -> tuple[datetime, datetime]:
    today = clock.business_day(now)
    if until is None:
        raise Refused("Say until which day: a deputy is for a time. For good, hand the post over.")
    if (begins or today) < today:
        raise Refused("The first day is over already. Choose today or a later one.")
    if until < (begins or today):
        raise Refused("The last day is before the first.")
    if until - (begins or today) > LONGEST:
        raise Refused("A deputy is for a year at most. For longer, hand the post over.")
    first = clock.instant_on(begins, datetime.min.time()) if begins and begins > today else now
    return first, clock.end_of(until)


def _known(email: str, held: Grant, now: datetime, *, anybody: bool) -> Person:
    """The person of this address: a colleague, or anybody for who manages people there; else one answer."""
    try:
        found = person_by_email(email)
    except NotFound:
        found = None
    if found is None or not (anybody or held.scope_id in _places(found, held.scope, now)):
        raise Refused(
            f"Nobody with the address {email.strip()} holds a role there. "
            "Ask whoever manages people there to invite them first."
        )
    return found


def _places(deputy: Person, scope: str, now: datetime) -> set[UUID | None]:
    query = select(Grant.scope_id).where(
        Grant.person_id == deputy.id, Grant.scope == scope, Grant.on_behalf_of_id.is_(None), *in_force(now)
    )
    return set(session().scalars(query))


def _refuse_twice(deputy: Person, held: Grant, first: datetime, last: datetime) -> None:
    for each in people.deputies_in(held, first):
        begins_later = each.begins_at > last
        if each.person_id == deputy.id and not begins_later:
            raise Refused(f"{deputy.name} deputises in this post in that time already.")
    query = select(Grant.id).where(
        Grant.person_id == deputy.id,
        Grant.role == held.role,
        Grant.scope == held.scope,
        Grant.scope_id == held.scope_id,
        Grant.begins_at == first,
    )
    if session().scalar(query.limit(1)) is not None:
        raise Refused(f"{deputy.name} begins in this role there at that very instant already.")
