"""Threads that somebody is to see to: reminded the working day before, told to who asked after, each once."""

from datetime import date, datetime

from tests.review.conftest import ANALYST, MANAGER, Table
from wccflow.base.clock import instant_on
from wccflow.notices.queries import notices_of
from wccflow.people.queries import person_by_email
from wccflow.review import actions, reminding
from wccflow.review.models import Thread

DUE = date(2009, 11, 9)  # a Monday


def given(table: Table, due: date = DUE) -> Thread:
    """A thread of the analyst's that the manager is to see to."""
    table.submit()
    thread = table.open(ANALYST, "A note.")
    with table.world.database.reading():
        manager = person_by_email(MANAGER).id
    by = table.reach(ANALYST)
    table.act(lambda: actions.assign(thread, to=manager, due_on=due, by=by, now=table.later()))
    return thread


def told(table: Table, email: str, *, unread: bool = False) -> list[str]:
    with table.world.database.reading():
        rows = notices_of(table.world.reach(email), kind="reminder", unread=unread)
        return [row.sentence for row in reversed(rows)]


def run(table: Table, *days: int) -> list[int]:
    return [reminding.run(table.world.database, noon(day)) for day in days]


def noon(day: int) -> datetime:
    return instant_on(date(2009, 11, day))


def test_it_is_reminded_once_on_the_working_day_before(table: Table) -> None:
    given(table)

    counts = run(table, 5, 6, 6, 8)

    assert counts == [0, 1, 0, 0]
    assert told(table, MANAGER) == [
        "“A note.”, Birmingham East and North PCT: you are to see to it by 9 November 2009. "
        f"If it is still open after that, Person of {ANALYST} is told on 10 November 2009."
    ]


def test_after_its_day_both_are_told_once(table: Table) -> None:
    given(table)

    run(table, 6, 10, 10, 11)

    said = "“A note.”, Birmingham East and North PCT was to be seen to by 9 November 2009 and is still open."
    assert told(table, MANAGER)[1:] == [f"{said} Person of {ANALYST} is told."]
    assert told(table, ANALYST) == [f"{said} It is with Person of {MANAGER}."]


def test_a_thread_that_is_closed_reminds_nobody_and_takes_back_what_it_said(table: Table) -> None:
    thread = given(table)
    run(table, 6)
    by = table.reach(ANALYST)
    table.act(lambda: actions.close(thread, by=by, now=table.later(), why="Settled."))

    run(table, 7, 10)

    assert told(table, MANAGER, unread=True) == told(table, ANALYST) == []


def test_another_day_is_reminded_of_anew(table: Table) -> None:
    thread = given(table)
    run(table, 6)
    by = table.reach(ANALYST)
    with table.world.database.reading():
        manager = person_by_email(MANAGER).id
    later = date(2009, 11, 12)
    table.act(lambda: actions.assign(thread, to=manager, due_on=later, by=by, now=table.later()))

    run(table, 10, 11)

    assert [("12 November" in each) for each in told(table, MANAGER, unread=True)] == [True]
