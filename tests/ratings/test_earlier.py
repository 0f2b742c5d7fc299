"""What was said of the same items a year ago."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.ratings.conftest import Desk, counted
from wccflow.cycles import opening
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case as case_called
from wccflow.engine.calendars import shift
from wccflow.engine.definition import Workflow
from wccflow.people import register
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation
from wccflow.ratings import actions, earlier
from wccflow.ratings.earlier import Earlier, Year
from wccflow.ratings.soundness import Given

LEAD = "lead@5pg.example"
Past = Callable[..., Case]


@pytest.fixture
def past(desk: Desk, wcc: Workflow) -> Past:
    """Opens last year's cycle and lets 5PG, or another, have rated these items in it."""

    def open_and_rate(*given: Given, code: str = "5PG", edition: str = "2009-10") -> Case:
        world = desk.world
        with world.database.writing():
            made = opening.open_cycle(
                f"wcc-past-{code.lower()}",
                title="Last year's assurance",
                definition=wcc.editions[edition],
                calendar=shift(wcc.calendars["2009-10"], -52),
                by_id=None,
                now=world.now,
            )
            (found,) = opening.open_cases(made, [organisation(code)], by_id=None, now=world.now)
            found.state = "preparing"
            if given:
                actions.rate_many(found, given, by=world.reach(f"lead@{code.lower()}.example"), now=world.now)
            return found

    return open_and_rate


def year(desk: Desk, *items: str, who: str = LEAD) -> Year | None:
    with desk.world.database.reading():
        return earlier.year_before(desk.world.case(), desk.world.reach(who), items)


def item(desk: Desk, key: str = "1.1") -> Earlier:
    found = year(desk, key)
    assert found is not None
    return found.items[key]


def test_without_an_earlier_cycle_there_is_no_year_before(desk: Desk) -> None:
    assert year(desk) is None


def test_each_item_has_its_level_and_reason_of_a_year_ago(desk: Desk, past: Past) -> None:
    past(Given("1.1", "2", "The survey said so.", no_passage="Known in the house."))

    found = item(desk)

    assert (found.said, found.own and found.own.rationale, found.now) == (
        "Level 2",
        "The survey said so.",
        None,
    )
    assert item(desk, "1.2").own is None


def test_what_is_said_this_year_stands_beside_it_with_the_difference(desk: Desk, past: Past) -> None:
    past(Given("1.1", "2", "The survey said so.", no_passage="Known in the house."))
    desk.rate("1.1", "3", "The audit said so.")

    found = item(desk)

    assert found.now_said == "Level 3"
    assert [kind for kind, _ in found.difference("The audit said so.")] == ["same", "gone", "new", "same"]


def test_items_that_are_new_in_this_edition_are_said_to_be(desk: Desk, past: Past) -> None:
    past(Given("1.1", "2", "Why.", no_passage="Known."), edition="2008-09")

    found = year(desk)

    assert found is not None
    assert [each.item for each in found.items.values() if each.is_new] == [
        "11.1",
        "11.2",
        "11.3",
        "finance_4",
        "finance_5",
    ]


def test_a_later_cycle_is_no_year_before(desk: Desk, past: Past) -> None:
    before = past(Given("1.1", "2", "Why.", no_passage="Known."))

    with desk.world.database.reading():
        assert earlier.earlier_case(case_called(before.name)) is None
        assert earlier.earlier_case(desk.world.case()) is not None


def test_a_predecessor_is_read_by_the_same_roles_of_its_successor(desk: Desk, past: Past) -> None:
    _prepare(desk)
    past(Given("1.1", "2", "Theirs.", no_passage="Known."), code="5MX")
    with desk.world.database.writing():
        register.succeed(
            organisation("5MX"),
            organisation("5PG"),
            effective=date(2009, 4, 1),
            why="Merged.",
            by_id=None,
            now=desk.world.now,
        )

    found = year(desk)

    assert found is not None
    assert (found.is_own, found.items["1.1"].said) == (False, "Level 2")
    assert "5MX" not in found.where
    assert year(desk, who="analyst@q34.example") is None


def test_another_organisation_is_no_predecessor(desk: Desk, past: Past) -> None:
    _prepare(desk)
    past(Given("1.1", "2", "Theirs.", no_passage="Known."), code="5MX")

    assert year(desk) is None


def test_those_who_oversee_read_nothing_of_it_before_it_is_shared(desk: Desk, past: Past) -> None:
    past(Given("1.1", "2", "Why.", no_passage="Known."))

    assert year(desk, who="analyst@q34.example") is None


def test_one_item_and_all_items_cost_the_same(desk: Desk, past: Past) -> None:
    past(Given("1.1", "2", "Why.", no_passage="Known."), Given("1.2", "2", "Why.", no_passage="Known."))

    with desk.world.database.reading():
        case, reach = desk.world.case(), desk.world.reach(LEAD)
        earlier.year_before(case, reach)
        with counted() as one:
            earlier.year_before(case, reach, ["1.1"])
        with counted() as every:
            earlier.year_before(case, reach)
    assert len(one) == len(every)


def _prepare(desk: Desk) -> Organisation:
    desk.world.at("preparing", "5MX")
    with desk.world.database.reading():
        return organisation("5MX")
