"""Sessions without a database: where a question stands, how the queue is ordered, how much time is left."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

WAITING, TAKEN, ANSWERED, ASIDE, MERGED = "waiting", "taken", "answered", "aside", "merged"
STATES = {
    WAITING: "waiting",
    TAKEN: "on the table",
    ANSWERED: "answered",
    ASIDE: "set aside",
    MERGED: "merged with another",
}
TONES = {WAITING: "warning", TAKEN: "special", ANSWERED: "good", ASIDE: "quiet", MERGED: "quiet"}

PLANNED, RUNNING, CLOSED = "planned", "running", "closed"
LIVES = {PLANNED: "not begun", RUNNING: "running", CLOSED: "closed"}
LIFE_TONES = {PLANNED: "info", RUNNING: "special", CLOSED: "quiet"}

LONGEST_QUESTION = 2_000
LONGEST_ANSWER = 10_000
LONGEST_NAME = 120
MOST_MINUTES = 24 * 60
SECOND_THOUGHTS = timedelta(minutes=10)  # within it a closing by mistake is taken back

Asked = TypeVar("Asked", bound="InQueue")


class InQueue(Protocol):
    """What the order of a queue asks of a question."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def number(self) -> int:
        """How many had been asked when it was."""

    @property
    def place(self) -> int:
        """Where the moderator put it."""


def life(begun_at: datetime | None, closed_at: datetime | None) -> str:
    """Where a session stands."""
    if closed_at is not None:
        return CLOSED
    return RUNNING if begun_at is not None else PLANNED


def queue(questions: Sequence[Asked]) -> list[Asked]:
    """The questions in the moderator's order."""
    return sorted(questions, key=lambda each: (each.place, each.number))


def by_support(questions: Sequence[Asked], votes: Mapping[UUID, int]) -> list[Asked]:
    """The questions with the most support first, the earlier ones first where it is the same."""
    return sorted(questions, key=lambda each: (-votes.get(each.id, 0), each.number))


def seconds_left(since: datetime | None, minutes: int | None, now: datetime) -> int | None:
    """How many seconds are left, below zero when they are over; None where no time is set or none runs."""
    if since is None or minutes is None:
        return None
    return round((since + timedelta(minutes=minutes) - now).total_seconds())
