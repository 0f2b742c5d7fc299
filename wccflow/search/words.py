"""What counts as a word, when two words are the same, and when two values of a field are."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from whoosh.lang.snowball.english import EnglishStemmer

LONGEST_WORD = 64
LONGEST_VALUE = 200
_LONGEST_RAW = 256  # before folding, so that a hostile text cannot fill the memory of what was folded

# Letters and digits, with combining accents, soft hyphens and zero-width joins, and apostrophes inside.
_JOINS = "[\u0300-\u036f\u00ad\u200b-\u200d\u2060]"
_PIECE = f"[^\\W_](?:[^\\W_]|{_JOINS})*"
JOINS = re.compile(_JOINS)
_WORD = re.compile(f"{_PIECE}(?:['\u2019]{_PIECE})*")

# Snowball's, since Whoosh's Porter stemmer makes plann of planning and so misses the plan.
_STEMMER = EnglishStemmer()
_UNLIKE = frozenset({"dying", "lying", "tying"})  # the only words that begin otherwise than their stems: die


class Spoken(NamedTuple):
    """A word of a text: its folded form and where it stands."""

    word: str
    start: int
    end: int


def spoken(text: str) -> Iterator[Spoken]:
    """The words of a text in order, with their places in it."""
    for found in parts(text):
        word = word_of(found.group())
        if word:
            yield Spoken(word, found.start(), found.end())


def parts(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """What may be words of a text, as they are written, in order; from a place where no word is cut."""
    return _WORD.finditer(text, start)


def part_at(text: str, start: int) -> re.Match[str] | None:
    """What may be a word that begins there; None when none does."""
    return _WORD.match(text, start)


def word_of(written: str) -> str:
    """The folded form of what may be a word; empty when nothing of it can be searched."""
    return folded(written[:_LONGEST_RAW])


def words(text: str) -> list[str]:
    """The words of a text in order; those of many lines are kept, for long threads are read often."""
    if "\n" not in text:
        return list(_words(text))
    return [word for line in text.split("\n") for word in _of_line(line)]


def _words(text: str) -> Iterator[str]:
    return (word for found in parts(text) if (word := word_of(found.group())))


@lru_cache(maxsize=16_384)
def _of_line(line: str) -> tuple[str, ...]:
    return tuple(_words(line))


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word without case, accents, possessive or joins; empty when nothing of it can be searched."""
    plain = word.replace("\u2019", "'").casefold().removesuffix("'s")
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())[:LONGEST_WORD]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The English stem of a folded word; a word with digits or other letters stays as it is."""
    if not (word.isascii() and word.isalpha()):
        return word
    return str(_STEMMER.stem(word))


def root_of(stemmed: str) -> str:
    """What words of a stem begin with: all but its last letter, which may be another: happi, happy."""
    return stemmed[: max(2, len(stemmed) - 1)]


def begins_like(word: str, roots: tuple[str, ...]) -> bool:
    """Whether a word may be of one of the stems that have these roots; cheaper than to stem it."""
    return word.startswith(roots) or word in _UNLIKE


def printable(text: str) -> str:
    """The text with a space for each control sign or half sign, which no database and no screen takes."""
    return "".join(" " if unicodedata.category(sign) in {"Cc", "Cs"} else sign for sign in text)


def same_value(value: str) -> str:
    """The form in which two values of a field are compared: no case, one underscore for any space."""
    plain = unicodedata.normalize("NFKC", value).casefold().replace("_", " ")
    return "_".join(plain.split())[:LONGEST_VALUE]


def values(stored: str) -> list[str]:
    """The values of a field as an entry carries it: one to a line."""
    return [line for line in stored.split("\n") if same_value(line)]
