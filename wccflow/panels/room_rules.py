"""The panel-day room without a database: kinds of feedback, sharing items out, the next place of a part."""

from collections.abc import Mapping, Sequence
from uuid import UUID

STRENGTH, WORK_ON, REPLY = "strength", "work_on", "reply"
KINDS_OF_FEEDBACK = {
    STRENGTH: "What impressed the panel",
    WORK_ON: "What to work on",
    REPLY: "What the organisation said to it",
}
TO_GIVE = (STRENGTH, WORK_ON)

LONGEST_WORDS, LONGEST_TITLE, MOST_MINUTES = 10_000, 200, 24 * 60
SPREAD_IN_WORDS = {0: "all gave the same"}

Pair = tuple[UUID | None, UUID | None]


def shared_out(groups: Mapping[str, Sequence[str]], members: Sequence[UUID]) -> dict[str, Pair]:
    """By item a lead and a second: groups go round the table, so each person keeps to a few of them."""
    if not members:
        return {}
    found: dict[str, Pair] = {}
    for turn, items in enumerate(groups.values()):
        lead = members[turn % len(members)]
        second = members[(turn + 1) % len(members)] if len(members) > 1 else None
        found |= dict.fromkeys(items, (lead, second))
    return found


def spread_in_words(steps: int) -> str:
    """How far apart members are, such as `2 steps apart`."""
    return SPREAD_IN_WORDS.get(steps) or f"{steps} step{'' if steps == 1 else 's'} apart"


def minutes_between(seconds: float) -> int:
    """A span in whole minutes, at least one."""
    return max(1, round(seconds / 60))
