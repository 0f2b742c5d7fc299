"""The door of a thread: its views get the thread and its case only when the person may come in."""

from uuid import UUID

from wccflow.cycles import entry
from wccflow.cycles.home import Home
from wccflow.people import visitor
from wccflow.review import queries
from wccflow.review.homes import home_of
from wccflow.review.models import Comment, Thread


def thread_here(thread_id: UUID) -> tuple[Thread, Home]:
    """The thread and its case, when the person may read the one and do there what the address declares."""
    found = queries.thread_for(visitor.reach(), thread_id)
    return found, entry.admitted(home_of(found))


def comment_here(comment_id: UUID) -> tuple[Comment, Thread, Home]:
    """The message with its thread and case, under the same conditions."""
    said, thread = queries.comment_for(visitor.reach(), comment_id)
    return said, thread, entry.admitted(home_of(thread))
