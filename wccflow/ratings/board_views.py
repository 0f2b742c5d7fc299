"""The pages before the board: its packs, its ratifications, and what has changed since."""

from uuid import UUID

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.work import files
from wccflow.cycles import entry
from wccflow.people import visitor
from wccflow.ratings import board, shown
from wccflow.ratings.forms import day
from wccflow.web.forms import identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("board", __name__)

CASE = "/cycles/<cycle>/<organisation>"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@route(blueprint, f"{CASE}/board", may="see")
def before_the_board(cycle: str, organisation: str) -> ResponseReturnValue:
    """The board's packs, its ratifications, and what has changed since."""
    case = entry.case_here(cycle, organisation)
    return page("ratings/board.html", **shown.before_the_board(case, visitor.reach(), clock.today()))


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
