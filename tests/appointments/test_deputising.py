"""A deputy does what the post can, for a time, and the log says for whom; a post signs once."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from tests.appointments.test_views import grant_of, reach, send, words
from tests.harness.world import World
from wccflow.appointments import deputising
from wccflow.appointments.authority import authority_of
from wccflow.base import clock, log
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import actions, signing
from wccflow.cycles.queries import cycle
from wccflow.people.models import Grant
from wccflow.people.queries import organisation, person_by_email, reach_of

Clients = Callable[[str], FlaskClient]

LEAD, EDITOR, CHIEF = "lead@5pg.example", "editor@5pg.example", "chief@5pg.example"
MANAGER, DIRECTOR, ANALYST = "manager@q34.example", "director@q34.example", "analyst@q34.example"


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    """Today is 2 October 2009."""
    clock.pretend_today(date(2009, 10, 2))
    yield
    clock.pretend_today(None)


def name(
    world: World, principal: str, deputy: str, *, by: str = "", begins: date | None = None, days: int = 10
) -> Grant:
    """Name a deputy in this person's first post."""
    with world.database.writing():
        return deputising.name_deputy(
            authority_of(reach(world, by or principal)),
            grant_of(world, principal),
            email=deputy,
            begins=begins,
            until=clock.today() + timedelta(days=days),
            why="A holiday.",
            now=clock.now(),
        )


def test_a_deputy_does_what_the_post_can_and_the_log_says_for_whom(world: World, client_of: Clients) -> None:
    name(world, LEAD, EDITOR)

    with world.database.writing():
        actions.move(world.case(), "accept", by=reach(world, EDITOR), now=clock.now())

    with world.database.reading():
        event = log.events_of([world.case().id], "case.moved")[-1]
        principal = person_by_email(LEAD).id
    page = words(client_of(LEAD).get("/cycles/wcc-test/5PG").text)
    assert event.payload["for"] == principal.hex
    assert "Person of editor@5pg.example for Person of lead@5pg.example" in page


def test_what_she_may_do_herself_she_does_for_nobody(world: World) -> None:
    name(world, EDITOR, LEAD)

    with world.database.writing():
        actions.move(world.case(), "accept", by=reach(world, LEAD), now=clock.now())

    with world.database.reading():
        assert "for" not in log.events_of([world.case().id], "case.moved")[-1].payload


def test_it_begins_and_ends_by_itself(world: World) -> None:
    name(world, LEAD, EDITOR, begins=clock.today() + timedelta(days=5), days=10)

    with world.database.reading():
        person = person_by_email(EDITOR).id
        held = [len(reach_of(person, clock.now() + timedelta(days=days)).holdings) for days in (0, 6, 9, 12)]
    assert held == [1, 2, 2, 1]


@pytest.mark.parametrize(
    ("first", "second"), [(MANAGER, ANALYST), (ANALYST, MANAGER), (ANALYST, DIRECTOR), (MANAGER, DIRECTOR)]
)
def test_a_post_signs_once(world: World, first: str, second: str) -> None:
    """The analyst deputises for the manager and the director for the manager as well."""
    name(world, MANAGER, ANALYST)
    name(world, MANAGER, DIRECTOR)
    late = {"opens": None, "closes": date(2010, 1, 10), "why": "Snow."}

    with world.database.writing():
        change = signing.change_window(
            cycle("wcc-test"),
            organisation("Q34"),
            "preparation",
            by=reach(world, first),
            now=clock.now(),
            **late,
        )

    with world.database.writing(), pytest.raises((Refused, NotFound)):
        signing.countersign_window(change, by=reach(world, second), now=clock.now())


def test_whom_she_stands_for_signs_no_second_time_after_it_has_ended(world: World) -> None:
    world.at("preparing")
    held = name(world, DIRECTOR, ANALYST)
    with world.database.writing():
        signing.sign(
            world.case(),
            "waive evidenced",
            role="sha_director",
            by=reach(world, ANALYST),
            why="So.",
            now=clock.now(),
        )
    with world.database.writing():
        deputising.end_deputation(
            authority_of(reach(world, DIRECTOR)), held, why="Back early.", now=clock.now()
        )

    with world.database.writing(), pytest.raises(Refused, match="you sign as one post"):
        signing.sign(
            world.case(),
            "waive evidenced",
            role="sha_director",
            by=reach(world, DIRECTOR),
            why="So.",
            now=clock.now(),
        )


@pytest.mark.parametrize(
    ("deputy", "by", "days", "sentence"),
    [
        ("lead@5mx.example", LEAD, 10, ""),
        ("lead@5mx.example", EDITOR, 10, "Nobody with the address lead@5mx.example holds a role there"),
        ("nobody@else.example", EDITOR, 10, "Nobody with the address nobody@else.example holds a role there"),
        (LEAD, LEAD, 10, "Nobody deputises for herself"),
        (EDITOR, LEAD, -1, "The last day is before the first"),
        (EDITOR, LEAD, 400, "a year at most"),
    ],
)
def test_a_deputy_is_a_colleague_for_a_time(
    world: World, deputy: str, by: str, days: int, sentence: str
) -> None:
    def act() -> Grant:
        return name(world, by, deputy, days=days)

    if sentence:
        with pytest.raises(Refused, match=sentence):
            act()
    else:
        assert act().on_behalf_of_id is not None  # whoever manages people there may name anybody known


def test_a_deputy_names_no_deputy_and_hands_nothing_over(world: World, client_of: Clients) -> None:
    held = name(world, LEAD, EDITOR)

    named = send(
        client_of(CHIEF),
        "POST",
        f"/people/grants/{held.id}/deputies",
        email=CHIEF,
        until="2009-10-09",
        why="So.",
    )
    handed = send(
        client_of(CHIEF), "POST", f"/people/grants/{held.id}/handovers", email="a@b.example", why="So."
    )

    assert (named.status_code, handed.status_code) == (422, 422)


@pytest.mark.parametrize(
    ("who", "status"), [(LEAD, 303), (EDITOR, 303), (CHIEF, 303), ("lead@5mx.example", 404)]
)
def test_a_deputation_is_ended_by_both_or_by_who_manages_there(
    world: World, client_of: Clients, who: str, status: int
) -> None:
    held = name(world, LEAD, EDITOR)

    answer = send(client_of(who), "DELETE", f"/people/deputies/{held.id}")

    assert answer.status_code == status
    assert (len(reach(world, EDITOR).holdings) == 1) == (status == 303)


def test_an_ended_role_takes_its_deputies_with_it(world: World, client_of: Clients) -> None:
    name(world, LEAD, EDITOR)

    send(client_of(CHIEF), "DELETE", f"/people/grants/{grant_of(world, LEAD).id}", why="She left.")

    assert {each.role for each in reach(world, EDITOR).holdings} == {"pct_editor"}


def test_it_is_named_and_seen_on_the_page_of_myself(world: World, client_of: Clients) -> None:
    held = grant_of(world, LEAD)

    send(
        client_of(LEAD),
        "POST",
        f"/people/grants/{held.id}/deputies",
        email=EDITOR,
        until="2009-10-09",
        why="A holiday.",
    )

    assert "Person of editor@5pg.example deputises for you" in words(client_of(LEAD).get("/me").text)
    assert "You deputise for Person of lead@5pg.example" in words(client_of(EDITOR).get("/me").text)
