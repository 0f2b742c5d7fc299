"""The pages on which a cycle is opened: what of, who and when, a look at its pages, and the opening."""

from datetime import date
from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.spreadsheets import XLSX
from wccflow.base.work import files
from wccflow.evidence.arriving import Received, receive
from wccflow.frameworks import actions, pages, queries, samples, sources
from wccflow.frameworks.actions import NO_WORKBOOK, names_of
from wccflow.frameworks.models import CycleDraft
from wccflow.frameworks.pages import address_of, planned
from wccflow.frameworks.plans import lacking
from wccflow.frameworks.writing import written
from wccflow.people import visitor
from wccflow.web.forms import DAMAGED, read_version, text
from wccflow.web.pages import page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("frameworks", __name__)

MAY = queries.OPEN
NEW = "/cycles/new"
DRAFT = f"{NEW}/<uuid:draft_id>"
MOST_BYTES = 20 << 20


@route(blueprint, NEW, may=MAY)
def new() -> ResponseReturnValue:
    """What a cycle can be opened of."""
    actions.demand(visitor.reach())
    return page("frameworks/new.html", **pages.choices())


@route(blueprint, f"{NEW}/template.xlsx", may=MAY)
def template() -> ResponseReturnValue:
    """A workbook to change: a finished example, or a part of an edition that exists (`of`)."""
    actions.demand(visitor.reach())
    known, of = sources.processes(), request.args.get("of", "")
    if not of:
        book = samples.example(known, process=sources.STOCK, today=clock.today())
        return _download(written(book), "framework-example.xlsx")
    workflow, _, rest = of.partition("/")
    edition, _, part = rest.partition("/")
    definition, calendar = sources.edition_of(workflow, edition)
    element = next((each for each in samples.parts_of(definition) if each.key == part), None)
    if element is None:
        raise NotFound
    process = sources.process_like(definition, element, known)
    made = samples.exported(definition, calendar, element, known, process=process)
    return _download(written(made), f"{workflow}-{edition}-{part}.xlsx")


@route(blueprint, NEW, may=MAY, methods=("POST",))
def begin() -> ResponseReturnValue:
    """Begin a draft: of a workbook that is sent, or of a workflow with one of its calendars."""
    reach = visitor.reach()
    actions.demand(reach)
    if "of" in request.form:
        workflow, _, calendar = text("of", missing="Choose a workflow and its dates.").partition("/")
        draft = actions.begin_of_workflow(workflow, calendar, by=reach, now=clock.now())
    else:
        draft = actions.begin_of_workbook(_received(), by=reach, now=clock.now())
    return redirect_to(address_of(draft))


@route(blueprint, DRAFT, may=MAY)
def draft(draft_id: UUID) -> ResponseReturnValue:
    """A draft: what is wrong, or who takes part from when; of an opened one, what to do next."""
    found = queries.draft(draft_id, visitor.reach())
    cycle = queries.cycle_of(found)
    if cycle is not None:
        return page("frameworks/opened.html", cycle=cycle, roles=_roles(found), draft=found)
    return page("frameworks/draft.html", **pages.draft_page(found))


@route(blueprint, f"{DRAFT}/workbook", may=MAY, methods=("PUT",))
def send(draft_id: UUID) -> ResponseReturnValue:
    """Send another version of the workbook."""
    found = queries.draft(draft_id, visitor.reach())
    actions.send(found, _received(), by=visitor.reach(), now=clock.now())
    return redirect_to(address_of(found))


@route(blueprint, f"{DRAFT}/workbook", may=MAY)
def workbook(draft_id: UUID) -> ResponseReturnValue:
    """The newest workbook as it was sent, or (`marked`) with a note at each fault."""
    newest = queries.newest_upload(queries.draft(draft_id, visitor.reach()).id)
    if newest is None:
        raise NotFound
    path = files().path(newest.sha256)
    if "marked" not in request.args:
        return _download(path.read_bytes(), newest.file_name)
    outcome = sources.sent_as(newest).outcome
    if outcome is None:
        raise Refused(sources.sent_as(newest).refusal)
    name = newest.file_name.rpartition(".")[0]
    return _download(pages.marked(newest, outcome, path), f"{name} with notes.xlsx")


@route(blueprint, f"{DRAFT}/settings", may=MAY, methods=("PUT",))
def settle(draft_id: UUID) -> ResponseReturnValue:
    """Keep what the cycle is called, when it begins, and who takes part."""
    found = queries.draft(draft_id, visitor.reach())
    _require_unchanged(found)
    actions.settle(
        found,
        key=text("cycle"),
        title=text("title"),
        first_day=_moved_to(found),
        overseers=_ticked("overseer"),
        without=_ticked("without"),
        by=visitor.reach(),
    )
    return redirect_to(f"{address_of(found)}/preview")


@route(blueprint, DRAFT, may=MAY, methods=("DELETE",))
def discard(draft_id: UUID) -> ResponseReturnValue:
    """Put a draft away."""
    actions.discard(queries.draft(draft_id, visitor.reach()), by=visitor.reach(), now=clock.now())
    tell("The draft is put away. The workbooks that were sent for it are kept.")
    return redirect_to(NEW)


@route(blueprint, f"{DRAFT}/opening", may=MAY)
def consequences(draft_id: UUID) -> ResponseReturnValue:
    """Everything that opening the cycle would bring."""
    found = queries.draft(draft_id, visitor.reach())
    source, plan = planned(found)
    key, title = names_of(found, source)
    return page(
        "frameworks/opening.html",
        draft=found,
        address=address_of(found),
        key=key,
        title=title,
        plan=plan,
        roles=lacking(plan, clock.now()),
        is_taken=queries.is_taken(key),
        today=clock.today(),
        steps=pages.steps(3),
    )


@route(blueprint, f"{DRAFT}/opening", may=MAY, methods=("POST",))
def open_it(draft_id: UUID) -> ResponseReturnValue:
    """Open the cycle with all its cases."""
    found = queries.draft(draft_id, visitor.reach())
    _require_unchanged(found)
    cycle = actions.open_drafted(found, by=visitor.reach(), now=clock.now())
    tell(f"{cycle.title} is open.")
    return redirect_to(address_of(found))


def _roles(found: CycleDraft) -> list[object]:
    try:
        return list(lacking(planned(found)[1], clock.now()))
    except Refused:
        return []  # the files of its workflow are no more what they were


def _received() -> Received:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refused("Choose the workbook first.")
    if not (file.filename or "").lower().endswith(actions.ENDINGS):
        raise Refused(NO_WORKBOOK)
    return receive(files(), file.stream, name=file.filename or "", max_bytes=MOST_BYTES)


def _moved_to(found: CycleDraft) -> date | None:
    """The first day that was asked for; None for the very day that the dates have by themselves."""
    said = _day("first_day")
    windows = sources.source_of(found, queries.newest_upload(found.id)).calendar.windows.values()
    return None if said == min(window.opens for window in windows) else said


def _day(name: str) -> date | None:
    """The day of a field; None when it was left empty. Raises Refused when it is no day."""
    said = text(name)
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise Refused(f"“{said[:40]}” is no day. Choose one, or leave it empty.") from None


def _ticked(name: str) -> set[UUID]:
    """The ids that were ticked. Raises Refused when one is none."""
    try:
        return {UUID(each) for each in request.form.getlist(name)}
    except ValueError:
        raise Refused(DAMAGED) from None


def _require_unchanged(found: CycleDraft) -> None:
    if read_version() != found.version:
        raise Refused("Somebody else changed this draft since you opened the page. Look at it again.")


def _download(content: bytes, name: str) -> Response:
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)
