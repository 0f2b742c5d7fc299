"""Taking back on the page: withdrawals, filings of just now, pages of another document, dates put right."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.evidence.sending import DOSSIER, send, standing, upload, words_of


def test_a_version_filed_by_mistake_is_withdrawn_and_that_is_taken_back(
    lead: FlaskClient, desk: Desk
) -> None:
    desk.file("jsna", "Right.")
    wrong = desk.file("jsna", "Wrong.")

    send(lead, f"/evidence/{wrong.id}/withdrawal", "PUT", why="The wrong file.")
    withdrawn = words_of(lead.get(DOSSIER))
    send(lead, f"/evidence/{wrong.id}/withdrawal", "DELETE")

    assert "withdrawn: “The wrong file.” Take the withdrawal back" in withdrawn
    assert "withdrawn:" not in words_of(lead.get(DOSSIER))


def test_a_filing_of_just_now_is_undone_and_the_file_is_on_the_sheet_again(
    lead: FlaskClient, desk: Desk
) -> None:
    send(lead, f"{DOSSIER}/jsna", file=upload("plan.txt", b"Words."))
    (version,) = standing(desk, "jsna")
    offered = "Undo this filing" in words_of(lead.get(DOSSIER))

    answer = send(lead, f"/evidence/{version.id}/filing", "DELETE")

    assert offered
    assert "Place of plan.txt" in words_of(lead.get(answer.location))
    assert "Undo this filing" not in words_of(lead.get(DOSSIER))


def test_pages_that_do_not_belong_to_a_place_are_taken_away_from_it(lead: FlaskClient, desk: Desk) -> None:
    plan = desk.file("strategic_plan", "One.", "Two.")
    send(lead, f"{DOSSIER}/od_plan/filling", "PUT", document=str(plan.id), first_page="2", last_page="2")
    (address,) = re.findall(r'action="(/evidence/fillings/[0-9a-f-]+)"', lead.get(DOSSIER).text)

    send(lead, address, "DELETE")

    assert "/evidence/fillings/" not in lead.get(DOSSIER).text
    assert "taken away from this place" in words_of(lead.get(DOSSIER))


def test_dates_are_put_right_and_what_was_said_before_is_kept(lead: FlaskClient, desk: Desk) -> None:
    version = desk.file("jsna", "Text.")
    address = f"/evidence/{version.id}/dates"

    send(lead, address, "PUT", as_of="2007-03-01", since="2009-04-01", until="2014-03-31")
    same = send(lead, address, "PUT", as_of="2007-03-01", since="2009-04-01", until="2014-03-31")
    wrong = send(lead, address, "PUT", since="2009-04-01", until="2008-04-01")

    said = words_of(lead.get(DOSSIER))
    assert "as of 1 March 2007, covers 1 April 2009 to 31 March 2014" in said
    assert "more than 18 months old, so it counts as weak evidence." in said
    assert "These are the dates that are there already." in words_of(same)
    assert "must not end before it begins" in words_of(wrong)
    assert "before it was without a date" in words_of(lead.get(f"{DOSSIER}/jsna/history"))


@pytest.mark.parametrize(
    ("path", "method"),
    [("withdrawal", "PUT"), ("withdrawal", "DELETE"), ("filing", "DELETE"), ("dates", "PUT")],
)
def test_nobody_else_takes_anything_back(
    client_of: Callable[[str], FlaskClient], desk: Desk, path: str, method: str
) -> None:
    version = desk.file("jsna", "Text.")

    for email in ("lead@5mx.example", desk.analyst):
        assert send(client_of(email), f"/evidence/{version.id}/{path}", method, why="x").status_code == 404
