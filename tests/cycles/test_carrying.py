"""A case is carried over to a successor: nothing is lost, and nobody reads more or longer than she should."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.harness.clients import token_of
from tests.harness.world import World
from wccflow.base import audiences, clock, log
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles import carrying
from wccflow.cycles.queries import case, cases_for
from wccflow.finding import indexing
from wccflow.finding.queries import find
from wccflow.people import actions as people
from wccflow.people import register
from wccflow.people.models import Organisation
from wccflow.people.queries import grants_of, known_as, organisation, person_by_email, reach_of
from wccflow.people.rights import Reach
from wccflow.review import actions as review
from wccflow.review.models import Thread
from wccflow.wiring import House

Clients = Callable[[str], FlaskClient]

MANAGER, DIRECTOR, NATIONAL = "manager@q34.example", "director@q34.example", "lead@dh.example"
LEAD, HEIR = "lead@5pg.example", "heir@tap.example"
DAY = date(2009, 10, 1)


@pytest.fixture(autouse=True)
def autumn() -> Iterator[None]:
    """Today is 2 October 2009."""
    clock.pretend_today(date(2009, 10, 2))
    yield
    clock.pretend_today(None)


@pytest.fixture
def thread(world: World) -> Thread:
    """A conversation that the organisation keeps to itself."""
    world.at("preparing")
    with world.database.writing():
        return review.open_thread(
            world.case(), kind="comment", body="Between ourselves.", by=reach(world, LEAD), now=clock.now()
        )


def reach(world: World, email: str) -> Reach:
    """What this person holds at this instant."""
    with world.database.reading():
        return reach_of(person_by_email(email).id, clock.now())


def successor(world: World, *predecessors: str, code: str = "TAP") -> None:
    """Let these organisations go on in another, where somebody works already."""
    with world.database.writing():
        heir = known_as(code) or people.found_organisation(
            code,
            name="Heir Trust",
            level="organisation",
            parent=organisation("Q34"),
            by_id=None,
            now=world.now,
        )
        for each in predecessors:
            register.succeed(
                organisation(each), heir, effective=DAY, why="A merger.", by_id=None, now=clock.now()
            )
        if code == "TAP":
            person = people.add_person(HEIR, name="An heir", by_id=None, now=world.now)
            people.grant(
                person, "pct_lead", scope="organisation", scope_id=heir.id, by_id=None, now=world.now
            )


def carry(world: World, code: str, *signers: str, ending: str = "", keep: bool = False) -> None:
    """Carry a case over with these two signatures."""
    first, second = signers
    with world.database.writing():
        made = carrying.propose(
            world.case(code),
            ending=ending,
            keeps_people=keep,
            why="The merger.",
            by=reach(world, first),
            now=clock.now(),
        )
    with world.database.writing():
        carrying.countersign(world.case(code), made, by=reach(world, second), now=clock.now())


def test_the_very_case_goes_on_under_the_new_code_and_its_people_read_all_of_it(
    world: World, thread: Thread, client_of: Clients
) -> None:
    successor(world, "5PG")
    before = client_of(HEIR).get(thread.address).status_code

    carry(world, "5PG", MANAGER, NATIONAL)

    with world.database.reading():
        moved = case("wcc-test/TAP")
        state, name, same = moved.state, moved.name, moved.id == case("wcc-test/5PG").id
    assert (before, client_of(HEIR).get(thread.address).status_code) == (404, 200)
    assert (state, name, same) == ("preparing", "wcc-test/TAP", True)


def test_the_old_address_leads_to_the_new_with_all_that_stands_behind_it(
    world: World, client_of: Clients
) -> None:
    successor(world, "5PG")
    carry(world, "5PG", MANAGER, NATIONAL)

    led = [
        (answer.status_code, answer.location)
        for path in ("", "/evidence", "/history?page=2")
        if (answer := client_of(HEIR).get(f"/cycles/wcc-test/5PG{path}"))
    ]

    assert led == [(303, f"/cycles/wcc-test/TAP{path}") for path in ("", "/evidence", "/history?page=2")]
    assert client_of("lead@5mx.example").get("/cycles/wcc-test/5PG").status_code == 404


def test_whose_role_has_ended_sees_nothing_any_more(
    world: World, house: House, thread: Thread, client_of: Clients
) -> None:
    client = client_of(LEAD)
    successor(world, "5PG")
    carry(world, "5PG", MANAGER, NATIONAL)
    indexing.drain(world.database, house.index)

    seen = [
        client.get(path).status_code
        for path in ("/cycles/wcc-test/5PG", "/cycles/wcc-test/TAP", thread.address, "/people")
    ]
    with world.database.reading():
        found = find("ourselves", reach=reach(world, LEAD), index=house.index, kind="threads").total
        theirs = find("ourselves", reach=reach(world, HEIR), index=house.index, kind="threads")

    assert (seen, found) == ([404] * 4, 0)
    assert [each.organisation for each in theirs.hits] == ["TAP"]


def test_people_who_are_kept_hold_the_same_role_there_and_nothing_at_the_old(
    world: World, thread: Thread, client_of: Clients
) -> None:
    successor(world, "5PG")

    carry(world, "5PG", MANAGER, NATIONAL, keep=True)

    with world.database.reading():
        new, old = organisation("TAP").id, organisation("5PG").id
        held = {(each.role, each.scope_id, each.heir_id) for each in reach(world, LEAD).holdings}
    assert held == {("pct_lead", new, None), ("pct_lead", old, new)}
    assert client_of(LEAD).get(thread.address).status_code == 200


def test_nobody_elses_audience_changes(world: World, thread: Thread) -> None:
    with world.database.reading():
        events = log.events_of([world.case().id])
        was = {each.id: each.audience_id for each in events}
        tokens = {each: audiences.tokens_of(each) for each in was.values() if each}
    successor(world, "5PG")

    carry(world, "5PG", MANAGER, NATIONAL)

    with world.database.reading():
        now = {each.id: each.audience_id for each in log.events_of([case("wcc-test/TAP").id])}
        assert {each: now[each] for each in was} == was
        assert {each: audiences.tokens_of(each) for each in tokens} == tokens
        assert [each.organisation.code for each in cases_for(reach(world, "lead@5mx.example"))] == ["5MX"]


def test_of_two_that_merge_one_goes_on_and_the_other_ends_by_the_workflows_own_move(
    world: World, thread: Thread, client_of: Clients
) -> None:
    successor(world, "5PG", "5MX")
    carry(world, "5MX", MANAGER, NATIONAL)

    carry(world, "5PG", DIRECTOR, NATIONAL, ending="withdraw")

    with world.database.reading():
        ended, heir = case("wcc-test/5PG"), case("wcc-test/TAP")
        reasons = [each.words for each in log.events_of([ended.id], "case.moved")][-1:]
        codes = {each.organisation.code for each in cases_for(reach(world, HEIR))}
    assert (ended.state, heir.state) == ("withdrawn", "invited")
    assert reasons == ["Carried over to Heir Trust (TAP): The merger."]
    assert codes == {"5PG", "TAP"}
    assert client_of(HEIR).get(thread.address).status_code == 200


def test_an_ending_needs_those_whom_its_move_asks_for(world: World) -> None:
    successor(world, "5PG", "5MX")
    carry(world, "5MX", MANAGER, NATIONAL)

    with pytest.raises(Refused, match="one of the two signatures must be theirs"):
        carry(world, "5PG", MANAGER, NATIONAL, ending="withdraw")

    with world.database.reading():
        assert world.case("5PG").state == "invited"


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        (MANAGER, MANAGER, "another person's"),
        (NATIONAL, NATIONAL, "another person's"),
    ],
)
def test_one_person_does_not_sign_twice(world: World, first: str, second: str, sentence: str) -> None:
    successor(world, "5PG")

    with pytest.raises(Refused, match=sentence):
        carry(world, "5PG", first, second)


def test_both_the_region_and_the_nation_sign(world: World) -> None:
    successor(world, "5PG")
    with world.database.writing():
        second = people.add_person("second@q34.example", name="A second", by_id=None, now=world.now)
        place = organisation("Q34").id
        people.grant(second, "sha_lead", scope="overseer", scope_id=place, by_id=None, now=world.now)

    with pytest.raises(Refused, match="The second signature is for the National calibration team"):
        carry(world, "5PG", MANAGER, "second@q34.example")


@pytest.mark.parametrize("who", [LEAD, "analyst@q34.example", "manager@q30.example", "observer@dh.example"])
def test_whoever_cannot_sign_finds_no_such_page(world: World, client_of: Clients, who: str) -> None:
    successor(world, "5PG")
    client, address = client_of(who), "/cycles/wcc-test/5PG/carrying"

    proposed = post(client, "POST", address, why="I wish so.")

    assert (client.get(address).status_code, proposed.status_code) == (404, 404)
    with world.database.writing(), pytest.raises(NotFound):
        carrying.propose(
            world.case(), ending="", keeps_people=True, why="So.", by=reach(world, who), now=clock.now()
        )


def post(client: FlaskClient, method: str, address: str, **form: str) -> TestResponse:
    proof = token_of(client.get("/").text)
    return client.open(address, method=method, data={"csrf_token": proof, **form})


def test_two_people_carry_a_case_over_in_their_browsers(world: World, client_of: Clients) -> None:
    successor(world, "5PG")
    manager, national = client_of(MANAGER), client_of(NATIONAL)
    address = "/cycles/wcc-test/5PG/carrying"

    post(manager, "POST", address, why="The merger.", people="keep")
    with world.database.reading():
        proposal = carrying.proposal_of(world.case())
    assert proposal is not None
    waiting = national.get(address).text
    signed = post(national, "PUT", f"{address}/{proposal.id}/signature")

    assert "Sign and carry over" in waiting
    assert (signed.status_code, signed.location) == (303, "/cycles/wcc-test/TAP")
    assert "The case of 5PG goes on as that of Heir Trust (TAP)." in national.get(signed.location).text


def test_before_its_day_and_without_a_successor_nothing_is_carried_over(world: World) -> None:
    with pytest.raises(Refused, match="has no successor"):
        carry(world, "5PG", MANAGER, NATIONAL)
    successor(world, "5PG")
    clock.pretend_today(date(2009, 9, 30))

    with pytest.raises(Refused, match="only from 1 October 2009 on"):
        carry(world, "5PG", MANAGER, NATIONAL)


def test_what_is_taken_back_is_not_carried_out(world: World) -> None:
    successor(world, "5PG")
    with world.database.writing():
        by = reach(world, MANAGER)
        made = carrying.propose(
            world.case(), ending="", keeps_people=True, why="A mistake.", by=by, now=clock.now()
        )
        carrying.drop(world.case(), made, by=by, now=clock.now())

    with world.database.writing(), pytest.raises(Refused, match="signed or taken back already"):
        carrying.countersign(world.case(), made, by=reach(world, NATIONAL), now=clock.now())


def test_what_was_inherited_passes_on_once_more(world: World, thread: Thread, client_of: Clients) -> None:
    successor(world, "5PG")
    carry(world, "5PG", MANAGER, NATIONAL, keep=True)
    with world.database.writing() as session:
        last = people.found_organisation(
            "5QW",
            name="Last Trust",
            level="organisation",
            parent=organisation("Q34"),
            by_id=None,
            now=world.now,
        )
        heir = session.get_one(Organisation, organisation("TAP").id)
        register.succeed(heir, last, effective=DAY, why="Again.", by_id=None, now=clock.now())

    carry(world, "TAP", MANAGER, NATIONAL, keep=True)

    assert client_of(LEAD).get(thread.address).status_code == 200
    assert client_of(LEAD).get("/cycles/wcc-test/TAP").location == "/cycles/wcc-test/5QW"
    with world.database.reading():
        assert [each.until is None for each in grants_of(person_by_email(LEAD).id)].count(True) == 1
