"""The pages of rehearsals, without JavaScript."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.world import World
from wccflow.rehearsal.playing import play_next

Clients = Callable[[str], FlaskClient]
MANAGER = "manager@q34.example"


def ask(client: FlaskClient, **changed: str) -> str:
    """Ask for a rehearsal by the form; gives where that leads."""
    form = {"subject": "cycle wcc-test", "organisations": "12", "seed": "1", "pace": "1", "signatures": "yes"}
    proof = token_of(client.get("/rehearsals").text)
    return client.post("/rehearsals", data={**form, **changed, "csrf_token": proof}).headers["Location"]


@pytest.fixture
def play(world: World, report: dict[str, Any]) -> Callable[[], int]:
    """Plays what waits, with a report that is there already."""
    return lambda: play_next(world.database, lambda wanted, *, told, is_unwanted: report)


def test_a_rehearsal_is_asked_for_watched_and_read(
    world: World, client_of: Clients, play: Callable[[], int]
) -> None:
    client = client_of(MANAGER)
    empty = client.get("/rehearsals").text

    address = ask(client)
    waiting = client.get(address).text
    play()
    done = client.get(address).text

    assert "Nothing has been rehearsed yet." in empty
    assert "Waiting for its turn" in waiting
    assert '<meta http-equiv="refresh"' in waiting
    assert "What stood out" in done
    assert "refresh" not in done
    assert "12 organisations, seed 1, pace 1" in client.get("/rehearsals").text


def test_a_page_that_waits_is_shown_anew_when_the_report_is_there(
    world: World, client_of: Clients, play: Callable[[], int]
) -> None:
    client = client_of(MANAGER)
    address = ask(client)
    asking = {"HX-Request": "true", "HX-Target": "standing"}

    waiting = client.get(address, headers=asking)
    play()
    done = client.get(address, headers=asking)

    assert waiting.text.lstrip().startswith("<p>")
    assert (done.status_code, done.headers["HX-Refresh"]) == (204, "true")


def test_two_rehearsals_are_laid_side_by_side(
    world: World, client_of: Clients, play: Callable[[], int]
) -> None:
    client = client_of(MANAGER)
    first, second = ask(client), ask(client, seed="2")
    play()
    play()

    html = client.get(f"{first}?beside={second.rpartition('/')[2]}").text

    assert "Side by side" in html
    assert "the same" in html
    assert "Side by side" not in client.get(f"{first}?beside={uuid4()}").text


def test_the_report_is_downloaded_as_a_page_and_as_numbers(
    world: World, client_of: Clients, play: Callable[[], int], report: dict[str, Any]
) -> None:
    client = client_of(MANAGER)
    address = ask(client)
    before = [client.get(f"{address}/{kind}").status_code for kind in ("page", "report")]
    play()

    page, numbers = client.get(f"{address}/page"), client.get(f"{address}/report")

    assert before == [404, 404]
    assert page.text.startswith("<!DOCTYPE html>")
    assert json.loads(numbers.text) == report
    assert "attachment" in page.headers["Content-Disposition"]


def test_a_rehearsal_is_stopped_and_deleted(world: World, client_of: Clients) -> None:
    client = client_of(MANAGER)
    address = ask(client)
    proof = token_of(client.get(address).text)

    client.put(f"{address}/stop", data={"csrf_token": proof})
    stopped = client.get(address).text
    client.delete(address, data={"csrf_token": proof})

    assert "Stopped" in stopped
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["", "/page", "/report"])
def test_another_place_s_rehearsal_is_the_same_as_none(
    world: World, client_of: Clients, play: Callable[[], int], path: str
) -> None:
    address = ask(client_of(MANAGER))
    play()
    other = client_of("manager@q30.example")

    assert other.get(address + path).status_code == 404
    assert other.get(address + path).data == other.get(f"/rehearsals/{uuid4()}{path}").data


def test_an_organisation_finds_nothing_there(world: World, client_of: Clients) -> None:
    client = client_of("lead@5pg.example")

    assert client.get("/rehearsals").status_code == 404
    assert "/rehearsals" not in client.get("/").text


def test_what_makes_no_sense_is_refused_in_a_sentence(world: World, client_of: Clients) -> None:
    client = client_of("lead@dh.example")
    proof = token_of(client.get("/rehearsals").text)

    answer = client.post("/rehearsals", data={"organisations": "many", "csrf_token": proof})

    assert "Give organisations as a whole number from 1 to 400." in answer.text
