"""Comments are put on the very words of a Word file, whatever its runs are like, and found there again."""

import io
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading.commenting import commented
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.returned import comments_of
from wccflow.evidence.reading.word_places import walked

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(content: bytes) -> Package:
    return Package(io.BytesIO(content), Limits())


def bytes_of(document: Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def passages(content: bytes) -> list[tuple[str, str]]:
    return [(each.id, each.text) for each in walked(package(content)).gathering.passages]


def thread(passage: str, quote: str, *words: str, prefix: str = "", done: bool = False) -> dict[str, Any]:
    messages = [
        {"key": f"{quote}{number}", "author": "Ann", "initials": "A", "at": "", "words": [said], "done": done}
        for number, said in enumerate(words)
    ]
    return {"passage": passage, "quote": quote, "prefix": prefix, "where": "elsewhere", "messages": messages}


def put(content: bytes, *threads: dict[str, Any]) -> tuple[bytes, list[str]]:
    return commented(package(content), {"first": ["For Ann."], "heading": "At the end", "threads": threads})


def back(content: bytes) -> list[dict[str, Any]]:
    made = package(content)
    return comments_of(made, walked(made))


def with_body(xml: str) -> bytes:
    """A Word file whose body is this."""
    content = bytes_of(docx.Document())
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = f"<w:document {SPACES}><w:body>{xml}</w:body></w:document>".encode()
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()


@settings(max_examples=40, deadline=None)
@given(
    runs=some.lists(some.text("ab é£|-“\t", min_size=1, max_size=8), min_size=1, max_size=6),
    cuts=some.tuples(some.integers(0, 60), some.integers(1, 20)),
    repeats=some.integers(1, 3),
)
def test_any_words_of_any_paragraph_are_found_again(
    runs: list[str], cuts: tuple[int, int], repeats: int
) -> None:
    document = docx.Document()
    for _ in range(repeats):
        paragraph = document.add_paragraph("Begin ")
        for number, words in enumerate(runs):
            paragraph.add_run(words).bold = number % 2 == 0
    content = bytes_of(document)
    known = passages(content)
    key, text = known[-1]
    start = min(cuts[0], len(text) - 1)
    quote = text[start : start + cuts[1]].strip()

    made, outcomes = put(content, thread(key, quote, "One", "Two", prefix=text[:start]))

    found = back(made)
    assert outcomes == ["in place"]
    assert [text for _, text in passages(made)][1:] == [text for _, text in known]
    assert [(each["passage"], each["above"]) for each in found] == [(key, None), (key, 0)]
    bare = str.maketrans("", "", " |\t")
    if quote.translate(bare):
        assert found[0]["quote"].translate(bare) == quote.translate(bare)


def test_overlapping_comments_do_not_disturb_each_other() -> None:
    document = docx.Document()
    document.add_paragraph("one two three four five six")
    content = bytes_of(document)
    key = passages(content)[0][0]

    made, _ = put(
        content, *(thread(key, words, "!") for words in ("two three four", "three", "four five", "one two"))
    )

    assert [each["quote"] for each in back(made)] == ["two three four", "three", "four five", "one two"]
    assert passages(made)[1][1] == "one two three four five six"


def test_words_in_links_insertions_and_fields_are_found() -> None:
    content = with_body(
        "<w:p><w:r><w:t xml:space='preserve'>See </w:t></w:r>"
        "<w:hyperlink w:anchor='x'><w:r><w:t>the annex here</w:t></w:r></w:hyperlink>"
        "<w:ins w:id='1' w:author='B'><w:r><w:t xml:space='preserve'> and more</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='B'><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:tab/><w:t>end</w:t></w:r></w:p>"
    )
    key, text = passages(content)[0]

    made, outcomes = put(content, thread(key, "annex here and", "?"), thread(key, "more end", "!"))

    assert text == "See the annex here and more end"
    assert outcomes == ["in place", "in place"]
    assert [each["quote"] for each in back(made)] == ["annex here and", "more end"]


def test_words_of_a_text_box_are_commented_on_the_paragraph_that_holds_it() -> None:
    content = with_body(
        "<w:p><w:r><w:t>Beside a box</w:t></w:r><w:r><w:pict>"
        "<v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>In the box</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    keys = {text: key for key, text in passages(content)}

    made, outcomes = put(content, thread(keys["In the box"], "the box", "?"))

    assert outcomes == ["near"]
    body = etree.fromstring(package(made).content("word/document.xml") or b"")
    box = next(body.iter(f"{W}txbxContent"))
    assert list(box.iter(f"{W}commentRangeStart")) == []
    assert len(back(made)) == 1


def test_what_has_no_place_stands_at_the_end_with_its_words() -> None:
    document = docx.Document()
    document.add_paragraph("Only this.")
    document.sections[0].header.paragraphs[0].text = "At the head of the page"
    content = bytes_of(document)
    head = {text: key for key, text in passages(content)}["At the head of the page"]

    made, outcomes = put(
        content,
        thread(head, "the head", "?"),
        thread("p-0000000000", "lost words", "!"),
        thread("", "", "All."),
    )

    assert outcomes == ["nowhere", "nowhere", "whole"]
    texts = [each.text for each in docx.Document(io.BytesIO(made)).paragraphs]
    assert texts == [
        "For Ann.",
        "Only this.",
        "At the end",
        "“the head” (elsewhere)",
        "“lost words” (elsewhere)",
    ]
    assert [each.text for each in docx.Document(io.BytesIO(made)).comments] == ["All.", "?", "!"]


def test_comments_that_were_there_stay_and_those_that_are_closed_are_done() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("One sentence.")
    document.add_comment(paragraph.runs, "Was here.", author="Before", initials="B")
    content = bytes_of(document)

    made, _ = put(content, thread(passages(content)[0][0], "sentence", "New.", done=True))

    found = back(made)
    assert [(each["author"], each["words"], each["done"]) for each in found] == [
        ("Before", "Was here.", False),
        ("Ann", "New.", True),
    ]
    again, _ = put(made, thread(passages(made)[1][0], "One", "Third."))
    assert [each["words"] for each in back(again)] == ["Was here.", "New.", "Third."]
    ids = [row.get(f"{W}id") for row in etree.fromstring(package(again).content("word/comments.xml") or b"")]
    assert len(set(ids)) == 3


def test_a_file_without_a_body_is_refused() -> None:
    with ZipFile(io.BytesIO(bytes_of(docx.Document()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, b"<w:document/>" if name == "word/document.xml" else part)

    with pytest.raises(Refused):
        put(written.getvalue())
