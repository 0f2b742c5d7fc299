"""The blocks of a PDF as passages: headings, paragraphs, items, notes, contents and rows of tables."""

from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.pdf_blocks import Block, Grouping
from wccflow.evidence.reading.pdf_headings import Headings
from wccflow.evidence.reading.pdf_hyphens import Hyphens
from wccflow.evidence.reading.pdf_lines import Line
from wccflow.evidence.reading.wording import begins_note, is_contents_line, item_text


def gather_lines(pages: list[list[Line]], gathering: Gathering) -> None:
    """Gather the passages of all pages."""
    grouping = Grouping(pages)
    blocks = grouping.blocks(pages)
    hyphens = Hyphens(line.text for page in pages for line in page)
    texts = [hyphens.join(block.lines) for block in blocks]
    paragraphs = [(block.lines, text) for block, text in zip(blocks, texts, strict=True) if not block.row]
    headings = Headings(paragraphs, grouping.body)
    row = 0
    for block, text in zip(blocks, texts, strict=True):
        row = row + 1 if block.row else 0
        if block.row:
            _add_row(block, row, gathering)
        else:
            _add_text(block, text, headings, grouping.body, gathering)


def _add_row(block: Block, row: int, gathering: Gathering) -> None:
    line = block.lines[0]
    gathering.tables += row == 1
    gathering.row(
        "table row",
        list(line.cells or (line.text,)),
        cell=f"table {gathering.tables} row {row}",
        page=line.page,
    )


def _add_text(block: Block, text: str, headings: Headings, body: float, gathering: Gathering) -> None:
    page = block.lines[0].page
    if is_contents_line(text):
        gathering.text("contents", text, page=page)
    elif (level := headings.level(block.lines, text)) is not None:
        gathering.heading(text, level, page)
    elif block.small(body) and begins_note(text):
        gathering.text("note", text, page=page)
    elif block.item:
        gathering.text("list", item_text(text), page=page, level=1)
    else:
        gathering.text("paragraph", text, page=page)
