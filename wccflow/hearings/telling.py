"""Whom to tell that a session is planned: everyone who is admitted to it."""

from uuid import UUID

from wccflow.base.log import Event
from wccflow.base.work import session
from wccflow.cycles.queries import case_by_id
from wccflow.hearings.models import Hearing
from wccflow.notices.rules import Notice
from wccflow.people.queries import names
from wccflow.review.readers import people_by_id, readers
from wccflow.web.formats import clock_time, day


def opened(event: Event) -> list[Notice]:
    """A session is told to all who are admitted, with when it begins."""
    held = session().get_one(Hearing, UUID(event.payload["hearing"]))
    case = case_by_id(held.case_id)
    when = f", {day(held.begins_at)} at {clock_time(held.begins_at)}" if held.begins_at else ""
    who = names([event.by_id]).get(held.opened_by_id, "Someone")
    sentence = f"{who} opens a session: “{held.title}”, {case.organisation.name}{when}."
    people = frozenset(people_by_id(readers(case, held.audience_id), event.at)) - {event.by_id}
    return [Notice(sentence, held.address, people=people, kind="panel")] if people else []
