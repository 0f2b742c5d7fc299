"""The queue in the moderator's hands: ordered, merged, taken up, set aside, and every mistake taken back."""

from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.hearings.conftest import Room
from tests.review.conftest import ANALYST, CHIEF, LEAD
from wccflow.base.errors import NotFound
from wccflow.base.models import Event
from wccflow.base.work import session
from wccflow.hearings import asking, moderating, queries
from wccflow.hearings.models import Question
from wccflow.review import queries as threads


def bodies(room: Room) -> list[str]:
    with room.table.world.database.reading():
        thread = threads.thread_for(room.table.world.reach(LEAD), room.now().thread_id)
        return [each.body for each in threads.comments_of(thread)]


def votes(room: Room) -> dict[int, int]:
    with room.table.world.database.reading():
        found = queries.votes(room.id)
        return {each.number: found.get(each.id, 0) for each in queries.questions([room.id])}


def test_a_question_stands_in_the_record_as_the_words_of_the_one_who_asked(room: Room) -> None:
    room.ask(LEAD, "  Who pays for year 3?  ")

    with room.table.world.database.reading():
        asked = queries.questions([room.id])[0]
        said, _ = threads.comment_for(room.table.world.reach(CHIEF), asked.comment_id)

    assert (asked.words, said.body) == ("Who pays for year 3?",) * 2
    assert said.author_id == asked.asked_by_id == room.table.reach(LEAD).person_id


def test_an_empty_or_endless_question_is_refused(room: Room) -> None:
    assert [room.table.refused(partial(room.ask, LEAD, words)) for words in (" ", "x" * 2_001)] == [
        "Write your question before you ask it.",
        "A question holds up to 2,000 characters. Ask it in two.",
    ]


def test_each_person_counts_once_however_often_she_supports(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")

    for _ in range(2):
        room.support(CHIEF, asked)
    room.support(ANALYST, asked)

    assert votes(room) == {1: 2}


def test_support_is_taken_back(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    room.support(CHIEF, asked)
    reach, now = room.table.reach(CHIEF), room.table.later()

    room.table.act(lambda: asking.unsupport(room.now(), room.of(asked), by=reach, now=now))

    assert votes(room) == {1: 0}


def test_support_puts_questions_first_and_the_moderator_has_the_last_word(room: Room) -> None:
    _, second, third = (room.ask(LEAD, words) for words in ("One?", "Two?", "Three?"))
    for who in (CHIEF, ANALYST):
        room.support(who, third)
    room.support(CHIEF, second)
    reach = room.table.reach(ANALYST)

    room.table.act(lambda: moderating.order_by_support(room.now(), by=reach, now=room.table.later()))
    by_support = room.states()
    room.table.act(
        lambda: moderating.move(room.now(), room.of(second), "up", by=reach, now=room.table.later())
    )

    assert [number for number, _ in by_support] == [3, 2, 1]
    assert [number for number, _ in room.states()] == [2, 3, 1]


def test_a_merged_question_brings_its_support_and_is_parted_again(room: Room) -> None:
    first, second = room.ask(LEAD, "Who pays?"), room.ask(CHIEF, "Who will pay?")
    room.support(ANALYST, first)
    room.support(ANALYST, second)
    room.support(LEAD, second)
    reach = room.table.reach(ANALYST)

    room.table.act(
        lambda: moderating.merge(room.now(), room.of(second), first.id, by=reach, now=room.table.later())
    )
    together, stood = votes(room), room.states()
    room.table.act(lambda: moderating.put_back(room.now(), room.of(second), by=reach, now=room.table.later()))

    assert (together[1], stood) == (2, [(1, "waiting"), (2, "merged")])
    assert (votes(room), room.states()) == ({1: 1, 2: 2}, [(1, "waiting"), (2, "waiting")])


def test_a_question_is_not_merged_with_itself_or_with_one_that_is_settled(room: Room) -> None:
    first, second = room.ask(LEAD, "Who pays?"), room.ask(LEAD, "When?")
    room.answer(second, "In May.")
    reach = room.table.reach(ANALYST)

    def merged(into: UUID) -> None:
        moderating.merge(room.now(), room.of(first), into, by=reach, now=room.table.later())

    assert [room.table.refused(partial(merged, into)) for into in (first.id, second.id)] == [
        "Choose another question, with which this one is merged.",
        "Somebody has done something else with this question meanwhile. Look at it again.",
    ]


def test_who_asks_a_question_aloud_is_one_who_is_admitted(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    reach, chief = room.table.reach(ANALYST), room.table.reach(CHIEF).person_id

    def taken(who: UUID) -> None:
        moderating.take(room.now(), room.of(asked), asks=who, by=reach, now=room.table.later())

    refused = room.table.refused(lambda: taken(room.id))
    room.table.act(lambda: taken(chief))

    with room.table.world.database.reading():
        assert room.of(asked).taken_by_id == chief
    assert refused == "Only someone who is admitted to this session can ask the question."


def test_two_moderators_do_not_take_up_the_same_question_twice(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    room.take(asked)

    assert room.table.refused(lambda: room.take(asked)) == (
        "Somebody has done something else with this question meanwhile. Look at it again."
    )


def test_a_question_set_aside_says_why_in_the_record_and_waits_again_after_a_mistake(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    reach = room.table.reach(ANALYST)

    def aside(why: str) -> None:
        moderating.set_aside(room.now(), room.of(asked), why=why, by=reach, now=room.table.later())

    refused = room.table.refused(lambda: aside(" "))
    room.table.act(lambda: aside("Not for today."))
    stood = room.states()
    room.table.act(lambda: moderating.put_back(room.now(), room.of(asked), by=reach, now=room.table.later()))

    assert refused == "Say why the question is set aside: the one who asked it reads this."
    assert (stood, room.states()) == ([(1, "aside")], [(1, "waiting")])
    assert bodies(room)[-1] == "> Who pays?\n\nSet aside: Not for today."


def test_only_the_one_who_asked_takes_a_question_back_and_only_while_it_waits(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")

    def back(who: str) -> None:
        reach = room.table.reach(who)
        now = room.table.later()
        room.table.act(lambda: asking.retract(room.now(), room.of(asked), by=reach, now=now))

    not_hers = room.table.refused(lambda: _retract(room, asked, CHIEF))
    back(LEAD)

    assert not_hers == "Only the one who asked can take a question back."
    assert room.states() == [(1, "aside")]
    assert "does not wait any more" in room.table.refused(lambda: _retract(room, asked, LEAD))


def test_who_is_not_a_moderator_moves_nothing(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")
    reach, now = room.table.reach(CHIEF), room.table.later()

    with pytest.raises(NotFound), room.table.world.database.writing():
        moderating.take(room.now(), room.of(asked), by=reach, now=now)


def test_the_log_does_not_tell_who_supports_what(room: Room) -> None:
    asked = room.ask(LEAD, "Who pays?")

    room.support(CHIEF, asked)

    with room.table.world.database.reading():
        rows = session().scalars(select(Event).where(Event.kind == asking.SUPPORTED)).all()
        assert [(each.subject_id, each.by_id) for each in rows] == [(asked.id, None)]


def _retract(room: Room, asked: Question, who: str) -> None:
    asking.retract(room.now(), room.of(asked), by=room.table.world.reach(who), now=room.table.world.now)
