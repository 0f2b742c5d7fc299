"""Pages of rehearsals: ask for one, watch it being played, read its report, lay two side by side."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.people import visitor
from wccflow.rehearsal import actions, queries
from wccflow.rehearsal.models import Rehearsal
from wccflow.rehearsal.page import shown, standalone
from wccflow.rehearsal.rules import DONE, FAILED, RUNNING, STATES, STOPPED, WAITING, beside, choice
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("rehearsal", __name__)

TONES = {WAITING: "quiet", RUNNING: "info", DONE: "good", FAILED: "late", STOPPED: "quiet"}


@route(blueprint, "/rehearsals", may=queries.REHEARSE)
def rehearsals() -> ResponseReturnValue:
    """What has been rehearsed, and the form for another."""
    reach = visitor.reach()
    found = queries.rehearsals(reach)
    return page(
        "rehearsal/rehearsals.html",
        rehearsals=found,
        options=[(each.key, each.title) for each in queries.possible(reach)],
        states=STATES,
        tones=TONES,
    )


@route(blueprint, "/rehearsals", may=SIGNED_IN, methods=("POST",))
def ask() -> ResponseReturnValue:
    """Ask for a rehearsal. It has no place of its own: the person's places are asked."""
    queries.readers(visitor.reach())
    wanted = choice(
        text("organisations"), text("seed"), text("pace"), signatures="signatures" in request.form
    )
    made = actions.ask(text("subject"), wanted, by=visitor.reach(), now=clock.now())
    return redirect_to(made.address)


@route(blueprint, "/rehearsals/<uuid:identifier>", may=queries.REHEARSE)
def rehearsal(identifier: UUID) -> ResponseReturnValue:
    """The report, or how far it is; with `beside` the numbers of another rehearsal next to it."""
    found = queries.rehearsal(identifier, visitor.reach())
    around: dict[str, Any] = {"rehearsal": found, "states": STATES, "tones": TONES}
    waits = found.state in (WAITING, RUNNING)
    if request.headers.get("HX-Target") == "standing" and not waits:
        return Response(
            status=204, headers={"HX-Refresh": "true"}
        )  # what waited for it shows another page now
    if found.state != DONE:
        return page("rehearsal/waiting.html", **around, waits=waits)
    report = queries.report_of(found)
    other = _other(request.args.get("beside", ""))
    rows = beside(report, queries.report_of(other)) if other else []
    return page(
        "rehearsal/rehearsal.html",
        **around,
        **shown(report),
        others=[(str(each.id), each.called) for each in queries.others(found, visitor.reach())],
        other=other,
        rows=[(row.what, row.first, row.second, row.difference) for row in rows],
    )


@route(blueprint, "/rehearsals/<uuid:identifier>/page", may=queries.REHEARSE)
def file(identifier: UUID) -> ResponseReturnValue:
    """The report as one file that opens anywhere."""
    report = queries.report_of(queries.rehearsal(identifier, visitor.reach()))
    return _download(standalone(report), "text/html", "rehearsal.html")


@route(blueprint, "/rehearsals/<uuid:identifier>/report", may=queries.REHEARSE)
def report(identifier: UUID) -> ResponseReturnValue:
    """The report as JSON."""
    found = queries.rehearsal(identifier, visitor.reach())
    queries.report_of(found)
    return _download(found.report, "application/json", "rehearsal.json")


@route(blueprint, "/rehearsals/<uuid:identifier>/stop", may=queries.REHEARSE, methods=("PUT",))
def stop(identifier: UUID) -> ResponseReturnValue:
    """Stop it."""
    found = queries.rehearsal(identifier, visitor.reach())
    actions.stop(found, clock.now())
    tell("Stopped.")
    return redirect_to("/rehearsals")


@route(blueprint, "/rehearsals/<uuid:identifier>", may=queries.REHEARSE, methods=("DELETE",))
def delete(identifier: UUID) -> ResponseReturnValue:
    """Delete it with its report."""
    actions.delete(queries.rehearsal(identifier, visitor.reach()))
    tell("Deleted.")
    return redirect_to("/rehearsals")


def _other(identifier: str) -> Rehearsal | None:
    """The rehearsal to lay beside, when the address names one that may be read and is done."""
    named = next((each for each in queries.rehearsals(visitor.reach()) if str(each.id) == identifier), None)
    return named if named is not None and named.state == DONE else None


def _download(content: str, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)
