"""What stands in one Word paragraph: its visible text, its boxes and notes, and its page."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from wccflow.evidence.reading.markup import attribute, child, found, is_on, name, text_of
from wccflow.evidence.reading.word_forms import chosen
from wccflow.evidence.reading.word_styles import Styles, style_of

# These stand around visible things without being seen themselves.
AROUND = frozenset(
    (
        *("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:hyperlink", "w:fldSimple"),
        *("w:dir", "w:bdo", "w:ins", "w:moveTo", "w14:conflictIns"),
    )
)
TAKEN_OUT = frozenset(("w:del", "w:moveFrom", "w14:conflictDel"))
CHANGES = TAKEN_OUT | {"w:ins", "w:moveTo", "w14:conflictIns"}
COMMENTED = frozenset(("w:commentRangeStart", "w:commentReference"))
EQUATION_SIGNS = {"m:den": "/", "m:sup": "^", "m:sub": "_"}
EQUATIONS = frozenset(("m:oMath", "m:oMathPara"))
DRAWN = frozenset(("w:drawing", "w:pict", "w:object"))
NOTES = {"w:footnoteReference": "footnotes", "w:endnoteReference": "endnotes"}
SPACES = frozenset(("w:tab", "w:ptab", "w:cr", "w:br"))
TEXTS, DRAWINGS = ("w:t", "a:t", "m:t"), ("c:chart", "cx:chart", "dgm:relIds")
BOX = "w:txbxContent"
BOXES = frozenset((BOX, "a:p", "dgm:relIds", "c:chart", "cx:chart", "v:textpath"))


@dataclass
class Findings:
    """What is left out of a file's text, for the reader to be told."""

    authors: set[str] = field(default_factory=set)
    changed: bool = False
    hidden: bool = False
    pictures: bool = False
    inserted_files: bool = False


@dataclass
class Pages:
    """The page that the walk has come to; None where the file marks none."""

    now: int | None
    rendered: bool

    def turn(self) -> None:
        """Go to the next page."""
        if self.now is not None:
            self.now += 1


@dataclass
class Line:
    """One paragraph's text while it is gathered."""

    pieces: list[str] = field(default_factory=list)
    page: int | None = None
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    pictures: list[etree._Element] = field(default_factory=list)
    all_bold: bool = True

    @property
    def text(self) -> str:
        """The text as it was written."""
        return "".join(self.pieces)


