"""What review puts into a person's calendar: what she is to see to by a day."""

from datetime import datetime

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.notices.entries import Entry
from wccflow.people.rights import Reach
from wccflow.review import queries
from wccflow.review.homes import homes_of
from wccflow.review.models import Thread
from wccflow.review.topics import title_of


def days(reach: Reach, now: datetime) -> list[Entry]:
    """Each open thread that was given to her with a day."""
    query = (
        select(Thread)
        .where(Thread.assignee_id == reach.person_id, Thread.due_on.is_not(None), ~queries.resolved())
        .where(audiences.visible(Thread.audience_id, reach.tokens))
        .order_by(Thread.due_on, Thread.id)
    )
    threads = session().scalars(query).all()
    homes = homes_of(threads)
    first = queries.first_said([thread.id for thread in threads])
    return [
        Entry(
            key=f"thread-{thread.id}",
            title=f"See to: “{title_of(thread, first.get(thread.id))}”",
            begins=thread.due_on,
            ends=thread.due_on,
            demonstration=homes[thread.home_id].cycle.demonstration,
            changed_at=thread.opened_at,
            changes=thread.version,
            words=f"{homes[thread.home_id].organisation.name}. It was given to you.",
            address=thread.address,
        )
        for thread in threads
        if thread.due_on is not None
    ]
