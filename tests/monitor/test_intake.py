"""What was submitted stands at the intake, is given to reviewers, and interests stand in the way of it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.harness.clients import token_of
from tests.harness.statements import counted
from tests.harness.world import World
from wccflow.base.clock import now as present
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.monitor.intake import Intake, intake
from wccflow.people import actions as people
from wccflow.people.models import Person
from wccflow.people.queries import organisation
from wccflow.review import assigning

Clients = Callable[[str], FlaskClient]

INTAKE, ACTS = "/monitor/wcc-test/Q34/intake", "/monitor/wcc-test/acts"


def seen(world: World, email: str = "manager@q34.example") -> Intake:
    with world.database.reading():
        found = cycles.cycle("wcc-test")
        return intake(world.reach(email), found, organisation("Q34").id, world.now)


def give(world: World, code: str = "5PG", who: str = "analyst@q34.example") -> None:
    with world.database.writing():
        person = world.reach(who).person_id
        by = world.reach("manager@q34.example")
        assigning.assign(world.case(code), person, by=by, now=world.now)


def declare(world: World, what: str = "the firm sells services to them", by: str = "manager") -> None:
    with world.database.writing():
        assigning.declare(
            world.reach("analyst@q34.example").person_id,
            organisation("5PG"),
            what,
            firm="Example Partners",
            by=world.reach(f"{by}@q34.example"),
            now=world.now,
        )


def test_only_what_was_submitted_has_arrived(world: World) -> None:
    world.at("submitted")

    assert [each.case.organisation.code for each in seen(world).arrived] == ["5PG"]


def test_a_case_is_untouched_until_a_reviewer_does_something(world: World, client_of: Clients) -> None:
    world.at("analysing")
    before = seen(world).arrived[0].is_untouched
    analyst = client_of("analyst@q34.example")
    form = analyst.get("/cycles/wcc-test/5PG/threads/new")

    analyst.post(
        "/cycles/wcc-test/5PG/threads",
        data={
            "kind": "comment",
            "title": "",
            "body": "Read at last.",
            "audience": "assessors",
            "csrf_token": token_of(form.text),
        },
    )

    assert before
    with world.database.reading():
        found = intake(
            world.reach("manager@q34.example"), cycles.cycle("wcc-test"), organisation("Q34").id, present()
        )
        assert not found.arrived[0].is_untouched


def test_a_case_is_given_to_a_reviewer_and_counts_as_load(world: World) -> None:
    world.at("analysing")

    give(world)

    shown = seen(world)
    assert [name for _, name in shown.arrived[0].readers] == [
        each.name for each in shown.reviewers if each.cases == 1
    ]
    assert max(each.items for each in shown.reviewers) > 0


def test_nobody_is_given_a_case_twice(world: World) -> None:
    world.at("analysing")
    give(world)

    with pytest.raises(Refused, match="reads the case already"):
        give(world)


def test_an_organisations_own_person_is_no_reviewer(world: World) -> None:
    world.at("analysing")

    with pytest.raises(NotFound):
        give(world, who="lead@5pg.example")


def test_an_interest_stands_in_the_way_until_somebody_else_dismisses_it(world: World) -> None:
    world.at("analysing")
    declare(world)
    with pytest.raises(Refused, match="the firm sells services to them"):
        give(world)

    with world.database.writing():
        (interest,) = assigning.interests_at([organisation("5PG").id])
        by = world.reach("director@q34.example")
        assigning.dismiss(interest, "It ended in 2005.", by=by, now=world.now)
    give(world)

    assert len(seen(world).arrived[0].readers) == 1


@pytest.mark.parametrize("who", ["analyst@q34.example", "manager@q34.example"])
def test_neither_whom_it_concerns_nor_who_declared_it_dismisses_an_interest(world: World, who: str) -> None:
    declare(world)

    with world.database.writing():
        (interest,) = assigning.interests_at([organisation("5PG").id])
        with pytest.raises(Refused, match="Somebody else must decide"):
            assigning.dismiss(interest, "It is nothing.", by=world.reach(who), now=world.now)


def test_whoever_once_worked_there_has_a_conflict(world: World) -> None:
    world.at("analysing")
    with world.database.writing():
        person = world.reach("analyst@q34.example").person_id
        held = people.grant(
            session().get_one(Person, person),
            "pct_editor",
            scope="organisation",
            scope_id=organisation("5PG").id,
            by_id=None,
            now=world.now,
        )
        people.end(held, by_id=None, now=world.now)

    with pytest.raises(Refused, match="A role has been held at"):
        give(world)


def test_many_are_given_to_whoever_has_fewest_and_taken_back_at_once(
    world: World, client_of: Clients, november: date
) -> None:
    world.at("analysing")
    manager = client_of("manager@q34.example")
    asked = manager.get(f"{ACTS}?act=assign&pick=5PG&at=Q34&back={INTAKE}").text

    assert "will read it." in asked
    answer = manager.post(
        ACTS,
        data={
            "act": "assign",
            "pick": "5PG",
            "back": INTAKE,
            "seen": re.findall(r'name="seen" value="(\w+)"', asked)[0],
            "wish-person": "least",
            "csrf_token": token_of(asked),
        },
    )
    assert len(seen(world).arrived[0].readers) == 1
    result = manager.get(answer.headers["Location"]).text
    manager.delete(answer.headers["Location"], data={"csrf_token": token_of(result)})
    assert seen(world).arrived[0].readers == ()


def test_the_page_shows_the_forms_to_the_manager_and_not_to_the_analyst(
    world: World, client_of: Clients, november: date
) -> None:
    world.at("analysing")
    give(world)

    manager, analyst = (client_of(f"{who}@q34.example").get(INTAKE).text for who in ("manager", "analyst"))

    assert "Take back" in manager
    assert "Declare an interest" in manager
    assert "Take back" not in analyst
    assert "Declare an interest" not in analyst


def test_a_case_is_taken_back_on_the_page(world: World, client_of: Clients, november: date) -> None:
    world.at("analysing")
    give(world)
    manager, ((assignment, _),) = client_of("manager@q34.example"), seen(world).arrived[0].readers
    proof = token_of(manager.get(INTAKE).text)

    manager.delete(f"{INTAKE}/assignments/{assignment}", data={"csrf_token": proof})

    assert seen(world).arrived[0].readers == ()


def test_an_interest_is_declared_and_dismissed_on_the_page(
    world: World, client_of: Clients, november: date
) -> None:
    world.at("analysing")
    manager, director = client_of("manager@q34.example"), client_of("director@q34.example")
    person = world_id(world, "analyst@q34.example")

    manager.post(
        f"{INTAKE}/interests",
        data={
            "person": person,
            "organisation": "5PG",
            "firm": "Example Partners",
            "what": "sells services to them",
            "csrf_token": token_of(manager.get(INTAKE).text),
        },
    )

    assert "sells services to them" in manager.get(INTAKE).text
    assert director.get(INTAKE).status_code == 200


def world_id(world: World, email: str) -> str:
    with world.database.reading():
        return world.reach(email).person_id.hex


@pytest.mark.parametrize("email", ["lead@5pg.example", "lead@5j9.example"])
def test_nobody_outside_the_overseer_finds_the_intake(
    world: World, client_of: Clients, november: date, email: str
) -> None:
    assert client_of(email).get(INTAKE).status_code == 404


def test_the_intake_costs_no_more_for_two_cases_than_for_one(with_cases: Callable[[int], World]) -> None:
    world = with_cases(3)
    costs = []
    for many in (1, 2):
        world.at("analysing", code="5PG")
        if many == 2:
            world.at("analysing", code="5MX")
        with world.database.reading() as asked, counted(asked.get_bind().engine) as sent:
            reach = world.reach("manager@q34.example")
            sent.clear()
            intake(reach, cycles.cycle("wcc-test"), organisation("Q34").id, world.now)
            costs.append(len(sent))

    assert costs == [58, 56]  # all have arrived the second time: what was asked of all is known of those
