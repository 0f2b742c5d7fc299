"""What is unread is exact whatever happens, and counted without opening what was read."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, text

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from tests.review.test_queries import statements
from wccflow.base import audiences
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.review import actions, attending, unread
from wccflow.review.attention_models import ThreadWish
from wccflow.review.models import Comment, ReadMark, Thread, ThreadTally
from wccflow.review.tallying import complete, recount, wrong_tallies
from wccflow.review.topics import topics

PEOPLE = (LEAD, CHIEF, ANALYST, MANAGER)


def one_by_one(reach: Reach) -> dict[Any, int]:
    """By thread how many messages are unread, found by looking at each of them."""
    mine = audiences.readable(reach.tokens)
    marks = {
        mark.thread_id: mark.ordinal
        for mark in session().scalars(select(ReadMark).where(ReadMark.person_id == reach.person_id))
    }
    found: dict[Any, int] = {}
    for thread in session().scalars(select(Thread)):
        if thread.audience_id not in mine:
            continue
        said = session().scalars(select(Comment).where(Comment.thread_id == thread.id)).all()
        found[thread.id] = sum(
            each.author_id != reach.person_id
            and each.deleted_at is None
            and each.audience_id in mine
            and each.ordinal > marks.get(thread.id, 0)
            for each in said
        )
    return found


def agrees(table: Table, email: str) -> None:
    """Every way of counting gives what looking at each message gives."""
    reach = table.reach(email)
    with table.world.database.reading():
        expected = one_by_one(reach)
        wishes = select(ThreadWish.thread_id).where(
            ThreadWish.person_id == reach.person_id, ThreadWish.wish == unread.MUTED
        )
        muted = set(session().scalars(wishes))
        heard = sum(count for each, count in expected.items() if each not in muted)
        case = table.world.case()
        assert {each: said[1] for each, said in unread.spoken(reach, list(expected)).items()} == expected
        assert unread.by_case(reach, [case.id]) == {case.id: heard}
        assert unread.in_all(reach) == heard
        assert {each.thread.id: each.unread for each in topics(reach, [case])} == expected
        assert wrong_tallies() == []


def some_act(table: Table, threads: list[Thread], dice: Random) -> None:
    """Something that people do; what is refused is no harm."""
    email, thread = dice.choice(PEOPLE), dice.choice(threads)
    by, now = table.reach(email), table.later()
    with table.world.database.reading():
        said = session().scalars(select(Comment).where(Comment.thread_id == thread.id)).all()
    acts: list[Callable[[], object]] = [
        lambda: threads.append(
            actions.open_thread(table.world.case(), kind="comment", body="Begun.", by=by, now=now)
        ),
        lambda: actions.comment(thread, body="Said.", by=by, now=now),
        lambda: actions.comment(thread, body="An aside.", audience="organisation", by=by, now=now),
        lambda: actions.delete(dice.choice(said), thread, by=by, now=now),
        lambda: actions.edit(dice.choice(said), thread, body="Better.", by=by, now=now),
        lambda: actions.widen(thread, audience="all", by=by, now=now),
        lambda: attending.mark_read(thread, by=by, now=now),
        lambda: attending.wish(thread, dice.choice(["", "muted", "following"]), by=by, now=now),
    ]
    act = dice.choices(acts, weights=(1, 4, 2, 3, 1, 1, 3, 1))[0]
    try:
        with table.world.database.writing():
            act()
    except (Refused, NotFound):
        pass


@pytest.mark.parametrize("seed", range(4))
def test_what_is_unread_is_exact_whatever_people_do(table: Table, seed: int) -> None:
    table.submit()
    dice = Random(seed)
    threads = [table.open(ANALYST, "Where?", kind="question"), table.open(LEAD, "For us.")]

    for number in range(60):
        some_act(table, threads, dice)
        if number % 6 == 5:
            agrees(table, dice.choice(PEOPLE))

    for email in PEOPLE:
        agrees(table, email)


def test_threads_of_before_the_tallies_are_counted_one_by_one_until_they_have_them(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, LEAD, "Who knows?", audience="organisation")
    with table.world.database.writing() as writing:
        writing.execute(ThreadTally.__table__.delete())

    agrees(table, CHIEF)
    counted = complete(table.world.database), complete(table.world.database)

    assert counted == (1, 0)
    agrees(table, CHIEF)


def test_a_wrong_tally_is_found_out_and_put_right(table: Table) -> None:
    thread = table.open(LEAD, "For us.")
    with table.world.database.writing() as writing:
        writing.query(ThreadTally).update({"said": 7})

    with table.world.database.reading():
        breaches = wrong_tallies()
    table.act(lambda: recount(thread.id))

    assert breaches == [f"The messages of thread {thread.id} are counted wrongly."]
    with table.world.database.reading():
        assert wrong_tallies() == []


def test_whoever_loses_a_role_counts_nothing_of_it(table: Table) -> None:
    table.submit()
    table.open(ANALYST, "Where?", kind="question")
    reach = table.reach(LEAD)

    with table.world.database.reading():
        assert (unread.in_all(reach), unread.in_all(Reach(reach.person_id))) == (1, 0)


def test_counting_asks_once_and_opens_no_message_that_was_read(table: Table) -> None:
    table.submit()
    lead = table.reach(LEAD)
    for number in range(6):
        thread = table.open(ANALYST, f"Where is {number}?", kind="question")
        for _ in range(20):
            table.say(thread, ANALYST, "And?")
        if number % 2:
            table.act(lambda: attending.mark_read(thread, by=lead, now=table.later()))  # noqa: B023 - at once
    looked_up = steps(table, lead)

    for thread in _threads(table):
        for _ in range(20):
            table.say(thread, ANALYST, "And?")
        table.act(lambda: attending.mark_read(thread, by=lead, now=table.later()))  # noqa: B023 - at once

    assert statements(table.world.database, lambda: unread.in_all(lead)) == 1
    assert steps(table, lead) <= looked_up  # twice as many messages were said, and none is looked at


def steps(table: Table, reach: Reach) -> int:
    """In how many steps of ten the database counts what is unread in all."""
    taken = 0

    def note() -> int:
        nonlocal taken
        taken += 1
        return 0

    with table.world.database.reading() as reading:
        unread.in_all(reach)
        if reading.get_bind().dialect.name != "sqlite":
            return 0
        raw: Any = reading.connection().connection.driver_connection
        raw.set_progress_handler(note, 10)
        reading.info["remembered"] = {}
        unread.in_all(reach)
        raw.set_progress_handler(None, 0)
    return taken


def test_the_plan_looks_up_and_never_reads_all_messages(table: Table) -> None:
    table.open(LEAD, "For us.")
    reach = table.reach(LEAD)

    with table.world.database.reading() as reading:
        if reading.get_bind().dialect.name != "sqlite":
            pytest.skip("SQLite's own way of telling its plan")
        query = unread.counting(reach, unread.count(reach)).where(unread.is_seen(reach))
        asked = query.compile(reading.get_bind(), compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in reading.execute(text(f"EXPLAIN QUERY PLAN {asked}"))]

    assert [line for line in plan if line.startswith("SCAN comment")] == []
    assert any(line.startswith("SEARCH comment USING INDEX") for line in plan)


def _threads(table: Table) -> list[Thread]:
    with table.world.database.reading():
        return list(session().scalars(select(Thread)))


def test_only_cases_that_one_sees_are_counted(table: Table) -> None:
    table.open(LEAD, "For us.")
    chief = table.reach(CHIEF)

    with table.world.database.writing() as writing:
        case = writing.get_one(Case, table.world.case().id)
        before = unread.in_all(chief)
        case.audience_id = audiences.ensure("nobody", ["person:none"])
        writing.flush()
        after = unread.in_all(chief)

    assert (before, after) == (1, 0)
