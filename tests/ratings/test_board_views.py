"""The pages before the board: its days, its packs compared, and what others see of it."""

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from tests.ratings.conftest import Desk
from tests.ratings.test_board import make_pack, ratify
from tests.ratings.test_views import CASE, send
from wccflow.base import clock
from wccflow.engine.refusals import day
from wccflow.ratings import meetings
from wccflow.ratings.meetings import Meeting

ClientOf = Callable[[str], FlaskClient]

PAGE = f"{CASE}/board"


def found(desk: Desk) -> list[Meeting]:
    with desk.world.database.reading():
        return meetings.meetings_of([desk.world.case().id])[desk.world.case().id]


def test_a_meeting_is_recorded_moved_and_cancelled_by_plain_forms(desk: Desk, client_of: ClientOf) -> None:
    lead = client_of("lead@5pg.example")
    soon, later = clock.today() + timedelta(days=30), clock.today() + timedelta(days=44)

    _, html = send(lead, PAGE, f"{PAGE}/meetings", day=soon.isoformat())
    assert f"Recorded: the board meets on {day(soon)}." in html
    assert "Papers are due on" in html

    where = f"{PAGE}/meetings/{found(desk)[0].id}"
    _, html = send(lead, PAGE, where, _method="PUT", day=later.isoformat(), why="The chair is away.")
    assert f"Moved: the board meets on {day(later)}." in html
    assert "The chair is away." in html

    _, html = send(lead, PAGE, where, _method="DELETE", what="cancelled", why="No quorum.")
    assert f"the meeting of {day(later)} was cancelled." in html
    assert [each.stands for each in found(desk)] == [False]


def test_a_day_that_is_over_is_refused_on_the_page(desk: Desk, client_of: ClientOf) -> None:
    status, html = send(client_of("lead@5pg.example"), PAGE, f"{PAGE}/meetings", day="2009-11-11")

    assert (status, "11 November 2009 is over." in html) == (422, True)


def test_those_who_oversee_see_the_day_and_not_the_reasons(desk: Desk, client_of: ClientOf) -> None:
    lead = client_of("lead@5pg.example")
    soon, later = clock.today() + timedelta(days=30), clock.today() + timedelta(days=44)
    send(lead, PAGE, f"{PAGE}/meetings", day=soon.isoformat())
    where = f"{PAGE}/meetings/{found(desk)[0].id}"
    send(lead, PAGE, where, _method="PUT", day=later.isoformat(), why="The chair is away.")

    html = client_of("manager@q34.example").get(PAGE).text

    assert day(later) in html
    assert "The chair is away." not in html
    assert "Record the day" not in html


def test_packs_are_compared_on_a_page_of_their_own(desk: Desk, client_of: ClientOf) -> None:
    first = make_pack(desk)
    desk.rate("1.1", "3", "The survey says so.")
    second = make_pack(desk)
    lead = client_of("lead@5pg.example")

    now = lead.get(f"{PAGE}/packs/{second.id}/comparison").text
    beside = lead.get(f"{PAGE}/packs/{first.id}/comparison?with={second.id}").text

    assert "Nothing differs." in now
    assert "Board pack 1 beside board pack 2" in beside
    assert "1.1 Reputation as the local leader of the NHS" in beside
    assert lead.get(f"{PAGE}/packs/{first.id}/comparison?with=nothing").status_code == 404
    assert client_of("manager@q34.example").get(f"{PAGE}/packs/{first.id}/comparison").status_code == 404


def test_a_board_ratifies_again_and_the_earlier_decision_stays(desk: Desk, client_of: ClientOf) -> None:
    first = make_pack(desk)
    desk.world.at("board_sign_off")
    ratify(desk, first, minute="Minute 7.1")
    desk.world.now += timedelta(days=1)
    desk.file()
    second = make_pack(desk)
    ratify(desk, second, minute="Minute 8.2")

    html = client_of("chief@5pg.example").get(PAGE).text

    assert "Record that it was ratified again" in html
    assert "Minute: Minute 8.2" in html
    assert "Minute 7.1" in html
    assert "the board ratified again since" in html
    assert f"<code>{second.sha256}</code>" in html
