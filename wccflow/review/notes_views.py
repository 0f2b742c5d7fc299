"""The page of a person's notes across cases and documents: grouped, searched, and as a spreadsheet."""

from io import BytesIO
from itertools import groupby
from urllib.parse import urlencode

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue

from wccflow.base import clock
from wccflow.base.spreadsheets import XLSX
from wccflow.people import visitor
from wccflow.review import labels
from wccflow.review import notes as kept
from wccflow.web.pages import page, shown_around
from wccflow.web.paging import Slice, offset, page_number
from wccflow.web.routes import SIGNED_IN, route

blueprint = Blueprint("notes", __name__)

NOTES = "/notes"
AT_ONCE = 50


@route(blueprint, NOTES, may=SIGNED_IN)
def notes() -> ResponseReturnValue:
    """What the person has written or labelled, by document, label, item or organisation."""
    query, what, by = _query(), _chosen("show", kept.WHAT), _chosen("by", kept.BY)
    found = kept.notes(visitor.reach(), query, what)
    start = offset(page_number(), AT_ONCE)
    rows = [(heading, each) for heading, group in found.grouped(by) for each in group]
    shown = rows[start : start + AT_ONCE]
    return page(
        "review/notes.html",
        status=422 if found.asked.fault else 200,
        asked=found.asked,
        what=what,
        by=by,
        whats=[(words, _address(query, key, by), None, key == what) for key, words in kept.WHAT.items()],
        groupings=[(words, _address(query, what, key), None, key == by) for key, words in kept.BY.items()],
        groups=[
            (heading, [each for _, each in rows]) for heading, rows in groupby(shown, lambda row: row[0])
        ],
        slice=Slice(shown, page_number(), len(rows), AT_ONCE),
        known=labels.known_labels(visitor.reach()),
        spreadsheet=f"{NOTES}/notes.xlsx?{urlencode({'q': query, 'show': what})}",
    )


@route(blueprint, f"{NOTES}/notes.xlsx", may=SIGNED_IN)
def spreadsheet() -> ResponseReturnValue:
    """The same as a spreadsheet."""
    found = kept.notes(visitor.reach(), _query(), _chosen("show", kept.WHAT))
    content = kept.workbook(found, demonstration=shown_around()["demonstration"])
    name = f"notes-{clock.today().isoformat()}.xlsx"
    return send_file(BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name, max_age=0)


def _query() -> str:
    return request.args.get("q", "").strip()


def _chosen(name: str, known: dict[str, str]) -> str:
    given = request.args.get(name, "")
    return given if given in known else next(iter(known))


def _address(query: str, what: str, by: str) -> str:
    return f"{NOTES}?{urlencode({'q': query, 'show': what, 'by': by})}"
