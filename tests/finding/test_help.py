"""Help while searching: words being typed, slips of the pen, more like this, the newest, a spreadsheet."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.evidence.conftest import Desk
from wccflow.base.errors import NotFound, Refused
from wccflow.finding import indexing
from wccflow.finding.likeness import more_like
from wccflow.finding.queries import find, scope_of, totals
from wccflow.finding.wording import completions
from wccflow.wiring import House

Clients = Callable[[str], FlaskClient]
LEAD, STRANGER = "lead@5pg.example", "lead@5mx.example"


@pytest.fixture
def filed(desk: Desk, house: House) -> Desk:
    """A dossier in which two documents speak of stroke, and one of smoking."""
    desk.file("strategic_plan", "Stroke services for commissioning.", "Money is short.")
    desk.file("od_plan", "Smoking cessation in pregnancy.", "Nurses learn of stroke services.")
    indexing.drain(house.database, house.index)
    return desk


def offered(desk: Desk, house: House, query: str, who: str = LEAD) -> list[str]:
    with desk.world.database.reading():
        return completions(query, scope_of(desk.world.reach(who)), house.index)


def test_the_word_being_typed_is_ended_as_in_what_one_may_read(filed: Desk, house: House) -> None:
    assert offered(filed, house, "annual stro") == ["annual stroke"]
    assert offered(filed, house, "pct:5PG -smo") == ["pct:5PG -smoking"]
    assert offered(filed, house, "stroke ") == []
    assert offered(filed, house, "stro", STRANGER) == []


def test_a_slip_is_bettered_by_words_that_one_may_read(filed: Desk, house: House) -> None:
    with filed.world.database.reading():
        mine = find("comissioning Strok", reach=filed.world.reach(LEAD), index=house.index)
        theirs = find("comissioning", reach=filed.world.reach(STRANGER), index=house.index)

    assert mine.nearer == "commissioning stroke"
    assert theirs.nearer == ""


def test_more_like_a_passage_shares_its_telling_words(filed: Desk, house: House) -> None:
    with filed.world.database.reading():
        reach = filed.world.reach(LEAD)
        (hit,) = find("commissioning", reach=reach, index=house.index).hits
        found = more_like(UUID(hit.version), str(hit.passage), reach=reach, index=house.index)

    assert [each.document for each in found.hits] == ["OD plan"]
    assert [text for text, lit in found.hits[0].pieces if lit] == ["stroke", "services"]


def test_more_like_what_one_may_not_read_is_not_told(filed: Desk, house: House) -> None:
    with filed.world.database.reading():
        (hit,) = find("commissioning", reach=filed.world.reach(LEAD), index=house.index).hits
        with pytest.raises(NotFound):
            more_like(
                UUID(hit.version),
                str(hit.passage),
                reach=filed.world.reach(STRANGER),
                index=house.index,
            )


def test_a_passage_without_telling_words_is_said_to_have_none(desk: Desk, house: House) -> None:
    version = desk.file("strategic_plan", "It is so.")
    indexing.drain(house.database, house.index)

    with desk.world.database.reading():
        reach = desk.world.reach(LEAD)
        (hit,) = find("so", reach=reach, index=house.index).hits
        with pytest.raises(Refused, match="no words that tell it from others"):
            more_like(version.id, str(hit.passage), reach=reach, index=house.index)


def test_every_kind_is_counted(filed: Desk, house: House) -> None:
    with filed.world.database.reading():
        counted = totals("stroke", reach=filed.world.reach(LEAD), index=house.index)

    assert counted == {"passages": 2, "documents": 0, "threads": 0, "cases": 0}


def test_the_page_offers_words_orders_and_what_was_meant(filed: Desk, client_of: Clients) -> None:
    client = client_of(LEAD)

    assert 'data-query="stroke"' in client.get("/search/suggestions?q=stro").text
    assert "Did you mean" in client.get("/search?q=comissioning").text
    assert client.get("/search?q=stroke&order=newest").status_code == 200


def test_a_hit_leads_to_more_like_it(filed: Desk, client_of: Clients) -> None:
    client = client_of(LEAD)
    page = client.get("/search?q=commissioning").text
    address = page.partition('href="/search/like/')[2].partition('"')[0]

    more = client.get(f"/search/like/{address}")

    assert more.status_code == 200
    assert "<mark>stroke</mark>" in more.text
    assert client_of(STRANGER).get(f"/search/like/{address}").status_code == 404


def test_hits_come_as_a_spreadsheet(filed: Desk, client_of: Clients) -> None:
    answer = client_of(LEAD).get("/search/hits.xlsx?q=stroke")

    book = load_workbook(BytesIO(answer.data))
    rows = [[cell.value for cell in row] for row in book["Passages"].iter_rows()]
    assert [row[1] for row in rows] == ["Code", "5PG", "5PG"]
    assert {row[0].value: row[1].value for row in book["About"].iter_rows()}["Search"] == "stroke"
