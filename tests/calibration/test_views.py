"""The pages of the calibration meeting, and what an organisation is shown."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.panel import Sitting
from wccflow.calibration import sealing
from wccflow.engine.clauses import key_of
from wccflow.ratings.actions import rate

Clients = Callable[[str], FlaskClient]
CASE = "/calibration/wcc-test/5PG"
WORDS = "Partners outside the PCT bear it out."


def change(client: FlaskClient, level: str, reason: str = "Others did more.") -> int:
    proof = token_of(client.get(f"{CASE}/items/1.1").text)
    form = {"_method": "PUT", "version": "0", "level": level, "reason": reason, "csrf_token": proof}
    return client.post(f"{CASE}/items/1.1/change", data=form).status_code


def test_the_meeting_is_for_those_who_calibrate(sitting: Sitting, client_of: Clients) -> None:
    sitting.report()

    answers = {
        who: client_of(who).get("/calibration/wcc-test").status_code
        for who in ("manager@q34.example", "lead@dh.example", "analyst@q34.example", "lead@5pg.example")
    }

    assert answers == {
        "manager@q34.example": 200,
        "lead@dh.example": 200,
        "analyst@q34.example": 404,
        "lead@5pg.example": 404,
    }


def test_a_rating_is_changed_by_a_plain_form_and_the_organisation_sees_nothing_of_it(
    sitting: Sitting, client_of: Clients
) -> None:
    sitting.report()
    client = client_of("manager@q34.example")

    answer = change(client, "2")

    assert answer == 303
    assert "Others did more." in client.get(CASE).text
    assert "Others did more." in client.get(f"{CASE}/items/1.1").text
    lead = client_of("lead@5pg.example")
    pages = ("/cycles/wcc-test/5PG", "/cycles/wcc-test/5PG/changes", "/cycles/wcc-test/5PG/history", "/")
    assert [page for page in pages if "Others did more." in lead.get(page).text] == []
    assert "Changed in calibration" not in lead.get("/cycles/wcc-test/5PG").text


def test_the_organisation_reads_the_change_once_it_is_shown(sitting: Sitting, client_of: Clients) -> None:
    sitting.report()
    change(client_of("manager@q34.example"), "2")
    with sitting.world.database.writing():
        sealing.show(sitting.case, by=None, now=sitting.world.now)
    sitting.world.at("agreed")
    chief = client_of("chief@5pg.example")

    page = chief.get("/cycles/wcc-test/5PG/changes").text
    form = {"words": "We had sent it.", "csrf_token": token_of(page)}
    answer = chief.post("/cycles/wcc-test/5PG/changes/replies", data=form)

    assert "Level 3 → Level 2" in page
    assert "Others did more." in page
    assert answer.status_code == 303
    assert "We had sent it." in client_of("lead@dh.example").get(CASE).text


def test_a_change_made_from_an_old_page_is_refused(sitting: Sitting, client_of: Clients) -> None:
    sitting.report()
    client = client_of("manager@q34.example")
    change(client, "2")

    answer = change(client, "4")

    assert answer == 409


def test_the_case_page_leads_those_who_calibrate_to_the_meeting(sitting: Sitting, client_of: Clients) -> None:
    sitting.report()

    leads = {
        who: f'href="{CASE}"' in client_of(who).get("/cycles/wcc-test/5PG").text
        for who in ("manager@q34.example", "lead@dh.example", "lead@5pg.example")
    }

    assert leads == {"manager@q34.example": True, "lead@dh.example": True, "lead@5pg.example": False}


def test_the_clauses_that_were_ticked_stand_beside_each_other_to_read(
    gathered: Sitting, client_of: Clients
) -> None:
    clause, words = key_of("3", WORDS), f'scope="row">{WORDS}'
    gathered.world.at("preparing")
    lead = gathered.reach("lead@5pg.example")
    with gathered.world.database.writing():
        rate(gathered.case, "1.1", "4", "We lead.", by=lead, now=gathered.world.now, clauses=[clause])
    gathered.open()
    gathered.report()

    html = client_of("manager@q34.example").get(f"{CASE}/items/1.1").text

    assert (html.count(words), html.count("Clauses, and who ticks them as so")) == (1, 1)
    assert 'name="clauses"' not in html
