"""An SHA's diagnosis of itself on the pages: read by that SHA alone, from the first words to the actions."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.definitions.hands import Person
from tests.harness.world import World
from tests.house.crawling import crawl
from wccflow.appointments.authority import authority_of
from wccflow.base import clock, log
from wccflow.base.audiences import readable as readers
from wccflow.cycles.queries import case
from wccflow.engine.definition import Workflow
from wccflow.finding.indexing import drain
from wccflow.notices.mailing import make_mails
from wccflow.people.queries import organisation
from wccflow.wiring import House

CASE = "/cycles/own-test/Q34"
# A word that nobody else uses: it must reach nobody outside the SHA.
SECRET = "zqxdiagnosis"
OUTSIDE = (
    "lead@dh.example",
    "observer@dh.example",
    "director@q34.example",
    "manager@q34.example",
    "analyst@q34.example",
    "lead@5pg.example",
    "chief@5pg.example",
    "lead@5j9.example",
    "diagnosis@q30.example",
)
TELLING = (
    "Lead of the diagnosis",
    "Contributor to the diagnosis",
    "own-test",
    "what we found",
)
INSIDE = ("diagnosis@q34.example", "contributor@q34.example", "sponsor@q34.example")
STRANGE = re.compile(
    r"\bpanel|\bPCT assur|ompetenc|\blevels?\b|\brat(?:e|ed|es|ing|ings)\b|amber|self-assess"
    r"|calibrat|360|quartile|published result|publication|national",
    re.I,
)

Persons = Callable[[str], Person]


@pytest.fixture
def told(
    diagnosis: Workflow, persons: Persons, on: Callable[[date], None], read_all: Callable[[], None]
) -> Person:
    """Every function is written of; gives the lead."""
    on(date(2009, 11, 2))
    lead, contributor = persons("diagnosis@q34.example"), persons("contributor@q34.example")
    contributor.upload(f"{CASE}/evidence", "papers", f"The board was told of {SECRET}.")
    read_all()
    for key in diagnosis.editions["2009-10"].items:
        contributor.send(f"{CASE}/ratings/{key}", f"/{key}", value=f"What we find of {key}: {SECRET}.")
    return lead


@pytest.fixture
def closed(told: Person, persons: Persons) -> Person:
    """The whole of it, up to the closed diagnosis; gives the sponsor."""
    sponsor = persons("sponsor@q34.example")
    told.move(CASE, "bring_together")
    told.send(
        f"{CASE}/actions",
        "/actions",
        title=f"Train four chairs, {SECRET}",
        owner="The director of people",
        kind="learn",
        due="2010-03-01",
    )
    sponsor.move(CASE, "agree_actions")
    told.send(f"{CASE}/actions", "/completion")
    sponsor.move(CASE, "close")
    return sponsor


def test_a_diagnosis_goes_from_words_to_actions_and_is_closed(closed: Person, world: World) -> None:
    page = closed.read(CASE)

    assert "Closed" in page
    assert "This case is finished." in page
    with world.database.reading():
        assert case("own-test/Q34").state == "closed"


def test_it_is_refused_while_words_or_actions_are_wanting(
    diagnosis: Workflow, persons: Persons, on: Callable[[date], None]
) -> None:
    on(date(2009, 11, 2))
    lead, sponsor = persons("diagnosis@q34.example"), persons("sponsor@q34.example")
    lead.send(f"{CASE}/ratings/leading", "/leading", value="We lead.")

    page = lead.read(CASE)

    assert "6 of 7 functions are not written of: developing PCTs, assuring," in page
    assert "is for the Lead of the diagnosis" in sponsor.read(CASE)


def test_what_is_found_is_words_and_never_a_rating(closed: Person, persons: Persons) -> None:
    people = [persons(email) for email in INSIDE]
    for each in people:
        for address in ("", "/history", "/evidence", "/ratings", "/ratings/leading", "/actions", "/threads"):
            each.read(f"{CASE}{address}")
        each.read("/")
        each.read("/notices")

    strange = {
        words[max(0, found.start() - 40) : found.end() + 30]
        for each in people
        for words in each.shown.values()
        for found in STRANGE.finditer(words)
    }

    assert strange == set()


def test_nobody_outside_the_sha_finds_a_word_of_it_by_any_way(
    closed: Person, persons: Persons, house: House, app: Flask, anybody: FlaskClient
) -> None:
    drain(house.database, house.index)
    asked = f"/search?q={SECRET[:-3]}*"  # the page repeats what is asked for
    begin = ["/", "/cycles", "/notices", asked, CASE, f"{CASE}/ratings/leading", *every_address(closed)]

    leaks = {
        (email, seen.address)
        for email in OUTSIDE
        for seen in crawl(persons(email).client, begin)
        if SECRET in seen.text.lower() or (seen.status == 200 and seen.address.startswith(CASE))
    }
    leaks |= {("anybody", seen.address) for seen in crawl(anybody, begin) if SECRET in seen.text.lower()}

    assert leaks == set()
    assert SECRET in persons("contributor@q34.example").read(asked)


def test_neither_mails_nor_lists_of_people_tell_anybody_outside_that_there_is_a_diagnosis(
    closed: Person, persons: Persons, world: World
) -> None:
    with world.database.writing():
        morning = (clock.now() + timedelta(days=3)).replace(hour=10)  # at night no mail goes out
        assert make_mails(base_url="http://here.example", demonstration=False, now=morning)

    told = {
        (email, seen.address, word)
        for email in OUTSIDE
        if not email.endswith("q30.example")
        for seen in crawl(persons(email).client, ["/", "/people", "/organisations", "/notices/outbox"])
        for word in TELLING
        if word in seen.text
    }

    assert told == set()


def test_to_others_the_cycle_is_not_there(closed: Person, persons: Persons) -> None:
    for email in OUTSIDE:
        if email.endswith("q30.example"):
            continue
        mine = persons(email)
        answers = {
            mine.status(f"{at}/own-test") for at in ("/cycles", "/monitor", "/published", "/publication")
        }
        assert answers == {404}, email
        assert "SHA diagnosis of itself" not in mine.read("/cycles")


def test_every_line_of_the_log_about_it_is_for_the_sha_alone(closed: Person, world: World) -> None:
    with world.database.reading():
        mine = case("own-test/Q34")
        events = log.events_of([mine.id])
        reaches = {email: world.reach(email) for email in OUTSIDE}
        readable = {email: readers(reach.tokens) for email, reach in reaches.items()}

        seen = {
            (email, event.kind)
            for event in events
            for email, ids in readable.items()
            if event.audience_id in ids
        }

    assert seen == set()
    assert events != []


def test_another_sha_reads_its_own_and_not_this_one(closed: Person, persons: Persons) -> None:
    other = persons("diagnosis@q30.example")

    assert other.status("/cycles/own-test/Q30") == 200
    assert other.status(CASE) == 404
    assert "West Midlands" not in other.read("/cycles/own-test")


def test_an_sha_holds_its_own_stage_open_by_two_signatures(told: Person, persons: Persons) -> None:
    sponsor, address = persons("sponsor@q34.example"), "/cycles/own-test/windows/Q34"
    told.send(address, "/changes", closes="2010-02-26", why="The chair is away.", stage="diagnosis")
    sponsor.send(address, "/signature")

    assert "26 February 2010" in told.read(address)
    assert persons("lead@dh.example").status(address) == 404


def every_address(person: Person) -> Iterable[str]:
    """Whatever the sponsor can open."""
    return sorted({seen.address for seen in crawl(person.client, ["/", CASE]) if seen.status == 200})


def test_whoever_arranges_people_for_another_workflow_gives_no_role_of_this_one(
    diagnosis: Workflow, persons: Persons, world: World
) -> None:
    with world.database.reading():
        sha, pct = organisation("Q34"), organisation("5PG")
        of = {email: authority_of(world.reach(email)) for email in (*OUTSIDE, "diagnosis@q34.example")}
        offered = {
            email: {role.key for place in (sha, pct) for role in each.roles_at(place)}
            for email, each in of.items()
        }

    assert {email for email, keys in offered.items() if keys & set(diagnosis.editions["2009-10"].roles)} == {
        "diagnosis@q34.example"
    }
    assert offered["diagnosis@q34.example"] == {
        "diagnosis_contributor",
        "diagnosis_lead",
        "diagnosis_sponsor",
    }
    assert "sha_lead" in offered["lead@dh.example"]
