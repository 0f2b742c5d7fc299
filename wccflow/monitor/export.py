"""The rows of the cockpit as a spreadsheet: what the page shows, every cell a value and never a formula."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wccflow.base import spreadsheets
from wccflow.base.clock import business_day
from wccflow.base.spreadsheets import Sheet, Value
from wccflow.engine.definition import Definition
from wccflow.monitor.rows import Row


@dataclass(frozen=True, slots=True)
class Told:
    """What the second sheet tells of the first: of what it is, on which day, and what was asked for."""

    title: str
    on: date
    query: str
    understood: tuple[str, ...]
    fault: str
    total: int
    demonstration: bool


def workbook(rows: Sequence[Row], definition: Definition, told: Told) -> bytes:
    """The spreadsheet: the rows under a fixed head with filters, and a sheet about them."""
    sheet = Sheet("Cases", list(_columns(definition)), [_values(row, definition) for row in rows])
    return spreadsheets.workbook(sheet, _about(told, len(rows)), demonstration=told.demonstration)


def _columns(definition: Definition) -> Iterator[tuple[str, int]]:
    yield from (
        (definition.words.get("organisation", "Organisation"), 34),
        ("Code", 8),
        (definition.words.get("overseer", "Overseer"), 24),
        ("Stage", 22),
        ("Stands at", 30),
        ("Days here", 10),
        ("Next milestone", 26),
        ("Due", 12),
        ("How it stands", 22),
        ("What holds it back", 60),
        ("Open questions", 10),
        ("Oldest question asked", 12),
        ("Forecast of", 26),
        ("Forecast", 12),
        ("Give or take, days", 10),
        ("How sure", 34),
        ("Forecast to miss it", 10),
    )
    for milestone in definition.milestones.values():
        yield milestone.title, 22
    for track in definition.tracks.values():
        if track.counts:
            yield track.title, 16


def _values(row: Row, definition: Definition) -> list[Value]:
    marks = {mark.key: mark.words for mark in row.marks}
    measures = {measure.title: f"{measure.have} of {measure.total}" for measure in row.measures}
    tracks = [track.title for track in definition.tracks.values() if track.counts]
    return [
        row.organisation,
        row.code,
        row.overseer,
        row.stage_title,
        row.state_title,
        row.days_in_state,
        row.milestone_title,
        row.due,
        row.words,
        "; ".join(row.obstacles),
        row.questions,
        business_day(row.oldest_question) if row.oldest_question else None,
        row.target_title,
        row.forecast,
        row.margin if row.forecast else None,
        row.forecast_words,
        "yes" if row.will_miss else "no",
        *(marks.get(key, "") for key in definition.milestones),
        *(measures.get(title, "") for title in tracks),
    ]


def _about(told: Told, count: int) -> Iterator[tuple[str, Value]]:
    yield "What this is", told.title
    yield "As it stood on", told.on
    yield "Rows", f"{count} of {told.total}"
    yield "Filter", told.query or "none"
    yield "Understood as", "; ".join(told.understood) or "every case"
    if told.fault:
        yield "The filter could not be taken", told.fault
