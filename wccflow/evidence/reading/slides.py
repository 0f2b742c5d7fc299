"""PowerPoint files: the slides that are shown, each under its title, with tables and notes."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, name
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word_text import alternative

TITLES = ("title", "ctrTitle")
FURNITURE = ("dt", "ftr", "hdr", "sldNum", "sldImg")


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the slides in the order in which they are shown."""
    package = admitted.package
    main = package.main_part() if package else None
    root = package.root(main) if package and main else None
    if package is None or main is None or root is None:
        raise Refused(sentences.DAMAGED)
    relations = package.relations(main)
    parts = [relations.get(attribute(row, "r:id") or "", ("", ""))[1] for row in found(root, "p:sldId")]
    gathering.pages = len(parts)
    for number, part in enumerate(parts, start=1):
        slide = package.optional(part) if package.holds(part) else None
        if slide is not None:
            Slide(package, part, number, gathering).gather(slide)
    if any(part.lower().endswith("vbaproject.bin") for part in package.names()):
        gathering.warn(sentences.MACROS)
    if not gathering.passages and any(part.startswith("ppt/media/") for part in package.names()):
        gathering.warn(sentences.PICTURES_ONLY)


class Slide:
    """One slide while it is read."""

    def __init__(self, package: Package, part: str, number: int, gathering: Gathering) -> None:
        self._package = package
        self._relations = package.relations(part)
        self._number = number
        self._gathering = gathering

    def gather(self, slide: etree._Element) -> None:
        """Gather the title first, whatever its place in the file, then the rest, then the notes."""
        if slide.get("show") in ("0", "false"):
            self._gathering.warn(sentences.hidden_slide(self._number))
            return
        self._gathering.close_path()
        shapes = list(_shapes(slide))
        for shape in shapes:
            if _placeholder(shape) in TITLES:
                words = " ".join(text for text, _ in _paragraphs(shape))
                self._gathering.heading(words, 1, self._number)
        for shape in shapes:
            if _placeholder(shape) not in (*TITLES, *FURNITURE):
                self._shape(shape)
        self._notes()

    def _shape(self, shape: etree._Element) -> None:
        table = next(found(shape, "a:tbl"), None)
        diagram = next(found(shape, "dgm:relIds"), None)
        if table is not None:
            self._table(table)
        elif diagram is not None:
            part = self._relations.get(attribute(diagram, "r:dm") or "", ("", ""))[1]
            data = self._package.optional(part) if part else None
            self._texts("slide", data)
        else:
            self._texts("slide", shape)

    def _texts(self, kind: str, element: etree._Element | None) -> None:
        for text, level in _paragraphs(element) if element is not None else ():
            self._gathering.text(kind, text, page=self._number, level=level)

    def _table(self, table: etree._Element) -> None:
        self._gathering.tables += 1
        for number, row in enumerate(found(table, "a:tr"), start=1):
            cells = [" ".join(text for text, _ in _paragraphs(cell)) for cell in row if name(cell) == "a:tc"]
            where = f"table {self._gathering.tables} row {number}"
            self._gathering.row("table row", cells, cell=where, page=self._number)

    def _notes(self) -> None:
        part = next((part for kind, part in self._relations.values() if kind == "notesSlide"), None)
        notes = self._package.optional(part) if part else None
        for shape in _shapes(notes) if notes is not None else ():
            if _placeholder(shape) not in FURNITURE:
                self._texts("note", shape)


def _shapes(element: etree._Element) -> Iterator[etree._Element]:
    """The shapes of a slide, out of their groups, in order."""
    for below in element:
        key = name(below)
        if key in ("p:sp", "p:graphicFrame", "p:cxnSp"):
            yield below
        elif key == "mc:AlternateContent":
            chosen = alternative(below)
            if chosen is not None:
                yield from _shapes(chosen)
        elif key in ("p:cSld", "p:spTree", "p:grpSp"):
            yield from _shapes(below)


def _placeholder(shape: etree._Element) -> str | None:
    """What place on the slide a shape fills."""
    for above in shape:
        mark = child(child(above, "p:nvPr"), "p:ph")
        if mark is not None:
            return mark.get("type", "obj")
    return None


def _paragraphs(element: etree._Element) -> Iterator[tuple[str, int]]:
    """The paragraphs of a shape with their levels, 1 for the outermost."""
    for paragraph in found(element, "a:p"):
        properties = child(paragraph, "a:pPr")
        level = "0" if properties is None else properties.get("lvl", "0")
        text = "".join(
            " " if name(piece) == "a:br" else piece.text or "" for piece in found(paragraph, "a:t", "a:br")
        )
        yield text, int(level) + 1 if level.isdecimal() and len(level) < 3 else 1
