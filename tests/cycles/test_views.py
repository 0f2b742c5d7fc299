"""The pages of cycles and cases."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.world import World
from wccflow.cycles.actions import move

Clients = Callable[[str], FlaskClient]


def test_the_case_page_says_what_stands_in_the_way(world: World, client_of: Clients) -> None:
    world.at("preparing")

    html = client_of("lead@5pg.example").get("/cycles/wcc-test/5PG").text

    assert "“Pass to the board” is not open yet" in html
    assert "required documents are missing" in html
    assert '<a href="/cycles/wcc-test/5PG/evidence">9 of 9 required documents are missing' in html
    assert '<a href="/cycles/wcc-test/5PG/ratings#governance">16 of 16 governance items' in html


def test_a_case_of_somebody_else_is_the_same_as_none(world: World, client_of: Clients) -> None:
    stranger = client_of("lead@5mx.example")

    hidden, absent = stranger.get("/cycles/wcc-test/5PG"), stranger.get("/cycles/wcc-test/9ZZ")

    assert hidden.status_code == absent.status_code == 404
    assert hidden.data == absent.data


def test_anybody_else_is_sent_to_sign_in_whatever_the_address(world: World, anybody: FlaskClient) -> None:
    answers = [anybody.get(address) for address in ("/", "/cycles/wcc-test/5PG", "/no/such/address")]

    assert [(each.status_code, each.location) for each in answers] == [(303, "/sign-in")] * 3


def test_a_move_made_from_an_old_page_changes_nothing(world: World, client_of: Clients) -> None:
    client = client_of("lead@5pg.example")
    page = client.get("/cycles/wcc-test/5PG").text
    world.at("preparing")
    form = {"event": "accept", "label": "Accept", "version": "1", "csrf_token": token_of(page)}

    answer = client.post("/cycles/wcc-test/5PG/moves", data=form)

    assert answer.status_code == 409
    assert "The case has moved on since you opened the page" in answer.text
    assert "See how it stands now" in answer.text
    assert "Keep my words" not in answer.text


def test_what_the_calendar_may_do_too_is_said_as_such(world: World, client_of: Clients) -> None:
    world.at("submitted")

    html = client_of("lead@5pg.example").get("/cycles/wcc-test/5PG").text

    whose = "the SHA assurance lead (Person of manager@q34.example)"
    assert f"“Begin the analysis” is for {whose}, or happens by itself on its day." in html


def test_why_the_last_move_was_made_stands_at_the_top(world: World, client_of: Clients) -> None:
    world.at("board_sign_off")
    with world.database.writing():
        by = world.reach("chief@5pg.example")
        move(world.case(), "rework", by=by, now=world.now, reason="Year 3 is not there.")

    html = client_of("lead@5pg.example").get("/cycles/wcc-test/5PG").text

    assert "Return to the authors: “Year 3 is not there.”" in html


def test_a_move_leads_back_to_the_case(world: World, client_of: Clients) -> None:
    client = client_of("lead@5pg.example")
    page = client.get("/cycles/wcc-test/5PG").text
    form = {"event": "accept", "label": "Accept", "version": "1", "csrf_token": token_of(page)}

    answer = client.post("/cycles/wcc-test/5PG/moves", data=form)

    assert (answer.status_code, answer.location) == (303, "/cycles/wcc-test/5PG")
    with world.database.reading():
        assert world.case().state == "preparing"
