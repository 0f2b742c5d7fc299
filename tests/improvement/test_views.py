"""Actions that follow from the panel's recommendations."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import Sitting

Clients = Callable[[str], FlaskClient]
PAGE = "/cycles/wcc-test/5PG/actions"


def test_there_is_no_page_of_actions_before_the_report_is_sent(sitting: Sitting, client_of: Clients) -> None:
    sitting.close()
    sitting.write("recommendation-1", "Soon.", title="Name an owner for each goal")
    lead = client_of("lead@5pg.example")
    before = lead.get(PAGE).status_code

    sitting.issue()

    assert (before, lead.get(PAGE).status_code) == (404, 200)


def test_an_action_is_planned_and_done(sitting: Sitting, client_of: Clients) -> None:
    sitting.report()
    lead = client_of("lead@5pg.example")
    proof = token_of(lead.get(PAGE).text)
    form = {
        "recommendation": "recommendation-1",
        "title": "Write the names beside the goals",
        "owner": "Director of strategy",
        "kind": "learn",
        "due": "2010-09-30",
        "csrf_token": proof,
    }

    planned = lead.post(PAGE, data=form)
    page = lead.get(PAGE).text
    address = page.partition(f'action="{PAGE}/')[2].partition('"')[0]
    finished = lead.post(f"{PAGE}/{address}", data={"_method": "PUT", "csrf_token": proof})

    assert (planned.status_code, finished.status_code) == (303, 303)
    assert "Write the names beside the goals" in page
    assert "Director of strategy, learn" in page
    assert "1/1" in lead.get("/cycles/wcc-test/5PG").text


def test_an_action_needs_a_way(sitting: Sitting, client_of: Clients) -> None:
    sitting.report()
    lead = client_of("lead@5pg.example")
    form = {
        "recommendation": "recommendation-1",
        "title": "Write the names",
        "owner": "Director",
        "kind": "wait",
        "due": "2010-09-30",
        "csrf_token": token_of(lead.get(PAGE).text),
    }

    answer = lead.post(PAGE, data=form)

    assert answer.status_code == 422
    assert "Choose how: share, learn or buy." in answer.text
