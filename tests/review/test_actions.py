"""What people do in threads, and the sentences with which they are refused."""

from datetime import date

import pytest

from tests.review.conftest import ANALYST, CHIEF, LEAD, MANAGER, TEXT, Table
from wccflow.base import log
from wccflow.base.audiences import key_of
from wccflow.base.errors import NotFound
from wccflow.people.queries import person_by_email
from wccflow.review import actions, attending, drafts, fixed, queries, unread
from wccflow.review.models import CommentEdit, Thread

UNREADABLE = (
    "Not everyone among these readers can read this document yet, and the thread would quote it. "
    "Choose narrower readers."
)
TOO_LONG = "A message holds up to 20,000 characters. File longer texts as documents."


def kinds(table: Table) -> list[str]:
    with table.world.database.reading():
        events = log.events_of([table.world.case().id])
    return [event.kind for event in events if event.kind.startswith(("thread.", "comment."))]


def test_before_submission_the_organisation_writes_for_itself(table: Table) -> None:
    thread = table.open(LEAD, "Only for us.")

    with table.world.database.reading():
        assert key_of(thread.audience_id) == "organisation"
    assert kinds(table) == ["thread.opened", "comment.made"]


def test_before_submission_nobody_of_the_organisation_writes_for_others(table: Table) -> None:
    said = table.refused(lambda: table.open(LEAD, "For all.", audience="everyone"))

    assert said == "You cannot write for these readers at this stage of the case. Choose others."


def test_after_submission_the_organisation_may_write_for_everyone(table: Table) -> None:
    table.submit()

    thread = table.open(LEAD, "For all.", audience="everyone")

    with table.world.database.reading():
        assert key_of(thread.audience_id) == "everyone"


def test_those_who_assess_write_for_each_other_unless_they_ask(table: Table) -> None:
    table.submit()

    note, question = table.open(ANALYST, "A note."), table.open(ANALYST, "Where?", kind="question")

    with table.world.database.reading():
        assert (key_of(note.audience_id), key_of(question.audience_id)) == ("assessors", "everyone")


def test_a_thread_on_a_passage_keeps_what_finds_it_again(table: Table) -> None:
    version = table.file()

    thread = table.open(LEAD, "Firm?", on=version)

    found = (thread.quote, thread.prefix, thread.suffix, thread.page, thread.slot)
    assert found == (
        "release £4.1m",
        "To pay for this we will ",
        TEXT.partition("£4.1m")[2],
        3,
        "strategic_plan",
    )


def test_a_thread_never_quotes_a_document_to_those_who_cannot_read_it(table: Table) -> None:
    table.submit()
    table.world.at("returned")
    version = table.file()

    said = table.refused(lambda: table.open(LEAD, "Firm?", on=version, audience="everyone"))

    assert said == UNREADABLE


def test_a_passage_that_is_not_hers_is_not_there(table: Table) -> None:
    version = table.file()

    with pytest.raises(NotFound):
        table.open(ANALYST, "Firm?", on=version)


@pytest.mark.parametrize(
    ("kind", "body", "title", "sentence"),
    [
        ("comment", "  ", "", "Write something before you post it."),
        ("gossip", "Words.", "", "Choose what kind of thread this is."),
        (
            "comment",
            "x" * 20_001,
            "",
            "A message holds up to 20,000 characters. File longer texts as documents.",
        ),
        ("comment", "Words.", "x" * 161, "A title holds up to 160 characters."),
        ("line_of_enquiry", "Words.", "", "“Line of enquiry” is for those who assess. Choose another kind."),
    ],
)
def test_a_thread_that_cannot_be_opened_is_refused_in_plain_words(
    table: Table, kind: str, body: str, title: str, sentence: str
) -> None:
    assert table.refused(lambda: table.open(LEAD, body, kind=kind, title=title)) == sentence
    assert kinds(table) == []


def test_the_organisation_cannot_ask_itself(table: Table) -> None:
    with pytest.raises(NotFound):
        table.open(LEAD, "Why?", kind="question")


def test_nobody_asks_before_the_plans_are_there(table: Table) -> None:
    said = table.refused(lambda: table.open(ANALYST, "Why?", kind="question"))

    assert said == "You cannot ask the organisation a question at this stage of the case."


