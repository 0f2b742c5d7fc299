"""Web pages: the words that a browser would show; nothing is run and nothing is fetched."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.decoding import decode_page
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.plain import read_data

UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "object",
        "embed",
        "iframe",
        "svg",
        "math",
        "select",
        "textarea",
        "button",
    ]
)
DEEPEST = 180
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of a web page."""
    gather_page(decode_page(read_data(path, gathering)), gathering)


def gather_page(text: str, gathering: Gathering) -> None:
    """Gather the passages of a web page that is decoded already."""
    parser = etree.HTMLParser(
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:
        raise Refused(sentences.DAMAGED) from fault
    if root is not None:
        Page(gathering).walk(root)


class Page:
    """Walks over a page; words gather until a block begins or ends."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._words: list[str] = []
        self._kinds: list[tuple[str, int | None]] = [("paragraph", None)]
        self._lists = 0
        self._depth = 0

    def walk(self, element: etree._Element) -> None:
        """Gather what an element shows."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if self._depth > DEEPEST:
            raise Refused(sentences.TOO_LARGE)
        if tag not in UNSEEN:
            if _is_hidden(element):
                self._note_hidden(element)
            else:
                self._open(element, tag)
        if tag in ("br", "hr", "img"):
            self._words.append(" ")
        self._words.append(element.tail or "")

    def _note_hidden(self, element: etree._Element) -> None:
        if any(str(text).strip() for text in element.itertext()):
            self._gathering.warn(sentences.HIDDEN)

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in INLINE or tag in ("br", "img"):
            self._inside(element)
        elif tag == "table" and _is_data(element):
            self._flush()
            self._table(element)
        else:
            self._flush()
            self._block(element, tag)

    def _block(self, element: etree._Element, tag: str) -> None:
        self._lists += tag in ("ul", "ol")
        self._kinds.append(_kind(tag, self._lists) or self._kinds[-1])
        self._inside(element)
        self._flush()
        self._kinds.pop()
        self._lists -= tag in ("ul", "ol")

    def _inside(self, element: etree._Element) -> None:
        self._words.append(element.text or "")
        self._depth += 1
        for below in element:
            self.walk(below)
        self._depth -= 1

    def _flush(self) -> None:
        """What was gathered is one passage."""
        kind, level = self._kinds[-1]
        text = "".join(self._words)
        self._words = []
        if kind == "heading":
            self._gathering.heading(text, level or 1)
        else:
            self._gathering.text(kind, text, level=level)

    def _table(self, table: etree._Element) -> None:
        self._gathering.tables += 1
        for number, row in enumerate(table.iter("tr"), start=1):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            texts = [text for cell in cells for text in _spanning(cell)]
            heads = all(cell.tag == "th" for cell in cells) or _in_head(row)
            where = f"table {self._gathering.tables} row {number}"
            self._gathering.row("table row", texts, cell=where, heads=heads)


def _spanning(cell: etree._Element) -> list[str]:
    """The text of a cell, and nothing for each further column that it spans."""
    said = cell.get("colspan", "1")
    columns = int(said) if said.isdecimal() and len(said) < 3 else 1
    return ["".join(_shown(cell)), *[""] * (columns - 1)]


def _in_head(row: etree._Element) -> bool:
    above = row.getparent()
    return above is not None and above.tag == "thead"


def _kind(tag: str, lists: int) -> tuple[str, int | None] | None:
    """The kind of passage that a block is, or None where it is as what stands around it."""
    if tag in HEADINGS:
        return "heading", HEADINGS[tag]
    if tag in ("li", "dd"):
        return "list", max(lists, 1)
    return ("paragraph", None) if tag in ("p", "td", "th", "table") else None


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _is_data(table: etree._Element) -> bool:
    """Whether a table holds data: rows of several cells, with no table or heading within."""
    if any(below is not table for below in table.iter("table", *HEADINGS)):
        return False
    return any(sum(cell.tag in ("td", "th") for cell in row) > 1 for row in table.iter("tr"))


def _shown(element: etree._Element) -> Iterator[str]:
    """The words that an element shows."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN or _is_hidden(element):
        return
    yield element.text or ""
    for below in element:
        yield from _shown(below)
        yield f"{'' if below.tag in INLINE else ' '}{below.tail or ''}"
