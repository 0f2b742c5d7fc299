"""Answers as a record: attributed, dated, taken back only while the session runs, noted on afterwards."""

from datetime import timedelta
from functools import partial

from tests.hearings.conftest import Room
from tests.hearings.test_moderating import bodies
from tests.review.conftest import ANALYST, CHIEF, LEAD
from wccflow.hearings import answering, checks, queries
from wccflow.review import actions as review
from wccflow.review import fixed
from wccflow.review import queries as threads


def test_an_answer_keeps_its_words_who_gave_it_and_when(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    room.take(asked)

    given = room.answer(asked, "The **trust**.", "Dr Ada Example")

    with room.table.world.database.reading():
        kept = queries.answer(room.table.world.reach(CHIEF), given.id)
        assert (kept.words, kept.given_by, kept.given_by_id) == ("The **trust**.", "Dr Ada Example", None)
        assert kept.audience_id == room.now().audience_id
    assert room.states() == [(1, "answered")]
    assert bodies(room)[-1] == (
        "> Who pays?\n\nThe **trust**.\n\nAnswered by Dr Ada Example, 1 October 2009, 10:04."
    )


def test_who_is_known_here_is_known_by_the_name(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")

    given = room.answer(asked, "We do.", f"person of {CHIEF}")

    assert given.given_by_id == room.table.reach(CHIEF).person_id


def test_an_answer_needs_words_a_name_and_a_time_that_has_come(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    reach, now = room.table.reach(ANALYST), room.table.later()

    def given(words: str, name: str, hours: int) -> object:
        return answering.give(
            room.now(),
            room.of(asked),
            words=words,
            given_by=name,
            given_at=now + timedelta(hours=hours),
            by=reach,
            now=now,
        )

    tries = ((" ", "Ada", 0), ("We do.", " ", 0), ("We do.", "Ada", 1))
    assert [room.table.refused(partial(given, *each)) for each in tries] == [
        "Write what was said.",
        "Say who gave the answer.",
        "An answer cannot have been given later than now.",
    ]


def test_an_answer_recorded_by_mistake_is_taken_back_and_the_record_says_so(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    room.take(asked)
    room.answer(asked, "Nobody.")
    reach, now = room.table.reach(ANALYST), room.table.later()

    room.table.act(
        lambda: answering.take_back(room.now(), room.of(asked), why="Misheard.", by=reach, now=now)
    )

    assert room.states() == [(1, "taken")]
    assert bodies(room)[-1] == (
        "> Nobody.\n\nThis answer was recorded by mistake and does not stand: Misheard."
    )
    room.answer(asked, "The trust.")
    with room.table.world.database.reading():
        assert [each.words for each in queries.answers([room.id]).values()] == ["The trust."]
        assert checks.answers_without_record() == []


def test_after_the_end_an_answer_is_corrected_by_a_dated_note_alone(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    given = room.answer(asked, "Nobody.")
    reach = room.table.reach(ANALYST)

    def noted() -> object:
        now = room.table.later()
        return answering.note(room.now(), room.of(asked), words="The trust pays.", by=reach, now=now)

    too_early = room.table.refused(noted)
    room.close()
    room.table.act(noted)
    taken_back = room.table.refused(
        lambda: answering.take_back(room.now(), room.of(asked), why="", by=reach, now=room.table.later())
    )

    assert too_early == "The session is still open: take the answer back and record it anew."
    assert "stays as it is" in taken_back
    assert bodies(room)[-1] == "> Nobody.\n\nNote on this answer: The trust pays."
    with room.table.world.database.reading():
        noted_on = queries.notes([given.id])[given.id]
        assert [each.words for each in noted_on] == ["The trust pays."]
        assert queries.answer(room.table.world.reach(LEAD), given.id).words == "Nobody."


def test_nobody_changes_or_deletes_a_message_of_the_record(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    reach, now = room.table.reach(LEAD), room.table.later()

    def changed() -> object:
        said, thread = threads.comment_for(reach, asked.comment_id)
        return review.edit(said, thread, body="Who gains?", by=reach, now=now)

    def deleted() -> object:
        said, thread = threads.comment_for(reach, asked.comment_id)
        return review.delete(said, thread, by=reach, now=now)

    assert [room.table.refused(each) for each in (changed, deleted)] == [fixed.CITED] * 2


def test_a_question_that_counts_as_answered_without_an_answer_is_a_breach(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")

    def spoil() -> None:
        room.of(asked).state = "answered"

    room.table.act(spoil)

    with room.table.world.database.reading():
        assert checks.answers_without_record() == [
            f"Question {asked.id} is answered and has 0 answers that stand."
        ]
