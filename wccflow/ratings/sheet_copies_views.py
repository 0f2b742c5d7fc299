"""The pages of the sheet as a spreadsheet: taking a copy, bringing it back, looking at it, taking it in."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.spreadsheets import XLSX
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.evidence.forms import read_files, taken_in
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.ratings import sheet_copies, sheet_taking
from wccflow.ratings.rules import ABILITY_OF, DOCUMENTS, SELF
from wccflow.ratings.sheet_copies_models import SheetCopy
from wccflow.ratings.sheet_layout import CHANNELS
from wccflow.web.formats import plural
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("sheet_copies", __name__)

SHEET = "/cycles/<cycle>/<organisation>/sheet"
COPY = "/sheet-copies/<uuid:copy_id>"


@route(blueprint, SHEET, may="see")
def of_case(cycle: str, organisation: str) -> ResponseReturnValue:
    """Taking the items of a case as a spreadsheet, and bringing it back filled in."""
    case = entry.case_here(cycle, organisation)
    channels = _channels(case)
    if not channels:
        raise NotFound
    kept = sheet_taking.copies_of(case, visitor.reach())
    return page("ratings/sheet_copies.html", case=case, channels=channels, kept=kept)


@route(blueprint, f"{SHEET}.xlsx", may="see")
def spreadsheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """The items of a case as a spreadsheet, for one channel."""
    case, channel = entry.case_here(cycle, organisation), request.args.get("channel", SELF)
    if channel not in CHANNELS:
        raise NotFound
    content = sheet_copies.workbook_of(case, channel, by=visitor.reach(), now=clock.now())
    name = f"sheet-{case.organisation.code}-{channel}-{clock.today().isoformat()}.xlsx"
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)


@route(blueprint, SHEET, may="see", methods=("POST",))
def bring(cycle: str, organisation: str) -> ResponseReturnValue:
    """Keep a filled spreadsheet, for this person alone, to be looked at before anything of it is kept."""
    case = entry.case_here(cycle, organisation)
    received = taken_in(read_files()[0])
    made = sheet_taking.keep(case, text("channel") or SELF, received, by=visitor.reach(), now=clock.now())
    return redirect_to(made.address)


@route(blueprint, COPY, may=SIGNED_IN)
def look(copy_id: UUID) -> ResponseReturnValue:
    """What taking a spreadsheet in would do, cell by cell and item by item; nothing is changed."""
    copy, case = _mine(copy_id)
    plan, refusal = None, ""
    try:
        plan = sheet_taking.tried_out(copy, case, by=visitor.reach())
    except Refused as refused:
        refusal = refused.sentences[0]
    theirs = [each.theirs.by_id for each in plan.conflicts if each.theirs] if plan else []
    return page(
        "ratings/sheet_copy.html",
        case=case,
        copy=copy,
        plan=plan,
        refusal=refusal,
        channel=CHANNELS[copy.channel],
        people=names(theirs),
    )


@route(blueprint, COPY, may=SIGNED_IN, methods=("PUT",))
def take_in(copy_id: UUID) -> ResponseReturnValue:
    """Keep what differs: everything, or nothing."""
    copy, case = _mine(copy_id)
    choices = {
        name.removeprefix("choice-"): value
        for name, value in request.form.items()
        if name.startswith("choice-")
    }
    made = sheet_taking.take_in(copy, case, choices, by=visitor.reach(), now=clock.now())
    tell(f"Taken in: {plural(len(made), 'rating')}.")
    return redirect_to(f"{case.address}/ratings")


@route(blueprint, COPY, may=SIGNED_IN, methods=("DELETE",))
def put_away(copy_id: UUID) -> ResponseReturnValue:
    """Let a spreadsheet go."""
    copy, case = _mine(copy_id)
    sheet_taking.put_away(copy)
    tell("The workbook is put away. What was taken in from it stays.")
    return redirect_to(f"{case.address}/sheet")


def _mine(copy_id: UUID) -> tuple[SheetCopy, Case]:
    copy = sheet_taking.copy_of(copy_id, visitor.reach())
    return copy, entry.case_of(copy.case_id)


def _channels(case: Case) -> list[tuple[str, str]]:
    """The channels by which the person who asks rates here and now."""
    return [(each, CHANNELS[each]) for each in (SELF, DOCUMENTS) if entry.may(ABILITY_OF[each], case)]
