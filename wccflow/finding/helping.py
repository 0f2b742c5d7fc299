"""What can be written in the search box: each field that things of a kind have, with an example."""

from collections.abc import Mapping
from dataclasses import dataclass

from wccflow.finding.vocabulary import Vocabulary, values_of
from wccflow.search.grammar import FieldKind

_MEASURES = {"date": ">2010-01-31", "number": ">3", "level": "<3", "since": ":2010-01-31"}


@dataclass(frozen=True, slots=True)
class Help:
    """One field: what it asks for, how it is written, and by which other names."""

    label: str
    example: str
    also: list[str]


def help_of(fields: Mapping[str, FieldKind], known: Vocabulary) -> list[Help]:
    """The fields in the order in which they are known, those that ask for the same thing together."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, kind in fields.items():
        names.setdefault((kind.field, kind.holds), []).append(name)
    return [_help(each, fields[each[0]], known) for each in names.values()]


def _help(names: list[str], kind: FieldKind, known: Vocabulary) -> Help:
    return Help(kind.label, f"{names[0]}{_value(kind, known)}", [f"{name}:" for name in names[1:]])


def _value(kind: FieldKind, known: Vocabulary) -> str:
    """What may stand after the name of the field."""
    if kind.holds != "words":
        return _MEASURES[kind.holds]
    value = next((each.written for each in values_of(kind, known)), "1")
    return f':"{value}"' if " " in value else f":{value}"
