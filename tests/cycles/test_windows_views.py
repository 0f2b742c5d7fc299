"""The pages of an overseer's windows: two people together change when a stage is open."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.harness.clients import token_of
from tests.harness.world import World
from wccflow.base import clock
from wccflow.cycles import queries
from wccflow.notices import reader
from wccflow.notices.queries import notices_of

Clients = Callable[[str], FlaskClient]

PAGE = "/cycles/wcc-test/windows/Q34"
MANAGER, DIRECTOR, LEAD = "manager@q34.example", "director@q34.example", "lead@5pg.example"
SNOW = {"stage": "preparation", "closes": "2010-01-10", "why": "Snow closed the offices."}


@pytest.fixture(autouse=True)
def winter() -> Iterator[None]:
    """Today is 10 December 2009."""
    clock.pretend_today(date(2009, 12, 10))
    yield
    clock.pretend_today(None)


def post(client: FlaskClient, address: str, **form: str) -> TestResponse:
    proof = token_of(client.get("/").text)
    return client.post(address, data={"csrf_token": proof, **form})


def signature_address(html: str) -> str:
    found = re.search(rf'action="({PAGE}/changes/[^"]+/signature)"', html)
    assert found is not None, "nothing to countersign"
    return found[1]


def last_day(world: World, code: str = "5PG") -> date:
    with world.database.reading():
        case = world.case(code)
        return queries.windows([case])[case.id]["preparation"].last


def test_two_people_hold_a_stage_open(world: World, client_of: Clients) -> None:
    manager, director = client_of(MANAGER), client_of(DIRECTOR)

    proposed = post(manager, f"{PAGE}/changes", **SNOW)
    before = last_day(world)
    page = director.get(PAGE).text
    signed = post(director, signature_address(page))

    assert [(each.status_code, each.location) for each in (proposed, signed)] == [(303, PAGE)] * 2
    assert (before, last_day(world), last_day(world, "5J9")) == (
        date(2009, 12, 31),
        date(2010, 1, 10),
        date(2009, 12, 31),
    )
    assert "Countersigned by Person of director@q34.example" in manager.get(PAGE).text


def test_the_second_signature_is_asked_of_those_who_can_give_it(world: World, client_of: Clients) -> None:
    post(client_of(MANAGER), f"{PAGE}/changes", **SNOW)

    reader.drain(world.database)

    with world.database.reading():
        told = {who: [row.sentence for row in notices_of(world.reach(who))] for who in (MANAGER, DIRECTOR)}
    sentence = (
        "West Midlands SHA: holding “Preparation” open until 10 January 2010 waits for a second signature. "
        "Without it the stage closes on 31 December 2009."
    )
    assert told == {MANAGER: [], DIRECTOR: [sentence]}


def test_nobody_signs_twice(world: World, client_of: Clients) -> None:
    manager, director = client_of(MANAGER), client_of(DIRECTOR)
    post(manager, f"{PAGE}/changes", **SNOW)
    address = signature_address(director.get(PAGE).text)

    own = post(manager, address)
    post(director, address)
    again = post(director, address)

    assert "Countersign</button>" not in manager.get(PAGE).text
    assert own.status_code == 404
    assert "This change has both its signatures already." in again.text


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"closes": "2009-12-31"}, "The stage closes on 31 December 2009; choose a later day."),
        (
            {"closes": "", "opens": "2009-09-01"},
            "The stage opens on 1 September 2009; choose an earlier day.",
        ),
        ({"closes": ""}, "Give either an earlier first day or a later last day."),
        ({"opens": "2009-08-01"}, "Give either an earlier first day or a later last day."),
        ({"closes": "next week"}, "“next week” is not a day. Write it like 2010-01-31."),
        ({"why": " "}, "Say why the window is to change: the reason is kept with it."),
    ],
)
def test_a_change_that_changes_nothing_is_refused_in_plain_words(
    world: World, client_of: Clients, form: dict[str, str], sentence: str
) -> None:
    answer = post(client_of(MANAGER), f"{PAGE}/changes", **{**SNOW, **form})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert last_day(world) == date(2009, 12, 31)


def test_a_stage_that_is_not_there_cannot_be_changed(world: World, client_of: Clients) -> None:
    assert post(client_of(MANAGER), f"{PAGE}/changes", **{**SNOW, "stage": "nap"}).status_code == 404


def test_a_signature_counts_only_where_the_change_belongs(world: World, client_of: Clients) -> None:
    post(client_of(MANAGER), f"{PAGE}/changes", **SNOW)
    address = signature_address(client_of(DIRECTOR).get(PAGE).text)

    answer = post(client_of("director@q30.example"), address.replace("Q34", "Q30"))

    assert answer.status_code == 404
    assert last_day(world) == date(2009, 12, 31)


def test_an_organisation_sees_the_days_and_nothing_of_how_they_came_about(
    world: World, client_of: Clients
) -> None:
    post(client_of(MANAGER), f"{PAGE}/changes", **SNOW)

    html = client_of(LEAD).get(PAGE).text

    assert "31 December 2009" in html
    assert "Snow" not in html
    assert "Propose" not in html
    assert post(client_of(LEAD), f"{PAGE}/changes", **SNOW).status_code == 404


def test_the_windows_of_others_are_the_same_as_none(world: World, client_of: Clients) -> None:
    stranger = client_of("lead@5j9.example")

    answers = [stranger.get(address) for address in (PAGE, "/cycles/wcc-test/windows/Q99")]

    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].data == answers[1].data


def test_a_case_that_waits_for_a_window_leads_there(world: World, client_of: Clients) -> None:
    world.at("submitted")

    assert f'href="{PAGE}"' in client_of(MANAGER).get("/cycles/wcc-test/5PG").text
