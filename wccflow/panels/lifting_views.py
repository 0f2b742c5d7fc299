"""The page on which a conclusion of a thread is lifted into the draft report."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.panels import lifting
from wccflow.panels.entry import reported
from wccflow.panels.report import report_of
from wccflow.people import visitor
from wccflow.review import queries as review
from wccflow.review.models import Thread
from wccflow.web.forms import DAMAGED, identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("lifting", __name__)

LIFTING = "/panels/<uuid:panel_id>/report/lifting"


@route(blueprint, LIFTING, may="write_report")
def choose(panel_id: UUID) -> ResponseReturnValue:
    """What of a thread can be lifted, and into which part of the report."""
    case, panel = reported(panel_id)
    reach = visitor.reach()
    thread = _thread(request.args.get("thread", ""))
    if thread.case_id != case.id:
        raise NotFound
    return page(
        "panels/lifting.html",
        case=case,
        panel=panel,
        thread=thread,
        report=report_of(case, panel, reach),
        offer=lifting.offered(case, thread, reach),
    )


@route(blueprint, LIFTING, may="write_report", methods=("POST",))
def lift(panel_id: UUID) -> ResponseReturnValue:
    """Add the conclusion to the part that was chosen."""
    case, panel = reported(panel_id)
    part = text("part", missing="Choose the part of the report into which it goes.")
    version = text(f"version-{part}")
    lifting.lift(
        case,
        part,
        review.thread_for(visitor.reach(), identity("thread")),
        words=text("words"),
        quoting=request.form.getlist("quote"),
        title=text("title"),
        by=visitor.reach(),
        now=clock.now(),
        seen=int(version) if version.isdecimal() else None,
    )
    tell("It stands in the draft now, with the thread as its source.")
    return redirect_to(f"{panel.address}/report#{part}")


def _thread(given: str) -> Thread:
    try:
        return review.thread_for(visitor.reach(), UUID(given))
    except ValueError:
        raise Refused(DAMAGED) from None
