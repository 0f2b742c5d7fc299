"""The page of what was told."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.world import World
from tests.notices.conftest import Crier

Clients = Callable[[str], FlaskClient]


def test_the_page_shows_what_was_told_me(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell("The briefing <is> out.")

    mine, others = (client_of(f"{who}@5pg.example").get("/notices").text for who in ("lead", "chief"))

    assert "The briefing &lt;is&gt; out." in mine
    assert "Nobody has told you anything yet." in others


def test_everything_can_be_marked_as_read(world: World, crier: Crier, client_of: Clients) -> None:
    crier.tell()
    client = client_of("lead@5pg.example")
    proof = token_of(client.get("/notices").text)

    answer = client.post("/notices", data={"_method": "PUT", "csrf_token": proof})

    assert (answer.status_code, answer.location) == (303, "/notices")
    assert "Mark all as read" not in client.get("/notices").text
