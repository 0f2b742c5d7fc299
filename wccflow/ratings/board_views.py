"""The pages before the board: its meetings, packs and ratifications, and what has changed since."""

from uuid import UUID

from flask import Blueprint, Response, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.work import files
from wccflow.cycles import entry
from wccflow.engine.refusals import day as in_words
from wccflow.people import visitor
from wccflow.ratings import board, board_shown, meetings
from wccflow.ratings.forms import day
from wccflow.ratings.meeting_rules import SAID
from wccflow.web.downloads import WORD
from wccflow.web.forms import identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("board", __name__)

CASE = "/cycles/<cycle>/<organisation>"


@route(blueprint, f"{CASE}/board", may="see")
def before_the_board(cycle: str, organisation: str) -> ResponseReturnValue:
    """The board's meetings, its packs, its ratifications, and what has changed since."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/board.html", **board_shown.before_the_board(case, visitor.reach(), clock.today()))


@route(blueprint, f"{CASE}/board/meetings", may="see", methods=("POST",))
def record_meeting(cycle: str, organisation: str) -> ResponseReturnValue:
    """Record on which day the board meets."""
    case = entry.case_here(cycle, organisation)
    on = day("day", missing="Give the day on which the board meets.") or clock.today()
    meetings.record(case, on, by=visitor.reach(), now=clock.now())
    tell(f"Recorded: the board meets on {in_words(on)}.")
    return redirect_to(f"{case.address}/board#meetings")


@route(blueprint, f"{CASE}/board/meetings/<uuid:meeting_id>", may="see", methods=("PUT",))
def move_meeting(cycle: str, organisation: str, meeting_id: UUID) -> ResponseReturnValue:
    """Move a meeting to another day; the earlier one stays known, with the reason."""
    case = entry.case_here(cycle, organisation)
    on = day("day", missing="Give the new day of the meeting.") or clock.today()
    meetings.move(case, meeting_id, on, text("why"), by=visitor.reach(), now=clock.now())
    tell(f"Moved: the board meets on {in_words(on)}.")
    return redirect_to(f"{case.address}/board#meetings")


@route(blueprint, f"{CASE}/board/meetings/<uuid:meeting_id>", may="see", methods=("DELETE",))
def cancel_meeting(cycle: str, organisation: str, meeting_id: UUID) -> ResponseReturnValue:
    """Say that a meeting is called off, or that the board met on it and did not ratify."""
    case, reach, now = entry.case_here(cycle, organisation), visitor.reach(), clock.now()
    act = meetings.put_off if text("what") == "put_off" else meetings.cancel
    made = act(case, meeting_id, text("why"), by=reach, now=now)
    tell(f"Noted: the meeting of {in_words(made.day)} was {SAID[made.what]}.")
    return redirect_to(f"{case.address}/board#meetings")


@route(blueprint, f"{CASE}/board/packs/<uuid:pack_id>/comparison", may="see")
def compare_packs(cycle: str, organisation: str, pack_id: UUID) -> ResponseReturnValue:
    """One pack beside another one, or beside what stands now."""
    case, other = entry.case_here(cycle, organisation), request.args.get("with", board_shown.NOW)
    found = board_shown.compared(case, visitor.reach(), pack_id, other)
    return page("ratings/board_comparison.html", **found)


@route(blueprint, f"{CASE}/board/packs", may="see", methods=("POST",))
def make_pack(cycle: str, organisation: str) -> ResponseReturnValue:
    """Make the Word file for the board from what is there now."""
    case = entry.case_here(cycle, organisation)
    made = board.make_pack(case, by=visitor.reach(), now=clock.now())
    tell(f"Board pack {made.number} is ready. Download it below and hand it to the chair.")
    return redirect_to(f"{case.address}/board")


@route(blueprint, f"{CASE}/board/packs/<uuid:pack_id>", may="see")
def download_pack(cycle: str, organisation: str, pack_id: UUID) -> ResponseReturnValue:
    """The Word file of a board pack, exactly as it was made."""
    case = entry.case_here(cycle, organisation)
    pack = board.pack_of(case, pack_id, visitor.reach())
    name = f"board-pack-{case.organisation.code}-{pack.number}.docx"
    response: Response = send_file(
        files().path(pack.sha256), mimetype=WORD, as_attachment=True, download_name=name, max_age=0
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@route(blueprint, f"{CASE}/board/ratifications", may="ratify", methods=("POST",))
def ratify(cycle: str, organisation: str) -> ResponseReturnValue:
    """Record the board's ratification against one pack."""
    case = entry.case_here(cycle, organisation)
    pack_id = identity(
        "pack", missing="Choose the pack that the board had before it. Make one first if there is none."
    )
    met_on = day("met_on", missing="Give the day on which the board met.") or clock.today()
    board.ratify(case, pack_id, met_on=met_on, minute=text("minute"), by=visitor.reach(), now=clock.now())
    tell("The board's ratification is recorded.")
    return redirect_to(f"{case.address}/board")
