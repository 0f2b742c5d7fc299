"""The workflow drawn on the page: with where the case is, as a picture and as a list."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from tests.harness.world import World
from wccflow.cycles import drawing

Clients = Callable[[str], FlaskClient]
CASE = "/cycles/wcc-test/5PG"


def test_the_case_page_shows_where_the_case_is_and_was(world: World, client_of: Clients) -> None:
    world.at("preparing")

    html = client_of("lead@5pg.example").get(CASE).text

    assert html.count('<svg xmlns="http://www.w3.org/2000/svg" viewBox') == 2  # two sheets
    assert html.count('aria-labelledby="way-title way-words"') == 1
    assert ">You are here</text>" in html
    assert "(you are here)" in html
    assert "(passed)" in html


def test_the_way_has_a_page_of_its_own_for_printing(world: World, client_of: Clients) -> None:
    client = client_of("lead@5pg.example")

    mine, whole = client.get(f"{CASE}/way"), client.get("/cycles/wcc-test/way")

    assert (mine.status_code, whole.status_code) == (200, 200)
    assert "Birmingham East and North PCT" in mine.text
    assert "You are here" not in whole.text
    assert "1 September 2009 to 31 December 2009" in whole.text


def test_the_way_of_others_is_not_shown(world: World, client_of: Clients) -> None:
    stranger = client_of("lead@5j9.example")

    assert stranger.get(f"{CASE}/way").status_code == 404
    assert stranger.get("/cycles/no-such/way").status_code == 404


def test_states_passed_are_those_that_the_case_has_been_in(world: World) -> None:
    world.at("preparing")
    world.at("submitted")

    with world.database.reading():
        assert drawing.states_passed(world.case()) == ("invited", "preparing")


def test_the_days_of_a_stage_are_those_of_the_cases_overseer(world: World) -> None:
    with world.database.reading():
        assert f"{date(2009, 12, 31).day} December 2009" in drawing.whole(world.case())
