"""What tests of the cockpit have in common: a day in the autumn of 2009, and as many cases as wanted."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.harness.world import BEGAN, World
from wccflow.base import clock
from wccflow.cycles import opening, queries
from wccflow.people import actions as people
from wccflow.people.queries import organisation

TODAY = date(2009, 11, 20)


@pytest.fixture
def november(world: World) -> Iterator[date]:
    """Today is 20 November 2009 for the pages; asked for after the world, whose own days are real ones."""
    clock.pretend_today(TODAY)
    yield TODAY
    clock.pretend_today(None)


@pytest.fixture
def with_cases(world: World) -> Callable[[int], World]:
    """Gives the world with so many cases in all, the new ones under Q34."""

    def fill(count: int) -> World:
        with world.database.writing():
            cycle, overseer = queries.cycle("wcc-test"), organisation("Q34")
            have = len(queries.cases_of(cycle.id))
            members = [
                people.found_organisation(
                    f"T{number:02}",
                    name=f"Town {number} PCT",
                    level="organisation",
                    parent=overseer,
                    by_id=None,
                    now=BEGAN,
                )
                for number in range(count - have)
            ]
            opening.open_cases(cycle, members, by_id=None, now=BEGAN)
        return world

    return fill
