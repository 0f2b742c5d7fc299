"""Making text fit to keep: no control characters, one space for many, no passage longer than a page."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_PASSAGE = 6_000

# Controls, invisible marks that turn or hide text, private use, surrogates and characters that are none.
UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
WHITE_SPACE = re.compile(r"\s+")
SENTENCE_END = re.compile(r"[.!?…;][\"'”’)\]]*\s")


def clean(text: str) -> str:
    """The text in NFC on one line, without characters that nobody can see."""
    spaced = WHITE_SPACE.sub(" ", UNWANTED.sub("", text)).strip()
    return spaced if spaced.isascii() else unicodedata.normalize("NFC", spaced)


def pieces(text: str, longest: int = LONGEST_PASSAGE) -> Iterator[str]:
    """The text in pieces of at most `longest` characters, cut where sentences end if any do."""
    while len(text) > longest:
        cut = _cut(text, longest)
        yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text


def _cut(text: str, longest: int) -> int:
    """Where to cut: after the last sentence in the second half, else at the last space, else anywhere."""
    ends = [found.end() for found in SENTENCE_END.finditer(text, longest // 2, longest)]
    return ends[-1] if ends else max(text.rfind(" ", longest // 2, longest), 0) or longest
