"""Who reads a thread: the pages that explain it, and letting more people in."""

from typing import Any
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles.home import Home
from wccflow.people import visitor
from wccflow.review import actions, named, opening, readers, topics
from wccflow.review.entry import comment_here, thread_here
from wccflow.review.explaining import explained
from wccflow.review.models import Comment, Thread
from wccflow.web.forms import identities, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("audience", __name__)

THREAD = "/threads/<uuid:thread_id>"


@route(blueprint, f"{THREAD}/readers", may="see")
def who_reads(thread_id: UUID) -> ResponseReturnValue:
    """Who can see the thread: everyone with the reason, who cannot, and what was widened."""
    found, case = thread_here(thread_id)
    return _explained(case, found)


@route(blueprint, "/comments/<uuid:comment_id>/readers", may="see")
def who_reads_message(comment_id: UUID) -> ResponseReturnValue:
    """The same of one message."""
    said, thread, case = comment_here(comment_id)
    return _explained(case, thread, said)


@route(blueprint, f"{THREAD}/audience", may="comment")
def audience(thread_id: UUID) -> ResponseReturnValue:
    """What becomes visible, and to whom, when the thread is opened to more readers."""
    found, case = thread_here(thread_id)
    reach, now = visitor.reach(), clock.now()
    if not actions.may_close(case, found, reach):
        raise NotFound
    key, people = request.args.get("to", ""), _people_asked()
    own = readers.readers(case, found.audience_id)
    if key == readers.NAMED and not people and not own.roles:
        return page("review/naming.html", case=case, thread=found, own=own, **_more(case, found))
    wanted = named.wider_called(case, found, key, people, reach, now)
    if wanted is None:
        raise NotFound
    return page(
        "review/audience.html",
        case=case,
        thread=found,
        topic=topics.topic_of(reach, case, found),
        wanted=wanted,
        own=own,
        people=people,
        preview=opening.preview(case, found, wanted, reach, now),
    )


@route(blueprint, f"{THREAD}/audience", may="comment", methods=("POST",))
def widen(thread_id: UUID) -> ResponseReturnValue:
    """Open the thread to more readers."""
    found, _ = thread_here(thread_id)
    by, now, people = visitor.reach(), clock.now(), identities("person")
    actions.widen(found, audience=text("audience"), people=people, by=by, now=now)
    tell("More people can read this thread now.")
    return redirect_to(found.address)


def _explained(case: Home, thread: Thread, comment: Comment | None = None) -> ResponseReturnValue:
    reach = visitor.reach()
    return page(
        "review/readers.html",
        case=case,
        thread=thread,
        comment=comment,
        topic=topics.topic_of(reach, case, thread),
        explained=explained(case, thread, reach, clock.now(), comment),
    )


def _more(case: Home, thread: Thread) -> dict[str, Any]:
    """Who can be named as a further reader of a thread of named people."""
    reach, now = visitor.reach(), clock.now()
    known = readers.people_by_id(readers.readers(case, thread.audience_id), now)
    wide = named.candidates(case, readers.writable(case, reach), reach, now)
    return {
        "topic": topics.topic_of(reach, case, thread),
        "candidates": [each for each in wide if each.id not in known],
    }


def _people_asked() -> list[UUID]:
    try:
        return [UUID(each) for each in request.args.getlist("person")]
    except ValueError:
        raise NotFound from None
