"""How the spreadsheet of a case's items is laid out: what writing and reading have in common."""

import re
from collections.abc import Mapping

from wccflow.engine.content import Element
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale
from wccflow.ratings.rules import DOCUMENTS, SELF, is_told, takes

IDENTITY = "wccflow"  # the hidden sheet that says whose the workbook is
READ_ME = "Read me"
KEY, ITEM, LAST_YEAR, VALUE, RATIONALE, PASSAGES = (
    "Key",
    "Item",
    "Last year (unconfirmed)",
    "Value",
    "Rationale",
    "Passages cited",
)
CHANNELS: Mapping[str, str] = {SELF: "Self-assessment", DOCUMENTS: "What the documents show"}
LONGEST = 32_000
LONGEST_TITLE = 31
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NO_TITLE = re.compile(r"[\[\]:*?/\\]")


def elements_of(definition: Definition, channel: str) -> list[Element]:
    """The elements that the sheet has for a channel: those that it rates, on a scale or in words."""
    return [
        each
        for each in definition.elements.values()
        if each.items and takes(each, channel) and definition.scales[each.scale].kind != "number"
    ]


def sheet_titles(definition: Definition, channel: str) -> dict[str, str]:
    """The title of each element's sheet, by element; a spreadsheet's titles are short and each its own."""
    found: dict[str, str] = {}
    for each in elements_of(definition, channel):
        title = NO_TITLE.sub(" ", each.title)[:LONGEST_TITLE].strip() or each.key
        taken = {known.casefold() for known in (*found.values(), IDENTITY, READ_ME)}
        found[each.key] = title if title.casefold() not in taken else each.key[:LONGEST_TITLE]
    return found


def columns_of(scale: Scale, channel: str) -> list[tuple[str, int]]:
    """The heads of a sheet, with their widths in characters."""
    words = [(VALUE, 70)] if is_told(scale) else [(VALUE, 26), (RATIONALE, 70)]
    last = [(LAST_YEAR, 40)] if channel == SELF else []
    return [(KEY, 12), (ITEM, 40), *last, *words, (PASSAGES, 60)]


def as_cell(words: str) -> str:
    """Words as a cell gives them back: printable, no blanks around its lines, as long as a cell can be."""
    lines = UNPRINTABLE.sub("", words.replace("\xa0", " ")).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()[:LONGEST]


def value_of(scale: Scale, words: str) -> str:
    """The value that somebody means: its title, with or without what stands in brackets, or its key."""
    said = " ".join(words.split()).casefold()
    meant = {each.title.partition(" (")[0].casefold(): each.key for each in scale.values}
    meant |= {name.casefold(): each.key for each in scale.values for name in (each.title, each.key)}
    return meant.get(said, words)
