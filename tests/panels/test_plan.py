"""Plans are kept as text, compared, given rooms; rules give the days."""

from datetime import date
from uuid import UUID

from wccflow.engine.calendars import Window
from wccflow.panels.plan import Change, Hold, Plan, Sitting, changes, read, with_hold, written
from wccflow.panels.rooming import roomed
from wccflow.panels.timetable_rules import Rules, days_between, lines, neighbours_in

MONDAY, TUESDAY = date(2010, 4, 12), date(2010, 4, 13)
ANNE, BERT = UUID(int=1), UUID(int=2)


def sitting(code: str, day: date = MONDAY, room: str = "", *people: UUID) -> Sitting:
    return Sitting(code, day, room, tuple((each, "chair") for each in people))


def test_a_plan_is_read_as_it_was_written() -> None:
    plan = Plan(
        (sitting("A", MONDAY, "Room 1", ANNE),),
        (Hold("A", None, "Room 1", ((ANNE, "chair"),)), Hold("B", TUESDAY)),
        ("why",),
        ("what",),
        (("A", "B"),),
        (BERT,),
    )

    assert read(written(plan)) == plan


def test_changes_tell_who_comes_and_who_goes() -> None:
    found = changes([sitting("A", MONDAY, "", ANNE), sitting("B")], [sitting("A", TUESDAY, "", BERT)])

    assert found == [
        Change("B", sitting("B"), None),
        Change("A", sitting("A", MONDAY, "", ANNE), sitting("A", TUESDAY, "", BERT)),
    ]
    assert (found[1].moved, found[1].came, found[1].went) == (True, ((BERT, "chair"),), ((ANNE, "chair"),))


def test_an_empty_hold_lets_a_panel_free() -> None:
    held = with_hold((), Hold("A", MONDAY))

    assert with_hold(held, Hold("A", TUESDAY)) == (Hold("A", TUESDAY),)
    assert with_hold(held, Hold("A")) == ()


def test_each_panel_of_a_day_has_a_room_of_its_own() -> None:
    found = roomed(
        [sitting("A"), sitting("B"), sitting("C"), sitting("D", TUESDAY)],
        ("One", "Two", "Three"),
        [(MONDAY, "One")],
        holds=[Hold("C", None, "Two")],
        before=[sitting("B", MONDAY, "Three")],
    )

    assert [(each.code, each.room) for each in found] == [
        ("A", ""),
        ("B", "Three"),
        ("C", "Two"),
        ("D", "One"),
    ]


def test_days_leave_out_weekends_holidays_and_days_off() -> None:
    window = Window(date(2010, 4, 1), date(2010, 4, 9))
    rules = Rules(days_off=frozenset({date(2010, 4, 7)}))

    found = days_between(window, rules, {date(2010, 4, 2), date(2010, 4, 5)}, date(2010, 4, 1))

    assert found == (date(2010, 4, 6), date(2010, 4, 8), date(2010, 4, 9))
    assert days_between(None, rules, (), date(2010, 4, 1)) == ()


def test_what_was_set_wins_over_the_window() -> None:
    window = Window(date(2010, 4, 1), date(2010, 4, 9))
    rules = Rules(first_day=date(2010, 5, 3), last_day=date(2010, 5, 4))

    assert days_between(window, rules, (), date(2010, 4, 1)) == (date(2010, 5, 3), date(2010, 5, 4))


def test_neighbours_and_rooms_are_read_line_by_line() -> None:
    assert neighbours_in("5pg: 5MX, 5M1\n\n5QC") == (frozenset({"5PG", "5MX"}), frozenset({"5PG", "5M1"}))
    assert lines(" Great  hall \n\nGreat hall\nAttic") == ("Great hall", "Attic")
