"""Who confirms that an answer holds, what it rests on, and what happens when somebody writes again."""

from datetime import timedelta

import pytest

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, TEXT, Table
from tests.review.test_undoing import life, question
from wccflow.evidence.reading.passages import passage_id
from wccflow.review import actions, queries, verifying
from wccflow.review.models import Thread
from wccflow.review.rules import NOT_YOURS_TO_VERIFY


def verify(table: Table, thread: Thread, by: str = ANALYST, **more: str) -> None:
    reach, now = table.reach(by), table.later()
    table.act(lambda: verifying.verify(thread, by=reach, now=now, **more))


def refused(table: Table, thread: Thread, by: str = ANALYST, **more: str) -> str:
    reach, now = table.reach(by), table.later()
    return table.refused(lambda: verifying.verify(thread, by=reach, now=now, **more))


@pytest.mark.parametrize("by", [ANALYST, MANAGER])
def test_whoever_asked_or_may_close_confirms_an_answer(table: Table, by: str) -> None:
    thread = question(table)

    verify(table, thread, by, why="Table 7 adds up.")

    assert life(table, thread) == "verified"


def test_nobody_of_the_organisation_confirms_its_answer(table: Table) -> None:
    assert refused(table, question(table), CHIEF) == NOT_YOURS_TO_VERIFY


def test_there_must_be_an_answer(table: Table) -> None:
    said = refused(table, question(table, answer=""))

    assert said == "The question has not been answered yet, so there is no answer to verify."


def test_a_comment_has_no_answer_to_verify(table: Table) -> None:
    table.submit()

    said = refused(table, table.open(ANALYST, "A note."))

    assert said == "Only the answer to a question can be verified."


def test_it_is_confirmed_once(table: Table) -> None:
    thread = question(table)
    verify(table, thread)

    assert refused(table, thread) == "The answer is verified already."


def test_the_same_person_does_not_confirm_what_she_answered(table: Table) -> None:
    thread = question(table)
    with table.world.database.writing():
        queries.comments_of(thread)[-1].author_id = table.world.reach(ANALYST).person_id

    assert refused(table, thread) == "You gave this answer, so somebody else has to verify it."


def test_a_closed_thread_is_reopened_first(table: Table) -> None:
    thread = question(table)
    reach, now = table.reach(ANALYST), table.later()
    table.act(lambda: actions.close(thread, by=reach, now=now))

    assert refused(table, thread) == "This thread is closed. Reopen it to go on."


@pytest.mark.parametrize(("by", "then"), [(ANALYST, "open"), (LEAD, "answered")])
def test_a_further_message_puts_the_question_again(table: Table, by: str, then: str) -> None:
    thread = question(table)
    verify(table, thread)

    own = table.say(thread, by, "One more thing.")

    assert life(table, thread) == then
    reach, now = table.reach(by), table.later()
    table.act(lambda: actions.delete(own, thread, by=reach, now=now))
    assert life(table, thread) == "verified"


def test_a_message_to_fewer_leaves_it_verified(table: Table) -> None:
    thread = question(table)
    verify(table, thread)

    table.say(thread, LEAD, "Good.", audience="organisation")

    assert life(table, thread) == "verified"


def test_closed_and_reopened_it_stands_where_it_stood(table: Table) -> None:
    thread = question(table)
    verify(table, thread)
    reach, now = table.reach(ANALYST), table.later()
    table.act(lambda: actions.close(thread, by=reach, now=now))
    table.act(lambda: actions.reopen(thread, by=reach, now=now + timedelta(seconds=1)))

    assert life(table, thread) == "verified"


def test_it_can_rest_on_a_passage_that_all_readers_can_read(table: Table) -> None:
    version = table.file()
    thread = question(table)

    verify(table, thread, passage=f"https://host.example/evidence/{version.id}?part=1#{passage_id(TEXT, {})}")

    with table.world.database.reading():
        kept = queries.verifications([thread.id])[thread.id]
        assert (kept.version_id, kept.quote) == (version.id, TEXT)
        assert kept.address == f"/evidence/{version.id}/passages/{passage_id(TEXT, {})}"


def test_what_is_no_passage_is_refused(table: Table) -> None:
    said = refused(table, question(table), passage="page 3")

    assert said == (
        "This is no link to a passage. Open the passage in its document and press “Copy link” there."
    )


def test_a_passage_that_not_all_readers_can_read_is_refused(table: Table) -> None:
    thread = question(table)
    table.world.at("returned")
    version = table.file()
    address = f"/evidence/{version.id}/passages/{passage_id(TEXT, {})}"
    with table.world.database.writing():
        queries.comments_of(thread)[0].author_id = table.world.reach(LEAD).person_id
        asked = table.world.reach(LEAD).person_id
        thread_row = queries.thread_for(table.world.reach(LEAD), thread.id)
        thread_row.opened_by_id = asked
        queries.comments_of(thread)[-1].author_id = table.world.reach(CHIEF).person_id

    said = refused(table, thread, LEAD, passage=address)

    assert said.startswith("Not everyone among these readers can read this document yet")


def test_it_is_taken_back_when_the_answer_does_not_hold(table: Table) -> None:
    thread = question(table)
    verify(table, thread)
    reach, now = table.reach(MANAGER), table.later()

    table.act(lambda: verifying.unverify(thread, by=reach, now=now))

    assert life(table, thread) == "answered"
    said = table.refused(lambda: verifying.unverify(thread, by=reach, now=now))
    assert said == "The answer is not verified, so there is nothing to take back."
