"""The pages of panels: putting one together, the panel-day room, one item, the report and its points."""

from uuid import UUID

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.work import files
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.panels import (
    actions,
    conflicts,
    forms,
    invitations,
    openings,
    pages,
    queries,
    report_word,
    reporting,
    seating,
)
from wccflow.panels.entry import in_room, now_in_log, reported
from wccflow.panels.report import report_of
from wccflow.panels.room_acts import is_panelist
from wccflow.panels.rules import CONFIRMED, DISMISSED
from wccflow.people import queries as people
from wccflow.people import visitor
from wccflow.web.downloads import WORD, word_file
from wccflow.web.forms import day_given, identity, text, ticked
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("panels", __name__)

SETUP = "/cycles/<cycle>/<organisation>/panel"
ROOM = "/panels/<uuid:panel_id>"


@route(blueprint, SETUP, may="see")
def setup(cycle: str, organisation: str) -> ResponseReturnValue:
    """The panel of a case: its day, who sits on it, conflicts, the pack, the way into the room."""
    case = entry.case_here(cycle, organisation)
    shown = pages.setup(case, queries.panel_of(case), visitor.reach(), entry.may)
    return page("panels/setup.html", may_enter=_is_panelist(case), **shown)


@route(blueprint, f"{SETUP}/day", may="manage_panel", methods=("PUT",))
def set_day(cycle: str, organisation: str) -> ResponseReturnValue:
    """Set the panel's day and room."""
    case = entry.case_here(cycle, organisation)
    day = day_given("day", missing="Choose the panel day.")
    forms.require_day_unchanged(queries.panel_of(case), f"{day}, {text('room')}")
    seating.set_day(case, day, room=text("room"), by=visitor.reach(), now=clock.now())
    tell("The panel day is set.")
    return redirect_to(f"{case.address}/panel")