def test_a_reply_is_for_the_readers_of_its_thread(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")

    said = table.say(thread, LEAD, "Here.")

    assert (said.audience_id, said.ordinal, said.role) == (thread.audience_id, 2, "pct_lead")


def test_an_aside_is_for_fewer_and_never_for_more(table: Table) -> None:
    table.submit()
    question, note = table.open(ANALYST, "Where?", kind="question"), table.open(ANALYST, "A note.")

    aside = table.say(question, LEAD, "Who knows?", audience="organisation")

    with table.world.database.reading():
        assert key_of(aside.audience_id) == "organisation"
    said = table.refused(lambda: table.say(note, ANALYST, "For all.", audience="everyone"))
    assert said == actions.NOT_THESE_READERS


def test_nobody_writes_in_a_thread_that_is_not_theirs(table: Table) -> None:
    thread = table.open(LEAD, "Only for us.")

    with pytest.raises(NotFound):
        table.say(thread, ANALYST, "Hello?")


def test_whoever_may_only_look_cannot_write(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")

    with pytest.raises(NotFound):
        table.say(thread, "observer@dh.example", "Hello?")


def test_an_edit_keeps_the_earlier_words(table: Table) -> None:
    thread = table.open(LEAD, "Teh words.")
    with table.world.database.writing():
        (said,) = queries.comments_of(thread)
        actions.edit(said, thread, body="The words.", by=table.reach(LEAD), now=table.later())

    with table.world.database.reading():
        (said,) = queries.comments_of(thread)
        assert (said.body, [edit.body for edit in queries.edits_of(said)]) == ("The words.", ["Teh words."])


def test_an_edit_without_a_change_leaves_no_trace(table: Table) -> None:
    thread = table.open(LEAD, "The words.")
    with table.world.database.writing():
        (said,) = queries.comments_of(thread)
        actions.edit(said, thread, body="The words. ", by=table.reach(LEAD), now=table.later())

    assert kinds(table) == ["thread.opened", "comment.made"]


def test_words_stay_once_they_were_answered(table: Table) -> None:
    thread = table.open(LEAD, "The words.")
    table.say(thread, CHIEF, "Indeed.")
    with table.world.database.reading():
        said = queries.comments_of(thread)[0]
    by = table.reach

    refused = [
        table.refused(lambda: actions.edit(said, thread, body="Others.", by=by(LEAD), now=table.later())),
        table.refused(lambda: actions.delete(said, thread, by=by(LEAD), now=table.later())),
    ]

    assert refused == [fixed.ANSWERED] * 2


def test_only_the_author_changes_a_message(table: Table) -> None:
    thread = table.open(LEAD, "The words.")
    with table.world.database.reading():
        (said,) = queries.comments_of(thread)

    refused = table.refused(
        lambda: actions.edit(said, thread, body="Mine.", by=table.reach(CHIEF), now=table.later())
    )

    assert refused == "Only the person who wrote a message can change it."


def test_a_deleted_message_leaves_a_mark_and_its_words_to_the_record(table: Table) -> None:
    thread = table.open(LEAD, "Regretted.")
    with table.world.database.writing():
        (said,) = queries.comments_of(thread)
        actions.delete(said, thread, by=table.reach(LEAD), now=table.later())

    with table.world.database.reading() as reading:
        (said,) = queries.comments_of(thread)
        kept = reading.query(CommentEdit).all()
    assert (said.body, said.deleted_at is not None, [each.body for each in kept]) == (
        "",
        True,
        ["Regretted."],
    )
    again = table.refused(lambda: actions.delete(said, thread, by=table.reach(LEAD), now=table.later()))
    assert again == "This message was deleted."


def test_a_question_closes_only_with_an_answer_or_a_reason(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    by = table.reach(ANALYST)

    refused = table.refused(lambda: actions.close(thread, by=by, now=table.later()))
    table.say(thread, LEAD, "Here.")
    table.act(lambda: actions.close(thread, by=by, now=table.later()))

    assert refused == "The question has not been answered. Say why you close it."
    with table.world.database.reading():
        assert queries.closure_of(thread) is not None


def test_an_aside_is_no_answer(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")
    table.say(thread, LEAD, "Who knows?", audience="organisation")

    refused = table.refused(lambda: actions.close(thread, by=table.reach(ANALYST), now=table.later()))

    assert refused == "The question has not been answered. Say why you close it."


def test_whoever_is_asked_cannot_close_the_question(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where?", kind="question")

    refused = table.refused(lambda: actions.close(thread, by=table.reach(LEAD), now=table.later(), why="No."))

    assert refused == actions.NOT_YOURS_TO_CLOSE


def test_a_closed_thread_takes_no_words_until_it_is_reopened(table: Table) -> None:
    thread = table.open(LEAD, "Done?")
    by = table.reach(LEAD)
    table.act(lambda: actions.close(thread, by=by, now=table.later(), why="Yes."))

    refused = table.refused(lambda: table.say(thread, CHIEF, "No."))
    twice = table.refused(lambda: actions.close(thread, by=by, now=table.later()))
    table.act(lambda: actions.reopen(thread, by=by, now=table.later()))
    open_already = table.refused(lambda: actions.reopen(thread, by=by, now=table.later()))
    table.say(thread, CHIEF, "No.")

    assert refused == "This thread is closed. Reopen it to go on."
    assert twice == "This thread is closed already."
    assert open_already == "This thread is open already."
    assert kinds(table)[2:] == ["thread.closed", "thread.reopened", "comment.made"]


def test_a_thread_is_given_only_to_one_of_its_readers(table: Table) -> None:
    thread = table.open(LEAD, "Who checks?")
    by = table.reach(LEAD)
    with table.world.database.reading():
        chief, analyst = person_by_email(CHIEF).id, person_by_email(ANALYST).id

    due = date(2009, 11, 2)
    table.act(lambda: actions.assign(thread, to=chief, due_on=due, by=by, now=table.later()))

    with table.world.database.reading() as reading:
        kept = reading.get_one(Thread, thread.id)
        assert (kept.assignee_id, kept.due_on) == (chief, due)
    stranger = table.refused(
        lambda: actions.assign(thread, to=analyst, due_on=None, by=by, now=table.later())
    )
    nobody = table.refused(lambda: actions.assign(thread, to=None, due_on=due, by=by, now=table.later()))
    assert stranger == "This person cannot read the thread, so it cannot be given to them."
    assert nobody == "Choose who is to see to it by that day."


def test_a_thread_is_widened_with_its_messages_but_never_with_its_asides(table: Table) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    table.say(thread, MANAGER, "For us.", audience="overseer")

    table.act(lambda: actions.widen(thread, audience="everyone", by=table.reach(ANALYST), now=table.later()))

    with table.world.database.reading():
        read = [said.body for said in queries.comments_of(thread, table.reach(LEAD))]
        event = log.events_of([table.world.case().id], actions.WIDENED)[0]
        assert key_of(event.audience_id or thread.id) == "everyone"
    assert read == ["A note."]


@pytest.mark.parametrize("audience", ["overseer", "panel", "assessors", "nonsense"])
def test_a_thread_is_never_narrowed(table: Table, audience: str) -> None:
    table.submit()
    thread = table.open(ANALYST, "A note.")
    by = table.reach(ANALYST)

    said = table.refused(lambda: actions.widen(thread, audience=audience, by=by, now=table.later()))

    assert said == "The thread can only be opened to readers that you may write for, and never to fewer."


def test_a_thread_on_a_draft_is_not_widened(table: Table) -> None:
    table.submit()
    table.world.at("returned")
    thread = table.open(LEAD, "Firm?", on=table.file())
    by = table.reach(LEAD)

    said = table.refused(lambda: actions.widen(thread, audience="everyone", by=by, now=table.later()))

    assert said == UNREADABLE


def test_what_was_read_is_no_event_and_counts_no_more(table: Table) -> None:
    thread = table.open(LEAD, "One.")
    table.say(thread, CHIEF, "Two.")
    lead, case = table.reach(LEAD), [thread.case_id]

    with table.world.database.reading():
        before = unread.by_case(lead, case)
    table.act(lambda: attending.mark_read(thread, by=lead, now=table.later()))
    table.say(thread, CHIEF, "Three.")

    with table.world.database.reading():
        assert (before, unread.by_case(lead, case)) == ({case[0]: 1}, {case[0]: 1})
    table.act(lambda: attending.mark_read(thread, by=lead, now=table.later()))
    with table.world.database.reading():
        assert unread.by_case(lead, case) == {case[0]: 0}
    assert kinds(table) == ["thread.opened", "comment.made", "comment.made", "comment.made"]


def test_unsent_words_are_kept_until_they_are_sent(table: Table) -> None:
    thread = table.open(LEAD, "One.")
    chief, place = table.reach(CHIEF), attending.place_of(thread)

    table.act(lambda: attending.save_draft(place, "Half a", by=chief, now=table.later()))
    table.act(lambda: attending.save_draft(place, "Half a thought", by=chief, now=table.later()))
    with table.world.database.reading():
        kept = drafts.draft_of(place, chief).body, drafts.draft_of(place, table.reach(LEAD)).body
    table.say(thread, CHIEF, "A whole thought.")

    assert kept == ("Half a thought", "")
    with table.world.database.reading():
        assert drafts.draft_of(place, chief).body == ""


def test_an_emptied_draft_is_forgotten(table: Table) -> None:
    lead = table.reach(LEAD)
    table.act(lambda: attending.save_draft("thread:x", "Words", by=lead, now=table.later()))

    kept = table.act(lambda: attending.save_draft("thread:x", " ", by=lead, now=table.later()))

    assert kept is False
    with table.world.database.reading():
        assert drafts.draft_of("thread:x", lead).body == ""
