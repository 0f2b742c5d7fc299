"""What "my work" lists of ratings."""

from tests.ratings.conftest import Desk, counted
from wccflow.cycles.cards import Task
from wccflow.cycles.queries import cases_of
from wccflow.people import actions as people
from wccflow.ratings import cards
from wccflow.review.assigning import assign


def tasks(desk: Desk, who: str) -> list[Task]:
    with desk.world.database.reading():
        return cards.tasks(desk.world.reach(who), [desk.world.case()], desk.world.now)


def test_a_lead_is_to_rate_what_is_not_begun(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")

    found = tasks(desk, "lead@5pg.example")

    assert [(task.title, task.address) for task in found] == [
        ("Rate 32 of 33: competencies", "/cycles/wcc-test/5PG/ratings/1.2"),
        ("Rate 16 of 16: governance", "/cycles/wcc-test/5PG/ratings/strategy_1"),
    ]


def test_a_chief_executive_is_to_ratify_once_it_is_before_the_board(desk: Desk) -> None:
    assert tasks(desk, "chief@5pg.example") == []

    desk.world.at("board_sign_off")
    assert [task.title for task in tasks(desk, "chief@5pg.example")] == ["Record the board's ratification"]


def test_a_reviewer_is_to_review_what_was_self_assessed(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.rate("board_1", "red", "Papers come late.")
    assert tasks(desk, "analyst@q34.example") == []

    desk.world.at("analysing")
    assert [task.title for task in tasks(desk, "analyst@q34.example")] == [
        "Review 2 items of Birmingham East and North PCT"
    ]


def test_a_case_that_was_given_to_another_reviewer_is_not_on_the_list(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.world.at("analysing")
    with desk.world.database.writing():
        other = people.add_person("second@q34.example", name="Second", by_id=None, now=desk.world.now)
        place = desk.world.case().overseer_id
        people.grant(other, "reviewer", scope="overseer", scope_id=place, by_id=None, now=desk.world.now)

    with desk.world.database.writing():
        by = desk.world.reach("manager@q34.example")
        assign(desk.world.case(), other.id, by=by, now=desk.world.now)

    assert tasks(desk, "analyst@q34.example") == []
    assert len(tasks(desk, "second@q34.example")) == 1


def test_the_list_costs_the_same_for_one_case_and_for_two(desk: Desk) -> None:
    for code in ("5PG", "5MX"):
        desk.world.at("preparing", code)
        desk.rate("1.1", "3", "The survey says so.", who=f"lead@{code.lower()}.example", code=code)
        desk.world.at("analysing", code)
    counts = []
    for many in (1, 2):
        with desk.world.database.reading():  # each anew, for what was read once in a page is remembered
            reach = desk.world.reach("analyst@q34.example")
            mine = [case for case in cases_of(desk.world.cycle_id) if case.overseer.code == "Q34"]
            with counted() as sent:
                found = cards.tasks(reach, mine[:many], desk.world.now)
            counts.append((len(found), len(sent)))

    assert [titles for titles, _ in counts] == [1, 2]
    assert counts[0][1] == counts[1][1]
