"""The pages of people: who may arrange whom, and what a stranger finds."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.harness.clients import token_of
from tests.harness.statements import counted
from tests.harness.world import World
from wccflow.base import clock
from wccflow.notices.inviting import LINK
from wccflow.notices.models import Mail
from wccflow.people import actions
from wccflow.people.models import Grant, Person
from wccflow.people.queries import grants_of, organisation, person_by_email, reach_of
from wccflow.people.rights import Reach

Clients = Callable[[str], FlaskClient]

LEAD, CHIEF, MANAGER, NATIONAL = (
    "lead@5pg.example",
    "chief@5pg.example",
    "manager@q34.example",
    "lead@dh.example",
)
STRANGER = "manager@q30.example"


def send(client: FlaskClient, method: str, address: str, **form: str) -> TestResponse:
    """Send a form as a browser does."""
    proof = token_of(client.get("/").text)
    return client.open(address, method=method, data={"csrf_token": proof, **form})


def grant_of(world: World, email: str) -> Grant:
    """The first role of this person."""
    with world.database.reading():
        return grants_of(person_by_email(email).id)[-1]


def reach(world: World, email: str) -> Reach:
    """What this person holds at this very instant."""
    with world.database.reading():
        return reach_of(person_by_email(email).id, clock.now())


def words(html: str) -> str:
    """What a page says, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize(
    ("who", "seen", "hidden"),
    [
        (NATIONAL, {"lead@5pg", "lead@5j9", "manager@q30", "observer@dh"}, set()),
        (MANAGER, {"lead@5pg", "lead@5mx", "analyst@q34"}, {"lead@5j9", "manager@q30", "lead@dh"}),
        (LEAD, {"chief@5pg", "editor@5pg"}, {"lead@5mx", "analyst@q34"}),
    ],
)
def test_each_sees_the_people_of_the_places_that_are_hers_to_arrange(
    world: World, client_of: Clients, who: str, seen: set[str], hidden: set[str]
) -> None:
    page = client_of(who).get("/people").text

    assert {each for each in seen | hidden if f"{each}.example" in page} == seen


@pytest.mark.parametrize("who", ["editor@5pg.example", "analyst@q34.example", "observer@dh.example"])
def test_whoever_arranges_nobody_finds_no_list(world: World, client_of: Clients, who: str) -> None:
    assert client_of(who).get("/people").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/suspension"),
        ("DELETE", "/suspension"),
        ("DELETE", ""),
        ("POST", "/handovers"),
        ("POST", "/deputies"),
    ],
)
def test_a_stranger_finds_no_role_to_change(world: World, client_of: Clients, method: str, path: str) -> None:
    held = grant_of(world, LEAD)
    form = {"why": "I wish so.", "email": STRANGER, "until": "2099-01-01"}

    answer = send(client_of(STRANGER), method, f"/people/grants/{held.id}{path}", **form)

    assert answer.status_code == 404
    assert reach(world, LEAD).holdings != frozenset()


def test_a_person_of_elsewhere_is_not_there(world: World, client_of: Clients) -> None:
    with world.database.reading():
        person = person_by_email("lead@5j9.example").id

    shown = client_of(MANAGER).get(f"/people/{person}")
    sent = send(client_of(MANAGER), "POST", f"/people/{person}/links")

    assert (shown.status_code, sent.status_code) == (404, 404)


def test_an_invitation_gives_the_role_and_a_mail_without_any_link_in_the_database(
    world: World, client_of: Clients
) -> None:
    form = {"place": "5PG", "email": "new@5pg.example", "name": "A newcomer", "role": "pct_editor"}

    answer = send(client_of(LEAD), "POST", "/people", **form)

    with world.database.reading() as session:
        person = person_by_email("new@5pg.example")
        mail = session.scalars(select(Mail).where(Mail.person_id == person.id)).one()
    assert (answer.status_code, answer.location) == (303, f"/people/{person.id}")
    assert {each.role for each in reach(world, "new@5pg.example").holdings} == {"pct_editor"}
    assert LINK in mail.body
    assert "sign-in?link" not in mail.body
    assert "Invited" in client_of(LEAD).get("/people?state=pending").text


@pytest.mark.parametrize(
    ("who", "place", "role", "status"),
    [
        (LEAD, "5MX", "pct_editor", 404),
        (LEAD, "Q34", "reviewer", 404),
        (LEAD, "5PG", "reviewer", 422),
        (MANAGER, "5PG", "sha_lead", 422),
        (MANAGER, "Q30", "reviewer", 404),
        (MANAGER, "DH", "national", 404),
        (MANAGER, "5MX", "pct_lead", 303),
        (NATIONAL, "DH", "observer", 303),
        (NATIONAL, "Q30", "panel_member", 422),
        (NATIONAL, "5PG", "partner", 422),
        (NATIONAL, "DH", "clock", 422),
    ],
)
def test_nobody_gives_a_role_beyond_her_own_place(
    world: World, client_of: Clients, who: str, place: str, role: str, status: int
) -> None:
    form = {"place": place, "email": "new@else.example", "name": "A newcomer", "role": role}

    assert send(client_of(who), "POST", "/people", **form).status_code == status


