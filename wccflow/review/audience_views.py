"""Who reads a thread: the page that explains it, and letting more people in."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.people import visitor
from wccflow.review import actions, conversation, readers, topics
from wccflow.review.entry import thread_here
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("audience", __name__)

THREAD = "/threads/<uuid:thread_id>"


@route(blueprint, f"{THREAD}/audience", may="comment")
def audience(thread_id: UUID) -> ResponseReturnValue:
    """What becomes visible, and to whom, when the thread is opened to more readers."""
    found, case = thread_here(thread_id)
    choices = readers.wider(case, found, visitor.reach())
    wanted = next((each for each in choices if each.key == request.args.get("to")), None)
    if wanted is None or not actions.may_close(case, found, visitor.reach()):
        raise NotFound
    own = readers.readers(case, found.audience_id)
    known = set(readers.people_of(own, clock.now()))
    return page(
        "review/audience.html",
        case=case,
        thread=found,
        topic=topics.topic_of(visitor.reach(), case, found),
        wanted=wanted,
        own=own,
        newcomers=[each for each in readers.people_of(wanted, clock.now()) if each not in known],
        lines=conversation.lines_of(case, found, visitor.reach()),
    )


@route(blueprint, f"{THREAD}/audience", may="comment", methods=("POST",))
def widen(thread_id: UUID) -> ResponseReturnValue:
    """Open the thread to more readers."""
    found, _ = thread_here(thread_id)
    actions.widen(found, audience=text("audience"), by=visitor.reach(), now=clock.now())
    tell("More people can read this thread now.")
    return redirect_to(found.address)
