"""The tile of a case, and what is to be filed or approved, by whom and until when."""

from datetime import date, timedelta

from tests.evidence.conftest import Desk
from tests.evidence.counting import statements
from wccflow.base.errors import Refused
from wccflow.cycles.cards import Task
from wccflow.evidence import actions
from wccflow.evidence.cards import card, tasks
from wccflow.evidence.settling import settle_reading

REQUIRED = (
    "strategic_plan",
    "financial_strategy",
    "od_plan",
    "communications_strategy",
    "operating_plan",
    "board_papers",
    "assurance_framework",
    "jsna",
    "outcome_aspirations",
)


def tasks_of(desk: Desk, email: str) -> list[Task]:
    with desk.world.database.reading():
        return tasks(desk.world.reach(email), [desk.world.case()], desk.world.now)


def test_the_tile_counts_the_required_documents(desk: Desk) -> None:
    desk.file("jsna")
    desk.file("procurement_evidence")

    with desk.world.database.reading():
        shown = card(desk.world.case(), desk.world.reach(desk.analyst))

    assert shown is not None
    assert (shown.value, shown.state, shown.address) == ("1/9", "open", "/cycles/wcc-test/5PG/evidence")


def test_the_tile_is_done_when_all_are_there(desk: Desk) -> None:
    for slot in REQUIRED:
        desk.file(slot)

    with desk.world.database.reading():
        shown = card(desk.world.case(), desk.world.reach(desk.lead))

    assert shown is not None
    assert (shown.value, shown.state) == ("9/9", "done")


def test_many_missing_documents_are_one_row_with_their_names_and_the_day(desk: Desk) -> None:
    desk.file("jsna")

    (task,) = tasks_of(desk, desk.lead)

    assert (task.title, task.minutes) == ("File 8 documents", 40)
    assert task.why.startswith("Five-year strategic plan, Financial strategy, OD plan")
    assert task.due == date(2009, 12, 17)


def test_the_last_missing_documents_are_a_row_each(desk: Desk) -> None:
    for slot in REQUIRED[1:]:
        desk.file(slot, "Text.")

    (task,) = tasks_of(desk, "editor@5pg.example")

    assert (task.title, task.address) == (
        "File: Five-year strategic plan",
        "/cycles/wcc-test/5PG/evidence#strategic_plan",
    )


def test_a_file_that_cannot_be_read_is_to_be_replaced(desk: Desk) -> None:
    for slot in REQUIRED[1:]:
        desk.file(slot, "Text.")
    locked = desk.file(REQUIRED[0])
    with desk.world.database.writing():
        settle_reading(locked.id, Refused("It is protected."), now=desk.world.now)

    (task,) = tasks_of(desk, desk.lead)

    assert (task.title, task.why) == ("Replace: Five-year strategic plan", "It is protected.")


def test_a_document_asked_for_again_leaves_the_list_once_it_is_filed(desk: Desk) -> None:
    for slot in REQUIRED:
        desk.file(slot)
    desk.world.at("analysing")
    desk.world.now += timedelta(hours=1)
    with desk.world.database.writing():
        reach = desk.world.reach(desk.analyst)
        actions.want(desk.world.case(), "jsna", why="Where is deprivation?", by=reach, now=desk.world.now)
    desk.world.at("returned")

    before = [task.title for task in tasks_of(desk, desk.lead)]
    desk.world.now += timedelta(hours=1)
    desk.file("jsna", "Deprivation stands here.")
    after = [task.title for task in tasks_of(desk, desk.lead)]

    assert (before, after) == (["File again: Joint strategic needs assessment"], [])


def test_the_chief_is_asked_for_the_boards_approval_of_plans(desk: Desk) -> None:
    desk.file("strategic_plan")
    desk.file("jsna")

    (task,) = tasks_of(desk, desk.chief)

    assert (task.title, task.why) == ("Record the board's approval", "Five-year strategic plan")


def test_those_who_neither_file_nor_approve_are_asked_nothing(desk: Desk) -> None:
    assert tasks_of(desk, desk.analyst) == []


def test_the_rows_cost_the_same_for_one_case_and_for_three(desk: Desk) -> None:
    world = desk.world
    world.at("preparing", "5MX")
    with world.database.reading():
        reach = world.reach(desk.lead)
        one, two = [world.case()], [world.case(), world.case("5MX")]

    counts = [
        statements(world.database, lambda cases=cases: tasks(reach, cases, world.now)) for cases in (one, two)
    ]

    assert counts[0] == counts[1]
