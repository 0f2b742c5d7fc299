"""The page of what was told."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.statements import counted
from tests.harness.world import World
from tests.notices.conftest import Crier

Clients = Callable[[str], FlaskClient]
LEAD = "lead@5pg.example"


def post(client: FlaskClient, address: str, **fields: Any) -> Any:
    """Send a form of ours."""
    proof = token_of(client.get("/notices/preferences").text)
    return client.post(address, data={"csrf_token": proof, **fields})


def test_the_page_shows_what_was_told_me(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell("The briefing <is> out.")

    mine, others = (client_of(f"{who}@5pg.example").get("/notices").text for who in ("lead", "chief"))

    assert "The briefing &lt;is&gt; out." in mine
    assert "Nobody has told you anything yet." in others


def test_notices_stand_by_day_and_by_case(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell("First.")
    crier.tell("Second.", at=world.now + timedelta(days=1))
    crier.tell("Of no case.", at=world.now, to=LEAD, private=True)

    text = client_of(LEAD).get("/notices").text

    places = [text.index(words) for words in ("2 October 2009", "Second.", "1 October 2009", "First.")]
    assert places == sorted(places)
    assert text.index("First.") < text.index("Not of one case") < text.index("Of no case.")


def test_one_notice_can_be_marked_and_the_header_counts_the_rest(
    world: World, crier: Crier, client_of: Clients
) -> None:
    crier.tell("First.")
    crier.tell("Second.", at=world.now + timedelta(days=1))
    client = client_of(LEAD)
    address = re.findall(r'action="(/notices/[-0-9a-f]+/reading)"', client.get("/notices").text)[0]

    answer = post(client, address, _method="PUT", show="unread")

    assert answer.location == "/notices?show=unread"
    text = client.get("/notices?show=unread").text
    assert ("First." in text, "Second." in text) == (True, False)
    assert '<span class="wf-count">1<span' in client.get("/cycles").text


def test_nobody_marks_what_is_somebody_elses(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell()
    client = client_of(LEAD)
    address = re.findall(r'action="(/notices/[-0-9a-f]+/reading)"', client.get("/notices").text)[0]

    answer = post(client_of("chief@5pg.example"), address, _method="PUT")

    assert answer.status_code == 404
    assert "Mark all as read" in client.get("/notices").text


def test_notices_of_one_kind_can_be_asked_for(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell("It moved.")
    crier.tell("It meets.", kind="panel")

    text = client_of(LEAD).get("/notices?show=panel").text

    assert ("It moved." in text, "It meets." in text) == (False, True)


def test_the_page_costs_the_same_for_one_notice_and_for_three(
    world: World, crier: Crier, client_of: Clients
) -> None:
    client, asked = client_of(LEAD), []

    for count in (1, 2):
        for number in range(count):
            crier.tell(f"{count} {number}.")
        with counted(world.database.engine) as statements:
            client.get("/notices")
        asked.append(len(statements))

    assert asked[0] == asked[1]


def test_everything_can_be_marked_as_read(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell()
    client = client_of("lead@5pg.example")
    proof = token_of(client.get("/notices").text)

    answer = client.post("/notices", data={"_method": "PUT", "csrf_token": proof})

    assert (answer.status_code, answer.location) == (303, "/notices")
    assert "Mark all as read" not in client.get("/notices").text
