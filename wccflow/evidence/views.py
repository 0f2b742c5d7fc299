"""The pages of a case's dossier: what is filed in each slot, the sheet of new files, and filing."""

from datetime import date
from typing import IO
from uuid import UUID

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.base.work import files
from wccflow.cycles import entry
from wccflow.cycles.queries import definition_of
from wccflow.evidence import actions, queries
from wccflow.evidence.arriving import Received, receive
from wccflow.evidence.cards import address_of
from wccflow.evidence.dossier import dossier_of
from wccflow.evidence.entry import admitted
from wccflow.evidence.rules import proposed_slot
from wccflow.people import visitor
from wccflow.web.forms import identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("evidence", __name__)

NO_FILE = "Choose a file first."
DOSSIER = "/cycles/<cycle>/<organisation>/evidence"


@route(blueprint, DOSSIER, may="see")
def dossier(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every document asked for: what is filed, what is missing, who files it."""
    case = entry.case_here(cycle, organisation)
    shown = dossier_of(case, visitor.reach())
    return page(
        "evidence/dossier.html",
        case=case,
        address=address_of(case),
        dossier=shown,
        waited="waited" in request.args,
        choices=[(each.version.id, each.version.file_name) for each in shown.versions],
        waiting=queries.arrivals(case.id, visitor.person().id),
        may_file=entry.may("file_evidence", case),
        may_approve=entry.may("approve_evidence", case),
        may_ask=entry.may("ask", case) and not entry.may("file_evidence", case),
        today=clock.today(),
    )


@route(blueprint, DOSSIER, may="file_evidence", methods=("POST",))
def bring(cycle: str, organisation: str) -> ResponseReturnValue:
    """Take in files whose slots are confirmed on one sheet; those that cannot be filed are named."""
    case = entry.case_here(cycle, organisation)
    received = _received_each()
    for each in received:
        actions.bring(case, each, by=visitor.reach(), now=clock.now())
    return redirect_to(f"{address_of(case)}/arrivals" if received else address_of(case))


@route(blueprint, f"{DOSSIER}/arrivals", may="file_evidence")
def arrivals(cycle: str, organisation: str) -> ResponseReturnValue:
    """The sheet on which each brought file is given its slot."""
    case = entry.case_here(cycle, organisation)
    slots = definition_of(case).slots
    brought = queries.arrivals(case.id, visitor.person().id)
    return page(
        "evidence/arrivals.html",
        case=case,
        address=address_of(case),
        rows=[(each, proposed_slot(each.file_name, slots) or "") for each in brought],
        choices=[("", "Leave this file out"), *((slot.key, slot.title) for slot in slots.values())],
        filled=queries.current(queries.fillings([case.id], visitor.reach())),
    )


@route(blueprint, f"{DOSSIER}/arrivals", may="file_evidence", methods=("PUT",))
def place(cycle: str, organisation: str) -> ResponseReturnValue:
    """File the brought files into their slots, all or none."""
    case = entry.case_here(cycle, organisation)
    brought = queries.arrivals(case.id, visitor.person().id)
    chosen = {each.id: text(f"slot-{each.id}") for each in brought if f"slot-{each.id}" in request.form}
    notes = {each.id: text(f"note-{each.id}") for each in brought}
    filed = actions.place(case, chosen, by=visitor.reach(), now=clock.now(), notes=notes)
    tell(_filed_in_words(len(filed)), "success" if filed else "information")
    return redirect_to(address_of(case))


@route(blueprint, f"{DOSSIER}/<slot>", may="file_evidence", methods=("POST",))
def file(cycle: str, organisation: str, slot: str) -> ResponseReturnValue:
    """File one document into one slot, as its next version."""
    case = entry.case_here(cycle, organisation)
    received = _received(_chosen()[0])
    actions.file(
        case, slot, received, by=visitor.reach(), now=clock.now(), note=text("note"), as_of=_day("as_of")
    )
    tell(_filed_in_words(1))
    return redirect_to(f"{address_of(case)}#{slot}")


@route(blueprint, f"{DOSSIER}/<slot>/filling", may="file_evidence", methods=("PUT",))
def fill(cycle: str, organisation: str, slot: str) -> ResponseReturnValue:
    """Let pages of a document that is filed already fill this slot too."""
    case = entry.case_here(cycle, organisation)
    version = queries.version(visitor.reach(), identity("document", missing="Choose a document."))
    pages_given = {"first_page": _number("first_page"), "last_page": _number("last_page")}
    actions.fill(case, slot, version, by=visitor.reach(), now=clock.now(), **pages_given)
    tell("The pages fill this slot now.")
    return redirect_to(f"{address_of(case)}#{slot}")


@route(blueprint, f"{DOSSIER}/<slot>/approval", may="approve_evidence", methods=("PUT",))
def approve(cycle: str, organisation: str, slot: str) -> ResponseReturnValue:
    """Record the day of the board's approval."""
    case = entry.case_here(cycle, organisation)
    day = _day("on")
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


@route(blueprint, "/evidence/<uuid:version_id>/withdrawal", may="file_evidence", methods=("PUT",))
def withdraw(version_id: UUID) -> ResponseReturnValue:
    """Mark a version as filed by mistake."""
    version, case = admitted(version_id)
    actions.withdraw(version, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("The version is withdrawn. It is kept, and no longer counts.")
    return redirect_to(address_of(case))


def _chosen() -> list[FileStorage]:
    chosen = [each for each in request.files.getlist("file") if each.filename]
    if not chosen:
        raise Refused(NO_FILE)
    return chosen


def _received(upload: FileStorage) -> Received:
    stream: IO[bytes] = upload.stream
    limit = int(current_app.config["MAX_CONTENT_LENGTH"])
    return receive(files(), stream, name=upload.filename or "", max_bytes=limit)


def _received_each() -> list[Received]:
    received: list[Received] = []
    faults: list[str] = []
    for upload in _chosen():
        try:
            received.append(_received(upload))
        except Refused as refusal:
            faults += refusal.sentences
    if not received:
        raise Refused(*faults)
    for fault in faults:
        tell(f"Not taken: {fault}", "warning")
    return received


def _filed_in_words(count: int) -> str:
    if not count:
        return "Nothing was filed."
    return (
        "Filed. It is being read now."
        if count == 1
        else f"{count} documents are filed. They are being read now."
    )


def _number(name: str) -> int | None:
    given = text(name)
    if given and not (given.isdecimal() and given.isascii()):
        raise Refused("Give pages as whole numbers.")
    return int(given) if given else None


def _day(name: str) -> date | None:
    given = text(name)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Refused("Give the day like 2009-11-27.") from None
