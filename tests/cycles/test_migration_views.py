"""The page on which the nation brings cases to a changed definition."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cycles.changed import NATION, old_world
from tests.harness.clients import token_of
from tests.harness.world import World
from wccflow.base.database import Database
from wccflow.cycles import queries
from wccflow.engine.definition import Workflow

Clients = Callable[[str], FlaskClient]
PAGE = "/cycles/wcc-test/migration"
SEEN = re.compile(r'name="seen" value="([0-9a-f]{32})"')


@pytest.fixture
def world(database: Database, wcc: Workflow) -> World:
    """The small world on an older definition."""
    return old_world(database, wcc)


def send(client: FlaskClient, method: str = "post", **form: str) -> TestResponse:
    """Send the page's form as a browser without JavaScript would."""
    html = client.get(PAGE).text
    seen = SEEN.search(html)
    given = {
        "csrf_token": token_of(html),
        "seen": seen[1] if seen else "",
        "edition": "2009-10",
        "reason": "Too strict a gate.",
        "confirmed": "yes",
        **({"_method": "DELETE"} if method == "delete" else {}),
        **form,
    }
    return client.post(PAGE, data=given)


def test_the_page_says_for_every_case_what_would_happen(world: World, client_of: Clients) -> None:
    html = client_of(NATION).get(PAGE).text

    assert "3 running cases can come." in html
    assert html.count('<td class="nhsuk-table__cell">The same</td>') == 3
    assert "Gone state: Waiting for the SHA" in html
    assert "1 item goes" in html


def test_all_come_by_one_form_and_go_back_by_another(world: World, wcc: Workflow, client_of: Clients) -> None:
    client = client_of(NATION)
    digest = wcc.editions["2009-10"].digest

    came = send(client)
    page = client.get(PAGE).text
    with world.database.reading():
        there = {each.digest for each in queries.cases_of(world.cycle_id)}
    gone = send(client, "delete")
    with world.database.reading():
        back = {each.digest for each in queries.cases_of(world.cycle_id)}

    assert [(each.status_code, each.location) for each in (came, gone)] == [(303, PAGE)] * 2
    assert "Every running case has exactly the definition that the files hold now." in page
    assert (
        "Nobody has moved since, so it can be taken back: 3 cases would stand where they stood before."
        in page
    )
    assert there == {digest}
    assert digest not in back


def test_a_case_that_cannot_come_is_named_with_its_reason_and_nothing_can_be_sent(
    world: World, client_of: Clients
) -> None:
    world.at("waiting")

    html = client_of(NATION).get(PAGE).text

    assert "<strong>1 case cannot.</strong>" in html
    assert "it stands at “Waiting for the SHA”, which the new definition does not have" in html
    assert SEEN.search(html) is None


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"reason": " "}, "Say why: the reason is kept with every case."),
        ({"confirmed": ""}, "Tick that you have looked at what happens to each case."),
        (
            {"seen": "0" * 32},
            "Something has changed since you looked at what would happen.",
        ),
    ],
)
def test_what_is_missing_is_told(
    world: World, wcc: Workflow, client_of: Clients, form: dict[str, str], sentence: str
) -> None:
    answer = send(client_of(NATION), **form)

    assert answer.status_code == 422
    assert sentence in answer.text
    with world.database.reading():
        assert wcc.editions["2009-10"].digest not in {
            each.digest for each in queries.cases_of(world.cycle_id)
        }


@pytest.mark.parametrize("email", ["manager@q34.example", "lead@5pg.example", "observer@dh.example"])
def test_to_others_the_page_is_not_there(world: World, client_of: Clients, email: str) -> None:
    client = client_of(email)

    answers = [client.get(PAGE), client.get("/cycles/no-such/migration")]

    assert [each.status_code for each in answers] == [404, 404]
    assert answers[0].data == answers[1].data
    assert send(client_of(NATION), reason="x").status_code == 303


def test_an_edition_that_is_not_there_is_not_found(world: World, client_of: Clients) -> None:
    client = client_of(NATION)

    assert client.get(f"{PAGE}?edition=1999").status_code == 404
    assert "Edition:" in client.get(f"{PAGE}?edition=2008-09").text


def test_the_cycle_leads_to_the_page_for_those_who_may(world: World, client_of: Clients) -> None:
    client = client_of(NATION)
    send(client)

    assert PAGE in client.get("/cycles/wcc-test").text
    assert PAGE not in client_of("manager@q34.example").get("/cycles/wcc-test").text
