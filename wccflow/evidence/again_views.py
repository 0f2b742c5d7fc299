"""The act of having a file read once more."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.evidence.again import read_again
from wccflow.evidence.entry import admitted
from wccflow.people import visitor
from wccflow.web.pages import redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("again", __name__)


@route(blueprint, "/evidence/<uuid:version_id>/reading", may="see", methods=("PUT",))
def read_once_more(version_id: UUID) -> ResponseReturnValue:
    """Put a file that could not be read back into the queue."""
    version, _ = admitted(version_id)
    read_again(version, by=visitor.reach(), now=clock.now())
    tell("The file is being read once more.")
    return redirect_to(f"/evidence/{version.id}")
