"""Evidence without a database: names of files, states in words, pages, passages as they are drawn."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

READING, READABLE, UNREADABLE = "reading", "readable", "unreadable"
STATES = {READING: "being read", READABLE: "read", UNREADABLE: "cannot be read"}

LONGEST_NAME = 200
_NUMBER_AT_END = re.compile(r"\d+$")

COUNTED = {"pdf": "page", "pptx": "slide", "pptm": "slide", "xlsx": "sheet", "xlsm": "sheet"}
ROWS = frozenset({"table row", "sheet row", "row"})


class Drawn(Protocol):
    """What drawing asks of a passage."""

    @property
    def key(self) -> str:
        """Its name."""
        ...

    @property
    def kind(self) -> str:
        """heading, paragraph, list, table row and so on."""
        ...

    @property
    def level(self) -> int | None:
        """How deep a heading or a point of a list stands."""
        ...

    @property
    def cell(self) -> str | None:
        """Where in a table it stands."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """Passages that are drawn together: a table's rows, a list's points, or one text."""

    kind: str
    passages: Sequence[Drawn]


def clean_name(name: str) -> str:
    """A file's name without its folders and without what cannot be shown."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    return shown[-LONGEST_NAME:] or "document"


def pages_in_words(first: int | None, last: int | None) -> str:
    """`pages 31 to 60`, `page 4`, or nothing for the whole document."""
    if first is None or last is None:
        return ""
    return f"page {first}" if first == last else f"pages {first} to {last}"


def fault_of_pages(first: int | None, last: int | None, total: int | None) -> str:
    """What is wrong with a range of pages, in a sentence; nothing when it is good or empty."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return "Give both the first and the last page, or neither for the whole document."
    if first < 1 or last < first:
        return "The first page must be 1 or more, and the last page must not come before it."
    if total is not None and last > total:
        return f"The document has {total} pages, so page {last} is not in it."
    return ""


def read_in(file_name: str) -> str:
    """What the progress of reading a file counts: its pages, slides, sheets, or else parts."""
    return COUNTED.get(file_name.rpartition(".")[2].lower(), "part")


def blocks(passages: Sequence[Drawn]) -> list[Block]:
    """The passages in order, with a table's rows and a list's points together."""
    found: list[Block] = []
    before = ""
    for passage in passages:
        together = _together(passage)
        if together and together == before:
            found[-1] = Block(found[-1].kind, (*found[-1].passages, passage))
        else:
            found.append(Block(_kind(passage), (passage,)))
        before = together
    return found


def heading_levels(passages: Sequence[Drawn]) -> dict[str, int]:
    """The level at which each heading is shown below a page's own: 2 to 6, and never one left out."""
    shown, levels = 1, {}
    for passage in passages:
        if passage.kind == "heading":
            shown = min((passage.level or 1) + 1, shown + 1, 6)
            levels[passage.key] = shown
    return levels


def _kind(passage: Drawn) -> str:
    if passage.kind in ROWS:
        return "table"
    return passage.kind if passage.kind in {"list", "heading"} else "text"


def _together(passage: Drawn) -> str:
    """The name of the table or list that a passage belongs to; nothing where it stands alone."""
    if passage.kind in ROWS:
        return f"table {_NUMBER_AT_END.sub('', passage.cell or '')}"
    return "list" if passage.kind == "list" else ""
