"""Composes an invented document from its words: chapters, sections, paragraphs, lists and tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wccflow.demonstration.blocks import (
    BULLET,
    NOTICE,
    TITLE,
    Block,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from wccflow.demonstration.dice import dice, phrase
from wccflow.demonstration.fields import organisation_fields, topic_fields
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.rows import ROWS
from wccflow.demonstration.texts import Words, topics, words
from wccflow.demonstration.years import year_fields

KEPT = 0.7  # how often an optional line or section is kept
REWORDED = 0.4  # how many of the paragraphs a second version words anew
LEFT_OUT = 0.06  # how many it has no more
TURNED = 0.4  # in how many of its chapters the last section comes first


@dataclass(frozen=True)
class Commission:
    """What document is wanted, of whom; a second version has a note of what it answers."""

    kind: str
    profile: Profile
    seed: int
    edition: str
    board_date: date
    note: str = ""

    @cached_property
    def fields(self) -> dict[str, str]:
        """The fields that hold throughout the document."""
        found = organisation_fields(self.profile) | year_fields(self.board_date)
        return found | {"edition": self.edition, "note": self.note}

    def falls(self, *names: object) -> float:
        """A number from 0 to 1 for this place in this document."""
        return dice(self.seed, self.profile.code, self.kind, *names).random()

    def phrase(self, text: str, extra: dict[str, str]) -> str:
        """The text in words of this document; a second version words some of it anew, with the same facts."""
        topic = extra.get("topic", "")
        anew = self.note if self.note and self.falls("anew", topic, text) < REWORDED else ""
        chance = dice(self.seed, self.profile.code, self.kind, anew, topic, text)
        # Without its kind, so that the organisation's documents agree on such facts.
        return phrase(text, self.fields | extra, chance, (self.seed, self.profile.code, topic))


@dataclass(frozen=True)
class Line:
    """One line of the words, within a topic where there is one."""

    text: str
    topic: str = ""


def compose(commission: Commission) -> list[Block]:
    """The whole document, its first page included."""
    known = words(f"documents/{commission.kind}")
    blocks = list(_first_page(commission, known))
    chapters = [*known["chapter"]]
    if commission.note:
        chapters.insert(len(chapters) - 1, words("revision")["chapter"])
    for number, chapter in enumerate(chapters, 1):
        if known["long"]:
            blocks.append(PageBreak())
        blocks += _chapter(commission, known, number, chapter)
    return _numbered(blocks)


def title(commission: Commission) -> str:
    """The document's title with the organisation's name."""
    return commission.phrase(words(f"documents/{commission.kind}")["title"], {})


def _first_page(commission: Commission, known: Words) -> Iterator[Block]:
    common = words("common")
    yield Paragraph(title(commission), TITLE)
    yield Paragraph(commission.phrase(known["subtitle"], {}), "Subtitle")
    yield Paragraph(common["notice"], NOTICE)
    for text in common["cover"]:
        yield Paragraph(commission.phrase(text, {}))


def _chapter(commission: Commission, known: Words, number: int, chapter: Words) -> Iterator[Block]:
    yield Heading(1, f"{number} {commission.phrase(chapter['title'], {})}")
    lines = list(_expanded(commission, known.get("parts", {}), chapter["text"]))
    opening, *sections = _sections(lines)
    if chapter.get("shuffle"):
        sections.sort(key=lambda section: commission.falls("order", section[0].text, section[0].topic))
    kept = [section for section in sections if _kept(commission, section[0], "## ? ")]
    if commission.note and commission.falls("turned", number) < TURNED:
        kept = [*kept[-1:], *kept[:-1]]
    yield from _written(commission, opening)
    for place, section in enumerate(kept, 1):
        yield from _section(commission, f"{number}.{place}", section)


def _expanded(commission: Commission, parts: dict[str, str], text: str) -> Iterator[Line]:
    for line in filter(None, map(str.strip, text.splitlines())):
        command, _, rest = line.partition(" ")
        if command != "@each":
            yield Line(line)
            continue
        for topic in commission.profile.priorities:
            yield from (part for each in parts[rest].splitlines() for part in _of_topic(each, topic))


def _of_topic(text: str, topic: str) -> Iterator[Line]:
    if text == "@need":
        yield from (Line(line, topic) for line in topics()[topic]["need"].splitlines() if line)
    elif text == "@initiatives":
        for each in topics()[topic]["initiative"]:
            yield from (Line(f"### {each['name']}", topic), Line(each["text"], topic))
    elif text:
        yield Line(text, topic)


def _sections(lines: list[Line]) -> list[list[Line]]:
    sections: list[list[Line]] = [[]]
    for line in lines:
        if line.text.startswith("## "):
            sections.append([])
        sections[-1].append(line)
    return sections


def _kept(commission: Commission, line: Line, mark: str) -> bool:
    return not line.text.startswith(mark) or commission.falls("kept", line.text, line.topic) < KEPT


def _left_out(commission: Commission, line: Line) -> bool:
    return bool(commission.note) and commission.falls("left out", line.text, line.topic) < LEFT_OUT


def _section(commission: Commission, number: str, lines: list[Line]) -> Iterator[Block]:
    heading, *rest = lines
    words_of_it = heading.text.removeprefix("## ").removeprefix("? ")
    yield Heading(2, f"{number} {commission.phrase(words_of_it, _extra(commission, heading))}")
    yield from _written(commission, rest, number)


def _written(commission: Commission, lines: list[Line], number: str = "") -> Iterator[Block]:
    deeper = 0
    for line in lines:
        extra = _extra(commission, line)
        if line.text.startswith("### "):
            deeper += 1
            yield Heading(3, f"{number}.{deeper} {commission.phrase(line.text[4:], extra)}")
        elif line.text.startswith("@table "):
            yield _table(commission, line.text[7:])
        elif line.text.startswith("- "):
            yield Paragraph(commission.phrase(line.text[2:], extra), BULLET)
        elif _kept(commission, line, "? ") and not _left_out(commission, line):
            yield Paragraph(commission.phrase(line.text.removeprefix("? "), extra))


def _extra(commission: Commission, line: Line) -> dict[str, str]:
    return topic_fields(commission.profile, line.topic) if line.topic else {}


def _table(commission: Commission, key: str) -> Table:
    known = words("tables")[key]
    rows = ROWS[known["rows"]](commission.profile) if "rows" in known else _picked(commission, key, known)
    return Table(
        caption=commission.phrase(known["caption"], {}),
        header=tuple(commission.phrase(cell, {}) for cell in known["header"]),
        rows=tuple(tuple(commission.phrase(cell, {}) for cell in row) for row in rows),
    )


def _picked(commission: Commission, key: str, known: Words) -> list[tuple[str, ...]]:
    pool = sorted(known["pool"], key=lambda row: commission.falls(key, row[0]))
    wanted = known["pick"] + (1 if commission.note else 0)  # a second version has a row more
    return [tuple(row) for row in pool[:wanted]]


def _numbered(blocks: list[Block]) -> list[Block]:
    label, number = words("common")["table_label"], 0
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            number += 1
            caption = label.format(number=number, caption=block.caption)
            blocks[place] = Table(caption, block.header, block.rows)
    return blocks
