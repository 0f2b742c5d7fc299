"""The pages of Word copies: making one with the threads as comments, and taking in one that comes back."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound
from wccflow.base.spreadsheets import XLSX
from wccflow.base.work import files
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import queries as evidence
from wccflow.evidence.forms import read_files, taken_in
from wccflow.evidence.models import Version
from wccflow.people import visitor
from wccflow.review import (
    book,
    bringing,
    bringing_queue,
    coming_back,
    copies,
    copying,
    mailing,
    returning,
    themes,
)
from wccflow.review.cards import address_of
from wccflow.review.choosing import SKIP, choices_in, readers_for_all, searched
from wccflow.review.copies_models import MadeCopy, ReturnedCopy
from wccflow.web.forms import text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("copies", __name__)

COPIES = "/evidence/<uuid:version_id>/copies"
COPY = "/copies/<uuid:copy_id>"
MADE = "/made-copies/<uuid:copy_id>"


@route(blueprint, COPIES, may="see")
def of_version(version_id: UUID) -> ResponseReturnValue:
    """Making a Word copy of a version with its threads, and taking in one that came back."""
    version, case = _admitted(version_id)
    reach = visitor.reach()
    threads = len(copies.threads_in(case, version, reach))
    return page(
        "review/copies.html",
        case=case,
        version=version,
        document=definition_of(case).slots[evidence.home(version).slot].title,
        choices=copies.audiences_for_copies(case, version, reach),
        threads=threads,
        is_long=copying.is_long(version, threads),
        is_word=mailing.is_word(version),
        kept=coming_back.copies_of(reach, version.id),
        may_bring=entry.may("comment", case),
    )


@route(blueprint, f"{COPIES}/word", may="see")
def word(version_id: UUID) -> ResponseReturnValue:
    """The Word copy itself, for the readers that are named."""
    version, case = _admitted(version_id)
    made = mailing.word_copy(
        case,
        version,
        request.args.get("for", ""),
        files=files(),
        by=visitor.reach(),
        now=clock.now(),
        address=_comes_back_to(version),
    )
    return send_file(
        BytesIO(made.content), mimetype=mailing.DOCX, as_attachment=True, download_name=made.name, max_age=0
    )


@route(blueprint, f"{COPIES}/word", may="see", methods=("POST",))
def begin(version_id: UUID) -> ResponseReturnValue:
    """Ask for a long Word copy, which is made in the background."""
    version, case = _admitted(version_id)
    copy = copying.begin(
        case, version, text("for"), by=visitor.reach(), now=clock.now(), address=_comes_back_to(version)
    )
    return redirect_to(copy.address)


@route(blueprint, MADE, may="see")
def being_made(copy_id: UUID) -> ResponseReturnValue:
    """How far a long Word copy is, and where it is fetched once it is made."""
    copy, case = _made(copy_id)
    version = evidence.version(visitor.reach(), copy.version_id)
    readers = copies.chosen(case, version, copy.readers, visitor.reach())
    return page(
        "review/being_made.html",
        case=case,
        copy=copy,
        version=version,
        document=definition_of(case).slots[evidence.home(version).slot].title,
        readers=readers,
        before=0 if copy.made_at else copying.before(copy),
    )


@route(blueprint, f"{MADE}/file", may="see")
def made_file(copy_id: UUID) -> ResponseReturnValue:
    """A long Word copy that is made."""
    copy, case = _made(copy_id)
    copies.chosen(case, evidence.version(visitor.reach(), copy.version_id), copy.readers, visitor.reach())
    if not copy.sha256:
        raise NotFound
    return send_file(
        files().path(copy.sha256),
        mimetype=mailing.DOCX,
        as_attachment=True,
        download_name=copy.name,
        max_age=0,
    )


@route(blueprint, COPIES, may="comment", methods=("POST",))
def bring(version_id: UUID) -> ResponseReturnValue:
    """Keep a copy that came back; it is read apart, and its comments are chosen from on its page."""
    version, case = _admitted(version_id)
    received = taken_in(read_files()[0])
    copy = bringing.keep_copy(case, version, received, by=visitor.reach(), now=clock.now())
    return redirect_to(copy.address)


@route(blueprint, "/cycles/<cycle>/<organisation>/threads.xlsx", may="see")
def spreadsheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """The threads of a case and their messages as a spreadsheet, for the readers that are named."""
    case = entry.case_here(cycle, organisation)
    content = book.book_of(case, request.args.get("for", ""), by=visitor.reach(), now=clock.now())
    name = f"threads-{case.organisation.code}-{clock.today().isoformat()}.xlsx"
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)


@route(blueprint, "/themes/<uuid:theme_id>/threads.xlsx", may=SIGNED_IN)
def spreadsheet_of_theme(theme_id: UUID) -> ResponseReturnValue:
    """The threads of a theme, its own and those from organisations, for the readers that are named."""
    found = themes.theme_for(visitor.reach(), theme_id)
    content = book.book_of(found, request.args.get("for", ""), by=visitor.reach(), now=clock.now())
    name = f"theme-{clock.today().isoformat()}.xlsx"
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)


@route(blueprint, "/cycles/<cycle>/<organisation>/threads/copies", may="see")
def of_case(cycle: str, organisation: str) -> ResponseReturnValue:
    """The ways in which the review of a case leaves the house: spreadsheet, and Word copies by document."""
    case, reach = entry.case_here(cycle, organisation), visitor.reach()
    filled = evidence.current(evidence.fillings([case.id], reach))
    return page(
        "review/leaving.html",
        case=case,
        address=address_of(case),
        choices=copies.audiences_of_threads(case, reach),
        documents=[
            (slot.title, filled[case.id, slot.key].version)
            for slot in definition_of(case).slots.values()
            if (case.id, slot.key) in filled
        ],
    )


@route(blueprint, COPY, may="see")
def returned(copy_id: UUID) -> ResponseReturnValue:
    """What is new in a returned copy, where each comment would stand, and who would read it."""
    copy, case = _returned(copy_id)
    return _sheet(copy, case)


@route(blueprint, COPY, may="comment", methods=("PUT",))
def bring_in(copy_id: UUID) -> ResponseReturnValue:
    """Make the chosen comments into threads and answers; or only look for other passages."""
    copy, case = _returned(copy_id)
    if "look" in request.form:
        return _sheet(copy, case)
    chosen = choices_in(request.form, copy)
    if len(chosen) >= bringing_queue.MANY:
        bringing_queue.want(copy, chosen)
        return redirect_to(copy.address)
    made = bringing.bring_in(copy, case, chosen, by=visitor.reach(), now=clock.now())
    tell("One comment was brought in." if len(made) == 1 else f"{len(made)} comments were brought in.")
    return redirect_to(copy.address)


@route(blueprint, COPY, may="see", methods=("DELETE",))
def put_away(copy_id: UUID) -> ResponseReturnValue:
    """Let a returned copy go."""
    copy, _ = _returned(copy_id)
    where = f"/evidence/{copy.version_id}/copies"
    bringing.put_away(copy)
    tell("The returned copy is put away. What was brought in from it stays.")
    return redirect_to(where)


def _sheet(copy: ReturnedCopy, case: Case) -> ResponseReturnValue:
    reach = visitor.reach()
    is_there = copy.read_at and not copy.fault and copy.wanted is None
    backs = coming_back.comments_back(copy, case, reach) if is_there else []
    version = evidence.version(reach, copy.version_id)
    return page(
        "review/returned.html",
        case=case,
        copy=copy,
        version=version,
        document=definition_of(case).slots[evidence.home(version).slot].title,
        new=[each for each in backs if each.proposed],
        old=[each for each in backs if not each.proposed],
        form=readers_for_all(case, reach, version),
        found=searched(request.form, copy),
        given=request.form,
        skip=SKIP,
        before=0 if copy.read_at else returning.before(copy),
        may_bring=entry.may("comment", case) and any(each.proposed for each in backs),
    )


def _admitted(version_id: UUID) -> tuple[Version, Case]:
    version = evidence.version(visitor.reach(), version_id)
    return version, entry.admitted(case_by_id(version.case_id))


def _made(copy_id: UUID) -> tuple[MadeCopy, Case]:
    copy, case = copying.made_for(visitor.reach(), copy_id)
    return copy, entry.admitted(case)


def _comes_back_to(version: Version) -> str:
    return f"{request.host_url.rstrip('/')}/evidence/{version.id}/copies"


def _returned(copy_id: UUID) -> tuple[ReturnedCopy, Case]:
    copy, case = coming_back.copy_for(visitor.reach(), copy_id)
    return copy, entry.admitted(case)
