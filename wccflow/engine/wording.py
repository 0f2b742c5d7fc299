"""Saying a process in other words: whole words in titles, labels and sentences, never in names."""

import re
from collections.abc import Mapping
from typing import Any

# What people read; every other text in the tables is a name, a test or a day.
_LABELS = ("title", "public", "label", "say", "confirm", "lapse_say", "question")
_READ = frozenset((*_LABELS, "hint", "statement", "clauses", "short", "refused"))
_REPORT = frozenset(("noun", "author", "salutation", "what_it_is", "how_decided"))
_VOWELS = "aeiouAEIOU"


def reworded(tables: Mapping[str, Mapping[str, Any]], words: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The same tables with each of these words replaced wherever a person reads it, in its number and case.

    “An” becomes “a” where the new word begins with a consonant, and the other way round.
    """
    changed = {old: new for old, new in words.items() if old and new and old != new}
    if not changed:
        return {file: dict(table) for file, table in tables.items()}
    longest_first = sorted(changed, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:(an?) )?({'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)

    def said(text: str) -> str:
        return pattern.sub(lambda found: _replaced(found, changed), text)

    def walk(value: Any, name: str, above: str) -> Any:
        if isinstance(value, Mapping):
            return {key: walk(one, key, name) for key, one in value.items()}
        if isinstance(value, list):
            return [walk(one, name, above) for one in value]
        is_read = name in _READ or name in _REPORT or above == "states"
        return said(value) if isinstance(value, str) and is_read else value

    return {file: walk(table, "", "") for file, table in tables.items()}


def _replaced(found: re.Match[str], words: Mapping[str, str]) -> str:
    article, old = found[1], found[2]
    new = words.get(old) or words[old.lower()]
    if old[:1].isupper():
        new = new[:1].upper() + new[1:]
    if not article:
        return new
    right = "an" if new[:1] in _VOWELS else "a"
    return f"{right.capitalize() if article[:1].isupper() else right} {new}"
