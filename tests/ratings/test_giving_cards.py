"""Given items in "my work", and what people are told of them."""

from datetime import date, timedelta

from tests.ratings.conftest import Desk, counted
from tests.ratings.test_giving import DUE, EDITOR, LEAD, give, take_back
from wccflow.base import log
from wccflow.cycles.cards import Task
from wccflow.notices import reader
from wccflow.notices.models import NoticeRow
from wccflow.ratings import giving_cards


def tasks(desk: Desk, who: str = EDITOR) -> list[Task]:
    with desk.world.database.reading():
        return giving_cards.tasks(desk.world.reach(who), [desk.world.case()], desk.world.now)


def notices(desk: Desk, who: str) -> list[NoticeRow]:
    reader.drain(desk.world.database)
    with desk.world.database.reading() as session:
        me = desk.world.reach(who).person_id
        rows = session.query(NoticeRow).where(NoticeRow.person_id == me).order_by(NoticeRow.at)
        return [row for row in rows if "given" in row.address]


def test_my_work_has_what_was_given_to_me_with_its_day(desk: Desk) -> None:
    give(desk, "1.1", "1.2", note="Ask finance.")
    give(desk, "board_1", due=None)

    found = tasks(desk)

    assert [(task.title, task.due, task.address) for task in found] == [
        ("Rate 2 items given to you", DUE, "/cycles/wcc-test/5PG/ratings/1.1"),
        ("Rate Organisation", None, "/cycles/wcc-test/5PG/ratings/board_1"),
    ]
    assert found[0].why == (
        "Given to you by Person of lead@5pg.example, Birmingham East and North PCT: 1.1, 1.2. “Ask finance.”"
    )
    assert tasks(desk, LEAD) == []


def test_what_is_rated_is_work_no_more(desk: Desk) -> None:
    give(desk, "1.1")
    desk.world.now += timedelta(hours=1)

    desk.rate("1.1", "3", "The survey says so.", who=EDITOR)

    assert tasks(desk) == []


def test_whoever_is_given_items_is_told_and_asked_alone(desk: Desk) -> None:
    give(desk, "1.1", "1.2", note="Ask finance.")

    (told,) = notices(desk, EDITOR)

    assert told.only_you is True
    assert told.sentence == (
        "Person of lead@5pg.example gives you 2 items (1.1, 1.2) to rate by 12 October 2009. “Ask finance.”"
    )
    assert notices(desk, LEAD) == []


def test_taken_back_the_asking_is_settled_and_told(desk: Desk) -> None:
    give(desk, "1.1")
    notices(desk, EDITOR)

    take_back(desk, "1.1")

    found = {row.sentence: row.outcome for row in notices(desk, EDITOR)}
    assert found == {
        "Person of lead@5pg.example gives you 1.1 to rate by 12 October 2009.": "done",
        "Person of lead@5pg.example takes 1.1 back from you: you need not rate them.": "",
    }


def test_once_all_is_rated_nobody_is_asked_any_more_and_the_giver_is_told(desk: Desk) -> None:
    give(desk, "1.1", "1.2")
    notices(desk, EDITOR)
    desk.world.now += timedelta(hours=1)

    desk.rate("1.1", "3", "The survey says so.", who=EDITOR)
    assert [row.outcome for row in notices(desk, EDITOR)] == [""]
    desk.rate("1.2", "3", "The survey says so.", who=EDITOR)

    assert [row.outcome for row in notices(desk, EDITOR)] == ["done"]
    assert [row.sentence for row in notices(desk, LEAD)] == [
        "Person of editor@5pg.example has rated all 2 items that you gave: 1.1, 1.2."
    ]


def test_a_rating_of_what_nobody_was_given_tells_nothing(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")

    with desk.world.database.reading():
        (event,) = log.events_of([desk.world.case().id], "rating.made")
        assert giving_cards.told_done(event) == []


def test_the_overview_has_who_has_how_many(desk: Desk) -> None:
    give(desk, "1.1", "1.2", due=date(2009, 10, 20))
    give(desk, "1.3", to=LEAD, due=None)

    with desk.world.database.reading():
        found = giving_cards.overview(desk.world.case(), desk.world.reach(LEAD), desk.world.now)

    assert [(each.name, len(each.items), each.done, each.late) for each in found["shares"]] == [
        ("Person of editor@5pg.example", 2, 0, 2),
        ("Person of lead@5pg.example", 1, 0, 0),
    ]


def test_the_work_of_one_case_and_of_two_costs_the_same(desk: Desk) -> None:
    desk.world.at("preparing", "5MX")
    give(desk, "1.1")

    with desk.world.database.reading():
        one_case, two = [desk.world.case()], [desk.world.case(), desk.world.case("5MX")]
        reach = desk.world.reach(EDITOR)
        with counted() as once:
            giving_cards.tasks(reach, one_case, desk.world.now)
        with counted() as twice:
            giving_cards.tasks(reach, two, desk.world.now)
    assert (len(once), len(twice)) == (3, 3)
