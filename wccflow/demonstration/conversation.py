"""Invented review threads about real passages of the invented documents."""

from dataclasses import dataclass
from datetime import date

from wccflow.demonstration.blocks import Paragraph
from wccflow.demonstration.composing import Commission, compose
from wccflow.demonstration.dice import dice, phrase
from wccflow.demonstration.fields import organisation_fields
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.texts import Words, words
from wccflow.demonstration.years import year_fields


@dataclass(frozen=True)
class Turn:
    """One comment of a thread; `side` is overseer or organisation."""

    side: str
    body: str


@dataclass(frozen=True)
class Talk:
    """A thread to be held: on which passage of which document, about which item, in which turns."""

    kind: str
    slot: str
    item: str
    label: str
    passage: str
    turns: tuple[Turn, ...]


def talks(organisation: Profile, *, seed: int, edition: str, board_date: date) -> list[Talk]:
    """Every thread that fits this organisation's documents, in an order of its own."""
    rows = [
        row
        for row in words("threads")["thread"]
        if row.get("planted", organisation.planted) == organisation.planted
    ]
    slots = sorted({row["slot"] for row in rows})
    paragraphs = {
        slot: _paragraphs(Commission(slot, organisation, seed, edition, board_date)) for slot in slots
    }
    found = [(row, _passage(paragraphs[row["slot"]], row)) for row in rows]
    held = [_talk(organisation, seed, board_date, row, passage) for row, passage in found if passage]
    dice(seed, organisation.code, "talks").shuffle(held)
    return held


def _paragraphs(commission: Commission) -> list[str]:
    return [block.text for block in compose(commission) if isinstance(block, Paragraph)]


def _passage(paragraphs: list[str], row: Words) -> str:
    sought: list[str] = [row[key] for key in ("find", "or") if key in row]
    return next((text for text in paragraphs if any(each in text for each in sought)), "")


def _talk(organisation: Profile, seed: int, board_date: date, row: Words, passage: str) -> Talk:
    fields = organisation_fields(organisation) | year_fields(board_date)
    turns = tuple(
        Turn(
            "organisation" if n % 2 else "overseer",
            phrase(text, fields, dice(seed, organisation.code, text)),
        )
        for n, text in enumerate(row["turns"])
    )
    return Talk(row["kind"], row["slot"], row["item"], row["label"], passage, turns)
