"""Comments in a Word file are read apart: who wrote what, when, and beside which passage."""

from pathlib import Path

from tests.evidence.reading.files import paragraph, table, word
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading, Remark


def read(path: Path) -> Reading:
    return read_here(path, path.name, Limits())


def comment(key: str, text: str, author: str = "A Reader", paragraph_id: str = "") -> str:
    """A comment of one paragraph."""
    words = f"<w:p w14:paraId='{paragraph_id}'><w:r><w:t>{text}</w:t></w:r></w:p>"
    return f"<w:comment w:id='{key}' w:author='{author}' w:date='2009-10-01T09:00:00Z'>{words}</w:comment>"


def comments(*rows: str) -> str:
    """The part that holds them."""
    return f"<w:comments SPACES>{''.join(rows)}</w:comments>"


def commented(text: str, key: str) -> str:
    """A paragraph that a comment hangs on."""
    start, end = f"<w:commentRangeStart w:id='{key}'/>", f"<w:commentRangeEnd w:id='{key}'/>"
    reference = f"<w:r><w:commentReference w:id='{key}'/></w:r>"
    return f"<w:p>{start}<w:r><w:t>{text}</w:t></w:r>{end}{reference}</w:p>"


def test_a_comment_comes_with_its_author_date_and_passage(tmp_path: Path) -> None:
    body = paragraph("first") + commented("We will invest.", "7")
    reading = read(word(tmp_path / "a.docx", body, beside={"comments": comments(comment("7", "How much?"))}))

    assert reading.remarks == (
        Remark("How much?", "A Reader", "2009-10-01T09:00:00Z", reading.passages[1].id),
    )
    assert reading.warnings == (sentences.comments(1),)
    assert sentences.comments(1) == "This file contains 1 comment, which is shown apart from its text."


def test_answers_stand_after_what_they_answer_and_beside_the_same_passage(tmp_path: Path) -> None:
    rows = (
        comment("1", "Why?", paragraph_id="AA"),
        comment("2", "Unsure", paragraph_id="BB"),
        comment("3", "Because.", paragraph_id="CC"),
    )
    extended = (
        "<w15:commentsEx SPACES><w15:commentEx w15:paraId='AA'/><w15:commentEx w15:paraId='BB'/>"
        "<w15:commentEx w15:paraId='CC' w15:paraIdParent='AA'/></w15:commentsEx>"
    )
    body = commented("One.", "1") + commented("Two.", "2")
    beside = {"comments": comments(*rows), "commentsExtended": extended}

    reading = read(word(tmp_path / "a.docx", body, beside=beside))

    first, second = (each.id for each in reading.passages)
    assert [(each.text, each.passage) for each in reading.remarks] == [
        ("Why?", first),
        ("Because.", first),
        ("Unsure", second),
    ]


def test_a_comment_in_a_table_hangs_on_its_row(tmp_path: Path) -> None:
    body = table(("Year", "MARK")).replace(paragraph("MARK"), commented("2009", "1"))

    reading = read(word(tmp_path / "a.docx", body, beside={"comments": comments(comment("1", "Which?"))}))

    assert [each.text for each in reading.passages] == ["Year | 2009"]
    assert [each.passage for each in reading.remarks] == [reading.passages[0].id]


def test_a_comment_that_hangs_on_nothing_is_kept(tmp_path: Path) -> None:
    beside = {"comments": comments(comment("1", "Stray"))}

    reading = read(word(tmp_path / "a.docx", paragraph("text"), beside=beside))

    assert [(each.text, each.passage) for each in reading.remarks] == [("Stray", "")]
