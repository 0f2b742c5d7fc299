"""What is counted and listed is what the one who asks may read, in the same few questions for any number."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, Table
from wccflow.base.errors import NotFound
from wccflow.base.work import Database
from wccflow.cycles.cards import Card, Task
from wccflow.people.queries import person_by_email
from wccflow.review import actions, queries, unread
from wccflow.review.cards import card, tasks
from wccflow.review.checks import comments_too_wide, threads_lost, threads_too_wide
from wccflow.review.facts import queries_open
from wccflow.review.forms import filters
from wccflow.review.models import Comment, Thread
from wccflow.review.topics import topics


def statements(database: Database, ask: Callable[[], Any]) -> int:
    """How many statements the question sends."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        sent.append(statement)

    with database.reading():
        ask()  # what stays in memory from then on is not counted
    with database.reading():
        event.listen(database.engine, "before_cursor_execute", note)
        ask()
        event.remove(database.engine, "before_cursor_execute", note)
    return len([each for each in sent if not each.startswith("BEGIN")])


def test_a_thread_of_others_is_not_there(table: Table) -> None:
    thread = table.open(LEAD, "Only for us.")

    with table.world.database.reading(), pytest.raises(NotFound):
        queries.thread_for(table.reach(ANALYST), thread.id)


def test_an_aside_is_neither_shown_nor_counted_to_those_it_is_not_for(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    aside = table.say(thread, LEAD, "Who knows?", audience="organisation")
    analyst, chief = table.reach(ANALYST), table.reach(CHIEF)

    with table.world.database.reading():
        case = table.world.case()
        (theirs,), (ours,) = topics(analyst, [case]), topics(chief, [case])
        with pytest.raises(NotFound):
            queries.comment_for(analyst, aside.id)
        assert unread.by_case(analyst, [case.id]) == {case.id: 0}

    assert (theirs.messages, theirs.unread, theirs.last_at) == (1, 0, thread.opened_at)
    assert (ours.messages, ours.unread, ours.last_at) == (2, 2, thread.opened_at)


def test_a_list_says_who_is_to_act(table: Table) -> None:
    table.submit()
    question = table.open(ANALYST, "Where?", kind="question", title="The money")
    other = table.open(ANALYST, "Where else?", kind="question")
    table.say(other, LEAD, "Here.")
    note = table.open(MANAGER, "A note.")
    table.act(lambda: actions.close(note, by=table.reach(MANAGER), now=table.later()))

    with table.world.database.reading():
        found = topics(table.reach(ANALYST), [table.world.case()])
        listed = filters(table.world.case(), found, "mine", "/x")

    assert {(each.title, each.state) for each in found} == {
        ("The money", "open, with the PCT"),
        ("Where else?", "answered"),
        ("A note.", "closed"),
    }
    assert [(words, count) for words, _, count, _ in listed] == [
        ("Open", 2),
        ("Mine", 2),
        ("With the PCT", 1),
        ("Unread", 2),
        ("Resolved", 1),
        ("All", 3),
    ]
    assert [each.thread.id for each in found if each.fits("with")] == [question.id]


def test_an_answer_that_was_deleted_is_none(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    said = table.say(thread, LEAD, "Here.")
    table.act(lambda: actions.delete(said, thread, by=table.reach(LEAD), now=table.later()))

    with table.world.database.reading():
        (topic,) = topics(table.reach(ANALYST), [table.world.case()])

    assert topic.state == "open, with the PCT"


def test_lists_cost_the_same_with_one_thread_and_with_thirty(table: Table) -> None:
    table.submit()
    database, reach = table.world.database, table.reach(ANALYST)

    def ask() -> None:
        case = table.world.case()
        topics(reach, [case])
        unread.by_case(reach, [case.id])
        tasks(reach, [case], table.world.now)
        card(case, reach)

    table.say(table.open(ANALYST, "Where?", kind="question"), LEAD, "Here.")
    with_one = statements(database, ask)
    for number in range(29):
        table.say(table.open(ANALYST, f"Where is {number}?", kind="question"), LEAD, "Here.")

    assert with_one == statements(database, ask) == 18


def test_questions_hold_the_case_back_until_they_are_closed(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.open(ANALYST, "On the day.", kind="line_of_enquiry")
    table.say(thread, LEAD, "Here.")

    with table.world.database.reading():
        case = table.world.case()
        other = table.world.case("5MX")
        before = queries_open([case, other])
    table.act(lambda: actions.close(thread, by=table.reach(ANALYST), now=table.later()))

    assert before == {case.id: 1, other.id: 0}
    with table.world.database.reading():
        assert queries_open([case]) == {case.id: 0}


def test_the_case_page_counts_questions(table: Table) -> None:
    table.submit()
    table.open(ANALYST, "Where?", kind="question")

    with table.world.database.reading():
        shown = card(table.world.case(), table.reach(LEAD))
        other = card(table.world.case("5MX"), table.reach("lead@5mx.example"))

    where = "/cycles/wcc-test/5PG/threads?show=with"
    assert shown == Card("questions", "Questions", "1 open", "open", where, ("queries_open",))
    assert (other.value, other.state) == ("none open", "none")


def test_my_work_names_what_is_to_answer_to_see_to_and_to_close(table: Table) -> None:
    table.submit()
    asked = table.open(ANALYST, "Where?", kind="question")
    answered = table.open(ANALYST, "And when?", kind="question")
    table.say(answered, LEAD, "Soon.")
    note = table.open(ANALYST, "A note.")
    with table.world.database.reading():
        manager = person_by_email(MANAGER).id
    by = table.reach(ANALYST)
    table.act(lambda: actions.assign(note, to=manager, due_on=None, by=by, now=table.later()))

    def of(email: str) -> list[Task]:
        with table.world.database.reading():
            return tasks(table.reach(email), [table.world.case()], table.world.now)

    assert [(each.title, each.minutes) for each in of(LEAD)] == [("Answer: “Where?”", 10)]
    assert sorted((each.title, each.waiting) for each in of(ANALYST)) == [
        ("Answer awaited: “Where?”", True),
        ("Read the answer and verify it: “And when?”", False),
    ]
    assert [(each.title, each.why, each.address) for each in of(MANAGER)] == [
        ("See to: “A note.”", "It was given to you.", f"/threads/{note.id}")
    ]
    assert [each.address for each in of(CHIEF)] == [f"/threads/{asked.id}"]


def test_marks_beside_a_document_count_what_one_may_read(table: Table) -> None:
    version = table.file()
    table.open(LEAD, "Firm?", on=version)
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question", on=version)

    with table.world.database.reading():
        ours = list(queries.marks(version.id, table.reach(LEAD)))
        theirs = list(queries.marks(version.id, table.reach(ANALYST)))

    assert (ours, theirs) == ([(thread.passage, "", 2)], [(thread.passage, "", 1)])


def test_a_sound_store_has_no_breach(table: Table) -> None:
    version = table.file()
    table.open(LEAD, "Firm?", on=version)
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question", on=version)
    table.say(thread, LEAD, "Who knows?", audience="organisation")

    with table.world.database.reading():
        assert comments_too_wide() + threads_lost() + threads_too_wide() == []


def test_a_store_that_leaks_or_lost_a_passage_says_so(table: Table) -> None:
    table.submit()
    everyone = table.open(ANALYST, "Where?", kind="question").audience_id
    table.world.at("returned")
    thread = table.open(LEAD, "Firm?", on=table.file())
    with table.world.database.writing() as writing:
        said = writing.query(Comment).filter_by(thread_id=thread.id).one()
        said.audience_id = everyone
        writing.get_one(Thread, thread.id).passage = "p-0000000000"

    with table.world.database.reading():
        found = comments_too_wide() + threads_lost() + threads_too_wide()
    assert found == [
        f"Comment {said.id} is read by more people than its thread.",
        f"Thread {thread.id} hangs on a passage that is not there.",
    ]
    with table.world.database.writing() as writing:
        writing.get_one(Thread, thread.id).audience_id = everyone
    with table.world.database.reading():
        assert threads_too_wide() == [f"Thread {thread.id} quotes a document to people who may not read it."]
