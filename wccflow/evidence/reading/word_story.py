"""The story of a Word file: its headings, paragraphs, tables, boxes and notes, in reading order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from wccflow.evidence.reading import drawn, progress
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, is_on, name, text_of
from wccflow.evidence.reading.word_text import BOX, COMMENTED, EQUATIONS, Line, Text
from wccflow.evidence.reading.wording import could_be_heading

LONGEST_GUESSED_HEADING = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: what a plain paragraph is called there, and in which cell."""

    kind: str = "paragraph"
    cell: str | None = None


BODY = Place()


def _nothing_inserted(_: str) -> bool:
    return False


@dataclass
class Beside:
    """What stands in other parts of the file and is shown in its text."""

    notes: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    diagrams: dict[str, etree._Element] = field(default_factory=dict)
    charts: dict[str, etree._Element] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    inserted: Callable[[str], bool] = _nothing_inserted
    """Gathers the file inserted under a relation id, where it can be read."""


class Story:
    """Walks over blocks and gathers passages."""

    def __init__(self, gathering: Gathering, text: Text, beside: Beside) -> None:
        self.gathering = gathering
        self.text = text
        self.beside = beside
        self.guessed_level = 2
        self.commented: dict[str, str] = {}
        self._open_notes: set[tuple[str, str]] = set()
        self._waiting_comments: list[str] = []

    def blocks(self, container: etree._Element, place: Place = BODY) -> None:
        """Gather all that stands in a container."""
        parts = len(container) if name(container) == "w:body" else 0
        for number, block in enumerate(self.text.visible(container), start=1):
            if parts:
                progress.tell(min(number, parts), parts)
            key = name(block)
            if key == "w:p":
                self._paragraph(block, place)
            elif key == "w:tbl":
                self._table(block)
            elif key == "w:altChunk":
                self._inserted(block)
            elif key in EQUATIONS:
                self.gathering.text(place.kind, self.text.equation(block), page=self.text.pages.now)
            elif key in COMMENTED:
                self._waiting_comments.append(attribute(block, "w:id") or "")

    def _inserted(self, chunk: etree._Element) -> None:
        """Gather a file that stands whole in this one, or tell that there is one."""
        if not self.beside.inserted(attribute(chunk, "r:id") or ""):
            self.text.findings.inserted_files = True

    def _paragraph(self, paragraph: etree._Element, place: Place) -> None:
        line = self.text.line(paragraph)
        properties = child(paragraph, "w:pPr")
        before = len(self.gathering.passages)
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
        self._note_comments(line, before)
        self._hanging(line, place)

    def _note_comments(self, line: Line, before: int) -> None:
        """Keep on which passage comments hang: the one that their line became, else the one before it."""
        added = self.gathering.passages[before:]
        passage = added[0].id if added else self.gathering.last_passage()
        for key in (*self._waiting_comments, *line.comments):
            self.commented.setdefault(key, passage)
        self._waiting_comments = []

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
        """Gather the pictures, boxes and notes that hang on a paragraph."""
        for drawing in line.pictures:
            self._pictures(drawing)
        for box in line.boxes:
            self._box(box, line, place)
        for key in line.notes:
            note = self.beside.notes.get(key)
            # A note that cites itself would never end.
            if note is not None and key not in self._open_notes:
                self._open_notes.add(key)
                self.blocks(note, Place("note"))
                self._open_notes.discard(key)

    def _pictures(self, drawing: etree._Element) -> None:
        """Gather the pictures of a drawing with the words that its author gave them."""
        alt = next((words for each in found(drawing, "wp:docPr", "pic:cNvPr") if (words := _alt(each))), "")
        for picture in found(drawing, "a:blip", "v:imagedata"):
            key = attribute(picture, "r:embed") or attribute(picture, "r:id") or ""
            if key in self.beside.pictures:
                self.gathering.picture(self.beside.pictures[key], alt)

    def _box(self, box: etree._Element, line: Line, place: Place) -> None:
        key = name(box)
        spot = drawn.Spot(place.kind, line.page, place.cell)
        if key == BOX:
            self.blocks(box, place)
        elif key == "a:p":
            self.gathering.text(place.kind, drawn.words(box), page=line.page, cell=place.cell)
        elif key == "v:textpath":
            self.gathering.text(place.kind, box.get("string", ""), page=line.page, cell=place.cell)
        elif key == "dgm:relIds":
            diagram = self.beside.diagrams.get(attribute(box, "r:dm") or "")
            if diagram is not None:
                drawn.gather_paragraphs(diagram, self.gathering, spot)
        else:
            chart = self.beside.charts.get(attribute(box, "r:id") or "")
            if chart is not None:
                drawn.gather_chart(chart, self.gathering, spot)

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
                    self._row(row, cells, f"{where} row {number}")

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

    def _row(self, row: etree._Element, cells: list[etree._Element], where: str) -> None:
        properties = child(row, "w:trPr")
        lines: list[Line] = []
        texts = [""] * _spanned(child(properties, "w:gridBefore"), 0)
        for cell in cells:
            own = (
                [] if self._cell_is_gone(cell) else [self.text.line(each) for each in self._paragraphs(cell)]
            )
            lines += own
            texts.append(" ".join(line.text for line in own))
            texts += [""] * (_spanned(child(child(cell, "w:tcPr"), "w:gridSpan"), 1) - 1)
        page = next((line.page for line in lines if line.text.strip()), self.text.pages.now)
        before = len(self.gathering.passages)
        heads = is_on(child(properties, "w:tblHeader"))
        self.gathering.row("table row", texts, cell=where, page=page, heads=heads)
        for line in lines:
            self._note_comments(line, before)
        for line in lines:
            self._hanging(line, Place("cell", where))

    def _cell_is_gone(self, cell: etree._Element) -> bool:
        """Whether a cell is deleted, which the reader is told."""
        deletion = child(child(cell, "w:tcPr"), "w:cellDel")
        if deletion is not None:
            self.text.findings.changed = True
            self.text.findings.authors.add(attribute(deletion, "w:author") or "")
        return deletion is not None

    def _only_lays_out(self, cells: list[etree._Element]) -> bool:
        """Whether a row is there for the look: it holds a heading, a table, or one cell of paragraphs."""
        inside = [[name(block) for block in self.text.visible(cell)] for cell in cells]
        if any(key in ("w:tbl", "w:altChunk", *EQUATIONS) for keys in inside for key in keys):
            return True
        paragraphs = [paragraph for cell in cells for paragraph in self._paragraphs(cell)]
        filled = [cell for cell in cells if any(text_of(text).strip() for text in found(cell, "w:t"))]
        if len(filled) == 1 and len(list(self._paragraphs(filled[0]))) > 1:
            return True
        return len(paragraphs) > len(cells) and any(
            self.text.styles.level(child(paragraph, "w:pPr")) for paragraph in paragraphs
        )

    def _paragraphs(self, cell: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs of a cell, through what stands around them."""
        return (block for block in self.text.visible(cell) if name(block) == "w:p")

    def _laid_out(self, cells: list[etree._Element], where: str) -> None:
        for column, cell in enumerate(cells, start=1):
            self.blocks(cell, Place("cell", f"{where} column {column}"))


def _spanned(element: etree._Element | None, otherwise: int) -> int:
    """How many columns an element says; a file that says too many is not believed."""
    said = None if element is None else attribute(element, "w:val")
    return int(said) if said is not None and said.isdecimal() and 0 < len(said) < 3 else otherwise


def _alt(element: etree._Element) -> str:
    """The words that stand for a picture where it is not seen."""
    return element.get("descr", "") or element.get("title", "")


def _looks_like_a_heading(line: Line) -> bool:
    words = line.text.strip()
    return line.all_bold and words[:1].isalnum() and could_be_heading(words, LONGEST_GUESSED_HEADING)