class Text:
    """Reads paragraphs, one after the other, and notes what it leaves out."""

    def __init__(self, styles: Styles, pages: Pages) -> None:
        self.styles = styles
        self.pages = pages
        self.findings = Findings()
        self._fields: list[bool] = []

    def line(self, paragraph: etree._Element) -> Line:
        """What stands in a paragraph."""
        properties = child(paragraph, "w:pPr")
        if not self.pages.rendered and is_on(child(properties, "w:pageBreakBefore")):
            self.pages.turn()
        self._note_changed_mark(properties)
        line = Line(page=self.pages.now)
        style = style_of(properties)
        for element in self.visible(paragraph):
            self._take(element, line, style)
        # A field's instruction never runs on into the next paragraph, whatever a broken file says.
        self._fields = [result for result in self._fields if result]
        return line

    def visible(self, element: etree._Element) -> Iterator[etree._Element]:
        """What is seen inside an element: no wrappers, no deletions, one branch of each alternative."""
        for below in element:
            key = name(below)
            if key in CHANGES:
                self._note_change(below)
            if key in TAKEN_OUT:
                continue
            if key == "mc:AlternateContent":
                chosen = alternative(below)
                if chosen is not None:
                    yield from self.visible(chosen)
            elif key in AROUND or (":" not in key and len(below)):  # or around what nobody here knows
                yield from self.visible(below)
            else:
                yield below

    def _note_changed_mark(self, properties: etree._Element | None) -> None:
        """A paragraph whose end was put in or taken out is a change too."""
        mark = child(properties, "w:rPr")
        for change in mark if mark is not None else ():
            if name(change) in CHANGES:
                self._note_change(change)

    def _note_change(self, change: etree._Element) -> None:
        self.findings.changed = True
        self.findings.authors.add(attribute(change, "w:author") or "")

    def _take(self, element: etree._Element, line: Line, style: str | None) -> None:
        key = name(element)
        if key == "w:r":
            self._take_run(element, line, style)
        elif key in DRAWN:
            self._take_drawing(element, line)
        elif key in EQUATIONS:
            line.pieces.append(self.equation(element))
        elif key in COMMENTED:
            line.comments.append(attribute(element, "w:id") or "")

    def equation(self, element: etree._Element) -> str:
        """The signs of an equation, one after the other."""
        pieces = []
        for below in self.visible(element):
            key = name(below)
            inside = text_of(below) if key in ("m:t", "w:t") else self.equation(below)
            pieces.append(EQUATION_SIGNS.get(key, "") * bool(inside) + inside)
        return "".join(pieces)

    def _take_run(self, run: etree._Element, line: Line, style: str | None) -> None:
        properties = child(run, "w:rPr")
        hidden = self.styles.hides(properties, style)
        before = len(line.pieces)
        for element in self.visible(run):
            self._take_piece(element, line, hidden)
        if "".join(line.pieces[before:]).strip() and line.all_bold:
            line.all_bold = self.styles.bolds(properties, style)

    def _take_piece(self, element: etree._Element, line: Line, hidden: bool) -> None:
        key = name(element)
        if key == "w:fldChar":
            self._step_field(attribute(element, "w:fldCharType"))
            line.pieces.append("" if hidden or not all(self._fields[:-1]) else chosen(element))
        elif key == "w:lastRenderedPageBreak":
            self._turn(line)
        elif hidden:
            self.findings.hidden = self.findings.hidden or bool(key == "w:t" and text_of(element).strip())
        elif key in SPACES:
            line.pieces.append(" ")
            if attribute(element, "w:type") == "page" and not self.pages.rendered:
                self._turn(line)
        elif all(self._fields):
            self._take_visible(key, element, line)

    def _take_visible(self, key: str, element: etree._Element, line: Line) -> None:
        if key == "w:t":
            line.pieces.append(text_of(element))
        elif key == "w:noBreakHyphen":
            line.pieces.append("-")
        elif key == "w:sym":
            line.pieces.append(_symbol(attribute(element, "w:char")))
        elif key == "w:ruby":
            self._take_ruby(element, line)
        elif key in COMMENTED:
            line.comments.append(attribute(element, "w:id") or "")
        elif key in EQUATIONS:
            line.pieces.append(self.equation(element))
        elif key in DRAWN:
            self._take_drawing(element, line)
        elif key in NOTES:
            line.notes.append((NOTES[key], attribute(element, "w:id") or ""))

    def _take_ruby(self, ruby: etree._Element, line: Line) -> None:
        """The base, which is runs inside a run, and in brackets how it is pronounced."""
        base, above = child(ruby, "w:rubyBase"), child(ruby, "w:rt")
        for run in self.visible(base) if base is not None else ():
            for piece in self.visible(run):
                self._take_visible(name(piece), piece, line)
        spoken = "" if above is None else "".join(text_of(text) for text in found(above, "w:t"))
        line.pieces.append(f"({spoken})" if spoken.strip() else "")

    def _step_field(self, step: str | None) -> None:
        """Follow a field: its instruction is not seen, its result is."""
        if step == "begin":
            self._fields.append(False)
        elif step == "separate" and self._fields:
            self._fields[-1] = True
        elif step == "end" and self._fields:
            self._fields.pop()

    def _turn(self, line: Line) -> None:
        """Turn the page; a paragraph that has not begun begins on the new one."""
        self.pages.turn()
        if not line.text.strip():
            line.page = self.pages.now

    def _take_drawing(self, drawing: etree._Element, line: Line) -> None:
        self.findings.pictures = True
        line.boxes.extend(boxes(drawing))
        line.pictures.append(drawing)


def boxes(drawing: etree._Element) -> Iterator[etree._Element]:
    """The outermost text boxes, paragraphs and diagrams inside a drawing."""
    for below in drawing:
        key = name(below)
        if key in BOXES:
            yield below
        elif key == "mc:AlternateContent":
            chosen = alternative(below)
            if chosen is not None:
                yield from boxes(chosen)
        else:
            yield from boxes(below)


def alternative(element: etree._Element) -> etree._Element | None:
    """The one branch of an alternative that is read: the first that holds words, else the first."""
    branches = [below for below in element if name(below) in ("mc:Choice", "mc:Fallback")]
    with_words = (
        branch
        for branch in branches
        if any(name(each) in DRAWINGS or text_of(each).strip() for each in found(branch, *TEXTS, *DRAWINGS))
    )
    return next(with_words, branches[0] if branches else None)


def _symbol(code: str | None) -> str:
    """A sign from a symbol font; those that are only drawings are left out."""
    try:
        sign = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return ""
    return "•" if sign == "\uf0b7" else sign
