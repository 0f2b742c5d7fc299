"""Whom people are told of threads, and in which sentence."""

from datetime import date

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from wccflow.base import log
from wccflow.people.queries import names, person_by_email
from wccflow.review import actions
from wccflow.review.offers import SENTENCES

WHERE = "Birmingham East and North PCT"


def told(table: Table) -> list[tuple[str, set[str]]]:
    """The sentences of the last event with the names of those who are told."""
    with table.world.database.reading():
        last = log.events_of([table.world.case().id], *SENTENCES)[-1]
        notices = SENTENCES[last.kind](last)
        return [(each.sentence, set(names(each.people).values())) for each in notices]


def test_a_question_is_told_to_everyone_who_may_answer_it(table: Table) -> None:
    table.submit()
    table.open(ANALYST, "Where?", kind="question")

    sentence = f"Person of {ANALYST} asks {WHERE}: “Where?”."
    assert told(table) == [
        (sentence, {f"Person of {each}@5pg.example" for each in ("lead", "chief", "editor")})
    ]


def test_a_reply_is_told_to_those_who_take_part_and_may_read_it(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, CHIEF, "Wait.")

    table.say(thread, LEAD, "Here.")
    reply = told(table)
    table.say(thread, LEAD, "Between us.", audience="organisation")

    sentence = f"Person of {LEAD} wrote in “Where?”, {WHERE}."
    assert reply == [(sentence, {f"Person of {ANALYST}", f"Person of {CHIEF}"})]
    assert told(table) == [(sentence, {f"Person of {CHIEF}"})]


def test_a_note_of_one_person_is_told_to_nobody(table: Table) -> None:
    table.open(LEAD, "Only for us.")

    assert told(table) == []


def test_whoever_is_to_see_to_a_thread_is_told_by_when(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    with table.world.database.reading():
        manager = person_by_email(MANAGER).id
    by, due = table.reach(ANALYST), date(2009, 11, 2)
    table.act(lambda: actions.assign(thread, to=manager, due_on=due, by=by, now=table.later()))

    sentence = f"Person of {ANALYST} asks you to see to “A note.” by 2 November 2009."
    silence = f"If it is still open after that, Person of {ANALYST} is told on 3 November 2009."
    assert told(table) == [(f"{sentence} {silence}", {f"Person of {MANAGER}"})]
    table.act(lambda: actions.assign(thread, to=None, due_on=None, by=by, now=table.later()))
    assert told(table) == []


def test_closing_and_reopening_are_told_to_those_who_take_part(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, LEAD, "Here.")
    by = table.reach(ANALYST)

    table.act(lambda: actions.close(thread, by=by, now=table.later()))
    closed = told(table)
    table.act(lambda: actions.reopen(thread, by=by, now=table.later()))

    assert closed == [(f"Person of {ANALYST} closed “Where?”, {WHERE}.", {f"Person of {LEAD}"})]
    assert told(table) == [(f"Person of {ANALYST} reopened “Where?”, {WHERE}.", {f"Person of {LEAD}"})]
