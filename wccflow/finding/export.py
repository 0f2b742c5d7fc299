"""Hits as a spreadsheet: what the page shows, and what was asked for."""

from collections.abc import Iterator

from wccflow.base import clock, spreadsheets
from wccflow.base.spreadsheets import Sheet, Value
from wccflow.finding.rules import KINDS
from wccflow.finding.shown import Findings, Found

MOST_EXPORTED = 100

_COLUMNS = (
    ("Organisation", 34),
    ("Code", 8),
    ("Document", 32),
    ("Version", 8),
    ("Where", 50),
    ("Page", 6),
    ("Words", 90),
    ("Address", 40),
)


def workbook(found: Findings, *, demonstration: bool) -> bytes:
    """The hits under a fixed head, and a sheet about the search."""
    sheet = Sheet(KINDS[found.kind], _COLUMNS, [_row(hit) for hit in found.hits])
    return spreadsheets.workbook(sheet, _about(found), demonstration=demonstration)


def _row(hit: Found) -> list[Value]:
    words = "".join(text for text, _ in hit.pieces)
    return [
        hit.organisation_name or "",
        hit.organisation or "",
        hit.document or "",
        hit.called,
        hit.heading or "",
        hit.page,
        words,
        hit.address,
    ]


def _about(found: Findings) -> Iterator[tuple[str, Value]]:
    yield "What this is", "Hits of a search, as far as the person who made it may read"
    yield "On", clock.today()
    yield "Search", found.query
    yield "Understood as", "; ".join(found.understood)
    yield "Rows", f"{len(found.hits)} of {found.total}"
