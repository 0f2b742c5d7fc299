"""The part of a text that shows why it was found, in pieces that whoever shows them escapes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wccflow.search.tree import Leaf, Near, Phrase, Prefix, Tree, Word, wanted
from wccflow.search.words import Spoken, spoken, stem

MORE = "…"


class _Lit(NamedTuple):
    start: int
    end: int
    leaf: int


def snippet(text: str, tree: Tree, *, length: int = 240) -> list[tuple[str, bool]]:
    """The best part of the text, at most `length` characters, in pieces: the text, and whether it is lit."""
    said = list(spoken(text))
    lit = sorted(_Sought(list(wanted(tree))).lit(said))
    start, end = _window(text, said, lit, length)
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
    """The leaves by what a word must be to be lit, since every word of a text is asked."""

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

    def lit(self, said: Sequence[Spoken]) -> Iterator[_Lit]:
        """What is lit of these words."""
        for place, (word, start, end) in enumerate(said):
            for number in self.stems.get(stem(word), ()) if self.stems else ():
                yield _Lit(start, end, number)
            for beginning, number in self.prefixes:
                if word.startswith(beginning):
                    yield _Lit(start, end, number)
            for words, number in self.phrases.get(word, ()):
                there = said[place : place + len(words)]
                if tuple(each.word for each in there) == words:
                    yield _Lit(start, there[-1].end, number)


def _window(text: str, said: Sequence[Spoken], lit: Sequence[_Lit], length: int) -> tuple[int, int]:
    if len(text) <= length or not said:
        return 0, min(len(text), length)
    first, last = _densest(lit, length) if lit else (0, 0)
    # A third of the room to spare goes before the first lit word, so that its sentence can be read.
    wish = max(0, min(first - max(0, length - (last - first)) // 3, len(text) - length))
    start = next((each.start for each in said if each.start >= wish), wish) if wish else 0
    start = min(start, first) if lit else start
    ends = [each.end for each in said if start < each.end <= start + length]
    at_text_end = start + length >= len(text)
    return start, len(text) if at_text_end else max(ends, default=start + length)


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
