"""The tiles of a case page and the rows of "my work", as every room offers them."""

from dataclasses import dataclass
from datetime import date

from wccflow.base.work import offers
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Card:
    """One tile: what it counts, how far it is, and the list behind it."""

    key: str
    title: str
    value: str
    state: str  # done, open, late or none
    address: str
    facts: tuple[str, ...] = ()  # what gates test that is put right behind this tile
    note: str = ""  # what the value counts, where the title does not say it


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that needs a person: what, why this person, by when, and about how many minutes."""

    title: str
    address: str
    why: str
    due: date | None = None
    minutes: int | None = None
    order: int = 50
    waiting: bool = False  # it waits for somebody else

    def when(self, today: date) -> str:
        """When it is due, in words: `3 days late`, `today`, `in 5 days`, or the day itself."""
        if self.due is None:
            return ""
        days = (self.due - today).days
        if days < 0:
            return "1 day late" if days == -1 else f"{-days} days late"
        named = {0: "today", 1: "tomorrow"}.get(days)
        return named or (f"in {days} days" if days <= 30 else f"{self.due.day} {self.due:%B}")


def cards_of(case: Case, reach: Reach) -> list[Card]:
    """The tiles of a case's page for this person, from every room that offers one."""
    cards = (source(case, reach) for source in offers().cards.values())
    return [card for card in cards if card is not None]
