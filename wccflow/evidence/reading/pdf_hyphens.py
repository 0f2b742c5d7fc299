"""Joining wrapped lines: a parted word is made whole, a hyphen that belongs is kept."""

import re
from collections.abc import Iterable

from wccflow.evidence.reading.pdf_lines import Line

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# PDFium writes this sign for a hyphen at the end of a line, and joins the next line to it.
PARTED = re.compile(r"([^\W\d_]+)(?:\ufffe|\x02)\s*([^\W\d_]+)")
PARTED_AT_END = re.compile(r"([^\W\d_]+)[-\u00ad]$")
FIRST_WORD = re.compile(r"([^\W\d_]+)")


class Hyphens:
    """Knows the words of one document, and so which parted words are one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words = {word.lower() for text in texts for word in WORD.findall(text)}

    def join(self, lines: list[Line]) -> str:
        """The lines as one text."""
        text = ""
        for line in lines:
            text = self._with(text, line.text.strip())
        whole = PARTED.sub(lambda match: self._whole(match.group(1), match.group(2)), text)
        return whole.replace("\ufffe", "-").replace("\x02", "-")

    def _with(self, text: str, more: str) -> str:
        left, right = PARTED_AT_END.search(text), FIRST_WORD.match(more)
        if left and right:
            return text[: left.start()] + self._whole(left.group(1), right.group(1)) + more[right.end() :]
        return f"{text} {more}" if text and not text.endswith("-") else text + more

    def _whole(self, left: str, right: str) -> str:
        """The two halves as the document writes them elsewhere; else with the hyphen where both are words."""
        joined, hyphened = f"{left}{right}", f"{left}-{right}"
        if joined.lower() in self._words or not right[0].islower():
            return joined if joined.lower() in self._words else hyphened
        if hyphened.lower() in self._words:
            return hyphened
        return hyphened if {left.lower(), right.lower()} <= self._words and len(right) > 2 else joined
