"""A deputy for the chair once the panel's day is over: somebody writes and answers in the chair's name."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.panels import queries, seating
from wccflow.panels.models import Panel
from wccflow.panels.rules import CHAIR, DISMISSED
from wccflow.people import actions as people
from wccflow.people.models import Grant, Person
from wccflow.people.queries import grants_of, person, person_by_email
from wccflow.people.rights import Reach

LONGEST_DAYS = 92


def may_name(case: Case, panel: Panel, by: Reach) -> bool:
    """Whether this person may name a deputy now: the chair, or who puts panels together, after the day."""
    if panel.frozen_at is None or panel.report_fixed_at is not None:
        return False
    post = chairs_post(case)
    return post is not None and (post.person_id == by.person_id or seating.manages(case, by))


def name_deputy(case: Case, *, email: str, until: date | None, why: str, by: Reach, now: datetime) -> Grant:
    """Let somebody do what the chair can until a day; the log says for whom. Raises NotFound or Refused."""
    panel, post = queries.panel_of(case), chairs_post(case)
    if panel is None or post is None or not may_name(case, panel, by):
        raise NotFound
    last = _last_day(until, now)
    if not why.strip():
        raise Refused("Say why the chair needs a deputy: the reason is kept.")
    deputy = _free(case, post, email, now)
    made = people.deputise(
        post, deputy, begins_at=now, until=last, why=why.strip(), by_id=by.person_id, now=now
    )
    noun = definition_of(case).report.noun
    sentence = (
        f"You deputise for {person(post.person_id).name}, who chairs the panel of {case.organisation.name}: "
        f"you write the {noun} and answer points on it."
    )
    notice = Notice(sentence, f"{panel.address}/report", people=frozenset({deputy.id}), only_you=True)
    tell(notice, event_id=made.id, but=by.person_id, now=now)
    return made


def end(case: Case, deputy_id: UUID, *, by: Reach, now: datetime) -> None:
    """End it before its day: by the chair, the deputy herself, or who puts panels together."""
    found = next((each for each in deputies_of(case, now) if each.id == deputy_id), None)
    if found is None:
        raise NotFound
    if by.person_id not in (found.person_id, found.on_behalf_of_id) and not seating.manages(case, by):
        raise NotFound
    people.end(found, by_id=by.person_id, now=now)


def deputies_of(case: Case, now: datetime) -> list[Grant]:
    """Who deputises for the chair now."""
    post = chairs_post(case)
    return people.deputies_in(post, now) if post else []


def chairs_post(case: Case) -> Grant | None:
    """The post of the panel's chair; None where no panel sits or nobody chairs it."""
    definition = definition_of(case)
    if not definition.seats:
        return None
    query = select(Grant).where(
        Grant.role == seating.role_of(definition, CHAIR),
        Grant.scope == "panel",
        Grant.scope_id == case.id,
        Grant.on_behalf_of_id.is_(None),
        Grant.until.is_(None),
        Grant.suspended_at.is_(None),
    )
    return session().scalar(query.limit(1))


def _last_day(until: date | None, now: datetime) -> datetime:
    today = clock.business_day(now)
    if until is None:
        raise Refused("Say until which day: a deputy is for a time.")
    if until < today:
        raise Refused("That day is over already. Choose today or a later one.")
    if (until - today).days > LONGEST_DAYS:
        raise Refused(f"A deputy of a chair is for {LONGEST_DAYS} days at most.")
    return clock.end_of(until)


def _free(case: Case, post: Grant, email: str, now: datetime) -> Person:
    """Somebody who is known here, and on neither side of the assessment's table."""
    try:
        deputy = person_by_email(email)
    except NotFound:
        raise Refused(f"Nobody with the address {email.strip()} is known here. Invite them first.") from None
    if deputy.id == post.person_id:
        raise Refused("Nobody deputises for herself. Name somebody else.")
    if any(each.person_id == deputy.id for each in people.deputies_in(post, now)):
        raise Refused(f"{deputy.name} deputises for the chair already.")
    held = [each for each in grants_of(deputy.id) if each.until is None or each.until > now]
    if any(each.scope_id == case.organisation_id for each in held):
        raise Refused(f"{deputy.name} belongs to {case.organisation.name} and cannot write of it.")
    declared = [each for each in queries.conflicts_of([case.id]) if each.person_id == deputy.id]
    if any(each.outcome != DISMISSED for each in declared):
        raise Refused(f"{deputy.name} has a conflict of interest in this case.")
    return deputy
