"""Who may open a cycle, and who could take part in it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.harness.world import BEGAN, World
from wccflow.base.work import Database
from wccflow.engine.definition import Definition, Workflow
from wccflow.frameworks import queries
from wccflow.people import actions as people
from wccflow.people.queries import organisation, reach_of

ON = date(2010, 1, 1)


@pytest.fixture
def definition(wcc: Workflow) -> Definition:
    """The definition of the second year."""
    return wcc.editions["2009-10"]


def codes(found: list[queries.Members]) -> dict[str, list[str]]:
    """The codes of the members, by overseer."""
    return {each.overseer.code: [one.code for one in each.organisations] for each in found}


@pytest.mark.parametrize(("role", "may"), [("national", True), ("observer", False), ("nobody", False)])
def test_the_first_cycle_is_opened_by_those_whom_the_definitions_on_disk_name(
    database: Database, role: str, may: bool
) -> None:
    with database.writing():
        person = people.add_person("first@dh.example", name="First", by_id=None, now=BEGAN)
        people.grant(person, role, scope="nation", scope_id=None, by_id=None, now=BEGAN)

    with database.reading():
        assert queries.may_open(reach_of(person.id, BEGAN)) is may


def test_nobody_of_a_region_opens_a_cycle(world: World) -> None:
    with world.database.reading():
        assert queries.may_open(world.reach("lead@dh.example"))
        assert not queries.may_open(world.reach("director@q34.example"))


def test_those_take_part_who_exist_on_the_first_day(world: World, definition: Definition) -> None:
    with world.database.writing():
        organisation("5MX").valid_until = date(2009, 12, 31)
        organisation("5J9").valid_from = date(2010, 1, 2)

    with world.database.reading():
        assert codes(queries.members(definition, ON)) == {"Q34": ["5PG"]}
        assert codes(queries.members(definition, date(2009, 12, 31))) == {"Q34": ["5PG", "5MX"]}


def test_overseers_take_part_themselves_where_the_definition_says_so(
    world: World, definition: Definition
) -> None:
    with world.database.reading():
        found = queries.members(replace(definition, takes_part="overseer"), ON)

    assert codes(found) == {"Q30": [], "Q34": []}


def test_a_role_is_held_at_its_places(world: World) -> None:
    with world.database.reading():
        held = queries.held_roles(["pct_lead", "national", "nobody"], world.now)
        places = {code: organisation(code).id for code in ("5PG", "5MX", "5J9")}

    assert held == {"pct_lead": set(places.values()), "national": {None}, "nobody": set()}
