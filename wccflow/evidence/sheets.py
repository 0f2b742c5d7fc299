"""The sheet that gives brought files their slots, without a database: what is chosen, and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.evidence.dates import Dates, fault_of_dates
from wccflow.evidence.rules import fault_of_pages

LEAVE_OUT = "-"  # stands in the place of a slot: the file is to be forgotten

Pages = tuple[int | None, int | None]


class Brought(Protocol):
    """What the sheet asks of a brought file."""

    @property
    def id(self) -> UUID:
        """Its name on the sheet."""
        ...

    @property
    def file_name(self) -> str:
        """What the person calls it."""
        ...

    @property
    def sha256(self) -> str:
        """What its bytes are."""
        ...

    @property
    def pages(self) -> int | None:
        """How many pages it has, where that is known."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """A slot for a file or some pages of it, as it was written; nothing written is no place yet."""

    slot: str = ""
    first: str = ""
    last: str = ""

    @property
    def fills(self) -> bool:
        """Whether a slot is chosen."""
        return self.slot not in ("", LEAVE_OUT)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen for one file, as it was written."""

    parts: tuple[Part, ...] = (Part(),)
    note: str = ""
    as_of: str = ""
    since: str = ""
    until: str = ""

    @property
    def filling(self) -> list[Part]:
        """The parts for which a slot is chosen; the first files the document, the others fill more slots."""
        return [part for part in self.parts if part.fills]

    @property
    def left_out(self) -> bool:
        """Whether the file is to be forgotten."""
        return not self.filling and self.parts[0].slot == LEAVE_OUT


@dataclass(frozen=True, slots=True)
class Place:
    """A slot as it stands: what it is called, which file fills it, whether it is frozen."""

    title: str
    frozen: bool = False
    sha256: str = ""


def faults(
    chosen: Mapping[UUID, Chosen], brought: Sequence[Brought], places: Mapping[str, Place], on: date
) -> dict[UUID, list[str]]:
    """What is wrong with the sheet, by file, each a sentence; empty when all of it can be filed."""
    named = [(each, part) for each in brought if each.sha256 for part in _of(chosen, each).filling]
    found: dict[UUID, list[str]] = {each.id: [] for each in brought}
    for each, part in named:
        others = [other for other, theirs in named if theirs.slot == part.slot and theirs is not part]
        found[each.id] += _faults_of_part(each, part, others, places)
    for each in brought:
        if _of(chosen, each).filling:
            found[each.id] += filter(None, [_fault_of_dates(_of(chosen, each), on)])
    return {key: list(dict.fromkeys(sentences)) for key, sentences in found.items() if sentences}


def pages_of(part: Part) -> Pages:
    """The pages of a part. Raises Refused when they are no numbers."""
    return number(part.first), number(part.last)


def dates_of(chosen: Chosen) -> Dates:
    """The dates of a file. Raises Refused when one is no day."""
    return Dates(day_given(chosen.as_of), day_given(chosen.since), day_given(chosen.until))


def number(given: str) -> int | None:
    """The whole number that was written, or None for nothing. Raises Refused."""
    if given and not (given.isdecimal() and given.isascii() and len(given) < 7):
        raise Refused("Give pages as whole numbers.")
    return int(given) if given else None


def day_given(given: str) -> date | None:
    """The day that was written, or None for nothing. Raises Refused."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise Refused("Give the day like 2009-11-27.") from None


def _of(chosen: Mapping[UUID, Chosen], brought: Brought) -> Chosen:
    return chosen.get(brought.id, Chosen())


def _faults_of_part(
    brought: Brought, part: Part, others: Sequence[Brought], places: Mapping[str, Place]
) -> list[str]:
    place = places.get(part.slot)
    if place is None:
        return ["Choose a place from the list."]
    if place.frozen:
        return [f"{place.title} is frozen as submitted. It opens once a reviewer asks for it again."]
    if not part.first and place.sha256 == brought.sha256:
        return [f"This is the very file that fills {place.title} already."]
    return [*_twice(place.title, brought, others), *filter(None, [_fault_of_pages(part, brought.pages)])]


def _twice(title: str, brought: Brought, others: Sequence[Brought]) -> list[str]:
    if not others:
        return []
    if others[0].id == brought.id:
        return [f"{title} is chosen twice for this file. Choose it once."]
    return [
        f"{title} is chosen for {others[0].file_name} too. Choose one of them; "
        "the other can follow as a new version."
    ]


def _fault_of_pages(part: Part, pages: int | None) -> str:
    try:
        return fault_of_pages(*pages_of(part), pages)
    except Refused as refusal:
        return str(refusal)


def _fault_of_dates(chosen: Chosen, on: date) -> str:
    try:
        return fault_of_dates(dates_of(chosen), on)
    except Refused as refusal:
        return str(refusal)
