"""The page of what changed between two versions."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.evidence.sending import words_of
from tests.evidence.test_freezing import carry_out
from wccflow.evidence import freezing

ClientOf = Callable[[str], FlaskClient]


def test_the_difference_marks_the_words_that_changed(lead: FlaskClient, desk: Desk) -> None:
    first = desk.file("jsna", "We will release £4.1m.")
    second = desk.file("jsna", "We will release £3.9m.")

    html = lead.get(f"/evidence/{first.id}/difference?to={second.id}").text

    assert "<del>£4.1m.</del> <ins>£3.9m.</ins>" in html
    assert lead.get(f"/evidence/{first.id}/difference?to=x").status_code == 404
    same = lead.get(f"/evidence/{first.id}/difference?to={first.id}")
    assert "No passage changed" in words_of(same)


def test_versions_of_two_cases_are_not_compared(client_of: ClientOf, desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    ours, theirs = desk.file("jsna", "Ours."), desk.file("jsna", "Theirs.", code="5MX")
    carry_out(desk, freezing.share, "submitted")
    desk.world.at("submitted", "5MX")
    with desk.world.database.writing():
        freezing.share(desk.world.case("5MX"), by=None, now=desk.world.now)

    answer = client_of(desk.analyst).get(f"/evidence/{ours.id}/difference?to={theirs.id}")

    assert answer.status_code == 404
