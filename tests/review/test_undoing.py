"""What can be undone within a minute, what the rows and the log say then, and who was told."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from wccflow.base import log
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.notices import reader
from wccflow.notices.models import NoticeRow
from wccflow.people.queries import person_by_email
from wccflow.review import actions, queries, undoable, undoing, verifying
from wccflow.review.drafts import draft_of
from wccflow.review.models import Thread, Undoable
from wccflow.review.topics import life_now

SECOND = timedelta(seconds=1)


def question(table: Table, answer: str = "In table 7.") -> Thread:
    """A question to 5PG, with its answer if there is one."""
    table.submit()
    thread = table.open(ANALYST, "Where is year 3?", kind="question")
    if answer:
        table.say(thread, LEAD, answer)
    return thread


def close(table: Table, thread: Thread, by: str = ANALYST) -> datetime:
    reach, now = table.reach(by), table.later()
    table.act(lambda: actions.close(thread, by=reach, now=now, why="Found."))
    return now


def batch(table: Table, what: str) -> UUID:
    with table.world.database.reading():
        found = session().scalars(select(Undoable).where(Undoable.what == what).order_by(Undoable.at))
        return list(found)[-1].batch_id


def undo(table: Table, what: str, now: datetime, by: str = ANALYST) -> None:
    reach, chosen = table.reach(by), batch(table, what)
    table.act(lambda: undoing.undo(chosen, by=reach, now=now))


def life(table: Table, thread: Thread) -> str:
    with table.world.database.reading():
        return life_now(table.world.case(), session().get_one(Thread, thread.id))[0]


def told(table: Table, email: str) -> list[str]:
    """What somebody was told, in order, of what was told at all."""
    reader.drain(table.world.database)
    with table.world.database.reading():
        person = person_by_email(email)
        query = select(NoticeRow.sentence).where(NoticeRow.person_id == person.id).order_by(NoticeRow.at)
        return list(session().scalars(query))


def kinds(table: Table) -> list[str]:
    with table.world.database.reading():
        events = log.events_of([table.world.case().id])
    return [event.kind for event in events if event.kind.startswith(("thread.", "comment."))]


def test_a_closing_is_undone_and_the_log_keeps_both(table: Table) -> None:
    thread = question(table)
    closed_at = close(table, thread)

    undo(table, "closed", closed_at + 60 * SECOND)

    assert life(table, thread) == "answered"
    assert kinds(table)[-2:] == ["thread.closed", "thread.undone"]


def test_nobody_is_told_of_what_was_undone_whether_the_reader_of_the_log_came_first_or_not(
    table: Table,
) -> None:
    thread = question(table)
    before = told(table, LEAD)
    undo(table, "closed", close(table, thread) + SECOND)
    closed_at = close(table, thread)
    while_it_stood = told(table, LEAD)

    undo(table, "closed", closed_at + SECOND)

    assert len(while_it_stood) == len(before) + 1
    assert told(table, LEAD) == before


def test_a_minute_later_it_is_too_late_and_the_sentence_says_what_to_do(table: Table) -> None:
    thread = question(table)
    closed_at, reach = close(table, thread), table.reach(ANALYST)
    chosen = batch(table, "closed")

    said = table.refused(lambda: undoing.undo(chosen, by=reach, now=closed_at + 61 * SECOND))

    assert said == "The minute in which this could be undone is over. Reopen the thread instead."
    assert life(table, thread) == "closed"


def test_nobody_else_can_undo_it(table: Table) -> None:
    closed_at, manager = close(table, question(table)), table.reach(MANAGER)
    chosen = batch(table, "closed")

    with pytest.raises(NotFound):
        table.act(lambda: undoing.undo(chosen, by=manager, now=closed_at))


def test_what_was_undone_is_not_undone_again(table: Table) -> None:
    closed_at, reach = close(table, question(table)), table.reach(ANALYST)
    chosen = batch(table, "closed")
    undo(table, "closed", closed_at)

    said = table.refused(lambda: undoing.undo(chosen, by=reach, now=closed_at))

    assert said == "This was undone already."


def reopen(table: Table, thread: Thread) -> datetime:
    reach, now = table.reach(ANALYST), table.later()
    table.act(lambda: actions.reopen(thread, by=reach, now=now))
    return now


def test_a_reopening_is_undone(table: Table) -> None:
    thread = question(table)
    close(table, thread)

    undo(table, "reopened", reopen(table, thread) + SECOND)

    assert life(table, thread) == "closed"


def test_a_reopening_after_which_somebody_wrote_stays(table: Table) -> None:
    thread = question(table)
    close(table, thread)
    now, reach = reopen(table, thread), table.reach(ANALYST)
    table.say(thread, LEAD, "One more thing.")
    chosen = batch(table, "reopened")

    said = table.refused(lambda: undoing.undo(chosen, by=reach, now=now + 59 * SECOND))

    assert said == "Somebody has written in this thread since, so it stays as it is."


def test_a_verification_and_its_taking_back_are_undone(table: Table) -> None:
    thread = question(table)
    reach, now = table.reach(ANALYST), table.later()
    stands = []
    for act, what in ((verifying.verify, "verified"), (verifying.unverify, "unverified")):
        table.act(lambda: verifying.verify(thread, by=reach, now=now)) if what == "unverified" else None
        table.act(lambda act=act: act(thread, by=reach, now=now))
        stands.append(life(table, thread))
        undo(table, what, now + SECOND)
        stands.append(life(table, thread))

    assert stands == ["verified", "answered", "answered", "verified"]


def test_who_saw_to_it_before_does_so_again(table: Table) -> None:
    thread = question(table)
    reach, now = table.reach(ANALYST), table.later()
    with table.world.database.reading():
        lead, chief = person_by_email(LEAD).id, person_by_email(CHIEF).id
    due = now.date() + timedelta(days=3)
    table.act(lambda: actions.assign(thread, to=lead, due_on=due, by=reach, now=now))
    later = table.later()
    table.act(lambda: actions.assign(thread, to=chief, due_on=None, by=reach, now=later))

    undo(table, "assigned", later + SECOND)

    with table.world.database.reading():
        stands = session().get_one(Thread, thread.id)
        assert (stands.assignee_id, stands.due_on) == (lead, due)


def test_an_earlier_assignment_is_not_undone_under_a_later_one(table: Table) -> None:
    thread = question(table)
    reach, now = table.reach(ANALYST), table.world.now + timedelta(hours=1)
    with table.world.database.reading():
        lead = person_by_email(LEAD).id
    table.act(lambda: actions.assign(thread, to=lead, due_on=None, by=reach, now=now))
    first = batch(table, "assigned")
    table.act(lambda: actions.assign(thread, to=None, due_on=None, by=reach, now=now + SECOND))

    said = table.refused(lambda: undoing.undo(first, by=reach, now=now + 2 * SECOND))

    assert said == "This was changed again since, so it stays as it is."


def test_a_deleted_message_comes_back_as_it_was(table: Table) -> None:
    thread = question(table)
    own = table.say(thread, ANALYST, "Never mind.")
    reach, now = table.reach(ANALYST), table.later()
    table.act(lambda: actions.delete(own, thread, by=reach, now=now))

    undo(table, "deleted", now + SECOND)

    with table.world.database.reading():
        said = queries.comments_of(thread)[-1]
        assert (said.body, said.deleted_at, list(queries.edits_of(said))) == ("Never mind.", None, [])
    assert kinds(table)[-2:] == ["comment.deleted", "comment.restored"]


def test_a_sent_message_is_taken_back_and_waits_as_a_draft(table: Table) -> None:
    thread = question(table)
    before = told(table, LEAD)
    own = table.say(thread, ANALYST, "I mean table 8.")
    assert len(told(table, LEAD)) == len(before) + 1
    reach = table.reach(ANALYST)

    table.act(lambda: undoing.take_back(own, thread, by=reach, now=own.at + SECOND))

    assert told(table, LEAD) == before
    with table.world.database.reading():
        assert draft_of(f"thread:{thread.id.hex}", reach).body == "I mean table 8."
        assert queries.comments_of(thread)[-1].deleted_at is not None


def test_after_the_minute_a_message_is_deleted_not_taken_back(table: Table) -> None:
    thread = question(table)
    own, reach = table.say(thread, ANALYST, "I mean table 8."), table.reach(ANALYST)

    said = table.refused(lambda: undoing.take_back(own, thread, by=reach, now=own.at + 61 * SECOND))

    assert said == (
        "The minute in which this could be undone is over. "
        "As long as nobody has answered you can delete the message."
    )


def test_acts_of_one_batch_are_undone_together(table: Table) -> None:
    thread = question(table)
    reach, now = table.reach(ANALYST), table.later()
    with table.world.database.writing():
        undoable.together()
        verifying.verify(thread, by=reach, now=now)
        actions.close(thread, by=reach, now=now)
    assert life(table, thread) == "closed"

    undo(table, "closed", now + SECOND)

    assert life(table, thread) == "answered"


def test_a_page_offers_what_was_done_last_for_a_minute(table: Table) -> None:
    thread = question(table)
    closed_at, reach = close(table, thread), table.reach(ANALYST)

    with table.world.database.reading():
        offers = [undoable.offered(thread, reach, closed_at + s * SECOND) for s in (0, 60, 61)]
        nobody = undoable.offered(thread, table.world.reach(LEAD), closed_at)

    assert [offer.what if offer else None for offer in offers] == ["closed", "closed", None]
    assert nobody is None
