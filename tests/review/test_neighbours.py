"""Beside an open conversation: the latest open threads of its case, however many there are."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.review.conftest import ANALYST, LEAD, Table
from tests.review.test_queries import statements
from wccflow.review import actions, neighbours
from wccflow.review.models import Thread
from wccflow.review.neighbours import Neighbours


def beside(table: Table, thread: Thread, who: str = ANALYST) -> Neighbours:
    with table.world.database.reading():
        return neighbours.beside(table.reach(who), table.world.case(), thread)


def test_the_latest_open_threads_stand_beside_and_all_are_counted(table: Table) -> None:
    table.submit()
    threads = [table.open(ANALYST, f"Note {number}.") for number in range(neighbours.MOST + 3)]
    table.act(lambda: actions.close(threads[5], by=table.reach(ANALYST), now=table.later()))
    table.say(threads[0], ANALYST, "Once more.")

    found = beside(table, threads[1])

    shown = [each.title for each in found.topics]
    assert shown[:2] == ["Note 0.", f"Note {neighbours.MOST + 2}."]
    assert shown[-1] == "Note 1."
    assert len(shown) == neighbours.MOST + 1
    assert (found.open, found.resolved) == (neighbours.MOST + 2, 1)
    assert found.topic.title == "Note 1."


def test_what_one_may_not_read_is_neither_shown_nor_counted(table: Table) -> None:
    table.submit()
    table.open(LEAD, "Between us.", audience="organisation")
    thread = table.open(ANALYST, "Where?", kind="question")

    theirs, ours = beside(table, thread), beside(table, thread, LEAD)

    assert ([each.title for each in theirs.topics], theirs.open) == (["Where?"], 1)
    assert ([each.title for each in ours.topics], ours.open) == (["Where?", "Between us."], 2)


def test_a_thread_opens_with_so_many_questions_alone_or_beside_others(
    table: Table, client_of: Callable[[str], FlaskClient]
) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    client = client_of(ANALYST)
    client.get(thread.address)
    alone = statements(table.world.database, lambda: client.get(thread.address))
    for number in range(3):
        table.open(ANALYST, f"Note {number}.")

    beside_others = statements(table.world.database, lambda: client.get(thread.address))

    assert (alone, beside_others) == (47, 47)
