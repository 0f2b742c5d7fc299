"""Finding words in one document: as they are written, else all of them in one passage."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

LEAST, MOST = 2, 200  # letters that may be looked for
AROUND = 60  # letters shown before and after
_ALIKE = str.maketrans({
    **dict.fromkeys("‘’‚‛´", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff"),
    **{chr(mark): None for mark in range(0x300, 0x370)},
})  # fmt: skip


class Said(Protocol):
    """What finding asks of a passage."""

    @property
    def text(self) -> str:
        """Its words."""
        ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that has the words; `place` counts the passages given, from 0."""

    place: int
    times: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for, and where it is."""

    asked: str
    needles: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    loose: bool = False  # the words were found, but not as they were written
    refusal: str = ""

    @property
    def times(self) -> int:
        """How often the words stand there."""
        return sum(hit.times for hit in self.hits)

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is what was looked for."""
        made, at = [], 0
        for start, end in _spans(text, self.needles):
            made += [(text[at:start], False), (text[start:end], True)]
            at = end
        return [(words, lit) for words, lit in [*made, (text[at:], False)] if words]

    def around(self, text: str) -> list[tuple[str, bool]]:
        """The first place in the text with a little before and after it, in pieces."""
        start, end = next(_spans(text, self.needles), (0, 0))
        first, last = max(0, start - AROUND), end + AROUND
        before = f"…{text[first:start]}" if first else text[:start]
        after = f"{text[end:last]}…" if last < len(text) else text[end:]
        return [(before, False), (text[start:end], True), (after, False)]


def find(asked: str, passages: Sequence[Said]) -> Found:
    """Where the passages say this; big and small letters, accents, dashes and quotation marks are alike."""
    asked = " ".join(asked[: MOST + 1].split())
    needle = plain(asked)
    if not needle:
        return Found(asked)
    if not LEAST <= len(asked) <= MOST:
        return Found(asked, refusal=f"Give {LEAST} to {MOST} letters to look for.")
    texts = [plain(passage.text) for passage in passages]
    needles: tuple[str, ...] = (needle,)
    places = [place for place, text in enumerate(texts) if needle in text]
    words = tuple(dict.fromkeys(needle.split()))
    loose = not places and len(words) > 1
    if loose:
        needles = words
        places = [place for place, text in enumerate(texts) if all(word in text for word in words)]
    hits = tuple(Hit(place, sum(map(texts[place].count, needles))) for place in places)
    return Found(asked, needles, hits, loose=loose)


def plain(text: str) -> str:
    """The text as it is compared: without capitals, accents, and what makes letters look fine."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_ALIKE)
    return " ".join(text.casefold().split())


def _spans(text: str, needles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where in the text as it is written the needles stand, without overlaps."""
    if not needles:
        return
    folded, origin = _folded(text)
    at = 0
    while True:
        found = [(place, needle) for needle in needles if (place := folded.find(needle, at)) >= 0]
        if not found:
            return
        place, needle = min(found, key=lambda each: (each[0], -len(each[1])))
        at = place + len(needle)
        yield origin[place], origin[at - 1] + 1


def _folded(text: str) -> tuple[str, list[int]]:
    """The plain text, and for each of its letters the place in the text that it comes from."""
    if text.isascii():
        return _folded_plainly(text)
    letters: list[str] = []
    origin: list[int] = []
    for place, written in enumerate(text):
        for letter in plain(written) or (" " if written.isspace() else ""):
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            origin.append(place)
    return "".join(letters), origin


def _folded_plainly(text: str) -> tuple[str, list[int]]:
    """The same for plain letters, of which each stays one letter."""
    origin = [
        place
        for place, letter in enumerate(text)
        if not letter.isspace() or (place and not text[place - 1].isspace())
    ]
    letters = text.casefold()
    return "".join(" " if letters[place].isspace() else letters[place] for place in origin), origin
