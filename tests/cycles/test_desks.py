"""Whoever works for two organisations sees for which of them each line is."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.harness.world import World
from wccflow.people import actions as people
from wccflow.people.queries import organisation, person_by_email

Clients = Callable[[str], FlaskClient]

CHIEF = "chief@5pg.example"


@pytest.fixture
def chief(world: World, client_of: Clients) -> FlaskClient:
    """The chief executive of two organisations, each of which is to accept its invitation."""
    with world.database.writing():
        place = organisation("5MX").id
        for role in ("pct_chief", "pct_lead"):
            people.grant(
                person_by_email(CHIEF), role, scope="organisation", scope_id=place, by_id=None, now=world.now
            )
        home = organisation("5PG").id
        people.grant(
            person_by_email(CHIEF), "pct_lead", scope="organisation", scope_id=home, by_id=None, now=world.now
        )
    return client_of(CHIEF)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_each_line_and_the_head_say_for_which_organisation(chief: FlaskClient) -> None:
    page = words(chief.get("/").text)

    assert "Birmingham East and North PCT: nothing stands in the way" in page
    assert "Heart of Birmingham PCT: nothing stands in the way" in page
    assert "and 3 more" in page


def test_one_organisation_is_chosen_and_nothing_of_the_other_is_left(chief: FlaskClient) -> None:
    page = chief.get("/?at=5MX").text
    main = words(page[page.index("<main") :])

    assert "Heart of Birmingham PCT: nothing stands in the way" in main
    assert "Birmingham East and North PCT: nothing stands in the way" not in main
    assert 'href="/?at=5MX" aria-current="true"' in page


def test_whoever_works_for_one_has_nothing_to_choose(world: World, client_of: Clients) -> None:
    assert "For which organisation" not in client_of("lead@5pg.example").get("/").text
