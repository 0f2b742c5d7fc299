"""The pages of coverage: the matrix, one item, its suggestions, and the same as a spreadsheet."""

from uuid import UUID

from flask import Blueprint, Response, make_response, request
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.base.spreadsheets import XLSX
from wccflow.coverage import actions, export, pages, queries, rules
from wccflow.coverage.matrix import Matrix, matrix_of
from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.people import visitor
from wccflow.web.forms import identity, text
from wccflow.web.pages import local_address, page, redirect_to, tell
from wccflow.web.routes import route

blueprint = Blueprint("coverage", __name__)

CASE = "/cycles/<cycle>/<organisation>"
NOT_NOW = "Passages can be used for items while the items are being rated."


@route(blueprint, f"{CASE}/coverage", may="see")
def matrix(cycle: str, organisation: str) -> ResponseReturnValue:
    """Every item beside every document, and the gaps."""
    case = entry.case_here(cycle, organisation)
    return page("coverage/matrix.html", **pages.matrix(case, visitor.reach(), _filter()))


@route(blueprint, f"{CASE}/coverage.xlsx", may="see")
def spreadsheet(cycle: str, organisation: str) -> ResponseReturnValue:
    """The matrix as a spreadsheet."""
    case = entry.case_here(cycle, organisation)
    return _file(case, export.workbook(_matrix(case), case, _filter()), XLSX, "xlsx")


@route(blueprint, f"{CASE}/coverage.csv", may="see")
def plain_rows(cycle: str, organisation: str) -> ResponseReturnValue:
    """The matrix as rows with commas."""
    case = entry.case_here(cycle, organisation)
    return _file(case, export.plain_rows(_matrix(case), _filter()).encode(), export.CSV, "csv")


@route(blueprint, f"{CASE}/coverage/<item>", may="see")
def item(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """One item: what is cited for it in which document, what reviewers found, what else may show it."""
    case = entry.case_here(cycle, organisation)
    return page("coverage/item.html", **pages.one_item(case, visitor.reach(), item))


@route(blueprint, f"{CASE}/coverage/<item>/suggestions", may="see")
def suggestions(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """The passages suggested for one item."""
    case = entry.case_here(cycle, organisation)
    return page("coverage/suggestions.html", **pages.suggested(case, visitor.reach(), item))


@route(blueprint, f"{CASE}/coverage/<item>/suggestions", may="see", methods=("POST",))
def use(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Cite a suggested passage for the item."""
    case = entry.case_here(cycle, organisation)
    actions.use(
        case,
        item,
        version_id=identity("version"),
        passage=text("passage"),
        stance=text("stance"),
        channel=_channel(case, item),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("The passage is cited for this item.")
    return redirect_to(_back(f"{case.address}/coverage/{item}"))


@route(blueprint, f"{CASE}/coverage/<item>/refusals", may="see", methods=("POST",))
def refuse(cycle: str, organisation: str, item: str) -> ResponseReturnValue:
    """Say that a suggested passage is not relevant for the item."""
    case = entry.case_here(cycle, organisation)
    actions.refuse(
        case,
        item,
        version_id=identity("version"),
        passage=text("passage"),
        channel=_channel(case, item),
        by=visitor.reach(),
        now=clock.now(),
    )
    tell("Noted: not relevant. It is suggested again only when its words change, or when you take this back.")
    return redirect_to(_back(f"{case.address}/coverage/{item}"))


@route(blueprint, "/suggestions/<uuid:label_id>", may="see", methods=("DELETE",))
def restore(label_id: UUID) -> ResponseReturnValue:
    """Take back that a passage is not relevant."""
    label = queries.label(visitor.reach(), label_id)
    case = entry.case_of(label.case_id)
    actions.restore(label, case, by=visitor.reach(), now=clock.now())
    tell("Taken back: the passage may be suggested again.")
    return redirect_to(_back(f"{case.address}/coverage/{label.item}"))


def _filter() -> str:
    return rules.filter_called(request.args.get("show", ""))


def _matrix(case: Case) -> Matrix:
    found = matrix_of(case, visitor.reach())
    if not found.sees:
        raise Refused("You see which passages are cited once the case is submitted.")
    return found


def _channel(case: Case, item: str) -> str:
    found = pages.channel_of(case, visitor.reach(), item)
    if not found:
        raise Refused(NOT_NOW)
    return found


def _back(usual: str) -> str:
    """The page from which the form was sent, when it is one of ours."""
    given = text("back")
    return (local_address(given) if given else usual) + "#suggestions"


def _file(case: Case, content: bytes, kind: str, ending: str) -> Response:
    name = f"coverage-{case.organisation.code}-{clock.today().isoformat()}.{ending}"
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
