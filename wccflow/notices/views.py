"""The page of what was told to the person who is asking."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.notices import actions, queries
from wccflow.people import visitor
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("notices", __name__)


@route(blueprint, "/notices", may=SIGNED_IN)
def notices() -> ResponseReturnValue:
    """What was told to me, newest first."""
    return page("notices/notices.html", notices=queries.notices_of(visitor.reach()), now=clock.now())


@route(blueprint, "/notices", may=SIGNED_IN, methods=("PUT",))
def read() -> ResponseReturnValue:
    """Mark everything as read."""
    actions.mark_read(visitor.person().id, clock.now())
    tell("Everything is marked as read.")
    return redirect_to("/notices")
