"""Whom people are told of threads, and in which sentence."""

from datetime import date

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from wccflow.base import log
from wccflow.notices.gathering import gathered
from wccflow.notices.queries import waiting_notices, waiting_rows
from wccflow.notices.reader import drain
from wccflow.people.queries import names, person_by_email
from wccflow.review import actions, attending, verifying
from wccflow.review.offers import SENTENCES
from wccflow.review.rules import GRACE
from wccflow.review.unread import FOLLOWING, MUTED

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


def test_whoever_is_named_is_told_so_and_the_others_are_not_told_that(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, CHIEF, "Wait.")

    table.say(thread, LEAD, f"Ask @Person of {ANALYST}.")

    assert sorted(told(table)) == [
        (f"Person of {LEAD} mentions you in “Where?”, {WHERE}.", {f"Person of {ANALYST}"}),
        (f"Person of {LEAD} wrote in “Where?”, {WHERE}.", {f"Person of {CHIEF}"}),
    ]


def test_whoever_an_edit_names_anew_is_told_so_and_nobody_twice(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    said = table.say(thread, LEAD, f"Ask @Person of {ANALYST}.")
    lead = table.reach(LEAD)

    def edit(body: str) -> list[tuple[str, set[str]]]:
        now = table.later()
        table.act(lambda: actions.edit(said, thread, body=body, by=lead, now=now))
        return told(table)

    both = f"Ask @Person of {ANALYST} or @Person of {CHIEF}."
    mention = f"Person of {LEAD} mentions you in “Where?”, {WHERE}."
    assert edit(both) == [(mention, {f"Person of {CHIEF}"})]
    assert edit(f"{both} Please.") == []


def test_whoever_follows_is_told_and_whoever_muted_is_told_only_when_named(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    manager, analyst, now = table.reach(MANAGER), table.reach(ANALYST), table.later()
    table.act(lambda: attending.wish(thread, FOLLOWING, by=manager, now=now))
    table.act(lambda: attending.wish(thread, MUTED, by=analyst, now=now))
    director = "director@q34.example"

    table.say(thread, director, "More.")
    of_all = told(table)
    table.say(thread, director, f"Look, @Person of {ANALYST}.")

    sentence = f"Person of {director} wrote in “A note.”, {WHERE}."
    assert of_all == [(sentence, {f"Person of {MANAGER}"})]
    assert sorted(told(table)) == [
        (f"Person of {director} mentions you in “A note.”, {WHERE}.", {f"Person of {ANALYST}"}),
        (sentence, {f"Person of {MANAGER}"}),
    ]


def test_what_was_said_of_one_thread_is_one_line_and_what_was_read_is_none(table: Table) -> None:
    table.submit()
    thread, other = table.open(LEAD, "First."), table.open(LEAD, "Second.")
    for each in (thread, thread, other):
        table.say(each, CHIEF, "Said.")
    table.say(thread, "editor@5pg.example", "Said, too.")
    table.act(lambda: attending.mark_read(other, by=table.reach(CHIEF), now=table.later()))
    drain(table.world.database)

    before = lines_for(table, LEAD)
    table.act(lambda: attending.mark_read(other, by=table.reach(LEAD), now=table.later()))
    after = lines_for(table, LEAD)
    table.act(lambda: attending.wish(thread, MUTED, by=table.reach(LEAD), now=table.later()))
    muted = lines_for(table, LEAD)
    table.act(lambda: attending.wish(thread, "", by=table.reach(LEAD), now=table.later()))

    one_line = f"3 messages in “First.”, {WHERE}, from Person of {CHIEF} and Person of editor@5pg.example."
    assert before == [one_line, f"Person of {CHIEF} wrote in “Second.”, {WHERE}."]
    assert (after, muted, lines_for(table, LEAD)) == ([one_line], [], [one_line])


def test_a_message_that_is_deleted_is_told_to_nobody(table: Table) -> None:
    thread = table.open(LEAD, "First.")
    said = table.say(thread, CHIEF, "Oh.")
    drain(table.world.database)

    before = lines_for(table, LEAD)
    table.act(lambda: actions.delete(said, thread, by=table.reach(CHIEF), now=table.later()))

    assert (before, lines_for(table, LEAD)) == ([f"Person of {CHIEF} wrote in “First.”, {WHERE}."], [])


def lines_for(table: Table, email: str) -> list[str]:
    """What waits to be mailed to a person, line by line."""
    with table.world.database.reading():
        waiting = waiting_notices(person_by_email(email).id)
        return [each.sentence for each in gathered(waiting_rows([each.id for each in waiting]))]


def test_a_verified_answer_is_told_to_those_who_take_part_once_the_minute_is_over(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, LEAD, "Here.")
    reach, now = table.reach(ANALYST), table.later()
    table.act(lambda: verifying.verify(thread, by=reach, now=now))

    with table.world.database.reading():
        last = log.events_of([table.world.case().id], verifying.CONFIRMED)[-1]
        (notice,) = SENTENCES[last.kind](last)
        people = set(names(notice.people).values())

    assert notice.sentence == f"Person of {ANALYST} verified the answer in “Where?”, {WHERE}."
    assert (people, notice.held) == ({f"Person of {LEAD}"}, GRACE)
