"""The pages of acting on many: pick, see, do at once, see what came of it, take it back; and nobody else."""

import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.world import World
from tests.house.markup import faults_of
from wccflow.cycles.queries import cycle

Clients = Callable[[str], FlaskClient]

ACTS, MANAGER = "/monitor/wcc-test/acts", "manager@q34.example"
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">')


def form(html: str, **changed: str) -> dict[str, list[str]]:
    """What the form of a preview sends."""
    found: dict[str, list[str]] = {"key": [str(uuid4())], "csrf_token": [token_of(html)]}
    for name, value in HIDDEN.findall(html):
        if name not in ("key", "csrf_token"):
            found.setdefault(name, []).append(value)
    return found | {name: [value] for name, value in changed.items()}


def preview(client: FlaskClient, **asked: str | list[str]) -> str:
    answer = client.get(ACTS, query_string={"back": "/monitor/wcc-test/Q34", **asked})
    assert answer.status_code == 200
    return answer.text


def test_those_that_were_ticked_are_shown_with_what_it_comes_to(
    world: World, client_of: Clients, november: date
) -> None:
    html = preview(client_of(MANAGER), act="remind", pick=["5PG", "5J9", "none"])

    assert "It would be done for 1" in html
    assert "Birmingham East and North PCT" in html
    assert "Darlington" not in html
    assert 'href="/monitor/wcc-test/Q34"' in html


def test_all_that_match_are_those_of_the_list(world: World, client_of: Clients, november: date) -> None:
    world.at("analysing", "5MX")

    html = preview(client_of(MANAGER), act="remind", all="1", at="Q34", q="stage:preparation")

    assert HIDDEN.findall(html).count(("pick", "5PG")) == 1
    assert HIDDEN.findall(html).count(("pick", "5MX")) == 0


def test_it_is_done_once_told_and_taken_back(world: World, client_of: Clients, november: date) -> None:
    client = client_of(MANAGER)
    sent = form(preview(client, act="remind", pick="5PG"), **{"wish-message": "See to {organisation}."})

    first, second = client.post(ACTS, data=sent), client.post(ACTS, data=sent)
    shown = client.get(first.location).text
    undone = client.delete(first.location, data={"csrf_token": token_of(shown), "key": str(uuid4())})

    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert "See to Birmingham East and North PCT." in shown
    assert "Take back what nobody has read yet" in shown
    assert undone.status_code == 303
    assert "Taken back: 1 of 1." in client.get(first.location).text


def test_its_pages_are_sound_markup(world: World, client_of: Clients, november: date) -> None:
    client = client_of(MANAGER)
    shown = [preview(client, act=act, pick=["5PG", "5MX"]) for act in ("remind", "move", "hold")]
    made = client.post(ACTS, data=form(shown[0])).location

    faults = [fault for html in [*shown, client.get(made).text] for fault in faults_of(html)]

    assert faults == []


def test_only_who_did_it_sees_what_came_of_it(world: World, client_of: Clients, november: date) -> None:
    client = client_of(MANAGER)
    made = client.post(ACTS, data=form(preview(client, act="remind", pick="5PG"))).location

    answers = [client_of(email).get(made).status_code for email in ("lead@dh.example", "lead@5pg.example")]

    assert answers == [404, 404]


def test_the_words_can_be_changed_before(world: World, client_of: Clients, november: date) -> None:
    client = client_of(MANAGER)
    sent = form(
        preview(client, act="remind", pick="5PG"), again="1", **{"wish-message": "Dear {organisation}"}
    )

    answer = client.post(ACTS, data=sent)

    assert answer.status_code == 200
    assert "will read: “Dear Birmingham East and North PCT”" in answer.text


def test_nothing_is_done_when_something_has_changed_since(
    world: World, client_of: Clients, november: date
) -> None:
    client = client_of(MANAGER)
    sent = form(preview(client, act="remind", pick="5PG"))
    world.at("published")

    answer = client.post(ACTS, data=sent)

    assert answer.status_code == 422
    assert "Something has changed since you looked" in answer.text


def test_what_is_missing_is_asked_for_again(world: World, client_of: Clients, november: date) -> None:
    client = client_of(MANAGER)
    html = preview(client, act="hold", pick="5PG")

    answer = client.post(ACTS, data=form(html, **{"wish-stage": "preparation", "wish-closes": "2010-01-15"}))

    assert "Choose the last day of the stage." in html
    assert answer.status_code == 422
    assert "Say why the stage is to stay open." in answer.text


def test_acts_are_for_those_who_have_the_right(world: World, client_of: Clients, november: date) -> None:
    offered = {
        email: re.findall(r'name="act" value="(\w+)"', client_of(email).get("/monitor/wcc-test/Q34").text)
        for email in (MANAGER, "analyst@q34.example", "observer@dh.example")
    }

    assert offered == {
        MANAGER: ["remind", "move", "hold", "extend", "assign"],
        "analyst@q34.example": ["remind", "move"],
        "observer@dh.example": ["move"],
    }
    assert "Nothing is selected" in preview(client_of("observer@dh.example"), act="remind", pick="5PG")


def test_nobody_acts_on_what_she_does_not_watch(world: World, client_of: Clients, november: date) -> None:
    lead = client_of("lead@5pg.example")

    answer = lead.get(ACTS, query_string={"act": "remind", "pick": "5PG"})
    other = preview(client_of("manager@q30.example"), act="remind", pick="5PG")

    assert answer.status_code == 404
    assert "Nothing is selected that you may do this for." in other
    assert "Birmingham" not in other


def test_an_act_or_a_cycle_that_is_not_there_is_not_found(
    world: World, client_of: Clients, november: date
) -> None:
    client = client_of(MANAGER)
    with world.database.reading():
        assert cycle("wcc-test").key == "wcc-test"

    answers = [
        client.get("/monitor/none/acts?act=remind").status_code,
        client.get(f"{ACTS}?act=none").status_code,
        client.get(f"{ACTS}/{uuid4()}").status_code,
    ]

    assert answers == [404, 404, 404]
