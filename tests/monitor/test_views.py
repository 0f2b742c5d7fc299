"""The pages of the cockpit: every number opens its list, and nobody sees another's."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.harness.world import World
from wccflow.cycles.actions import move_items

Clients = Callable[[str], FlaskClient]

NATION, MIDLANDS, NORTH = "/monitor/wcc-test", "/monitor/wcc-test/Q34", "/monitor/wcc-test/Q30"


def names(html: str) -> list[str]:
    """The organisations of the rows, in their order."""
    return re.findall(r'wf-monitor__name"><a[^>]* href="/cycles/wcc-test/(\w+)"', html)


def test_an_overseer_sees_each_of_its_organisations_in_a_row(
    world: World, client_of: Clients, november: date
) -> None:
    html = client_of("manager@q34.example").get(MIDLANDS).text

    assert sorted(names(html)) == ["5MX", "5PG"]
    assert "late by 66 days" in html
    assert 'href="/cycles/wcc-test/windows/Q34"' in html
    assert "Preparation (2)" in html


def test_the_nation_sees_every_overseer_and_every_case(
    world: World, client_of: Clients, november: date
) -> None:
    html = client_of("observer@dh.example").get(NATION).text

    assert sorted(names(html)) == ["5J9", "5MX", "5PG"]
    assert f'<a href="{MIDLANDS}?q=is%3Alate">2</a>' in html
    assert f'<a href="{NORTH}?q=stage%3Apreparation">1</a>' in html


@pytest.mark.parametrize("address", [NATION, MIDLANDS, NORTH, "/monitor/wcc-test/5PG", "/monitor/wcc-none"])
def test_an_organisation_sees_nothing_of_it(
    world: World, client_of: Clients, november: date, address: str
) -> None:
    answer = client_of("lead@5pg.example").get(address)

    assert answer.status_code == 404


def test_the_nation_and_other_overseers_are_the_same_as_none(
    world: World, client_of: Clients, november: date
) -> None:
    client = client_of("manager@q34.example")

    answers = [client.get(address) for address in (NATION, NORTH, "/monitor/wcc-test/Q99", "/monitor/none")]

    assert [each.status_code for each in answers] == [404] * 4
    assert len({each.data for each in answers}) == 1


def test_an_organisation_is_no_overseer(world: World, client_of: Clients, november: date) -> None:
    assert client_of("lead@dh.example").get("/monitor/wcc-test/5PG").status_code == 404


def test_rows_are_found_by_the_language_of_every_search(
    world: World, client_of: Clients, november: date
) -> None:
    world.at("analysing", "5MX")
    client = client_of("lead@dh.example")

    def shown(**asked: str) -> list[str]:
        return sorted(names(client.get(NATION, query_string=asked).text))

    assert shown(q="stage:analysis") == ["5MX"]
    assert shown(q="is:late -sha:Q30") == ["5MX", "5PG"]
    assert shown(q="birmingham") == ["5MX", "5PG"]
    assert shown(q="days>40 pct:5j9 OR is:finished") == ["5J9"]
    assert shown(q="is:finished") == []
    assert shown(order="nonsense", view="nonsense") == ["5J9", "5MX", "5PG"]


def test_what_cannot_be_found_so_is_said_and_hides_nothing(
    world: World, client_of: Clients, november: date
) -> None:
    answer = client_of("lead@dh.example").get(NATION, query_string={"q": "stag:analysis"})

    assert answer.status_code == 422
    assert "There is no field &#34;stag&#34;. Did you mean stage?" in answer.text
    assert sorted(names(answer.text)) == ["5J9", "5MX", "5PG"]


def test_a_filter_keeps_the_order_and_the_order_keeps_the_filter(
    world: World, client_of: Clients, november: date
) -> None:
    html = client_of("lead@dh.example").get(f"{NATION}?q=stage%3Apreparation&order=name").text

    assert f'href="{NATION}?q=stage%3Apreparation+is%3Alate&amp;order=name"' in html
    assert f'href="{NATION}?q=stage%3Apreparation&amp;order=days"' in html
    assert f'href="{NATION}/rows.xlsx?q=stage%3Apreparation&amp;order=name"' in html
    assert "stage: preparation" in html
    assert names(html) == ["5PG", "5J9", "5MX"]


def test_every_milestone_can_be_read_in_words(world: World, client_of: Clients, november: date) -> None:
    html = client_of("manager@q34.example").get(f"{MIDLANDS}?view=milestones").text

    assert names(html) == ["5PG", "5MX"]
    assert html.count("late by 66 days") == 2
    assert html.count("at risk: 7 days left") == 2


def test_a_row_has_a_place_to_come_back_to(world: World, client_of: Clients, november: date) -> None:
    html = client_of("lead@dh.example").get(NATION).text

    assert '<tr role="row" class="nhsuk-table__row" id="5PG" data-hit>' in html
    assert f'href="{MIDLANDS}#5PG"' in html


def test_the_only_place_to_watch_is_gone_to_at_once(world: World, client_of: Clients, november: date) -> None:
    places = {who: client_of(who).get("/monitor") for who in ("lead@dh.example", "analyst@q34.example")}

    assert [each.location for each in places.values()] == [NATION, MIDLANDS]
    assert client_of("lead@5pg.example").get("/monitor").status_code == 404


def test_only_those_who_watch_more_than_one_organisation_find_it_in_the_navigation(
    world: World, client_of: Clients, november: date
) -> None:
    found = [
        'href="/monitor"' in client_of(f"{who}.example").get("/").text for who in ("lead@dh", "lead@5pg")
    ]

    assert found == [True, False]


def test_before_submission_an_overseer_sees_counts_and_no_content(
    world: World, client_of: Clients, november: date
) -> None:
    world.at("preparing")
    with world.database.writing():
        lead = world.reach("lead@5pg.example")
        move_items(
            world.case(), "competency", ["1.1"], "self_assess", by=lead, now=world.now, reason="SECRET WORDS"
        )

    html = client_of("manager@q34.example").get(MIDLANDS).text

    assert "1/33" in html
    assert "SECRET" not in html
