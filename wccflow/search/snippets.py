"""The part of a text that shows why it was found, in pieces that whoever shows them escapes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from wccflow.search.tree import Leaf, Near, Phrase, Prefix, Tree, Word, wanted
from wccflow.search.words import JOINS, begins_like, part_at, parts, root_of, stem, word_of

MORE = "…"
QUERIES_KEPT = 16

# The first sign of a word: one of these, or one that is no ASCII and may be folded into one of them.
# What stands before it is looked at last, since few signs come so far.
_BEGINS = r"[{}\x80-\U0010ffff](?<![^\W_].)(?<![^\W_]['\u2019].)"


class _Lit(NamedTuple):
    start: int
    end: int
    leaf: int


def snippet(text: str, tree: Tree, *, length: int = 240) -> list[tuple[str, bool]]:
    """The best part of the text, at most `length` characters, in pieces: the text, and whether it is lit."""
    lit = sorted(_sought(tuple(wanted(tree))).lit(text))
    start, end = _window(text, lit, length)
    pieces = list(
        _pieces(text, [each for each in lit if start <= each.start and each.end <= end], start, end)
    )
    before = [(MORE, False)] if text[:start].strip() else []
    after = [(MORE, False)] if text[end:].strip() else []
    return [*before, *pieces, *after]


def as_text(pieces: Sequence[tuple[str, bool]]) -> str:
    """The pieces in one line, what is lit between « and »."""
    return " ".join("".join(f"«{text}»" if lit else text for text, lit in pieces).split())


class _Sought:
    """The leaves of a query by what a word must be to be lit.

    Only words that begin like one of them, or with a sign that may be folded into another, are looked at.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.stems: dict[str, list[int]] = {}
        self.phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self.prefixes: list[tuple[str, int]] = []
        for number, leaf in enumerate(leaves):
            match leaf:
                case Word():
                    self.stems.setdefault(leaf.stem, []).append(number)
                case Near():
                    for each in set(leaf.stems):
                        self.stems.setdefault(each, []).append(number)
                case Prefix(text):
                    self.prefixes.append((text, number))
                case Phrase(words):
                    self.phrases.setdefault(words[0], []).append((words, number))
        self.roots = tuple(root_of(each) for each in self.stems)
        begun = {each[:1] for each in (*self.stems, *self.phrases, *(text for text, _ in self.prefixes))}
        self.begins = re.compile(_BEGINS.format(_either(begun))) if begun else None

    def lit(self, text: str) -> Iterator[_Lit]:
        """What is lit of a text."""
        for found in self._near(text):
            word, start = word_of(found.group()), found.start()
            for number in self.stems.get(stem(word), ()) if begins_like(word, self.roots) else ():
                yield _Lit(start, found.end(), number)
            for beginning, number in self.prefixes:
                if word.startswith(beginning):
                    yield _Lit(start, found.end(), number)
            for words, number in self.phrases.get(word, ()):
                end = _end_of(text, start, words)
                if end:
                    yield _Lit(start, end, number)

    def _near(self, text: str) -> Iterator[re.Match[str]]:
        """The words that may be lit; of a text with invisible joins, all of them."""
        if self.begins is None:
            return
        if not text.isascii() and JOINS.search(text):
            yield from parts(text)
            return
        for begun in self.begins.finditer(text):
            found = part_at(text, begun.start())
            if found:
                yield found


@lru_cache(maxsize=QUERIES_KEPT)
def _sought(leaves: tuple[Leaf, ...]) -> _Sought:
    return _Sought(leaves)


def _either(letters: Iterable[str]) -> str:
    """These letters and digits, and as capitals; a space, with which no word begins, where none is ASCII."""
    return (
        "".join(sorted({form for each in letters for form in (each, each.upper()) if form.isascii()})) or " "
    )


def _end_of(text: str, start: int, words: Sequence[str]) -> int:
    """Where these words end, if they stand in a row from there; 0 where they do not."""
    left = iter(words)
    wanted = next(left)
    for found in parts(text, start):
        word = word_of(found.group())
        if word == wanted:
            wanted = next(left, "")
            if not wanted:
                return found.end()
        elif word:
            return 0
    return 0


def _window(text: str, lit: Sequence[_Lit], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    first, last = _densest(lit, length) if lit else (0, 0)
    # A third of the room to spare goes before the first lit word, so that its sentence can be read.
    wish = max(0, min(first - max(0, length - (last - first)) // 3, len(text) - length))
    start = _start(text, wish) if wish else 0
    start = min(start, first) if lit else start
    return start, len(text) if start + length >= len(text) else _end(text, start, start + length)


def _start(text: str, wish: int) -> int:
    """Where the first word begins that does not begin before the wish."""
    boundary = text.rfind(" ", 0, wish) + 1
    return next((found.start() for found in parts(text, boundary) if found.start() >= wish), wish)


def _end(text: str, start: int, latest: int) -> int:
    """Where the last word ends that ends by then; no later than that where there is none."""
    boundary = latest
    while boundary > start:
        boundary = max(text.rfind(" ", start, boundary), start)
        ends = [found.end() for found in takewhile(lambda one: one.start() < latest, parts(text, boundary))]
        within = [each for each in ends if start < each <= latest]
        if within:
            return within[-1]
    return latest


def _densest(lit: Sequence[_Lit], length: int) -> tuple[int, int]:
    """The stretch of at most `length` in which most different leaves are lit; the earliest of equals."""
    best, most = (lit[0].start, min(lit[0].end, lit[0].start + length)), 0
    for at, first in enumerate(lit):
        leaves, last = set[int](), first.end
        for each in lit[at:]:
            if each.start >= first.start + length:
                break
            if each.end <= first.start + length:
                leaves.add(each.leaf)
                last = max(last, each.end)
        if len(leaves) > most:
            best, most = (first.start, last), len(leaves)
    return best


def _pieces(text: str, lit: Iterable[_Lit], start: int, end: int) -> Iterator[tuple[str, bool]]:
    at = start
    for each in lit:
        if each.end <= at:
            continue
        if each.start > at:
            yield text[at : each.start], False
        yield text[max(at, each.start) : each.end], True
        at = each.end
    if at < end:
        yield text[at:end], False
