"""Panels side by side without a database: who sits, who sits twice, rooms taken twice, ratings counted."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from wccflow.engine.definition import Definition
from wccflow.panels.rules import ABSENT, CONFIRMED, INVITED, SEAT_STATES

TONES = {CONFIRMED: "good", INVITED: "warning", ABSENT: "late"}

Twice = Mapping[tuple[UUID, UUID], tuple[str, ...]]


class Seat(Protocol):
    """What is asked of a seat."""

    @property
    def panel_id(self) -> UUID:
        """The panel it belongs to."""

    @property
    def person_id(self) -> UUID:
        """Who has it."""

    @property
    def seat(self) -> str:
        """Which it is."""

    @property
    def state(self) -> str:
        """What became of it last."""


class Sitting(Protocol):
    """What is asked of a panel."""

    @property
    def id(self) -> UUID:
        """The panel."""

    @property
    def case_id(self) -> UUID:
        """Its case."""

    @property
    def held_on(self) -> date | None:
        """Its day."""

    @property
    def room(self) -> str:
        """Its room."""


class Named(Protocol):
    """What is asked of an organisation."""

    @property
    def name(self) -> str:
        """Its name."""


class Cased(Protocol):
    """What is asked of a case."""

    @property
    def organisation(self) -> Named:
        """Whose it is."""


@dataclass(frozen=True, slots=True)
class Seated:
    """One member: the seat, whether it is confirmed, when the pack was opened, other panels that day."""

    name: str
    seat: str
    state: str
    tone: str
    is_confirmed: bool
    opened_at: datetime | None
    also_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatingsIn:
    """How much is in of what the members give alone, and how many items are agreed; never what was given."""

    members: int
    items: int
    given: int
    members_done: int
    items_in: int
    agreed: int

    @property
    def wanted(self) -> int:
        """How many ratings there are when everybody present has rated every item."""
        return self.members * self.items


def seated(
    definition: Definition,
    seats: Iterable[Seat],
    people: Mapping[UUID, str],
    opened: Mapping[UUID, datetime],
    twice: Twice,
) -> tuple[Seated, ...]:
    """The members of one panel in the order of the definition's seats."""
    order = list(definition.seats)
    return tuple(
        Seated(
            name=people[each.person_id],
            seat=definition.seats[each.seat].title,
            state=SEAT_STATES[each.state],
            tone=TONES[each.state],
            is_confirmed=each.state == CONFIRMED,
            opened_at=opened.get(each.person_id),
            also_on=twice.get((each.panel_id, each.person_id), ()),
        )
        for each in sorted(seats, key=lambda seat: order.index(seat.seat))
    )


def same_room(known: Sequence[tuple[Cased, Sitting]]) -> dict[UUID, tuple[str, ...]]:
    """By case: whose panels have the same room on the same day."""
    return {
        panel.case_id: tuple(
            case.organisation.name
            for case, other in known
            if other.id != panel.id and _place(other) == _place(panel) and panel.room.strip()
        )
        for _, panel in known
    }


def held_twice(known: Sequence[tuple[Cased, Sitting]], seats: Mapping[UUID, Sequence[Seat]]) -> Twice:
    """By panel and person: on whose other panels the person sits that day."""
    there: dict[tuple[UUID, date | None], list[tuple[UUID, str]]] = {}
    for case, panel in known:
        for seat in seats.get(panel.case_id, ()):
            name = case.organisation.name
            there.setdefault((seat.person_id, panel.held_on), []).append((panel.id, name))
    return {
        (panel_id, person_id): tuple(name for other, name in listed if other != panel_id)
        for (person_id, _), listed in there.items()
        for panel_id, _ in listed
    }


def rated(
    present: Collection[UUID], items: Sequence[str], given: Iterable[tuple[UUID, str]], agreed: int
) -> RatingsIn:
    """What is in of those present, on the items that the panel rates."""
    wanted = frozenset(items)
    counted = {(who, item) for who, item in given if who in present and item in wanted}
    by_member, by_item = Counter(who for who, _ in counted), Counter(item for _, item in counted)
    return RatingsIn(
        members=len(present),
        items=len(wanted),
        given=len(counted),
        members_done=sum(by_member[who] == len(wanted) for who in present) if wanted else 0,
        items_in=sum(by_item[item] == len(present) for item in wanted) if present else 0,
        agreed=agreed,
    )


def _place(panel: Sitting) -> tuple[date | None, str]:
    return panel.held_on, " ".join(panel.room.split()).casefold()
