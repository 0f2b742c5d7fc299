"""The language of every search box: words, phrases, AND, OR, NOT, NEAR, brackets, prefixes, fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Literal

from wccflow.base.errors import Refused
from wccflow.search.tokens import Piece, Token, tokens
from wccflow.search.tree import (
    And,
    Compare,
    Field,
    Leaf,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Tree,
    Word,
    understood,
)
from wccflow.search.words import same_value, spoken

__all__ = ["FieldKind", "parse", "understood", "unknown_value"]

MOST_CLAUSES = 16
DEEPEST = 4
NEAR_BY, FARTHEST = 10, 50  # words; more than a long paragraph is not near
MOST_LISTED = 20  # values in a sentence
UNOPENED = "There is a closing bracket without an opening one. Take it out, or open it."
YEARS = range(1900, 2200)
_MEASURES = {
    "date": ("day", "2010-01-31"),
    "number": ("whole number", "30"),
    "level": ("whole number", "3"),
    "since": ("day", "2010-01-31"),
}
SHORTEST_PREFIX = 3  # with one or two letters a prefix finds nearly everything


@dataclass(frozen=True, slots=True)
class FieldKind:
    """What a field name in a query asks for: the entries' field, and the word for it on a chip.

    A field that holds numbers, dates or levels can be compared; a level may be named in words, too, and
    what holds since a day also since something that is called by a name.
    Where all its values are known, no other is taken.
    """

    field: str
    label: str
    holds: Literal["words", "number", "date", "level", "since"] = "words"
    values: tuple[str, ...] = ()


def parse(text: str, *, fields: Mapping[str, FieldKind]) -> Tree:
    """The tree of a query. Raises Refused, in a sentence, when it cannot be taken as it stands."""
    typed = tokens(text, compared=any(kind.holds != "words" for kind in fields.values()))
    if not typed:
        raise Refused("Write at least one word to search for.")
    # A lone & or dash of a pasted sentence says nothing, and is no mistake.
    pieces = [token for token in typed if not _empty(token)] or typed
    return _Parser(pieces, fields).whole()


class _Parser:
    def __init__(self, pieces: list[Token], fields: Mapping[str, FieldKind]) -> None:
        self.pieces = pieces
        self.fields = fields
        self.at = 0
        self.clauses = 0

    def whole(self) -> Tree:
        tree = self._either(0)
        if self._sees(Piece.CLOSE):
            raise Refused(UNOPENED)
        return tree

    def _either(self, depth: int) -> Tree:
        parts = [self._all(depth)]
        while self._takes(Piece.OR):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self, depth: int) -> Tree:
        parts = [self._one(depth)]
        while self.at < len(self.pieces) and not self._sees(Piece.OR) and not self._sees(Piece.CLOSE):
            self._takes(Piece.AND)
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self, depth: int) -> Tree:
        if depth > DEEPEST:
            raise Refused(f"The search has more than {DEEPEST} levels of brackets or NOT. Make it simpler.")
        if self._takes(Piece.NOT):
            return Not(self._one(depth + 1))
        if self._takes(Piece.OPEN):
            return self._bracket(depth + 1)
        return self._near(self._clause())

    def _near(self, first: Leaf) -> Leaf:
        """The clause itself, or with those that NEAR joins to it."""
        parts, within = [first], list[int]()
        while self._sees(Piece.NEAR):
            within.append(self.pieces[self.at].within or NEAR_BY)
            self.at += 1
            parts.append(self._clause())
        return _joined(parts, max(within)) if within else first

    def _bracket(self, depth: int) -> Tree:
        if self._sees(Piece.CLOSE):
            raise Refused("There is nothing between the brackets. Write a word there, or take them out.")
        tree = self._either(depth)
        if not self._takes(Piece.CLOSE):
            raise Refused("A bracket is not closed. Put a closing bracket after the words it holds.")
        return tree

    def _clause(self) -> Leaf:
        if self.at >= len(self.pieces) or self.pieces[self.at].piece not in {Piece.TEXT, Piece.QUOTED}:
            raise Refused(self._half())
        self.clauses += 1
        if self.clauses > MOST_CLAUSES:
            raise Refused(f"The search has more than {MOST_CLAUSES} words or phrases. Use fewer.")
        token = self.pieces[self.at]
        self.at += 1
        return _leaf(token) if token.field is None else _field(token.field, token, self.fields)

    def _half(self) -> str:
        if self._sees(Piece.CLOSE) and all(each.piece is Piece.CLOSE for each in self.pieces[: self.at]):
            return UNOPENED
        near = self.pieces[self.at - 1 if self.at else 0]
        if near.piece in {Piece.AND, Piece.OR, Piece.NOT, Piece.NEAR}:
            joiner = near.text
            return (
                f'Something is missing beside "{joiner}". Write a word on each side it needs, '
                f'or put "{joiner}" in quotation marks to search for it.'
            )
        return "The search stops half way. Write a word there, or take the last sign out."

    def _sees(self, piece: Piece) -> bool:
        return self.at < len(self.pieces) and self.pieces[self.at].piece is piece

    def _takes(self, piece: Piece) -> bool:
        seen = self._sees(piece)
        self.at += seen
        return seen


def _empty(token: Token) -> bool:
    plain = token.piece is Piece.TEXT and token.field is None and "*" not in token.text
    return plain and not any(spoken(token.text))


def _leaf(token: Token) -> Leaf:
    places = list(spoken(token.text))
    found = tuple(each.word for each in places)
    if not found:
        raise Refused(f'There is no word to search for in "{token.text}". Letters and digits can be found.')
    if token.within is not None and len(found) > 1:
        return Near(found, _distance(token.within or NEAR_BY))
    if token.piece is Piece.QUOTED:
        return Phrase(found)
    if "*" in token.text:
        return _prefix(token.text, found)
    # A joined word such as well-being is several words to the index: exactly those, in a row.
    return Phrase(found) if len(found) > 1 else Word(token.text[places[0].start : places[0].end])


def _joined(parts: list[Leaf], within: int) -> Near:
    """What NEAR joins: words and joined words, nothing else."""
    words: list[str] = []
    for part in parts:
        match part:
            case Word(text):
                words.append(text)
            case Phrase(several):
                words += several
            case _:
                raise Refused("NEAR stands between single words, such as goal NEAR money.")
    return Near(tuple(words), _distance(within))


def _distance(within: int) -> int:
    if within > FARTHEST:
        raise Refused(f"Words can be asked for within {FARTHEST} words of each other at most.")
    return within


def _prefix(text: str, found: tuple[str, ...]) -> Prefix:
    if not text.endswith("*") or text.count("*") > 1 or len(found) != 1:
        raise Refused(f'In "{text}" the star can only stand at the end of one word, such as commission*.')
    if len(found[0]) < SHORTEST_PREFIX:
        raise Refused(f'Write at least three letters before the star in "{text}".')
    return Prefix(found[0])


def _field(name: str, token: Token, fields: Mapping[str, FieldKind]) -> Field | Compare:
    kind, value = fields.get(name.casefold()), token.text
    if kind is None:
        raise Refused(_unknown(name, fields))
    if not same_value(value):
        raise Refused(f'Write what to look for after "{name}{token.sign}", with no space between.')
    if _is_measured(kind, token):
        sign = "=" if token.sign == ":" else token.sign
        return Compare(kind.field, sign, _measure(name, token.sign, value, kind), kind.label)
    if token.sign != ":":
        raise Refused(f'"{name}" has no order to compare by. Write it with a colon, such as {name}:{value}.')
    if kind.values and same_value(value) not in {same_value(each) for each in kind.values}:
        raise Refused(unknown_value(name, value, kind.values))
    return Field(kind.field, value, kind.label)


def _is_measured(kind: FieldKind, token: Token) -> bool:
    if kind.holds == "since" and token.sign == ":":
        return token.text[:1].isdigit()
    return kind.holds in {"number", "date"} or (kind.holds == "level" and token.sign != ":")


def _measure(name: str, sign: str, value: str, kind: FieldKind) -> int | date:
    try:
        return _day(value) if kind.holds in {"date", "since"} else int(value)
    except ValueError:
        wanted, such = _MEASURES[kind.holds]
        raise Refused(
            f'"{value}" is not a {wanted}. Write {name} with one, such as {name}{sign}{such}.'
        ) from None


def _day(value: str) -> date:
    """The day that is written, of a year in which days can be reckoned with. Raises ValueError."""
    day = date.fromisoformat(value)
    if day.year not in YEARS:
        raise ValueError(value)
    return day


def _unknown(name: str, fields: Mapping[str, FieldKind]) -> str:
    near = get_close_matches(name.casefold(), fields, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    if not fields:
        return f'There is no field "{name}". Take out the colon to search for the words.'
    return f'There is no field "{name}".{hint} Fields you can use: {", ".join(fields)}.'


def unknown_value(name: str, value: str, values: tuple[str, ...]) -> str:
    """What is said when a field has no such value: the nearest one, and all there are."""
    near = get_close_matches(same_value(value), [same_value(each) for each in values], n=1)
    hint = f" Did you mean {name}:{near[0]}?" if near else ""
    listed = ", ".join(f"{name}:{each}" for each in values[:MOST_LISTED])
    more = f" and {len(values) - MOST_LISTED} more" if len(values) > MOST_LISTED else ""
    return f"There is no {name}:{value}.{hint} You can write: {listed}{more}."
