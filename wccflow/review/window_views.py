"""More of a long thread: what its page leaves out between two messages."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.cycles import entry
from wccflow.people import visitor
from wccflow.review import forms, queries, windowed
from wccflow.review.homes import home_of
from wccflow.web.pages import page
from wccflow.web.routes import route

blueprint = Blueprint("window", __name__)


@route(blueprint, "/threads/<uuid:thread_id>/messages", may="see")
def messages(thread_id: UUID) -> ResponseReturnValue:
    """The end of what stands before a message, or with `later` the beginning of what stands after one."""
    reach = visitor.reach()
    thread = queries.thread_for(reach, thread_id)
    case = entry.admitted(home_of(thread))
    asked, later = forms.window_in(request.args), bool(request.args.get("later"))
    return page(
        "review/messages.html",
        case=case,
        thread=thread,
        state=None,
        lines=windowed.between(case, thread, reach, asked, later=later),
    )
