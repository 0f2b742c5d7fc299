"""Searches that a person keeps, and is told of when they find more."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.evidence.conftest import Desk
from tests.harness.clients import token_of
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.finding import alerting, indexing, saving
from wccflow.finding.models import SavedSearch
from wccflow.notices.models import NoticeRow
from wccflow.wiring import House

Clients = Callable[[str], FlaskClient]
LEAD, STRANGER = "lead@5pg.example", "lead@5mx.example"


def keep(desk: Desk, house: House, query: str, *, who: str = LEAD, name: str = "") -> SavedSearch:
    indexing.drain(house.database, house.index)
    world = desk.world
    with world.database.writing():
        by = world.reach(who)
        return saving.save(
            query, kind="passages", name=name, alert=True, by=by, index=house.index, now=world.now
        )


def told(desk: Desk, house: House) -> list[str]:
    indexing.drain(house.database, house.index)
    alerting.alert(house.database, house.index, desk.world.now)
    with desk.world.database.reading():
        query = select(NoticeRow.sentence).where(NoticeRow.topic.startswith("search"))
        return list(session().scalars(query.order_by(NoticeRow.at)))


def test_its_keeper_is_told_once_of_what_it_finds_more(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "Stroke care.")
    keep(desk, house, "stroke", name="Strokes")
    assert told(desk, house) == []

    desk.file("od_plan", "Stroke nurses.", "Stroke doctors.")

    assert told(desk, house) == ["Your search “Strokes” finds 2 more passages."]
    assert told(desk, house) == ["Your search “Strokes” finds 2 more passages."]


def test_nobody_is_told_of_what_she_may_not_read(desk: Desk, house: House) -> None:
    keep(desk, house, "stroke", who=STRANGER)

    desk.file("strategic_plan", "Stroke care.")

    assert told(desk, house) == []


def test_a_search_that_makes_no_sense_is_not_kept(desk: Desk, house: House) -> None:
    with pytest.raises(Refused, match="colour"):
        keep(desk, house, "colour:red")


def test_a_search_under_the_same_name_takes_the_place_of_the_other(desk: Desk, house: House) -> None:
    first = keep(desk, house, "stroke", name="Mine")
    second = keep(desk, house, "money", name="Mine")

    with desk.world.database.reading():
        kept = saving.saved(desk.world.reach(LEAD).person_id)
        assert [(each.id, each.query) for each in kept] == [(first.id, "money")]
    assert first.id == second.id


def test_a_kept_search_is_its_keepers_alone(desk: Desk, house: House) -> None:
    search = keep(desk, house, "stroke")

    with desk.world.database.reading(), pytest.raises(NotFound):
        saving.own(search.id, desk.world.reach(STRANGER).person_id)


def test_a_search_is_kept_shown_and_forgotten_on_the_page(desk: Desk, client_of: Clients) -> None:
    client = client_of(LEAD)
    proof = token_of(client.get("/search?q=stroke").text)
    form = {"q": "stroke", "kind": "passages", "name": "Strokes", "csrf_token": proof}
    kept = client.post("/search/saved", data=form)
    assert kept.headers["Location"] == "/search?q=stroke&kind=passages&order=newest"
    page = client.get("/search").text
    assert "Strokes" in page

    address = page.partition('action="/search/saved/')[2].partition('"')[0].partition("?")[0]
    gone = client.post(f"/search/saved/{address}", data={"_method": "DELETE", "csrf_token": proof})

    assert gone.status_code == 303
    assert "Searches that you keep" not in client.get("/search").text
