"""The pages of a case's dossier: what is filed in each slot, filing into it, and what is said of it."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.cycles import entry
from wccflow.evidence import actions, queries
from wccflow.evidence.beside import beside, beyond
from wccflow.evidence.cards import address_of
from wccflow.evidence.dossier import dossier_of
from wccflow.evidence.entry import admitted
from wccflow.evidence.forms import read_dates, read_day, read_files, read_number, taken_in
from wccflow.evidence.rules import read_in
from wccflow.people import visitor
from wccflow.web.forms import identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("evidence", __name__)

DOSSIER = "/cycles/<cycle>/<organisation>/evidence"


@route(blueprint, DOSSIER, may="see")
def dossier(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every document asked for: what is filed, what is missing, who files it."""
    case = entry.case_here(cycle, organisation)
    shown = dossier_of(case, visitor.reach())
    filled = [each for line in shown.lines for each in (*line.earlier, line.current) if each]
    return page(
        "evidence/dossier.html",
        case=case,
        address=address_of(case),
        dossier=shown,
        beside=beside(case, filled, visitor.reach(), clock.now()),
        beyond=beyond,
        read_in=read_in,
        waited="waited" in request.args,
        choices=[(each.version.id, each.version.file_name) for each in shown.versions],
        waiting=queries.arrivals(case.id, visitor.person().id),
        may_file=entry.may("file_evidence", case),
        may_approve=entry.may("approve_evidence", case),
        may_ask=entry.may("ask", case) and not entry.may("file_evidence", case),
        today=clock.today(),
    )


@route(blueprint, f"{DOSSIER}/<slot>", may="file_evidence", methods=("POST",))
def file(cycle: str, organisation: str, slot: str) -> ResponseReturnValue:
    """File one document into one slot, as its next version."""
    case = entry.case_here(cycle, organisation)
    received = taken_in(read_files()[0])
    actions.file(
        case, slot, received, by=visitor.reach(), now=clock.now(), note=text("note"), dates=read_dates()
    )
    tell("Filed. It is being read now.")
    return redirect_to(f"{address_of(case)}#{slot}")


@route(blueprint, f"{DOSSIER}/<slot>/filling", may="file_evidence", methods=("PUT",))
def fill(cycle: str, organisation: str, slot: str) -> ResponseReturnValue:
    """Let pages of a document that is filed already fill this slot too."""
    case = entry.case_here(cycle, organisation)
    version = queries.version(visitor.reach(), identity("document", missing="Choose a document."))
    pages_given = {"first_page": read_number("first_page"), "last_page": read_number("last_page")}
    actions.fill(case, slot, version, by=visitor.reach(), now=clock.now(), **pages_given)
    tell("The pages fill this slot now.")
    return redirect_to(f"{address_of(case)}#{slot}")


@route(blueprint, f"{DOSSIER}/<slot>/approval", may="approve_evidence", methods=("PUT",))
def approve(cycle: str, organisation: str, slot: str) -> ResponseReturnValue:
    """Record the day of the board's approval."""
    case = entry.case_here(cycle, organisation)
    day = read_day("on")
    if day is None:
        raise Refused("Give the day on which the board approved the document.")
    actions.approve(case, slot, on=day, by=visitor.reach(), now=clock.now())
    tell("The board's approval is recorded.")
    return redirect_to(f"{address_of(case)}#{slot}")


@route(blueprint, f"{DOSSIER}/<slot>/request", may="ask", methods=("PUT",))
def want(cycle: str, organisation: str, slot: str) -> ResponseReturnValue:
    """Name a document that is to change when the case goes back to the organisation."""
    case = entry.case_here(cycle, organisation)
    actions.want(case, slot, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("The document is named. It can be changed once the case is returned.")
    return redirect_to(f"{address_of(case)}#{slot}")


@route(blueprint, "/evidence/<uuid:version_id>/dates", may="file_evidence", methods=("PUT",))
def put_dates_right(version_id: UUID) -> ResponseReturnValue:
    """Put right of which day a filed document is and which time it covers."""
    version, case = admitted(version_id)
    actions.put_dates_right(version, read_dates(), by=visitor.reach(), now=clock.now())
    tell("The dates are put right. What was said before is kept in the history.")
    return redirect_to(f"{address_of(case)}#{queries.home(version).slot}")