@route(blueprint, f"{SETUP}/seats", may="manage_panel", methods=("POST",))
def seat(cycle: str, organisation: str) -> ResponseReturnValue:
    """Invite somebody to a seat; a person who is new here is added."""
    case = entry.case_here(cycle, organisation)
    made = invitations.invite(
        case,
        email=text("email", missing="Give the person's e-mail address."),
        name=text("name"),
        seat=text("seat"),
        part=text("part"),
        skills=set(request.form.getlist("skills")),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell(f"{people.person(made.person_id).name} is invited.")
    return redirect_to(f"{case.address}/panel")


@route(blueprint, f"{SETUP}/seats/<uuid:seat_id>/state", may="see", methods=("PUT",))
def settle_seat(cycle: str, organisation: str, seat_id: UUID) -> ResponseReturnValue:
    """Confirm a seat, give it up, or note an absence."""
    case = entry.case_here(cycle, organisation)
    reach, state = visitor.reach(), text("state")
    seating.become(case, queries.seat_in(case, seat_id), state, why=text("why"), by=reach, now=clock.now())
    tell("Kept.")
    stays = state == CONFIRMED or seating.manages(case, reach)
    return redirect_to(f"{case.address}/panel" if stays else "/")


@route(blueprint, f"{SETUP}/conflicts", may="see", methods=("POST",))
def declare(cycle: str, organisation: str) -> ResponseReturnValue:
    """Declare a conflict of interest, one's own or for somebody on the panel."""
    case = entry.case_here(cycle, organisation)
    found = queries.seat_in(case, identity("seat", missing="Choose whose conflict it is."))
    reach = visitor.reach()
    conflicts.declare(case, people.person(found.person_id), what=text("what"), by=reach, now=clock.now())
    tell("The conflict is declared. The person stands aside until it is decided.")
    return redirect_to("/" if found.person_id == reach.person_id else f"{case.address}/panel")


@route(blueprint, f"{SETUP}/conflicts/<uuid:conflict_id>/outcome", may="manage_panel", methods=("PUT",))
def decide(cycle: str, organisation: str, conflict_id: UUID) -> ResponseReturnValue:
    """Decide about a conflict of interest."""
    case = entry.case_here(cycle, organisation)
    found = queries.conflict_in(case, conflict_id)
    act = conflicts.dismiss if text("outcome") == DISMISSED else conflicts.uphold
    act(case, found, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("Decided.")
    return redirect_to(f"{case.address}/panel")


@route(blueprint, ROOM, may="see")
def room(panel_id: UUID) -> ResponseReturnValue:
    """The panel-day room: the agenda as the panel sees it, with one's own ratings."""
    live = now_in_log()
    case, panel = in_room(panel_id)
    return page("panels/room.html", live=live, **pages.room(case, panel, visitor.reach(), clock.now()))


@route(blueprint, f"{ROOM}/items/<item>", may="see")
def item(panel_id: UUID, item: str) -> ResponseReturnValue:
    """One item: what it is, what was said of it so far, one's own rating, and what is revealed."""
    live = now_in_log()
    case, panel = in_room(panel_id)
    shown = pages.item(case, panel, item, visitor.reach(), entry.may)
    return page("panels/item.html", live=live, saved_at=clock.now(), **shown)


@route(blueprint, f"{ROOM}/items/<item>/rating", may="rate_panel", methods=("PUT",))
def commit(panel_id: UUID, item: str) -> ResponseReturnValue:
    """Keep one's own rating, and go on to the next item that one has not rated."""
    case, panel = in_room(panel_id)
    reach = visitor.reach()
    actions.commit(
        case,
        item,
        text("value"),
        text("rationale"),
        by=reach,
        now=clock.now(),
        seen=forms.seen(),
        clauses=ticked("clauses") if text("ticking") else None,
    )
    if text("sheet"):
        return redirect_to(f"{panel.address}/ratings?kept={item}")
    tell("Your rating is kept. Nobody else sees it until the chair reveals the item.")
    if text("then") == "stay":
        return redirect_to(f"{panel.address}/items/{item}")
    following = pages.next_unrated(case, panel, reach, item)
    return redirect_to(f"{panel.address}/items/{following}" if following else panel.address)


@route(blueprint, f"{ROOM}/items/<item>/reveal", may="agree_ratings", methods=("PUT",))
def reveal(panel_id: UUID, item: str) -> ResponseReturnValue:
    """Reveal one item."""
    case, panel = in_room(panel_id)
    actions.reveal(case, item, why=text("why"), by=visitor.reach(), now=clock.now())
    return redirect_to(f"{panel.address}/items/{item}")


@route(blueprint, f"{ROOM}/reveals", may="agree_ratings", methods=("PUT",))
def reveal_ready(panel_id: UUID) -> ResponseReturnValue:
    """Reveal every item on which all are in."""
    case, panel = in_room(panel_id)
    act = actions.reveal_alike if text("which") == "alike" else actions.reveal_ready
    shown = act(case, by=visitor.reach(), now=clock.now())
    tell("1 item is revealed." if len(shown) == 1 else f"{len(shown)} items are revealed.")
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/items/<item>/agreement", may="agree_ratings", methods=("PUT",))
def agree(panel_id: UUID, item: str) -> ResponseReturnValue:
    """Record what was agreed for an item."""
    case, panel = in_room(panel_id)
    here = [seat.person_id for seat in queries.present(panel)]
    actions.agree(
        case,
        item,
        text("value"),
        text("reason"),
        by=visitor.reach(),
        now=clock.now(),
        dissent={each: text(f"dissent-{each}") for each in here},
        seen=forms.seen(),
    )
    tell("The agreed rating is kept.")
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/agreements", may="agree_ratings", methods=("PUT",))
def agree_together(panel_id: UUID) -> ResponseReturnValue:
    """Agree the chosen items on which all gave the same level."""
    case, panel = in_room(panel_id)
    made = actions.agree_together(case, request.form.getlist("items"), by=visitor.reach(), now=clock.now())
    tell("1 item is agreed." if len(made) == 1 else f"{len(made)} items are agreed.")
    return redirect_to(panel.address)


@route(blueprint, f"{ROOM}/report.docx", may="see")
def report_file(panel_id: UUID) -> ResponseReturnValue:
    """The report as it stands, as a Word file."""
    case, panel = reported(panel_id)
    content = report_word.written(report_of(case, panel, visitor.reach()))
    return word_file(content, f"report-{case.organisation.code.lower()}.docx")


@route(blueprint, f"{ROOM}/report/<part>", may="write_report", methods=("PUT",))
def write(panel_id: UUID, part: str) -> ResponseReturnValue:
    """Write a part of the report."""
    case, panel = reported(panel_id)
    reporting.write(
        case,
        part,
        title=text("title"),
        text=text("text"),
        by=visitor.reach(),
        now=clock.now(),
        seen=forms.seen(),
    )
    tell("Kept.")
    return redirect_to(f"{panel.address}/report#{part}")


@route(blueprint, f"{ROOM}/papers/<uuid:paper_id>", may="see")
def paper(panel_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """A pack or a report as it was kept."""
    panel = queries.panel_by_id(panel_id)
    entry.case_of(panel.case_id)
    found = queries.paper_for(visitor.reach(), panel, paper_id)
    kept, name = files().path(found.sha256), f"{found.title}.docx"
    answer = send_file(kept, mimetype=WORD, as_attachment=True, download_name=name, max_age=0)
    if request.method == "GET":
        openings.note_when_sent(answer, found, visitor.database(), visitor.reach(), clock.now())
    return answer


def _is_panelist(case: Case) -> bool:
    return is_panelist(case, visitor.reach())
