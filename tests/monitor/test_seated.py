"""Panels side by side: rooms and people that are wanted twice, and ratings that are counted, never told."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from wccflow.monitor.seated import held_twice, rated, same_room

MONDAY, TUESDAY = date(2009, 11, 16), date(2009, 11, 17)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A panel with a day and a room."""

    held_on: date | None
    room: str
    id: UUID = field(default_factory=uuid4)
    case_id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat that somebody has."""

    panel_id: UUID
    person_id: UUID
    seat: str = "chair"
    state: str = "confirmed"


def case(name: str) -> SimpleNamespace:
    return SimpleNamespace(organisation=SimpleNamespace(name=name))


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (Sitting(MONDAY, " board  ROOM "), ("Hill",)),
        (Sitting(TUESDAY, "Board room"), ()),
        (Sitting(MONDAY, "Council chamber"), ()),
        (Sitting(MONDAY, ""), ()),
    ],
)
def test_one_room_on_one_day_is_noticed_however_it_is_written(other: Sitting, told: tuple[str, ...]) -> None:
    town = Sitting(MONDAY, "Board room")

    found = same_room([(case("Town"), town), (case("Hill"), other)])

    assert found[town.case_id] == told


def test_two_panels_without_a_room_have_not_the_same_one() -> None:
    panels = [Sitting(MONDAY, ""), Sitting(MONDAY, "  ")]

    found = same_room([(case("Town"), panels[0]), (case("Hill"), panels[1])])

    assert list(found.values()) == [(), ()]


@pytest.mark.parametrize(("day", "told"), [(MONDAY, ("Hill",)), (TUESDAY, ())])
def test_whoever_sits_on_two_panels_of_one_day_is_noticed(day: date, told: tuple[str, ...]) -> None:
    town, hill, person = Sitting(MONDAY, "A"), Sitting(day, "B"), uuid4()
    seats = {each.case_id: [Chair(each.id, person)] for each in (town, hill)}

    found = held_twice([(case("Town"), town), (case("Hill"), hill)], seats)

    assert found[town.id, person] == told


def test_only_those_present_and_the_panels_own_items_are_counted() -> None:
    here, there = uuid4(), uuid4()
    given = [(here, "1.1"), (here, "1.2"), (there, "1.1"), (uuid4(), "1.1"), (here, "9.9")]

    found = rated({here, there}, ["1.1", "1.2"], given, agreed=1)

    assert (found.given, found.wanted) == (3, 4)
    assert (found.members_done, found.members) == (1, 2)
    assert (found.items_in, found.items, found.agreed) == (1, 2, 1)


def test_nobody_present_has_rated_nothing() -> None:
    found = rated(set(), ["1.1"], [(uuid4(), "1.1")], agreed=0)

    assert (found.given, found.wanted, found.members_done, found.items_in) == (0, 0, 0, 0)
