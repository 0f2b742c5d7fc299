"""Who says what of a cited passage, in sentences."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.ratings.conftest import Desk
from wccflow.base.work import session
from wccflow.ratings import citing
from wccflow.ratings.models import Citation
from wccflow.ratings.told import said_of


def told(desk: Desk, cited: Citation, who: str) -> list[str]:
    with desk.world.database.reading():
        return list(said_of([cited], desk.world.reach(who))[cited.id])


def test_claim_and_finding_are_told_with_name_and_time_to_those_who_read_them(desk: Desk) -> None:
    cited = desk.cite("1.1", desk.file())
    desk.submit()
    desk.world.at("analysing")
    with desk.world.database.writing():
        there, by = session().get_one(Citation, cited.id), desk.world.reach("analyst@q34.example")
        citing.verify(there, desk.world.case(), stance="absent", by=by, now=desk.world.now)

    claim = "Claimed by Person of lead@5pg.example, 1 October 2009, 10:00: it supports it."
    assert told(desk, cited, "lead@5pg.example") == [claim]
    assert told(desk, cited, "analyst@q34.example") == [
        claim,
        "Read by Person of analyst@q34.example, 1 October 2009, 10:00: it does not speak of it.",
    ]


def test_the_page_of_an_item_tells_them_and_fetches_what_else_may_show_it(
    desk: Desk, client_of: Callable[[str], FlaskClient]
) -> None:
    desk.cite("1.1", desk.file())

    html = client_of("editor@5pg.example").get("/cycles/wcc-test/5PG/ratings/1.1").text

    assert "Claimed by Person of lead@5pg.example" in html
    assert 'hx-get="/cycles/wcc-test/5PG/coverage/1.1/suggestions"' in html
