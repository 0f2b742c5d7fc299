"""The page on which a part of a letter is written with its passages beside it."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.cycles.queries import definition_of
from wccflow.panels import forms, letters
from wccflow.panels.entry import reported
from wccflow.people import visitor
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("letters", __name__)

WRITING = "/panels/<uuid:panel_id>/report/writing/<part>"


@route(blueprint, WRITING, may="write_report")
def write(panel_id: UUID, part: str) -> ResponseReturnValue:
    """One part, or one item that is told, with what is cited and suggested beside it."""
    case, panel = reported(panel_id)
    order = letters.order_of(case, visitor.reach())
    keys = [key for key, _ in order]
    if panel.report_fixed_at or part not in keys:
        raise NotFound
    place = keys.index(part)
    return page(
        "panels/writing.html",
        case=case,
        panel=panel,
        writing=letters.writing_of(case, panel, part, visitor.reach()),
        noun=definition_of(case).report.noun.capitalize(),
        order=order,
        following=order[place + 1] if place + 1 < len(order) else None,
    )


@route(blueprint, WRITING, may="write_report", methods=("PUT",))
def keep(panel_id: UUID, part: str) -> ResponseReturnValue:
    """Keep what was written, with the passages that were chosen."""
    case, panel = reported(panel_id)
    letters.keep(
        case,
        part,
        text=text("text"),
        title=text("title"),
        quoting=request.form.getlist("quote"),
        citing=request.form.getlist("cite"),
        by=visitor.reach(),
        now=clock.now(),
        seen=forms.seen(),
    )
    tell("Kept.")
    following = text("following")
    known = {key for key, _ in letters.order_of(case, visitor.reach())}
    place = f"/writing/{following}" if following in known else f"#{part}"
    return redirect_to(f"{panel.address}/report{place}")
