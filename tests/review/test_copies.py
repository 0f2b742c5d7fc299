"""Word copies go out with the threads as comments and come back as threads: on the right sentences, once."""

import io
from zipfile import ZipFile

import pytest
from docx import Document
from sqlalchemy import select

from tests.review.conftest import ANALYST, CHIEF, LEAD, Table
from tests.review.word_files import (
    AGREED,
    PAY,
    answered,
    backs,
    bring,
    content_of,
    copy_of,
    file_plan,
    keys,
    open_on,
    plan,
    take,
)
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.evidence import following_queue
from wccflow.evidence.reading import reader
from wccflow.review import coming_back
from wccflow.review.bringing import Choice
from wccflow.review.coming_back import CHANGED, KNOWN, NEW, REPLY, TAKEN, Back
from wccflow.review.copies_models import ReturnedCopy
from wccflow.review.models import Comment, Thread


def comments_in(content: bytes) -> list[tuple[str, str]]:
    document = Document(io.BytesIO(content))
    return [(each.author, each.text.partition("\n")[0]) for each in document.comments]


def remarks_in(table: Table, content: bytes) -> dict[str, str]:
    """By its first words the passage on which each comment hangs, as our own reader finds it."""
    sha = table.files.keep(io.BytesIO(content), max_bytes=5_000_000).sha256
    reading = reader.read(table.files.path(sha), name="copy.docx")
    texts = {each.id: each.text for each in reading.passages}
    return {each.text.partition(" ")[0]: texts[each.passage] for each in reading.remarks}


def chosen(found: list[Back], **more: str) -> dict[int, Choice]:
    return {
        each.remark.ordinal: Choice(place=each.passage.key if each.passage else "", **more)
        for each in found
        if each.proposed
    }


