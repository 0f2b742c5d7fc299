"""Seeded choice: the same words always fall the same way, and one choice never disturbs another."""

import re
from collections.abc import Mapping
from random import Random

ALTERNATIVES = re.compile(r"\[([^\[\]|]*\|[^\[\]]*)\]")
FACT_WORDS = 4
FIELD = re.compile(r"\{(\w+)\}")


def dice(*names: object) -> Random:
    """A source of choices that depends on nothing but the names given."""
    return Random("/".join(str(name) for name in names))


def phrase(text: str, fields: Mapping[str, str], chance: Random, facts: tuple[object, ...] = ()) -> str:
    """The text with one of each `[this|that]` chosen and each `{field}` filled; or raises KeyError.

    With `facts`, a choice between few words each, mostly figures, depends on nothing but those names.
    """

    def chosen(found: re.Match[str]) -> str:
        options: list[str] = found[1].split("|")
        short = max(len(option.split()) for option in options) <= FACT_WORDS
        return (dice(*facts, found[1]) if facts and short else chance).choice(options)

    while ALTERNATIVES.search(text):
        text = ALTERNATIVES.sub(chosen, text)
    return FIELD.sub(lambda found: fields[found[1]], text)


def listed(things: list[str]) -> str:
    """The things as a list in a sentence: "a, b and c", or "a, b, and c" where one of them has an "and"."""
    last = ", and " if any(" and " in thing for thing in things) else " and "
    return last.join([", ".join(things[:-1]), things[-1]]) if len(things) > 1 else "".join(things)


def uncapitalised(sentence: str) -> str:
    """The sentence as it stands within another, but for an abbreviation such as NHS at its head."""
    return sentence if sentence[:2].isupper() else sentence[:1].lower() + sentence[1:]
