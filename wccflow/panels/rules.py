"""Panels without a database: seats and their states, spread, the report's parts, answers to points."""

from collections.abc import Collection, Sequence
from typing import Protocol

INVITED, CONFIRMED, WITHDRAWN, ABSENT = "invited", "confirmed", "withdrawn", "absent"
SEAT_STATES = {
    INVITED: "invited",
    CONFIRMED: "confirmed",
    WITHDRAWN: "no longer on the panel",
    ABSENT: "absent on the day",
}
CHAIR, MEMBER = "chair", "member"
PARTS_IN_WORDS = {CHAIR: "chair", MEMBER: "member"}

DISMISSED, UPHELD = "dismissed", "upheld"
OUTCOMES = {DISMISSED: "no conflict: the person stays", UPHELD: "a conflict: the person leaves the panel"}

SPREADABLE = frozenset({"levels", "rag"})

ACCEPTED, PARTLY, REFUSED = "accepted", "partly", "refused"
ANSWERS = {ACCEPTED: "accepted", PARTLY: "accepted in part", REFUSED: "not accepted"}

# The events by which somebody has a hand in a report.
WITHIN_REPORT = (
    "report.written",
    "point.answered",
    "point.carried",
    "rating.corrected",
)


class Ranked(Protocol):
    """What spread asks of a scale."""

    def rank(self, level: str) -> int:
        """The place of a level in the scale."""
        ...


def spread(scale: Ranked, levels: Collection[str]) -> int:
    """How many steps lie between the highest and the lowest of these levels; 0 for none or one."""
    ranks = [scale.rank(level) for level in levels]
    return max(ranks) - min(ranks) if ranks else 0


def same_level(levels: Sequence[str]) -> str | None:
    """The level that all gave; None when there is none or they differ."""
    return levels[0] if levels and len(set(levels)) == 1 else None


def distribution(levels: Sequence[str], order: Sequence[str]) -> list[tuple[str, int]]:
    """How often each level of the scale was given, in the scale's order."""
    return [(level, levels.count(level)) for level in order]


def words_of(text: str) -> str:
    """A text with its white space collapsed, so that a sentence can be found in it."""
    return " ".join(text.split())


def stands_in(sentence: str, text: str) -> bool:
    """Whether these words stand in the text."""
    return words_of(sentence).casefold() in words_of(text).casefold()


def plain(name: str) -> str:
    """A name for comparing: small letters, single spaces."""
    return words_of(name).lower()
