"""The story of an OpenDocument text: its headings, paragraphs, lists, tables, boxes and notes, in order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, name
from wccflow.evidence.reading.open_text import Line, Look, gather_remark, whole
from wccflow.evidence.reading.package import Package

ROWS_WITHIN = frozenset(("table:table-rows", "table:table-row-group", "table:table-header-rows"))
CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
CONTENTS = frozenset(("text:table-of-content", "text:alphabetical-index", "text:illustration-index"))
UNSEEN = frozenset(
    (
        *("text:tracked-changes", "office:forms", "office:annotation", "presentation:notes", "svg:title"),
        *("svg:desc", "text:table-of-content-source", "draw:glue-point", "office:event-listeners"),
    )
)
MOST_REPEATED = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk is: what a plain paragraph is called there, its cell, page and depth in lists."""

    kind: str = "paragraph"
    cell: str | None = None
    page: int | None = None
    level: int | None = None


BODY = Place()


class Story:
    """Walks over blocks and gathers passages."""

    def __init__(self, gathering: Gathering, look: Look, package: Package) -> None:
        self.gathering = gathering
        self.look = look
        self.remarks = 0
        self._package = package
        self._open_objects: set[str] = set()

    def blocks(self, container: etree._Element, place: Place = BODY) -> None:
        """Gather all that stands in a container."""
        for block in container:
            self.block(block, place)

    def block(self, block: etree._Element, place: Place) -> None:
        """Gather one block."""
        key = name(block)
        if key in ("text:p", "text:h"):
            self._paragraph(block, place)
        elif key == "table:table":
            self._table(block, place)
        elif key == "text:list":
            kind = "list" if place.kind == "paragraph" else place.kind
            self.blocks(block, replace(place, kind=kind, level=(place.level or 0) + 1))
        elif key in CONTENTS:
            self.blocks(block, replace(place, kind="contents"))
        elif key == "draw:image":
            self._picture(block)
        elif key == "draw:object":
            self._object(block, place)
        elif key and key not in UNSEEN and not self.look.hides(block):
            self.blocks(block, place)

    def _paragraph(self, paragraph: etree._Element, place: Place) -> None:
        line = self.look.line(paragraph)
        before = len(self.gathering.passages)
        if name(paragraph) == "text:h" and place.kind in ("paragraph", "list"):
            self.gathering.heading(line.text, whole(paragraph, "text:outline-level", 1), page=place.page)
        else:
            self.gathering.text(place.kind, line.text, page=place.page, cell=place.cell, level=place.level)
        self._hanging(line, place, before)

    def _hanging(self, line: Line, place: Place, before: int) -> None:
        """Gather the comments, notes, boxes and pictures of a paragraph, whose passages begin at `before`."""
        added = self.gathering.passages[before:]
        for remark in line.remarks:
            self.remarks += 1
            gather_remark(remark, self.gathering, added[0].id if added else self.gathering.last_passage())
        for element in line.hanging:
            body = child(element, "text:note-body")
            if body is not None:
                self.blocks(body, Place("note", page=place.page))
            else:
                self.block(element, place)

    def _object(self, pointer: etree._Element, place: Place) -> None:
        """Gather a chart that stands in the package as a file of its own: its titles and its figures."""
        folder = (attribute(pointer, "xlink:href") or "").removeprefix("./")
        root = None if folder in self._open_objects else self._package.optional(f"{folder}/content.xml")
        if root is not None:
            self._open_objects.add(folder)
            self.blocks(root, place)
            self._open_objects.discard(folder)

    def _picture(self, image: etree._Element) -> None:
        part = (attribute(image, "xlink:href") or "").removeprefix("./")
        frame = image.getparent()
        words = [child(frame, key) for key in ("svg:desc", "svg:title")]
        alt = next((each.text or "" for each in words if each is not None), "")
        if self._package.holds(part):
            self.gathering.picture(part, alt)
        self.blocks(image)

    def _table(self, table: etree._Element, place: Place) -> None:
        """Gather a table row by row; a row that holds tables is walked like the body."""
        self.gathering.tables += 1
        where = f"table {self.gathering.tables}"
        for number, (row, heads) in enumerate(rows(table), start=1):
            cells = [cell for cell in row if name(cell) in CELLS]
            spot = f"{where} row {number}"
            if any(True for cell in cells for _ in found(cell, "table:table", "text:h")):
                for column, cell in enumerate(cells, start=1):
                    self.blocks(cell, Place("cell", f"{spot} column {column}", place.page))
            else:
                self.row(cells, "table row", replace(place, cell=spot), heads=heads)

    def row(
        self,
        cells: list[etree._Element],
        kind: str,
        place: Place,
        *,
        heads: bool,
        hidden: frozenset[int] = frozenset(),
    ) -> None:
        """Gather one row of a table or sheet, without its hidden columns."""
        before = len(self.gathering.passages)
        texts: list[str] = []
        lines: list[Line] = []
        for cell in cells:
            own = [self.look.line(paragraph) for paragraph in _paragraphs(cell)]
            lines += [*own, Line(remarks=[each for each in cell if name(each) == "office:annotation"])]
            lines.append(Line(hanging=[each for each in cell if name(each).startswith("draw:")]))
            text = " ".join(line.text for line in own)
            again = whole(cell, "table:number-columns-repeated", 1)
            texts += [text] * (min(again, MOST_REPEATED) if text.strip() else again if again < 1_000 else 0)
        shown = ["" if column in hidden else text for column, text in enumerate(texts)]
        while shown and not shown[-1].strip():
            shown.pop()
        self.gathering.row(kind, shown, cell=place.cell or "", page=place.page, heads=heads)
        for line in lines:
            self._hanging(line, Place("cell", place.cell, place.page), before)


def rows(table: etree._Element, *, heads: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a table, and whether each names its columns."""
    for below in table:
        key = name(below)
        if key == "table:table-row":
            yield below, heads
        elif key in ROWS_WITHIN:
            yield from rows(below, heads=heads or key == "table:table-header-rows")


def _paragraphs(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of a cell, through lists and sections, but not those of what hangs on them."""
    for below in cell:
        key = name(below)
        if key in ("text:p", "text:h"):
            yield below
        elif key.startswith("text:"):
            yield from _paragraphs(below)
