"""What a newcomer finds on her first page: what is open, what is due, what was given to her, who is there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.appointments.authority import Authority, place_of
from wccflow.appointments.handing_over import cases_at, moved_to, of_person, place_name
from wccflow.appointments.models import Handover
from wccflow.base import audiences
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound
from wccflow.base.work import offers, session
from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.cycles.outlook import Outlook, outlooks
from wccflow.people.models import Grant
from wccflow.people.queries import in_force, names
from wccflow.review.models import Thread

MOST = 20


@dataclass(frozen=True, slots=True)
class Coming:
    """A milestone of the post that is not met."""

    case: Case
    title: str
    due: date | None
    late_days: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A handover as a page shows it; what is open only for whoever takes the post over."""

    handover: Handover
    title: str
    place: str
    before: str
    after: str
    by: str
    is_mine: bool
    has_begun: bool
    cases: Sequence[Case] = ()
    tasks: Sequence[Task] = ()
    coming: Sequence[Coming] = ()
    threads: Sequence[Thread] = ()
    others: Sequence[str] = ()


def handover_for(authority: Authority, identifier: UUID) -> Handover:
    """The handover of this id, for the two of it and for who arranges people there. Raises NotFound."""
    found = session().get(Handover, identifier)
    if found is None:
        raise NotFound
    grant = Grant(scope=found.scope, scope_id=found.scope_id, role=found.role)
    place = place_of(grant)
    if authority.reach.person_id in (found.from_id, found.to_id) or authority.covers(grant, place):
        return found
    raise NotFound


def taken_over(authority: Authority, person_id: UUID) -> list[tuple[Handover, str]]:
    """The posts that this person took over, in words."""
    return [(each, f"{authority.title(each.role)}, {place_name(each)}") for each in of_person(person_id)]


def shown(authority: Authority, handover: Handover, now: datetime) -> Taken:
    """The handover as the one who asks may see it."""
    people = names([handover.from_id, handover.to_id, handover.by_id])
    is_mine = authority.reach.person_id == handover.to_id
    begun = handover.takes_effect_at <= now
    said = Taken(
        handover=handover,
        title=authority.title(handover.role),
        place=place_name(handover),
        before=people.get(handover.from_id, "Someone"),
        after=people.get(handover.to_id, "Someone"),
        by=people.get(handover.by_id, "Someone"),
        is_mine=is_mine,
        has_begun=begun,
    )
    return _with_what_is_open(said, authority, now) if is_mine and begun else said


def _with_what_is_open(said: Taken, authority: Authority, now: datetime) -> Taken:
    reach, handover = authority.reach, said.handover
    query = select(Case).where(
        cases_at(handover.scope, handover.scope_id), audiences.visible(Case.audience_id, reach.tokens)
    )
    cases = session().scalars(query.order_by(Case.id)).all()
    found = outlooks(cases, business_day(now))
    running = [each for each in found if not each.is_over]
    tasks = [task for source in offers().tasks.values() for task in source(reach, cases, now)]
    readable = audiences.readable(reach.tokens)
    return replace(
        said,
        cases=[each.case for each in running],
        tasks=sorted(tasks, key=lambda task: (task.due or date.max, task.order, task.title)),
        coming=sorted(_coming(running, handover.role), key=lambda each: each.due or date.max)[:MOST],
        threads=[each for each in moved_to(handover) if each.audience_id in readable],
        others=_others(authority, handover, now),
    )


def _coming(found: Sequence[Outlook], role: str) -> list[Coming]:
    return [
        Coming(each.case, due.title, due.due, due.late_days)
        for each in found
        for due in each.milestones
        if due.owner == role and due.met is None
    ]


def _others(authority: Authority, handover: Handover, now: datetime) -> list[str]:
    """Who else holds a role at the same place, in words."""
    query = (
        select(Grant)
        .where(Grant.scope == handover.scope, Grant.person_id != handover.to_id, *in_force(now))
        .where(Grant.scope_id.is_(None) if handover.scope_id is None else Grant.scope_id == handover.scope_id)
    )
    return sorted(f"{each.person.name}, {authority.title(each.role)}" for each in session().scalars(query))
