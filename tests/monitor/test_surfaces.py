"""One number is one number: the cockpit, the case's page, "my work" and the spreadsheet say the same."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.harness.world import World
from wccflow.base import clock
from wccflow.base.work import offers
from wccflow.cycles import queries as cycles
from wccflow.cycles.actions import move_items
from wccflow.cycles.picture import picture
from wccflow.cycles.words import milestone_rows
from wccflow.monitor import queries
from wccflow.monitor.rows import Row

ON = date(2009, 11, 20)
CODES = ("5PG", "5MX", "5J9")
NATIONAL = "lead@dh.example"


@pytest.fixture
def busy(world: World, november: date) -> World:
    """The world with a case that prepares, one that is analysed, and one that is finished."""
    world.at("preparing")
    with world.database.writing():
        move_items(
            world.case(),
            "competency",
            ["1.1", "1.2"],
            "self_assess",
            by=world.reach("lead@5pg.example"),
            now=world.now + timedelta(days=9),
            reason="",
        )
    world.at("analysing", "5MX")
    world.at("published", "5J9")
    return world


def rows(world: World, email: str = NATIONAL) -> dict[str, Row]:
    with world.database.reading():
        seen = queries.overview(world.reach(email), cycles.cycle("wcc-test"), ON)
    return {row.code: row for row in seen.rows}


@pytest.mark.parametrize("code", CODES)
def test_milestones_are_those_of_the_case_page(busy: World, code: str) -> None:
    with busy.database.reading():
        shown = picture(busy.case(code), busy.reach(NATIONAL), clock.now())
        told = milestone_rows(shown)

    row = rows(busy)[code]

    assert [(mark.title, mark.due) for mark in row.marks] == [(each["label"], each["due"]) for each in told]
    assert [mark.standing == "done" for mark in row.marks] == [
        each["state"].startswith("Done") for each in told
    ]
    if not shown.is_over:
        due = shown.next_due
        assert due is not None
        assert (row.milestone, row.due, row.late_days) == (due.key, due.due, due.late_days)


@pytest.mark.parametrize("code", CODES)
def test_what_holds_a_case_back_is_what_its_page_says(busy: World, code: str) -> None:
    with busy.database.reading():
        shown = picture(busy.case(code), busy.reach(NATIONAL), clock.now())
        onward = [move for move in shown.moves if not move.offer.move.reason_required][:1]
        says = [refusal.say for move in onward for refusal in move.refusals if refusal.kind != "role"]

    row = rows(busy)[code]

    assert set(says) <= set(row.lacking)
    assert len(row.obstacles) == len(says)


@pytest.mark.parametrize("code", CODES)
def test_the_work_done_is_that_of_the_tiles(busy: World, code: str) -> None:
    with busy.database.reading():
        case, reach = busy.case(code), busy.reach(NATIONAL)
        cards = [card for source in offers().cards.values() if (card := source(case, reach))]
    tiles = {card.title: card.value for card in cards}

    measures = {each.title: f"{each.have}/{each.total}" for each in rows(busy)[code].measures}

    if code == "5PG":
        assert measures["Sub-competencies"] == tiles["Self-assessment"] == "2/33"
        assert measures["Documents"] == tiles["Documents"]
    assert ("Questions" in tiles and tiles["Questions"] == "none open") == (rows(busy)[code].questions == 0)


def test_an_overseer_and_the_nation_see_the_same_rows(busy: World) -> None:
    nation, midlands = rows(busy), rows(busy, "manager@q34.example")

    assert midlands == {code: nation[code] for code in ("5PG", "5MX")}


def test_the_spreadsheet_says_what_the_page_says(
    busy: World, client_of: Callable[[str], FlaskClient]
) -> None:
    client = client_of(NATIONAL)
    page = client.get("/monitor/wcc-test").text
    sheet = load_workbook(BytesIO(client.get("/monitor/wcc-test/rows.xlsx").data))["Cases"]
    heads = [cell.value for cell in sheet[1]]

    for line in sheet.iter_rows(min_row=2, values_only=True):
        told = dict(zip(heads, line, strict=True))
        row = rows(busy)[str(told["Code"])]
        assert (told["How it stands"], told["Days here"]) == (row.words, row.days_in_state)
        assert told["How it stands"] in page
        assert (told["Open questions"], told["How sure"] or "") == (row.questions, row.forecast_words)


def test_my_work_names_the_day_that_the_cockpit_names(
    busy: World, client_of: Callable[[str], FlaskClient]
) -> None:
    with busy.database.reading():
        reach, cases = busy.reach("lead@5pg.example"), [busy.case()]
        found = [task for source in offers().tasks.values() for task in source(reach, cases, clock.now())]

    days = {mark.due for mark in rows(busy)["5PG"].marks}

    assert {task.due for task in found if task.due} <= days
