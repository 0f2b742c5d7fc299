"""The cockpit's questions cost the same for one case, three and 152, and show only what is one's own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from tests.harness.statements import forget
from tests.harness.world import World
from wccflow.base.database import Database
from wccflow.cycles.queries import cycle
from wccflow.monitor import queries
from wccflow.monitor.rows import Row, ordered
from wccflow.people.queries import organisation
from wccflow.review.models import Closure, Thread

ON = date(2009, 11, 20)


def rows(world: World, email: str, overseer: str = "") -> list[Row]:
    with world.database.reading():
        place = organisation(overseer).id if overseer else None
        return queries.overview(world.reach(email), cycle("wcc-test"), ON, place).rows


def row(world: World, code: str = "5PG", email: str = "manager@q34.example") -> Row:
    (found,) = [each for each in rows(world, email) if each.code == code]
    return found


def statements(database: Database, ask: Callable[[], object]) -> int:
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    ask()
    event.remove(database.engine, "before_cursor_execute", note)
    return len(sent)


def ask_question(world: World, days_ago: int, *, kind: str = "question", closed: bool = False) -> None:
    with world.database.writing() as session:
        case = world.case()
        asked = world.now - timedelta(days=days_ago)
        by_id = world.reach("analyst@q34.example").person_id
        thread = Thread(
            case_id=case.id, kind=kind, audience_id=case.audience_id, opened_by_id=by_id, opened_at=asked
        )
        session.add(thread)
        session.flush()
        if closed:
            session.add(Closure(thread_id=thread.id, by_id=by_id, at=world.now, why=""))


def test_a_row_tells_where_the_case_stands_and_since_when(world: World) -> None:
    world.at("preparing")

    found = row(world)

    assert (found.organisation, found.overseer, found.stage_title, found.state_title) == (
        "Birmingham East and North PCT",
        "West Midlands SHA",
        "Preparation",
        "Self-assessing and gathering evidence",
    )
    assert (found.milestone, found.milestone_title, found.due, found.words) == (
        "partners",
        "360-degree responses in",
        date(2009, 10, 30),
        "late by 21 days",
    )
    assert found.days_in_state == 50
    assert [(each.title, each.have, each.total) for each in found.measures] == [
        ("Sub-competencies", 0, 33),
        ("Governance items", 0, 16),
        ("Documents", 0, 9),
    ]
    assert found.obstacles[0] == "9 of 9 required documents are missing"


def test_a_case_that_never_moved_stands_where_it_began(world: World) -> None:
    assert row(world).days_in_state == 80
    assert row(world).obstacles == (
        "open: “Accept the invitation”, by the PCT assurance lead or PCT chief executive",
    )


def test_a_finished_case_lacks_nothing(world: World) -> None:
    world.at("published")

    found = row(world)

    assert (found.standing, found.milestone, found.obstacles, found.measures) == ("finished", "", (), ())
    assert (found.forecast, found.forecast_words, found.will_miss) == (None, "", False)
    assert {mark.words for mark in found.marks} == {"done", "not reached"}


def test_open_questions_are_counted_with_the_oldest(world: World) -> None:
    ask_question(world, 9, closed=True)
    ask_question(world, 5)
    ask_question(world, 3)
    ask_question(world, 8, kind="line_of_enquiry")

    found = row(world)

    assert (found.questions, found.oldest_question) == (2, world.now - timedelta(days=5))
    assert found.oldest_days == (ON - date(2009, 9, 26)).days
    assert (row(world, "5MX").questions, row(world, "5MX").oldest_question) == (0, None)


def test_one_sees_the_cases_one_may_see(world: World) -> None:
    def codes(*asked: str) -> list[str]:
        return sorted(each.code for each in rows(world, *asked))

    assert codes("lead@dh.example") == ["5J9", "5MX", "5PG"]
    assert codes("lead@dh.example", "Q34") == ["5MX", "5PG"]
    assert codes("manager@q34.example") == ["5MX", "5PG"]
    assert codes("manager@q30.example", "Q34") == []


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("lead@dh.example", True),
        ("observer@dh.example", True),
        ("analyst@q34.example", True),
        ("lead@5pg.example", False),
        ("editor@5pg.example", False),
    ],
)
def test_to_watch_more_than_one_organisation_takes_a_role_above_it(
    world: World, email: str, expected: bool
) -> None:
    with world.database.reading():
        assert queries.watches_anything(world.reach(email)) is expected


@pytest.mark.parametrize("total", [3, 152])
def test_the_cockpit_costs_the_same_at_one_case_three_and_152(
    with_cases: Callable[[int], World], total: int
) -> None:
    world = with_cases(total)
    world.database.offers = replace(world.database.offers, facts={})  # the rooms' own: one for each, below
    with world.database.reading():
        north, found = organisation("Q30").id, cycle("wcc-test")
        reach = world.reach("lead@dh.example")
        queries.overview(reach, found, ON)
        forget()
        one = statements(world.database, lambda: queries.overview(reach, found, ON, north))
        forget()
        all_cases = statements(world.database, lambda: queries.overview(reach, found, ON))

    assert (one, all_cases) == (11, 11)


def test_whatever_the_rooms_tell_of_cases_costs_no_more_for_many(with_cases: Callable[[int], World]) -> None:
    costs = []
    for total in (3, 152):
        world = with_cases(total)
        with world.database.reading():
            reach, found = world.reach("lead@dh.example"), cycle("wcc-test")
            costs.append(statements(world.database, lambda: queries.overview(reach, found, ON)))  # noqa: B023 - asked at once

    assert costs[0] == costs[1]


def test_the_most_urgent_comes_first_unless_asked_otherwise(world: World) -> None:
    world.at("submitted", "5MX")
    world.at("published", "5J9")
    found = rows(world, "lead@dh.example")

    def codes(order: str) -> list[str]:
        return [each.code for each in ordered(found, order)]

    assert codes("urgency") == codes("no such order") == ["5PG", "5MX", "5J9"]
    assert codes("name") == ["5PG", "5J9", "5MX"]
    assert codes("days") == ["5PG", "5J9", "5MX"]


def test_milestones_on_one_day_for_all_are_marked_once(world: World) -> None:
    with world.database.reading():
        seen = queries.overview(world.reach("lead@dh.example"), cycle("wcc-test"), ON)

    assert seen.marks[:3] == [
        ("Cycle accepted", date(2009, 9, 15)),
        ("360-degree responses in", date(2009, 10, 30)),
        ("Self-assessment complete", date(2009, 11, 27)),
    ]
    assert [(name, code) for name, code, _ in seen.overseers] == [
        ("North East SHA", "Q30"),
        ("West Midlands SHA", "Q34"),
    ]


def test_every_milestone_has_its_words(world: World) -> None:
    world.at("preparing")

    found = {mark.key: (mark.standing, mark.words) for mark in row(world).marks}

    assert found["accepted"] == ("done", "done, 16 days late")
    assert found["partners"] == ("late", "late by 21 days")
    assert found["self_assessment"] == ("at-risk", "at risk: 7 days left")
    assert found["submission"] == ("on-time", "on time")
    assert found["briefing"] == ("not-due", "no date yet")
