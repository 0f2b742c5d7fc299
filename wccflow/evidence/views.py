"""The pages of documents: a case's dossier, the sheet of new files, the reader, the original, differences."""

import re
from datetime import date
from typing import IO
from uuid import UUID

from flask import Blueprint, Response, current_app, request, send_file
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import files
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import actions, difference, pages, queries
from wccflow.evidence.arriving import Received, receive
from wccflow.evidence.cards import address_of
from wccflow.evidence.dossier import dossier_of
from wccflow.evidence.models import Version
from wccflow.evidence.rules import proposed_slot
from wccflow.people import visitor
from wccflow.people.queries import names
from wccflow.web.forms import identity, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("evidence", __name__)

NO_FILE = "Choose a file first."
NOT_SOUND = (
    "The file in the store is no longer what was filed, so it is not given out. "
    "Tell those who run this service."
)
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
    version, case = _admitted(version_id)
    actions.withdraw(version, why=text("why"), by=visitor.reach(), now=clock.now())
    tell("The version is withdrawn. It is kept, and no longer counts.")
    return redirect_to(address_of(case))


@route(blueprint, "/evidence/<uuid:version_id>", may="see")
def read(version_id: UUID) -> ResponseReturnValue:
    """The reader: one part of a document with its outline, its versions and what stands beside it."""
    version, case = _admitted(version_id)
    wanted = request.args.get("from", "")
    number = pages.part_with(version, wanted) if wanted else _part_number()
    reach = visitor.reach()
    slots = definition_of(case).slots
    home = queries.home(version)
    beside = [each for each in queries.fillings([case.id], reach) if each.slot == home.slot]
    return page(
        "evidence/reader.html",
        case=case,
        version=version,
        title=slots[home.slot].title,
        waited="waited" in request.args,
        part=pages.part_of(version, number),
        marks=pages.marks_beside(version.id, reach),
        nothing=pages.Marks(),
        versions=list(reversed(beside)),
        people=names(each.version.filed_by_id for each in beside),
        threads=_there_is("/evidence/<>/threads"),
        citations=_there_is("/evidence/<>/citations"),
        dossier=address_of(case),
    )


@route(blueprint, "/evidence/<uuid:version_id>/passages/<key>", may="see")
def passage(version_id: UUID, key: str) -> ResponseReturnValue:
    """The reader at one passage, in whichever part it stands."""
    version, _ = _admitted(version_id)
    found = queries.passage(version.id, key)
    return redirect_to(f"/evidence/{version.id}?from={found.key}#{found.key}")


@route(blueprint, "/evidence/<uuid:version_id>/original", may="see")
def original(version_id: UUID) -> ResponseReturnValue:
    """The file as it was filed, byte for byte; never shown as a page of ours."""
    version, _ = _admitted(version_id)
    if not files().sound(version.sha256, version.size):
        raise Refused(NOT_SOUND)
    response: Response = send_file(
        files().path(version.sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=version.file_name,
        etag=version.sha256,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@route(blueprint, "/evidence/<uuid:version_id>/difference", may="see")
def compare(version_id: UUID) -> ResponseReturnValue:
    """What changed from this version to another, passage by passage."""
    version, case = _admitted(version_id)
    other, _ = _admitted(_id_in_address("to"))
    if other.case_id != version.case_id:
        raise NotFound
    return page(
        "evidence/difference.html",
        case=case,
        before=version,
        after=other,
        title=definition_of(case).slots[queries.home(other).slot].title,
        changes=difference.changes(queries.passages_of(version.id), queries.passages_of(other.id)),
    )


def _admitted(version_id: UUID) -> tuple[Version, Case]:
    """The version and its case, when the person may read the one and do there what the address declares."""
    version = queries.version(visitor.reach(), version_id)
    return version, entry.admitted(case_by_id(version.case_id))


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


def _part_number() -> int:
    given = request.args.get("part", "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) < 7 else 1


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


def _id_in_address(name: str) -> UUID:
    try:
        return UUID(request.args.get(name, ""))
    except ValueError:
        raise NotFound from None


def _there_is(shape: str) -> bool:
    """Whether some room answers at addresses of this shape; `<>` stands for an id."""
    rules = current_app.url_map.iter_rules()
    return any(re.sub(r"<[^>]*>", "<>", rule.rule) == shape for rule in rules)