def test_nobody_gives_a_role_to_herself(world: World, client_of: Clients) -> None:
    answer = send(client_of(LEAD), "POST", "/people", place="5PG", email=LEAD, role="pct_chief")

    assert (answer.status_code, "Nobody gives a role to herself" in answer.text) == (422, True)


def test_a_role_is_suspended_and_given_back_with_its_reasons_kept(world: World, client_of: Clients) -> None:
    held, client = grant_of(world, CHIEF), client_of(LEAD)

    send(client, "PUT", f"/people/grants/{held.id}/suspension", why="An inquiry goes on.")
    suspended = reach(world, CHIEF).holdings
    send(client, "DELETE", f"/people/grants/{held.id}/suspension", why="It found nothing.")

    said = words(client.get(f"/people/{held.person_id}").text)
    assert (suspended, len(reach(world, CHIEF).holdings)) == (frozenset(), 1)
    assert said.index("It found nothing.") < said.index("An inquiry goes on.")


def test_an_end_needs_a_reason_and_holds_at_once(world: World, client_of: Clients) -> None:
    held, client = grant_of(world, CHIEF), client_of(LEAD)

    refused = send(client, "DELETE", f"/people/grants/{held.id}", why=" ")
    done = send(client, "DELETE", f"/people/grants/{held.id}", why="He left.")

    assert (refused.status_code, done.status_code) == (422, 303)
    assert reach(world, CHIEF).holdings == frozenset()


@pytest.mark.parametrize(("method", "path"), [("PUT", "/suspension"), ("DELETE", "")])
def test_the_last_who_manages_people_for_the_nation_cannot_go(
    world: World, client_of: Clients, method: str, path: str
) -> None:
    held, client = grant_of(world, NATIONAL), client_of(NATIONAL)

    refused = send(client, method, f"/people/grants/{held.id}{path}", why="A holiday.")
    form = {"place": "DH", "email": "second@dh.example", "name": "A second", "role": "national"}
    send(client, "POST", "/people", **form)
    done = send(client, method, f"/people/grants/{held.id}{path}", why="A holiday.")

    assert (refused.status_code, done.status_code) == (422, 303)
    assert "Nobody else manages people for the nation" in refused.text


def test_a_time_is_kept_to(world: World, client_of: Clients) -> None:
    last = (clock.today() + timedelta(days=30)).isoformat()
    form = {"place": "Q34", "email": "firm@else.example", "name": "A firm", "role": "external_analyst"}

    send(client_of(MANAGER), "POST", "/people", until=last, **form)

    with world.database.reading():
        person = person_by_email("firm@else.example")
        later = reach_of(person.id, clock.now() + timedelta(days=32))
    assert len(reach(world, "firm@else.example").holdings) == 1
    assert later.holdings == frozenset()


def test_the_list_costs_the_same_at_eighty_people(world: World, client_of: Clients) -> None:
    client = client_of(NATIONAL)
    client.get("/people")
    with counted(world.database.engine) as few:
        client.get("/people")
    with world.database.writing():
        place = organisation("5PG")
        for number in range(80):
            made: Person = actions.add_person(
                f"p{number}@5pg.example", name="A person", by_id=None, now=world.now
            )
            actions.grant(
                made, "pct_editor", scope="organisation", scope_id=place.id, by_id=None, now=world.now
            )

    with counted(world.database.engine) as many:
        page = client.get("/people?q=person").text

    assert len(many) == len(few)
    assert "1 to 50 of" in words(page)


def test_my_page_shows_my_roles_and_signs_me_out_elsewhere(world: World, client_of: Clients) -> None:
    here, elsewhere = client_of(LEAD), client_of(LEAD)

    page = words(here.get("/me").text)
    send(here, "DELETE", "/me/sessions")

    assert "PCT assurance lead, Birmingham East and North PCT" in page
    assert "Sign out everywhere else" in page
    assert (here.get("/me").status_code, elsewhere.get("/me").status_code) == (200, 303)


def test_a_link_is_sent_to_an_address_that_is_known_and_the_answer_tells_nothing(
    world: World, anybody: FlaskClient
) -> None:
    proof = token_of(anybody.get("/sign-in").text)

    answers = [
        anybody.post("/sign-in/links", data={"csrf_token": proof, "email": email})
        for email in (LEAD, LEAD, "nobody@else.example")
    ]

    with world.database.reading() as session:
        mails = session.scalars(select(Mail.body)).all()
    assert {(each.status_code, each.location) for each in answers} == {(303, "/sign-in")}
    assert [LINK in body for body in mails] == [True]
