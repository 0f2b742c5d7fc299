"""The pieces of which an invented document is made, before it becomes a Word file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading of level 1, 2 or 3 with its number already in its words."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in one of the template's styles."""

    text: str
    style: str = "BodyText"


@dataclass(frozen=True)
class Table:
    """A table with a caption above it and a header row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PageBreak:
    """The end of a page."""


Block = Heading | Paragraph | Table | PageBreak
BULLET = "ListBullet"
TITLE = "Title"
NOTICE = "IntenseQuote"


def plain(block: Block) -> str:
    """The words of the block, the cells of a table apart by tabs and its rows by lines."""
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return text
        case Table(caption=caption, header=header, rows=rows):
            return "\n".join([caption, *("\t".join(row) for row in (header, *rows))])
        case PageBreak():
            return ""
