"""The register of organisations: names by day, other names, successors."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.harness.world import World
from wccflow.base import clock
from wccflow.base.errors import Refused
from wccflow.people import register
from wccflow.people.models import Organisation
from wccflow.people.queries import known_as, organisation

DAY = date(2009, 10, 1)


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    """Today is 1 October 2009."""
    clock.pretend_today(DAY)
    yield
    clock.pretend_today(None)


def named(world: World, code: str) -> str:
    with world.database.reading():
        return organisation(code).name


def rename(world: World, name: str, day: date) -> None:
    with world.database.writing():
        register.rename(
            organisation("5PG"), name, begins_on=day, why="A new brand.", by_id=None, now=clock.now()
        )


def test_a_name_is_borne_from_its_day_on_and_the_earlier_one_still_finds(world: World) -> None:
    rename(world, "NHS Birmingham", DAY)

    with world.database.reading():
        found = known_as("birmingham east and north pct")
    assert named(world, "5PG") == "NHS Birmingham"
    assert found is not None
    assert found.code == "5PG"


def test_a_name_to_come_waits_for_its_day(world: World) -> None:
    rename(world, "NHS Birmingham", DAY + timedelta(days=3))
    before = named(world, "5PG")

    with world.database.writing():
        taken = register.take_names(clock.now() + timedelta(days=3)), register.take_names(clock.now())

    assert (before, named(world, "5PG"), taken) == ("Birmingham East and North PCT", "NHS Birmingham", (1, 0))


@pytest.mark.parametrize("name", ["5MX", "heart of birmingham pct", "Brum"])
def test_an_other_name_belongs_to_one_organisation(world: World, name: str) -> None:
    with world.database.writing():
        register.add_alias(organisation("5MX"), "Brum", by_id=None, now=clock.now())

    with world.database.writing(), pytest.raises(Refused, match="a name of another organisation already"):
        register.add_alias(organisation("5PG"), name, by_id=None, now=clock.now())


def succeed(world: World, before: str, after: str, day: date = DAY) -> None:
    with world.database.writing() as session:
        pair = [session.get_one(Organisation, organisation(each).id) for each in (before, after)]
        register.succeed(*pair, effective=day, why="So.", by_id=None, now=clock.now())


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("5PG", "5PG", "its own successor"),
        ("5PG", "Q34", "of different kinds"),
        ("5MX", "5PG", "round in a circle"),
        ("5PG", "5J9", "That stands already"),
    ],
)
def test_a_succession_that_cannot_be_is_refused(world: World, before: str, after: str, sentence: str) -> None:
    if sentence in ("round in a circle", "That stands already"):
        succeed(world, "5PG", "5MX")

    with pytest.raises(Refused, match=sentence):
        succeed(world, before, after)


def test_the_same_succession_once_more_changes_nothing(world: World) -> None:
    succeed(world, "5PG", "5MX")
    succeed(world, "5PG", "5MX")

    with world.database.reading():
        assert organisation("5PG").valid_until == date(2009, 9, 30)
