"""The checks of dossiers see what is there, cost the same for many, and tell nobody what is not hers yet."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.harness.statements import counted
from tests.harness.world import World
from tests.ratings.conftest import Desk
from wccflow.base.files import FileStore
from wccflow.cycles import queries as cycles
from wccflow.cycles.outlook import outlooks
from wccflow.evidence import freezing
from wccflow.monitor.dossiers import Checked, checked

Clients = Callable[[str], FlaskClient]

ON = date(2009, 11, 20)
CASE, OVERSEER = "/cycles/wcc-test/5PG/checks", "/monitor/wcc-test/Q34/checks"


@pytest.fixture
def desk(world: World, files: FileStore) -> Desk:
    """A desk at which 5PG rates itself."""
    world.at("preparing")
    return Desk(world, files)


def looked_at(world: World, email: str = "lead@5pg.example") -> Checked:
    with world.database.reading():
        case = world.case()
        return checked(outlooks([case], ON), world.reach(email), ON)[case.id]


def sayings(world: World, check: str) -> list[str]:
    return [each.say for each in looked_at(world).findings if each.check == check]


def share(desk: Desk) -> None:
    desk.submit()
    with desk.world.database.writing():
        freezing.share(desk.world.case(), by=None, now=desk.world.now)


def test_a_good_level_without_a_passage_is_found_until_one_is_cited(desk: Desk) -> None:
    plan = desk.file()
    desk.rate("1.1", "3", "The plan says so.")
    before = sayings(desk.world, "claim_without_passage")

    desk.cite("1.1", plan)

    assert [each[:22] for each in before] == ["Level 3 is claimed for"]
    assert sayings(desk.world, "claim_without_passage") == []


def test_a_lower_level_needs_no_passage(desk: Desk) -> None:
    desk.rate("1.1", "2", "We are not there yet.")

    assert sayings(desk.world, "claim_without_passage") == []


def test_a_passage_that_the_next_version_does_not_have_is_found(desk: Desk) -> None:
    desk.cite("1.1", desk.file())
    desk.rate("1.1", "3", "The plan says so.")

    desk.file("strategic_plan", "Something else entirely.")

    assert len(sayings(desk.world, "passage_gone")) == 1


def test_a_passage_that_stands_in_the_next_version_too_is_not_gone(desk: Desk) -> None:
    desk.cite("1.1", desk.file("strategic_plan", "We will release four million pounds."))
    desk.rate("1.1", "3", "The plan says so.")

    desk.file("strategic_plan", "We will release four million pounds.", "And more.")

    assert sayings(desk.world, "passage_gone") == []


def test_nobody_invited_and_a_missed_milestone_are_found(desk: Desk) -> None:
    found = {each.check for each in looked_at(desk.world).findings}

    assert {"partners_missing", "milestone_passed"} <= found


def test_the_overseer_is_told_how_many_before_submission_and_which_after_it(
    desk: Desk, client_of: Clients, november: date
) -> None:
    desk.file()
    desk.rate("1.1", "3", "The plan says so.")
    analyst = client_of("analyst@q34.example")
    before, own = analyst.get(CASE).text, client_of("lead@5pg.example").get(CASE).text

    share(desk)

    assert "is claimed for" not in before
    assert "until then only how many" in before
    assert "is claimed for" in own
    assert "is claimed for" in analyst.get(CASE).text


def test_the_list_of_an_overseer_tells_each_case_and_hides_what_is_not_submitted(
    desk: Desk, client_of: Clients, november: date
) -> None:
    desk.file()
    desk.rate("1.1", "3", "The plan says so.")
    manager = client_of("manager@q34.example")
    before = manager.get(OVERSEER).text

    share(desk)

    assert before.count('href="/cycles/wcc-test/5PG/checks"') == 1
    assert "is claimed for" not in before
    assert "is claimed for" in manager.get(OVERSEER).text


@pytest.mark.parametrize("email", ["lead@5mx.example", "lead@5j9.example"])
def test_nobody_else_finds_the_pages(desk: Desk, client_of: Clients, november: date, email: str) -> None:
    client = client_of(email)

    assert [client.get(address).status_code for address in (CASE, OVERSEER)] == [404, 404]


def test_an_organisation_does_not_find_the_list_of_its_overseer(
    desk: Desk, client_of: Clients, november: date
) -> None:
    assert client_of("lead@5pg.example").get(OVERSEER).status_code == 404


def test_the_checks_cost_the_same_for_one_case_three_and_thirty(with_cases: Callable[[int], World]) -> None:
    world = with_cases(30)
    costs = []
    with world.database.reading() as session:
        cases, reach = cycles.cases_for(world.reach("lead@dh.example")), world.reach("lead@dh.example")
        checked(outlooks(cases, ON), reach, ON)
        for many in (1, 3, 30):
            found = outlooks(cases[:many], ON)
            with counted(session.get_bind().engine) as sent:
                checked(found, reach, ON)
            costs.append(len(sent))

    assert len(set(costs)) == 1, costs
