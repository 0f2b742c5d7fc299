"""A plan as a Word file to take along: the full text of every stretch, with version and page."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from wccflow.cycles.paper import Paper
from wccflow.evidence.models import PassageRow
from wccflow.evidence.rules import ROWS, blocks
from wccflow.reading_plan import rules
from wccflow.reading_plan.pages import Progress, Told


def pack(progress: Progress, texts: Mapping[UUID, Sequence[PassageRow]], *, demonstration: bool) -> bytes:
    """The Word file of a plan."""
    pace = f"{rules.in_words(progress.minutes)} of reading, at {rules.WORDS_A_MINUTE} words a minute."
    paper = Paper(f"Reading plan: {progress.organisation}", subtitle=pace, demonstration=demonstration)
    for document, told in progress.by_document():
        paper.heading(document)
        for each in told:
            _stretch(paper, each, texts.get(each.entry.id, ()))
    return paper.content()


def _stretch(paper: Paper, told: Told, rows: Sequence[PassageRow]) -> None:
    paper.heading(f"Part {told.entry.number}: {told.entry.title}", 2)
    paper.say(f"{told.document}, {told.where}. {rules.in_words(told.minutes)}.")
    paper.points(told.why)
    page = told.entry.page
    for block in blocks(rows):
        first: PassageRow = block.passages[0]  # type: ignore[assignment]  # the rows that were put in
        if first.page and first.page != page:
            page = first.page
            paper.say(f"[page {page}]")
        _block(paper, block.passages)  # type: ignore[arg-type]  # likewise


def _block(paper: Paper, rows: Sequence[PassageRow]) -> None:
    if rows[0].kind in ROWS:
        width = max(len(_cells(row)) for row in rows)
        table = [(*_cells(row), *[""] * (width - len(_cells(row)))) for row in rows]
        paper.table(table[0], table[1:] or [[""] * width])
    elif rows[0].kind == "heading":
        paper.heading(rows[0].text, 3)
    elif rows[0].kind == "list":
        paper.points([row.text for row in rows])
    else:
        paper.say(rows[0].text)


def _cells(row: PassageRow) -> tuple[str, ...]:
    return tuple(row.cells) or (row.text,)
