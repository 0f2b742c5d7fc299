"""What stands in one paragraph of an OpenDocument file: its words, and what hangs on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, name
from wccflow.evidence.reading.package import Package

SPACES = frozenset(("text:tab", "text:line-break"))
HIDDEN = frozenset(("text:hidden-text", "text:hidden-paragraph"))
UNSEEN = frozenset(("text:script", "office:annotation-end", "text:tracked-changes", "text:bibliography-mark"))
DRAWN = "draw:"
MOST_SPACES = 1_000


@dataclass
class Line:
    """One paragraph's words while they are gathered, with the notes, comments and drawings on it."""

    pieces: list[str] = field(default_factory=list)
    hanging: list[etree._Element] = field(default_factory=list)
    remarks: list[etree._Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words as they were written."""
        return "".join(self.pieces)


class Look:
    """What the styles of a file say of its look: what they hide."""

    def __init__(self, package: Package, content: etree._Element) -> None:
        self.styles = package.optional("styles.xml")
        roots = [root for root in (content, self.styles) if root is not None]
        rows = [row for root in roots for row in found(root, "style:style")]
        self._hidden_text = {_named(row) for row in rows if _says(row, "text:display", "none")}
        self._hidden_tables = {_named(row) for row in rows if _says(row, "table:display", "false")}
        self._hidden_pages = {_named(row) for row in rows if _says(row, "presentation:visibility", "hidden")}
        self.hidden = False

    def hides(self, element: etree._Element) -> bool:
        """Whether a paragraph, span or section is not seen, which is kept for the reader to be told."""
        styled = attribute(element, "text:style-name") in self._hidden_text
        hidden = (
            styled
            or attribute(element, "text:display") == "none"
            or (name(element) in HIDDEN and attribute(element, "text:is-hidden") == "true")
        )
        self.hidden = self.hidden or (hidden and any(text.strip() for text in _texts(element)))
        return hidden

    def hides_sheet(self, table: etree._Element) -> bool:
        """Whether a sheet is hidden."""
        return attribute(table, "table:style-name") in self._hidden_tables

    def hides_page(self, page: etree._Element) -> bool:
        """Whether a slide is hidden."""
        return attribute(page, "draw:style-name") in self._hidden_pages

    def line(self, paragraph: etree._Element) -> Line:
        """What stands in a paragraph."""
        line = Line()
        if not self.hides(paragraph):
            self._take(paragraph, line)
        return line

    def _take(self, element: etree._Element, line: Line) -> None:
        line.pieces.append(element.text or "")
        for below in element:
            self._take_piece(below, line)
            line.pieces.append(below.tail or "")

    def _take_piece(self, element: etree._Element, line: Line) -> None:
        key = name(element)
        if key == "text:s":
            line.pieces.append(" " * min(whole(element, "text:c", 1), MOST_SPACES))
        elif key in SPACES:
            line.pieces.append(" ")
        elif key == "office:annotation":
            line.remarks.append(element)
        elif key == "text:note" or (key.startswith(DRAWN) and key != "draw:a"):
            line.hanging.append(element)
        elif key == "text:ruby":
            self._take_ruby(element, line)
        elif key and key not in UNSEEN and not self.hides(element):
            self._take(element, line)

    def _take_ruby(self, ruby: etree._Element, line: Line) -> None:
        """The base, and in brackets how it is pronounced."""
        base, above = child(ruby, "text:ruby-base"), child(ruby, "text:ruby-text")
        if base is not None:
            self._take(base, line)
        spoken = "".join(_texts(above)) if above is not None else ""
        line.pieces.append(f"({spoken})" if spoken.strip() else "")


def gather_remark(annotation: etree._Element, gathering: Gathering, passage: str) -> None:
    """Gather a comment."""
    author, at = child(annotation, "dc:creator"), child(annotation, "dc:date")
    words = " ".join("".join(_texts(each)) for each in found(annotation, "text:p"))
    said = ["" if each is None else "".join(_texts(each)) for each in (author, at)]
    gathering.remark(words, author=said[0], at=said[1], passage=passage)


def whole(element: etree._Element, key: str, otherwise: int) -> int:
    """The whole number that an attribute says."""
    said = attribute(element, key)
    return int(said) if said is not None and said.isdecimal() and len(said) < 9 else otherwise


def _texts(element: etree._Element) -> Iterator[str]:
    return (str(text) for text in element.itertext())


def _named(style: etree._Element) -> str | None:
    return attribute(style, "style:name")


def _says(style: etree._Element, key: str, value: str) -> bool:
    return any(attribute(properties, key) == value for properties in style)
