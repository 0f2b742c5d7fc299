"""The search page."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from tests.review.conftest import Table
from wccflow.finding import indexing
from wccflow.finding.checking import organisations_called
from wccflow.wiring import House

Clients = Callable[[str], FlaskClient]


def test_a_hit_leads_to_the_lit_passage(desk: Desk, house: House, client_of: Clients) -> None:
    version = desk.file("strategic_plan", "We will invest in stroke care.")
    indexing.drain(house.database, house.index)

    page = client_of("lead@5pg.example").get("/search?q=stroke")

    assert page.status_code == 200
    assert f"/evidence/{version.id}/passages/p-" in page.text
    assert "<mark>stroke</mark>" in page.text


def test_results_are_narrowed_by_the_names_of_organisations(
    desk: Desk, house: House, client_of: Clients
) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    desk.file("od_plan", "Nurses learn of stroke.")
    indexing.drain(house.database, house.index)

    with house.database.reading():
        called = organisations_called({"5PG", "nonsense"})

    assert called == {"5PG": "Birmingham East and North PCT"}
    page = client_of("lead@5pg.example").get("/search?q=stroke")
    assert "doc%3A%22OD+plan%22" in page.text


def test_a_query_that_makes_no_sense_is_answered_in_a_sentence(desk: Desk, client_of: Clients) -> None:
    page = client_of("lead@5pg.example").get("/search?q=colour:red")

    assert page.status_code == 422
    assert "There is no field" in page.text


def test_what_is_found_is_shown_as_text(desk: Desk, house: House, client_of: Clients) -> None:
    desk.file("strategic_plan", "A <script>alert(1)</script> in a stroke plan.")
    indexing.drain(house.database, house.index)

    page = client_of("lead@5pg.example").get("/search?q=stroke")

    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


def test_threads_that_are_found_can_be_ticked_and_dealt_with_together(
    table: Table, house: House, client_of: Clients
) -> None:
    table.submit()
    thread = table.open("analyst@q34.example", "Where is the stroke money?", kind="question")
    indexing.drain(house.database, house.index)
    client = client_of("analyst@q34.example")

    page = client.get("/search?q=stroke&kind=threads").text
    several = client.get(f"/threads/several?thread={thread.id}&act=close&why=Settled.&back=/search?q=stroke")

    assert f'<input type="checkbox" name="thread" value="{thread.id}" id="pick-{thread.id}"' in page
    assert '<form id="several" action="/threads/several" method="get"' in page
    assert 'name="back" value="/search?q=stroke&amp;kind=threads"' in page
    assert "It is closed without an answer, with your reason." in several.text
    assert 'href="/search?q=stroke"' in several.text
    assert 'id="several"' not in client.get("/search?q=stroke&kind=cases").text
