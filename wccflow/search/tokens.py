"""A query cut into the pieces that the grammar joins."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from wccflow.base.errors import Refused
from wccflow.search.words import printable

LONGEST_QUERY = 256

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})
_FIELD = re.compile(r"([^\W\d_][\w-]*):")
_COMPARED = re.compile(r"([^\W\d_][\w-]*)(<=|>=|≤|≥|<|>)")
_SIGNS = {"≤": "<=", "≥": ">="}
_BARE = re.compile(r'[^\s()"]+')
_JOINERS = {"AND", "OR", "NOT"}
_NEAR = re.compile(r"NEAR(?:/(\d{1,3}))?$")
_WITHIN = re.compile(r"~(\d{0,3})")


class Piece(Enum):
    """What a piece of a query is."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    NEAR = auto()
    TEXT = auto()
    QUOTED = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its text, the field named before it, and the sign between the two.

    `within` is the number of words that were asked for with ~ or NEAR; 0 where none was named.
    """

    piece: Piece
    text: str = ""
    field: str | None = None
    sign: str = ":"
    within: int | None = None


def tokens(query: str, *, compared: bool = False) -> list[Token]:
    """The pieces of a query. Raises Refused when it is too long or a quotation mark stands alone.

    Where something can be `compared`, a name with < or > behind it names a field; else it is a word.
    """
    if len(query) > LONGEST_QUERY:
        raise Refused(
            f"The search is {len(query):,} characters long; the most is {LONGEST_QUERY}. Use fewer words."
        )
    text = _plain(query)
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = _next(text, at, compared)
        found.append(token)
    return found


def _plain(query: str) -> str:
    return printable(unicodedata.normalize("NFC", query).translate(_QUOTES))


def _next(text: str, at: int, compared: bool) -> tuple[Token, int]:
    sign = text[at]
    if sign == "(":
        return Token(Piece.OPEN), at + 1
    if sign == ")":
        return Token(Piece.CLOSE), at + 1
    if sign == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] != ")":
        return Token(Piece.NOT, "-"), at + 1
    field = _FIELD.match(text, at)
    if field:
        return _value(text, field.end(), field.group(1), ":")
    measured = _COMPARED.match(text, at) if compared else None
    if measured:
        name, written = measured.groups()
        return _value(text, measured.end(), name, _SIGNS.get(written, written))
    if sign == '"':
        return _quoted(text, at, None)
    return _bare(text, at)


def _value(text: str, at: int, field: str, sign: str) -> tuple[Token, int]:
    if text[at : at + 1] == '"':
        return _quoted(text, at, field, sign)
    if text[at : at + 1] == "(":
        each = f"{field}{sign}"
        raise Refused(
            f'Brackets cannot follow "{each}". Write it for each value, such as {each}one OR {each}two.'
        )
    bare = _BARE.match(text, at)
    return Token(Piece.TEXT, bare.group() if bare else "", field, sign), bare.end() if bare else at


def _quoted(text: str, at: int, field: str | None, sign: str = ":") -> tuple[Token, int]:
    end = text.find('"', at + 1)
    if end < 0:
        raise Refused("A quotation mark is not closed. Put one at the end of the phrase, or take it out.")
    close = _WITHIN.match(text, end + 1)
    within = int(close.group(1) or 0) if close else None
    return Token(Piece.QUOTED, text[at + 1 : end], field, sign, within), close.end() if close else end + 1


def _bare(text: str, at: int) -> tuple[Token, int]:
    found = _BARE.match(text, at)
    word = found.group() if found else text[at]
    near = _NEAR.match(word)
    if near:
        return Token(Piece.NEAR, word, within=int(near.group(1) or 0)), at + len(word)
    return Token(Piece[word] if word in _JOINERS else Piece.TEXT, word), at + len(word)
