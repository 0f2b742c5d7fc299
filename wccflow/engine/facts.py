"""What gates may look at: a tally, a number, a flag or a date, or nothing where it is not known."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple


class Tally(NamedTuple):
    """How many of a whole are there, and the names of those that are not."""

    have: int
    total: int
    missing: tuple[str, ...] = ()

    @property
    def short(self) -> int:
        """How many are lacking, never below nought."""
        return max(0, self.total - self.have)

    @property
    def complete(self) -> bool:
        """Whether none is lacking; nothing of nothing is complete."""
        return self.have >= self.total


Fact = Tally | int | float | bool | date | None
Facts = Mapping[str, Fact]


def fits(fact: Fact, kind: str) -> bool:
    """Whether a fact is known and of its declared kind; a fact of another kind counts as not known."""
    if kind == "tally":
        return isinstance(fact, Tally)
    if kind == "flag":
        return isinstance(fact, bool)
    if kind == "number":
        return isinstance(fact, int | float) and not isinstance(fact, bool) and fact == fact
    return isinstance(fact, date) and not isinstance(fact, datetime)
