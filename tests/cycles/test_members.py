"""Which organisations take part in a cycle."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.harness.world import BEGAN, World
from wccflow.base.errors import Refused
from wccflow.cycles import members, opening
from wccflow.cycles.queries import case
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.windows import Calendar
from wccflow.people.actions import found_organisation
from wccflow.people.queries import organisation

Fit = Callable[..., list[str]]


@pytest.fixture
def calendar(wcc: Workflow) -> Calendar:
    """The dates of the second year."""
    return wcc.calendars["2009-10"]


@pytest.fixture
def of_overseers(wcc: Workflow) -> Definition:
    """The definition as it were if overseers took part."""
    return replace(wcc.editions["2009-10"], takes_part="overseer")


@pytest.fixture
def fit(world: World, wcc: Workflow, calendar: Calendar) -> Fit:
    """Gives the codes of those who take part."""

    def codes(definition: Definition = wcc.editions["2009-10"], **chosen: tuple[str, ...]) -> list[str]:
        with world.database.reading():
            return [each.code for each in members.fit(definition, calendar, **chosen)]

    return codes


def another_nation(world: World) -> None:
    with world.database.writing():
        nation = found_organisation("WAL", name="Wales", level="nation", parent=None, by_id=None, now=BEGAN)
        region = found_organisation(
            "W1", name="North Wales", level="overseer", parent=nation, by_id=None, now=BEGAN
        )
        found_organisation("W11", name="Gwynedd", level="organisation", parent=region, by_id=None, now=BEGAN)


def test_everyone_fit_takes_part_where_nobody_is_chosen(fit: Fit, of_overseers: Definition) -> None:
    assert fit() == ["5PG", "5J9", "5MX"]
    assert fit(of_overseers) == ["Q30", "Q34"]


def test_those_below_a_chosen_overseer_and_those_named_take_part(fit: Fit) -> None:
    assert fit(under=("Q34",)) == ["5PG", "5MX"]
    assert fit(under=("Q30",), codes=("5PG",)) == ["5PG", "5J9"]
    assert fit(under=("DH",)) == ["5PG", "5J9", "5MX"]


def test_where_there_are_two_nations_one_is_to_be_chosen(fit: Fit, world: World) -> None:
    another_nation(world)

    with pytest.raises(Refused) as refused:
        fit()

    assert str(refused.value) == (
        "Say under which nation the cycle is opened: Department of Health (DH), Wales (WAL)."
    )
    assert fit(under=("WAL",)) == ["W11"]


def test_one_that_is_gone_before_the_cycle_takes_no_part_unless_it_is_named(fit: Fit, world: World) -> None:
    with world.database.writing():
        organisation("5MX").valid_until = date(2009, 3, 31)
        organisation("5J9").valid_from = date(2011, 4, 1)

    assert fit() == ["5PG"]
    assert fit(codes=("5MX",)) == ["5MX"]


def test_an_organisation_of_the_wrong_level_is_refused_in_the_workflows_words(
    fit: Fit, of_overseers: Definition
) -> None:
    with pytest.raises(Refused) as of_the_nation:
        fit(codes=("Q34",))
    with pytest.raises(Refused) as of_overseer:
        fit(of_overseers, codes=("5PG",))

    assert str(of_the_nation.value) == (
        "West Midlands SHA is no organisation; “World class commissioning assurance 2009-10” is for PCTs."
    )
    assert str(of_overseer.value).startswith("Birmingham East and North PCT is no overseer; ")


def test_an_overseer_that_takes_part_is_its_own_overseer(
    world: World, calendar: Calendar, of_overseers: Definition
) -> None:
    with world.database.writing():
        cycle = opening.open_cycle(
            "own", title="Own", definition=of_overseers, calendar=calendar, by_id=None, now=BEGAN
        )
        opening.open_cases(cycle, members.fit(of_overseers, calendar), by_id=None, now=BEGAN)

    with world.database.reading():
        mine = case("own/Q34")
        assert (mine.organisation.code, mine.overseer.code) == ("Q34", "Q34")
