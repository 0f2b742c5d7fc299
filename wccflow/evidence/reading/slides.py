"""PowerPoint files: the slides that are shown, each under its title, with all that stands on it and notes."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import drawn, progress, sentences
from wccflow.evidence.reading.cleaning import clean
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, name
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.slide_remarks import Remarks
from wccflow.evidence.reading.word_margins import PAGE_NUMBER
from wccflow.evidence.reading.word_text import alternative

TITLES = ("title", "ctrTitle")
FURNITURE = ("dt", "ftr", "hdr", "sldNum", "sldImg")
MARGINS = ("dt", "ftr", "hdr")
MEDIA = "ppt/media/"


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
    remarks, margins = Remarks(package, main, gathering), Margins(package, gathering)
    try:
        for number, part in enumerate(parts, start=1):
            slide = package.optional(part) if package.holds(part) else None
            if slide is not None:
                Slide(package, part, number, gathering).gather(slide, remarks, margins)
            progress.tell(number, len(parts))
        margins.finish()
    finally:
        remarks.announce()
    if any(part.lower().endswith("vbaproject.bin") for part in package.names()):
        gathering.warn(sentences.MACROS)
    if not gathering.passages and any(part.startswith(MEDIA) for part in package.names()):
        gathering.warn(sentences.PICTURES_ONLY)


class Slide:
    """One slide while it is read."""

    def __init__(self, package: Package, part: str, number: int, gathering: Gathering) -> None:
        self._package = package
        self._part = part
        self._relations = package.relations(part)
        self._number = number
        self._gathering = gathering

    def gather(self, slide: etree._Element, remarks: Remarks, margins: "Margins") -> None:
        """Gather the title first, whatever its place in the file, then the rest, then the notes."""
        if slide.get("show") in ("0", "false"):
            self._gathering.warn(sentences.hidden_slide(self._number))
            return
        self._gathering.close_path()
        before = len(self._gathering.passages)
        shapes = [shape for shape in _shapes(slide) if not self._is_hidden(shape)]
        for shape in shapes:
            if _placeholder(shape) in TITLES:
                words = " ".join(text for text, _ in _paragraphs(shape))
                self._gathering.heading(words, 1, self._number)
        for shape in shapes:
            if _placeholder(shape) not in (*TITLES, *FURNITURE):
                self._shape(shape)
        self._notes()
        here = self._gathering.passages[before:]
        remarks.gather(self._part, here[0].id if here else "")
        margins.note(self._part, slide, shapes)

    def _is_hidden(self, shape: etree._Element) -> bool:
        """Whether somebody switched a shape off in the selection pane, which the reader is told."""
        hidden = any(_is_off(each) for each in (shape, *shape.iterancestors("{*}grpSp")))
        if hidden and any(text.strip() for text, _ in _paragraphs(shape)):
            self._gathering.warn(sentences.HIDDEN)
        return hidden

    def _shape(self, shape: etree._Element) -> None:
        table = next(found(shape, "a:tbl"), None)
        pointer = next(found(shape, "dgm:relIds", "c:chart", "cx:chart"), None)
        if table is not None:
            self._table(table)
        elif pointer is not None:
            self._elsewhere(pointer)
        else:
            self._texts("slide", shape)
        self._pictures(shape)

    def _elsewhere(self, pointer: etree._Element) -> None:
        """Gather a diagram or chart, which stands in a part of its own."""
        is_diagram = name(pointer) == "dgm:relIds"
        part = self._relations.get(attribute(pointer, "r:dm" if is_diagram else "r:id") or "", ("", ""))[1]
        root = self._package.optional(part) if part else None
        spot = drawn.Spot("slide", self._number)
        if root is not None and is_diagram:
            self._texts("slide", root)
        elif root is not None:
            drawn.gather_chart(root, self._gathering, spot)

    def _pictures(self, shape: etree._Element) -> None:
        properties = next(found(shape, "p:cNvPr"), None)
        alt = "" if properties is None else properties.get("descr", "")
        for picture in found(shape, "a:blip"):
            kind, part = self._relations.get(attribute(picture, "r:embed") or "", ("", ""))
            if kind == "image" and self._package.holds(part):
                self._gathering.picture(part, alt)

    def _texts(self, kind: str, element: etree._Element | None) -> None:
        for text, level in _paragraphs(element) if element is not None else ():
            self._gathering.text(kind, text, page=self._number, level=level)

    def _table(self, table: etree._Element) -> None:
        self._gathering.tables += 1
        properties = child(table, "a:tblPr")
        heads = properties is not None and properties.get("firstRow") in ("1", "true")
        for number, row in enumerate(found(table, "a:tr"), start=1):
            cells = [" ".join(text for text, _ in _paragraphs(cell)) for cell in row if name(cell) == "a:tc"]
            where = f"table {self._gathering.tables} row {number}"
            first = heads and number == 1
            self._gathering.row("table row", cells, cell=where, page=self._number, heads=first)

    def _notes(self) -> None:
        part = next((part for kind, part in self._relations.values() if kind == "notesSlide"), None)
        notes = self._package.optional(part) if part else None
        for shape in _shapes(notes) if notes is not None else ():
            if _placeholder(shape) not in FURNITURE:
                self._texts("note", shape)


class Margins:
    """What slides repeat: their feet, and the words on their layouts; each text once, at the end."""

    def __init__(self, package: Package, gathering: Gathering) -> None:
        self._package = package
        self._gathering = gathering
        self._texts: dict[str, None] = {}
        self._seen: set[str] = set()

    def note(self, part: str, slide: etree._Element, shapes: list[etree._Element]) -> None:
        """Keep the feet of a slide that is shown, and what stands on its layout and master."""
        self._keep(shape for shape in shapes if _placeholder(shape) in MARGINS)
        if slide.get("showMasterSp") not in ("0", "false"):
            self._beneath(part, "slideLayout")

    def finish(self) -> None:
        """Gather what was kept."""
        self._gathering.close_path()
        for text in self._texts:
            self._gathering.text("footer", text)

    def _beneath(self, part: str, kind: str) -> None:
        below = self._package.related(part, kind)
        if below is None or below in self._seen:
            return
        self._seen.add(below)
        root = self._package.optional(below)
        if root is not None:
            self._keep(shape for shape in _shapes(root) if _placeholder(shape) is None and not _is_off(shape))
            if root.get("showMasterSp") not in ("0", "false"):
                self._beneath(below, "slideMaster")

    def _keep(self, shapes: Iterator[etree._Element]) -> None:
        texts = (clean(text) for shape in shapes for text, _ in _paragraphs(shape))
        self._texts |= dict.fromkeys(text for text in texts if not PAGE_NUMBER.fullmatch(text))


def _shapes(element: etree._Element) -> Iterator[etree._Element]:
    """The shapes of a slide, out of their groups, in order."""
    for below in element:
        key = name(below)
        if key in ("p:sp", "p:graphicFrame", "p:cxnSp", "p:pic"):
            yield below
        elif key == "mc:AlternateContent":
            chosen = alternative(below)
            if chosen is not None:
                yield from _shapes(chosen)
        elif key in ("p:cSld", "p:spTree", "p:grpSp") or (":" not in key and len(below)):
            yield from _shapes(below)


def _is_off(shape: etree._Element) -> bool:
    own = next((properties for above in shape if (properties := child(above, "p:cNvPr")) is not None), None)
    return own is not None and own.get("hidden") in ("1", "true")


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
        yield drawn.words(paragraph), int(level) + 1 if level.isdecimal() and len(level) < 3 else 1