def test_threads_go_out_as_comments_on_the_very_words(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    first = open_on(table, version, "pay for this we will release £4.1m from", "Where?")
    table.say(first, CHIEF, "In table 7.")
    open_on(table, version, AGREED, "Twice?", nth=1)
    open_on(table, version, "Stroke | £1.2m", "Figures?")

    made = copy_of(table, version)

    assert [words for _, words in comments_in(made.content)] == [
        "Where?",
        "In table 7.",
        "Twice?",
        "Figures?",
    ]
    assert remarks_in(table, made.content) == {
        "Where?": PAY,
        "In": PAY,
        "Twice?": AGREED,
        "Figures?": "Stroke | £1.2m | £1.4m",
    }
    assert made.at_the_end == 0
    assert made.name.endswith(" alone.docx")


def test_nothing_else_of_the_file_is_changed(table: Table) -> None:
    original = content_of(plan())
    version = file_plan(table, original)
    open_on(table, version, PAY, "Where?")

    with (
        ZipFile(io.BytesIO(original)) as before,
        ZipFile(io.BytesIO(copy_of(table, version).content)) as after,
    ):
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        new = set(after.namelist()) - set(before.namelist())
    assert changed == {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert new == {"word/comments.xml", "word/commentsExtended.xml"}


def test_a_copy_holds_only_what_all_its_readers_may_read(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    table.submit()
    open_on(table, version, PAY, "Marmalade")
    question = open_on(table, version, AGREED, "Which board?", by=ANALYST)
    table.say(question, LEAD, "Plum", audience="organisation")

    own = copy_of(table, version)
    shared = copy_of(table, version, key="everyone")

    assert [words for _, words in comments_in(own.content)] == ["Marmalade", "Which board?", "Plum"]
    assert [words for _, words in comments_in(shared.content)] == ["Which board?"]
    with ZipFile(io.BytesIO(shared.content)) as archive:
        whole = b"".join(map(archive.read, archive.namelist()))
    assert (b"Marmalade" in whole, b"Plum" in whole) == (False, False)
    first = Document(io.BytesIO(shared.content)).paragraphs[0].text
    assert first.startswith("Comments in this copy: for ")


def test_a_copy_for_readers_among_whom_one_is_not_is_refused(table: Table) -> None:
    version = file_plan(table, content_of(plan()))

    for key in ("panel", "public", "nobody"):
        with pytest.raises(Refused, match="Choose other readers"):
            copy_of(table, version, key=key)


def test_what_word_cannot_show_in_its_place_stands_at_the_end(table: Table) -> None:
    version = file_plan(table, content_of(plan("The last sentence is one that will be gone.")))
    open_on(table, version, "The last sentence is one that will be gone.", "Lost?")
    newer = file_plan(table, content_of(plan()), "newer.docx")
    following_queue.drain(table.world.database)
    old, new = copy_of(table, version), copy_of(table, newer)

    assert (old.at_the_end, new.at_the_end) == (0, 1)
    assert remarks_in(table, old.content) == {"Lost?": "The last sentence is one that will be gone."}
    assert remarks_in(table, new.content) == {
        "Lost?": "“The last sentence is one that will be gone.” (its passage is not in this version any more)"
    }


def test_a_copy_comes_back_with_answers_and_new_comments_on_their_sentences(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    thread = open_on(table, version, PAY, "Where?")
    copy = Document(io.BytesIO(copy_of(table, version).content))
    smoking = next(each for each in copy.paragraphs if each.text.startswith("Smoking"))
    agreed = [each for each in copy.paragraphs if each.text == AGREED]
    copy.add_comment(smoking.runs, "By whom?", author="Jo Partner", initials="JP")
    copy.add_comment(agreed[1].runs, "When, @board?", author="Jo Partner", initials="JP")

    back = bring(table, version, content_of(copy))
    found = backs(table, back)
    made = take(table, back, chosen(found, audience="organisation"))

    assert [(each.standing, each.remark.outcome) for each in found] == [
        (KNOWN, "exact"),
        (NEW, "exact"),
        (NEW, "exact"),
    ]
    assert [each.body.partition("\n")[0] for each in made] == ["By whom?", r"When, \@board?"]
    assert "From the Word copy by Jo Partner, " in made[0].body
    with table.world.database.reading():
        threads = [session().get_one(Thread, each.thread_id) for each in made]
        wanted = [key for key, text in keys(table, version) if text == AGREED][1]
        assert threads[0].quote == "Smoking falls by four percent in each year of the plan."
        assert threads[1].passage == wanted
        assert len(session().scalars(select(Comment).where(Comment.thread_id == thread.id)).all()) == 1


def test_an_answer_in_word_is_an_answer_in_its_thread(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    thread = open_on(table, version, PAY, "Where?")

    back = bring(table, version, answered(copy_of(table, version).content, 0, "In table 7."))
    found = backs(table, back)
    made = take(table, back, {each.remark.ordinal: Choice() for each in found if each.proposed})

    assert [each.standing for each in found] == [KNOWN, REPLY]
    assert [each.thread_id for each in made] == [thread.id]


def test_the_same_file_brings_nothing_in_twice(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    copy = plan()
    copy.add_comment(copy.paragraphs[1].runs, "Where?", author="Jo", initials="J")
    content = content_of(copy)
    first = bring(table, version, content)
    take(table, first, chosen(backs(table, first), audience="organisation"))
    second = bring(table, version, content)

    assert [each.standing for each in backs(table, first)] == [TAKEN]
    assert [each.standing for each in backs(table, second)] == [TAKEN]
    with pytest.raises(Refused, match="Choose at least one comment to bring in"):
        take(table, second, {0: Choice(audience="organisation")})


def test_words_that_were_changed_in_word_are_told_as_changed(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    open_on(table, version, PAY, "Where?")
    copy = Document(io.BytesIO(copy_of(table, version).content))
    first = next(iter(copy.comments))
    first.paragraphs[0].runs[0].text = "Where exactly?"

    found = backs(table, bring(table, version, content_of(copy)))

    assert [(each.standing, each.words) for each in found] == [(CHANGED, "Where exactly?")]


def test_where_the_sentence_was_changed_a_person_must_say(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    copy = plan()
    copy.paragraphs[3].runs[0].text = "Smoking falls by five percent in every year of our plan."
    copy.add_comment(copy.paragraphs[3].runs, "Edited?", author="Jo", initials="J")
    copy.add_comment(
        copy.add_paragraph("Entirely new words about parking.").runs, "New?", author="Jo", initials="J"
    )

    found = backs(table, bring(table, version, content_of(copy)))

    assert [(each.remark.outcome, each.is_sure) for each in found] == [("edited", False), ("lost", False)]
    assert found[0].passage is not None
    assert found[0].passage.text.startswith("Smoking falls by four percent")


def test_a_returned_copy_is_seen_by_nobody_else_and_says_nothing_of_what_is_hidden(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    table.submit()
    open_on(table, version, PAY, "Marmalade")
    copy = copy_of(table, version).content
    back = bring(table, version, copy, by=ANALYST)

    assert [(each.standing, each.words) for each in backs(table, back, by=ANALYST)] == [(NEW, "Marmalade")]
    with pytest.raises(NotFound), table.world.database.reading():
        coming_back.copy_for(table.world.reach(LEAD), back)


def test_a_broken_file_and_one_that_is_no_word_file_are_refused_in_a_sentence(table: Table) -> None:
    version = file_plan(table, content_of(plan()))
    with ZipFile(io.BytesIO(content_of(plan()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    broken = io.BytesIO()
    with ZipFile(broken, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, b"<w:document" if name == "word/document.xml" else content)
    ids = [bring(table, version, broken.getvalue()), bring(table, version, b"Just words.", name="words.txt")]

    with table.world.database.reading():
        faults = [session().get_one(ReturnedCopy, each).fault for each in ids]
    assert faults[0] != ""
    assert faults[1] == "This is not a Word file."


def test_of_a_document_that_is_no_word_file_a_fair_copy_goes_out(table: Table) -> None:
    text = f"Strategic plan\n\n{PAY}\n\n{AGREED}\n"
    version = file_plan(table, text.encode(), "plan.txt")
    open_on(table, version, "release £4.1m", "Where?")

    made = copy_of(table, version)

    assert remarks_in(table, made.content) == {"Where?": PAY}
    words = [each.text for each in Document(io.BytesIO(made.content)).paragraphs]
    assert any(each.startswith("This is not the original but its words") for each in words)
