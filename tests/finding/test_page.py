"""The page of hits: parts taken off, facets, help, the preview, and the way through hits in the reader."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.evidence.conftest import Desk
from wccflow.base.errors import Refused
from wccflow.finding import indexing
from wccflow.finding.helping import help_of
from wccflow.finding.queries import offered_fields
from wccflow.finding.rules import KINDS
from wccflow.finding.vocabulary import vocabulary
from wccflow.finding.walking import Around, around
from wccflow.search.grammar import parse
from wccflow.wiring import House

Clients = Callable[[str], FlaskClient]
LEAD, STRANGER = "lead@5pg.example", "lead@5mx.example"


@pytest.fixture
def filed(desk: Desk, house: House) -> Desk:
    """A dossier in which two documents speak of stroke, three times in all."""
    desk.file("strategic_plan", "Stroke services come first.", "A stroke unit opens.")
    desk.file("od_plan", "Nurses learn of stroke services.")
    indexing.drain(house.database, house.index)
    return desk


def links(page: str) -> dict[str, str]:
    """The links of a page by their words."""
    found = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL)
    return {" ".join(re.sub(r"<[^>]+>", " ", words).split()): unescape(link) for link, words in found}


def test_each_part_that_was_understood_can_be_taken_off(filed: Desk, client_of: Clients) -> None:
    client = client_of(LEAD)

    shown = links(client.get('/search?q=stroke+doc:"OD plan"').text)

    assert shown["Remove document: OD plan ×"] == "/search?q=stroke&kind=passages"
    assert client.get(shown["Remove “stroke” ×"]).status_code == 200


def test_a_facet_narrows_and_is_taken_off(filed: Desk, client_of: Clients) -> None:
    client = client_of(LEAD)
    narrowed = client.get(links(client.get("/search?q=nurses OR unit").text)["OD plan"]).text

    assert "1 hit<" in narrowed
    assert "Nurses" in narrowed
    assert links(narrowed)["Take off OD plan"] == "/search?q=nurses+OR+unit&kind=passages"


@pytest.mark.parametrize("kind", KINDS)
def test_help_names_what_can_be_written(filed: Desk, house: House, kind: str) -> None:
    with house.database.reading():
        fields = offered_fields(kind, filed.world.reach(LEAD))
        told = help_of(fields, vocabulary(filed.world.reach(LEAD)))

    assert [each.example for each in told if not parse(each.example, fields=fields)] == []
    assert {each.example for each in told} >= {"org:5PG", "overseer:Q34", "cycle:wcc-test"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_of_the_help_can_be_searched_for(filed: Desk, client_of: Clients, kind: str) -> None:
    client = client_of(LEAD)
    examples = re.findall(r"<td[^>]*><code>(.*?)</code></td>", client.get(f"/search?kind={kind}").text)

    answers = {
        unescape(each): client.get("/search", query_string={"q": unescape(each), "kind": kind}).status_code
        for each in examples
    }

    assert len(answers) > 3
    assert {query for query, status in answers.items() if status != 200} == set()


def test_a_passage_is_shown_beside_the_list(filed: Desk, client_of: Clients) -> None:
    client = client_of(LEAD)
    address = unescape(
        client.get("/search?q=unit").text.partition('data-preview data-address="')[2].partition('"')[0]
    )

    shown = client.get(address).text

    assert "A stroke <mark>unit</mark> opens." in shown
    assert "Stroke services come first." in shown
    assert client.get(address.replace("q=unit", "q=colour:red")).status_code == 200
    assert client_of(STRANGER).get(address).status_code == 404


def walked(desk: Desk, house: House, place: int, who: str = LEAD) -> Around:
    with house.database.reading():
        reach = desk.world.reach(who)
        return around("stroke", place, kind="passages", newest=False, reach=reach, index=house.index)


def test_a_hit_knows_its_neighbours(filed: Desk, house: House) -> None:
    first, second, third = (walked(filed, house, place) for place in (1, 2, 3))

    assert [each.total for each in (first, second, third)] == [3, 3, 3]
    assert first.before is None
    assert third.after is None
    assert first.after is not None
    assert second.before is not None
    assert second.after is not None
    assert third.before is not None
    assert first.after.address == third.before.address
    assert second.before.address != second.after.address
    assert second.lit == ["stroke"] or second.lit == ["Stroke"]


def test_nobody_walks_where_she_may_not_read(filed: Desk, house: House) -> None:
    theirs = walked(filed, house, 1, STRANGER)

    assert (theirs.total, theirs.before, theirs.after, theirs.lit) == (0, None, None, [])
    with pytest.raises(Refused, match="no such hit"):
        walked(filed, house, 0)


def test_the_reader_leads_from_hit_to_hit(filed: Desk, client_of: Clients) -> None:
    client = client_of(LEAD)
    page = unescape(client.get("/search?q=stroke").text)
    address = re.search(r'/evidence/[^"]+/passages/[^"]+n=1(?=")', page)
    assert address is not None

    reader = client.get(address[0], follow_redirects=True).text
    asked = unescape(reader.partition('hx-get="/search/around')[2].partition('"')[0])
    shown = client.get(f"/search/around{asked}").text

    assert links(reader)["Back to the search"].startswith("/search?q=stroke")
    assert "Hit 1</a> of 3" in shown
    assert links(shown)["Hit 1"] == address[0]
    assert "n=2" in links(shown)["Next hit"]
    assert "Previous hit" not in shown


@pytest.mark.parametrize("asked", ["q=stroke", "q=stroke&n=x", "q=colour:red&n=1", "n=1", "q=stroke&n=99"])
def test_a_walk_that_makes_no_sense_leads_back(filed: Desk, client_of: Clients, asked: str) -> None:
    shown = client_of(LEAD).get(f"/search/around?{asked}")

    assert shown.status_code == 200
    assert "Back to the search" in shown.text
    assert "Next hit" not in shown.text
