"""The pages of files that are brought together: taking them in, and the sheet that gives them slots."""

from collections.abc import Mapping

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.evidence import placing, queries
from wccflow.evidence.arrivals import sheet_of
from wccflow.evidence.cards import address_of
from wccflow.evidence.forms import proposed_then, read_files, read_sheet, taken_in
from wccflow.evidence.rules import clean_name
from wccflow.evidence.sheets import LEAVE_OUT
from wccflow.people import visitor
from wccflow.web.forms import Upload
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("arrivals", __name__)

SHEET = "/cycles/<cycle>/<organisation>/evidence/arrivals"
NO_PLACE, LEFT_OUT = "No place yet: keep it here", "Leave this file out"


@route(blueprint, "/cycles/<cycle>/<organisation>/evidence", may="file_evidence", methods=("POST",))
def bring(cycle: str, organisation: str) -> ResponseReturnValue:
    """Take in files whose slots are confirmed on one sheet, where what is not taken is told with why."""
    case = entry.case_here(cycle, organisation)
    for each in read_files():
        _take(case, each)
    return redirect_to(f"{address_of(case)}/arrivals")


@route(blueprint, SHEET, may="file_evidence")
def arrivals(cycle: str, organisation: str) -> ResponseReturnValue:
    """The sheet on which each brought file is given its slot."""
    return _sheet(entry.case_here(cycle, organisation), request.args)


@route(blueprint, SHEET, may="file_evidence", methods=("PUT",))
def place(cycle: str, organisation: str) -> ResponseReturnValue:
    """File the brought files into their slots, all or none; or only give a file one more place to choose."""
    case = entry.case_here(cycle, organisation)
    fields = request.form
    if "more" in fields:
        return _sheet(case, fields)
    reach = visitor.reach()
    chosen = read_sheet(fields, [each.id for each in queries.arrivals(case.id, reach.person_id)])
    if sheet_of(case, reach, clock.today(), chosen).wrong:
        return _sheet(case, fields, status=422)
    filed = placing.place(case, chosen, by=reach, now=clock.now())
    tell(_filed_in_words(len(filed)), "success" if filed else "information")
    return redirect_to(address_of(case))


def _sheet(case: Case, fields: Mapping[str, str], status: int = 200) -> ResponseReturnValue:
    reach = visitor.reach()
    ids = [each.id for each in queries.arrivals(case.id, reach.person_id)]
    written = read_sheet(fields, ids)
    shown = sheet_of(case, reach, clock.today(), written, proposed_then(fields, ids))
    return page(
        "evidence/arrivals.html",
        status=status,
        case=case,
        address=address_of(case),
        sheet=shown,
        refused=status == 422,
        waited="waited" in fields,
        choices=[("", NO_PLACE), *shown.title_of.items(), (LEAVE_OUT, LEFT_OUT)],
        further=[("", "None"), *shown.title_of.items()],
        more=fields.get("more", ""),
    )


def _take(case: Case, upload: Upload) -> None:
    """Set one file aside; one that cannot be filed must not take the others with it."""
    reach, now = visitor.reach(), clock.now()
    try:
        placing.bring(case, taken_in(upload), by=reach, now=now)
    except Refused as refusal:
        name = clean_name(upload.name)
        placing.turn_away(case, name, refusal.sentences[0].removeprefix(f"{name}: "), by=reach, now=now)


def _filed_in_words(count: int) -> str:
    if not count:
        return "Nothing was filed."
    return (
        "Filed. It is being read now."
        if count == 1
        else f"{count} documents are filed. They are being read now."
    )
