"""An open move stands among the things that need the person who makes it, and nobody else."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.evidence.counting import statements
from tests.harness.world import World
from wccflow.cycles.queries import cases_for
from wccflow.cycles.turns import tasks


def turns(world: World, email: str) -> list[tuple[str, str]]:
    with world.database.reading():
        reach = world.reach(email)
        return [(each.title, each.address) for each in tasks(reach, cases_for(reach), world.now)]


def test_an_open_move_needs_the_person_who_makes_it(world: World) -> None:
    assert turns(world, "lead@5pg.example") == [("Accept the invitation", "/cycles/wcc-test/5PG")]


def test_a_move_that_is_for_others_needs_nobody_else(world: World) -> None:
    assert turns(world, "editor@5pg.example") == []
    assert turns(world, "analyst@q34.example") == []


def test_a_move_with_something_in_its_way_is_nobodys_turn_yet(world: World) -> None:
    world.at("preparing")

    assert turns(world, "lead@5pg.example") == []


def test_a_move_that_leads_back_is_no_task(world: World) -> None:
    world.at("calibration")

    assert [title for title, _ in turns(world, "lead@dh.example")] == []


def test_turns_cost_the_same_for_one_case_and_for_several(world: World) -> None:
    for code in ("5PG", "5MX", "5J9"):
        world.at("submitted", code)
    reach, now = world.reach, world.now

    def ask(number: int) -> Callable[[], object]:
        manager = reach("manager@q34.example")
        return lambda: tasks(manager, cases_for(manager)[:number], now)

    with world.database.reading():
        one, two = ask(1), ask(2)
    assert statements(world.database, one) == statements(world.database, two)


def test_my_work_lists_the_open_move(world: World, client_of: Callable[[str], FlaskClient]) -> None:
    html = client_of("lead@5pg.example").get("/").text

    assert "Accept the invitation" in html
    assert "Nothing needs you now" not in html
