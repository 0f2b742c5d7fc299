"""The room's further pages: rating alone, who leads what, the organisation's own view, the record."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.panels import drafting, forms, leading
from wccflow.panels.entry import before_screen, in_room, now_in_log
from wccflow.panels.mine_shown import sheet_of
from wccflow.panels.record import record_of
from wccflow.panels.room_acts import is_panelist, is_sitting, may
from wccflow.panels.screen_shown import own_agenda, screen_of
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.web.forms import require_unchanged
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.requests import htmx
from wccflow.web.routes import route

blueprint = Blueprint("room", __name__)

ROOM = "/panels/<uuid:panel_id>"
MEANWHILE = "Somebody else has changed who leads what. Look at it again before you change it."


@route(blueprint, f"{ROOM}/ratings", may="see")
def mine(panel_id: UUID) -> ResponseReturnValue:
    """Every item with one's own rating, on one page."""
    case, panel = in_room(panel_id)
    return page(
        "panels/mine.html",
        case=case,
        panel=panel,
        sheet=sheet_of(case, panel, visitor.reach()),
        kept=request.args.get("kept", "") if htmx() else "",
        saved_at=clock.now(),
    )


@route(blueprint, f"{ROOM}/leads", may="see")
def leads(panel_id: UUID) -> ResponseReturnValue:
    """Who leads which items, and who is second."""
    case, panel = in_room(panel_id)
    members = leading.members_of(panel)
    return page(
        "panels/leads.html",
        case=case,
        panel=panel,
        rows=leading.rows_of(case, panel),
        people=names(members),
        members=members,
        version=leading.version_of(panel),
        may_manage=may(case, visitor.reach(), "manage_panel"),
    )


@route(blueprint, f"{ROOM}/leads", may="manage_panel", methods=("PUT",))
def set_leads(panel_id: UUID) -> ResponseReturnValue:
    """Name a lead and a second for each group of items."""
    case, panel = in_room(panel_id)
    require_unchanged(leading.version_of(panel), mine="", theirs="", sentence=MEANWHILE)
    chosen = forms.leads(leading.groups_of_case(case))
    count = leading.set_leads(case, chosen, by=visitor.reach(), now=clock.now())
    tell("Nothing was changed." if not count else "Kept.")
    return redirect_to(f"{panel.address}/leads")


@route(blueprint, f"{ROOM}/leads", may="manage_panel", methods=("POST",))
def share_out(panel_id: UUID) -> ResponseReturnValue:
    """Share the items without a lead out among the members."""
    case, panel = in_room(panel_id)
    count = leading.share_out(case, by=visitor.reach(), now=clock.now())
    tell("1 item has a lead now." if count == 1 else f"{count} items have a lead now.")
    return redirect_to(f"{panel.address}/leads")


@route(blueprint, f"{ROOM}/items/<item>/lead", may="manage_panel", methods=("PUT",))
def set_lead(panel_id: UUID, item: str) -> ResponseReturnValue:
    """Name the lead and the second of one item."""
    case, panel = in_room(panel_id)
    pair = forms.pair("lead", "second")
    leading.set_leads(case, {item: pair}, by=visitor.reach(), now=clock.now())
    tell("Kept.")
    return redirect_to(f"{panel.address}/items/{item}")


@route(blueprint, f"{ROOM}/day", may="see")
def day(panel_id: UUID) -> ResponseReturnValue:
    """What the organisation sees of the day: its own agenda, the question, the passage, the feedback."""
    live = now_in_log()
    case, panel = before_screen(panel_id)
    now = clock.now()
    return page(
        "panels/day.html",
        live=live,
        case=case,
        panel=panel,
        points=own_agenda(case, panel),
        screen=screen_of(case, panel, now),
        sitting=is_sitting(panel),
        is_panelist=is_panelist(case, visitor.reach()),
    )


@route(blueprint, f"{ROOM}/record", may="see")
def record(panel_id: UUID) -> ResponseReturnValue:
    """The record of the day, for the panel."""
    case, panel = in_room(panel_id)
    may_draft = may(case, visitor.reach(), "write_report") and panel.report_fixed_at is None
    return page(
        "panels/record.html",
        case=case,
        panel=panel,
        record=record_of(case, panel),
        beginnings=drafting.beginnings(case, panel) if may_draft else [],
    )


@route(blueprint, f"{ROOM}/record/draft", may="write_report", methods=("POST",))
def draft(panel_id: UUID) -> ResponseReturnValue:
    """Let the empty parts of the report begin with what the record has."""
    case, panel = in_room(panel_id)
    made = drafting.draft(case, by=visitor.reach(), now=clock.now())
    tell(f"Begun from the record: {', '.join(each.heading for each in made)}. Read and change it.")
    return redirect_to(f"{panel.address}/report#{made[0].key}")
