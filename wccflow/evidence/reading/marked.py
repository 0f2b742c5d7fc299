"""Markdown files: headings, paragraphs, lists and tables as they are marked, or as bold lines show them."""

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.plain import read_text
from wccflow.evidence.reading.wording import begins_item, could_be_heading, item_text

GUESSED_LEVEL = 2
LONGEST_GUESSED_HEADING = 120
TAG = re.compile(r"<[^<>]{1,1000}>")


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of a Markdown file."""
    reader = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    Walk(gathering).tokens(reader.parse(read_text(path, gathering).replace("\x00", "")))


class Walk:
    """Goes through the tokens and remembers what it is inside of."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._heading = 0
        self._lists = 0
        self._row: list[str] | None = None
        self._row_number = 0
        self._wrapped: list[str] = []

    def flush(self) -> None:
        """A heading that was only shown as bold, over as many lines as it took, is whole."""
        if self._wrapped:
            self._gathering.heading(" ".join(self._wrapped), GUESSED_LEVEL)
        self._wrapped = []

    def tokens(self, tokens: list[Token]) -> None:
        """Gather what the tokens say."""
        for token in tokens:
            if token.type == "inline":
                self._inline(token)
            elif token.type in ("fence", "code_block", "html_block"):
                self.flush()
                content = TAG.sub(" ", token.content) if token.type == "html_block" else token.content
                self._gathering.text("paragraph", content)
            else:
                self._structure(token)
        self.flush()

    def _structure(self, token: Token) -> None:
        if token.type == "heading_open":
            self._heading = int(token.tag[1:])
        elif token.type == "heading_close":
            self._heading = 0
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self._lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1
        elif token.type == "table_open":
            self._gathering.tables += 1
            self._row_number = 0
        elif token.type == "tr_open":
            self._row = []
            self._row_number += 1
        elif token.type == "tr_close":
            where = f"table {self._gathering.tables} row {self._row_number}"
            self._gathering.row("table row", self._row or [], cell=where, heads=self._row_number == 1)
            self._row = None

    def _inline(self, token: Token) -> None:
        text = _words(token)
        if not (_all_bold(token) and text[:1].islower()):
            self.flush()
        if self._row is not None:
            self._row.append(text)
        elif self._heading:
            self._gathering.heading(text, self._heading)
        elif self._lists:
            self._gathering.text("list", text, level=self._lists)
        elif _all_bold(token) and could_be_heading(text.strip(), LONGEST_GUESSED_HEADING):
            self._wrapped.append(text)
        elif begins_item(text.strip()):
            self._gathering.text("list", item_text(text.strip()), level=1)
        else:
            self._gathering.text("paragraph", text)


def _words(token: Token) -> str:
    """The words of a paragraph without their marks; `**` that marks nothing goes too."""
    pieces = []
    for piece in token.children or ():
        if piece.type in ("text", "code_inline"):
            pieces.append(piece.content)
        elif piece.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif piece.type == "image":
            pieces.append(piece.content)
    return "".join(pieces).replace("**", "").strip("* ")


def _all_bold(token: Token) -> bool:
    """Whether all words of a paragraph are bold: where a file was made by a machine, its headings are so."""
    text = token.content.strip()
    bold_marks = text.startswith("**") and text.endswith("**")
    return bold_marks and not any(
        piece.type == "text" and piece.content.strip(" *") and not _inside(token, at)
        for at, piece in enumerate(token.children or ())
    )


def _inside(token: Token, at: int) -> bool:
    """Whether a piece stands between the marks of bold, or holds such marks itself."""
    before = (token.children or [])[:at]
    depth = sum(piece.type == "strong_open" for piece in before) - sum(
        piece.type == "strong_close" for piece in before
    )
    return depth > 0 or "**" in (token.children or [])[at].content
