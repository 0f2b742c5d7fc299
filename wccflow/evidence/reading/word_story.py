"""The story of a Word file: its headings, paragraphs, tables, boxes and notes, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, is_on, name
from wccflow.evidence.reading.word_text import AROUND, BOX, Line, Text
from wccflow.evidence.reading.wording import could_be_heading

LONGEST_GUESSED_HEADING = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: what a plain paragraph is called there, and in which cell."""

    kind: str = "paragraph"
    cell: str | None = None


BODY = Place()


class Story:
    """Walks over blocks and gathers passages."""

    def __init__(
        self,
        gathering: Gathering,
        text: Text,
        notes: dict[tuple[str, str], etree._Element],
        diagrams: dict[str, etree._Element],
    ) -> None:
        self.gathering = gathering
        self.text = text
        self.notes = notes
        self.diagrams = diagrams
        self.guessed_level = 2
        self._open_notes: set[tuple[str, str]] = set()

    def blocks(self, container: etree._Element, place: Place = BODY) -> None:
        """Gather all that stands in a container."""
        for block in self.text.visible(container):
            key = name(block)
            if key == "w:p":
                self._paragraph(block, place)
            elif key == "w:tbl":
                self._table(block)
            elif key == "w:altChunk":
                self.text.findings.inserted_files = True

    def _paragraph(self, paragraph: etree._Element, place: Place) -> None:
        line = self.text.line(paragraph)
        properties = child(paragraph, "w:pPr")
        level = self._level(properties, line, place)
        item = self.text.styles.list_level(properties)
        if level is not None:
            self.gathering.heading(line.text, level, page=line.page)
        elif self.text.styles.lists_contents(properties):
            self.gathering.text("contents", line.text, page=line.page)
        elif item is not None and place.kind == "paragraph":
            self.gathering.text("list", line.text, page=line.page, level=item)
        else:
            self.gathering.text(place.kind, line.text, page=line.page, cell=place.cell)
        self._hanging(line, place)

    def _level(self, properties: etree._Element | None, line: Line, place: Place) -> int | None:
        """The level of a heading: as its style says; else a short bold line of the body is one too."""
        if place.kind == "note":
            return None
        styles = self.text.styles
        level = styles.level(properties)
        plain = styles.list_level(properties) is None and not styles.lists_contents(properties)
        if level is None and place == BODY and plain and _looks_like_a_heading(line):
            return self.guessed_level
        return level

    def _hanging(self, line: Line, place: Place) -> None:
        """Gather the boxes and notes that hang on a paragraph."""
        for box in line.boxes:
            self._box(box, line, place)
        for key in line.notes:
            note = self.notes.get(key)
            # A note that cites itself would never end.
            if note is not None and key not in self._open_notes:
                self._open_notes.add(key)
                self.blocks(note, Place("note"))
                self._open_notes.discard(key)

    def _box(self, box: etree._Element, line: Line, place: Place) -> None:
        key = name(box)
        if key == BOX:
            self.blocks(box, place)
        elif key == "a:p":
            self.gathering.text(place.kind, _drawn(box), page=line.page, cell=place.cell)
        else:
            diagram = self.diagrams.get(attribute(box, "r:dm") or "")
            for paragraph in found(diagram, "a:p") if diagram is not None else ():
                self.gathering.text(place.kind, _drawn(paragraph), page=line.page, cell=place.cell)

    def _table(self, table: etree._Element) -> None:
        """Gather a table row by row; rows that only lay out the page are walked like the body."""
        self.gathering.tables += 1
        where = f"table {self.gathering.tables}"
        number = 0
        for row in self.text.visible(table):
            if name(row) == "w:tr" and not self._row_is_gone(row):
                number += 1
                cells = [cell for cell in self.text.visible(row) if name(cell) == "w:tc"]
                if self._only_lays_out(cells):
                    self._laid_out(cells, f"{where} row {number}")
                else:
                    self._row(cells, f"{where} row {number}")

    def _row_is_gone(self, row: etree._Element) -> bool:
        """Whether a row is deleted or hidden, which the reader is told."""
        properties = child(row, "w:trPr")
        deleted, added = child(properties, "w:del"), child(properties, "w:ins")
        for change in (deleted, added):
            if change is not None:
                self.text.findings.changed = True
                self.text.findings.authors.add(attribute(change, "w:author") or "")
        hidden = is_on(child(properties, "w:hidden"))
        self.text.findings.hidden = self.text.findings.hidden or hidden
        return deleted is not None or hidden

    def _row(self, cells: list[etree._Element], where: str) -> None:
        lines = [[self.text.line(paragraph) for paragraph in _paragraphs(cell)] for cell in cells]
        texts = [" ".join(line.text for line in cell) for cell in lines]
        flat = [line for cell in lines for line in cell]
        page = next((line.page for line in flat if line.text.strip()), self.text.pages.now)
        self.gathering.row("table row", texts, cell=where, page=page)
        for line in flat:
            self._hanging(line, Place("cell", where))

    def _only_lays_out(self, cells: list[etree._Element]) -> bool:
        """Whether a row is there for the look: it holds a heading, a table, or one cell of paragraphs."""
        if any(name(block) == "w:tbl" for cell in cells for block in cell):
            return True
        paragraphs = [paragraph for cell in cells for paragraph in _paragraphs(cell)]
        filled = [cell for cell in cells if any((text.text or "").strip() for text in found(cell, "w:t"))]
        if len(filled) == 1 and len(list(_paragraphs(filled[0]))) > 1:
            return True
        return len(paragraphs) > len(cells) and any(
            self.text.styles.level(child(paragraph, "w:pPr")) for paragraph in paragraphs
        )

    def _laid_out(self, cells: list[etree._Element], where: str) -> None:
        for column, cell in enumerate(cells, start=1):
            self.blocks(cell, Place("cell", f"{where} column {column}"))


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell, through what stands around them."""
    for block in cell:
        key = name(block)
        if key == "w:p":
            yield block
        elif key in AROUND:
            yield from _paragraphs(block)


def _drawn(paragraph: etree._Element) -> str:
    """The text of a paragraph in a drawing."""
    return "".join(text.text or "" for text in found(paragraph, "a:t"))


def _looks_like_a_heading(line: Line) -> bool:
    words = line.text.strip()
    return line.all_bold and words[:1].isalnum() and could_be_heading(words, LONGEST_GUESSED_HEADING)
