"""What stands in other parts of a Word file is read where its text shows it."""

from pathlib import Path

import pytest

from tests.evidence.reading.files import packed, paragraph, relations, word_parts
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Picture, Reading


def cached(kind: str, *values: str) -> str:
    """A part of a series with the values that the file keeps of it."""
    points = "".join(f"<c:pt idx='{at}'><c:v>{value}</c:v></c:pt>" for at, value in enumerate(values))
    return f"<c:{kind}><c:strRef><c:strCache>{points}</c:strCache></c:strRef></c:{kind}>"


TITLE = "<c:title><c:tx><c:rich><a:p><a:r><a:t>Waits</a:t></a:r></a:p></c:rich></c:tx></c:title>"
FIGURES = cached("tx", "2008") + cached("cat", "May", "June") + cached("val", "0.30000000000000004", "7")
PLOT = f"<c:plotArea><c:barChart><c:ser>{FIGURES}</c:ser></c:barChart></c:plotArea>"
CHART = f"<c:chartSpace SPACES><c:chart>{TITLE}{PLOT}</c:chart></c:chartSpace>"
CHUNK = "<w:altChunk r:id='rChunk'/>"


def read(path: Path) -> Reading:
    return read_here(path, path.name, Limits())


def with_chunk(path: Path, name: str, content: str | bytes, body: str = CHUNK) -> Path:
    """A Word file with another file inserted into it."""
    parts = word_parts(body)
    parts["word/_rels/document.xml.rels"] = relations(("rChunk", "aFChunk", name))
    parts[f"word/{name}"] = content
    return packed(path, parts)


def drawing(inside: str, alt: str = "") -> str:
    """A paragraph that holds a drawing."""
    named = f"<wp:docPr id='1' name='x' descr='{alt}'/>"
    return f"<w:p><w:r><w:drawing><wp:inline>{named}{inside}</wp:inline></w:drawing></w:r></w:p>"


def test_a_chart_is_its_title_and_a_table_of_its_figures(tmp_path: Path) -> None:
    parts = word_parts(drawing("<c:chart r:id='rchart'/>"), beside={"chart": CHART})

    passages = read(packed(tmp_path / "a.docx", parts)).passages

    assert [(each.kind, each.text, each.cells, each.level) for each in passages] == [
        ("paragraph", "Waits", (), None),
        ("table row", "2008", ("", "2008"), 1),
        ("table row", "May | 0.3", ("May", "0.3"), None),
        ("table row", "June | 7", ("June", "7"), None),
    ]


def test_pictures_are_listed_after_their_passage_with_their_words(tmp_path: Path) -> None:
    body = paragraph("before") + drawing("<a:blip r:embed='rPicture'/>", "A map of the wards")
    parts = word_parts(body)
    parts["word/_rels/document.xml.rels"] = relations(("rPicture", "image", "media/image1.png"))
    parts["word/media/image1.png"] = b"\x89PNG"

    reading = read(packed(tmp_path / "a.docx", parts))

    assert reading.pictures == (
        Picture("word/media/image1.png", reading.passages[0].id, "A map of the wards"),
    )


def test_a_picture_that_is_not_in_the_file_is_not_listed(tmp_path: Path) -> None:
    parts = word_parts(paragraph("text") + drawing("<a:blip r:embed='rPicture'/>"))
    parts["word/_rels/document.xml.rels"] = relations(("rPicture", "image", "media/absent.png"))

    assert read(packed(tmp_path / "a.docx", parts)).pictures == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<html><body><p>Inserted words</p></body></html>"),
        ("a.txt", "Inserted words"),
        ("a.mht", "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>Inserted words</p>"),
    ],
)
def test_an_inserted_text_is_read_where_it_stands(tmp_path: Path, name: str, content: str) -> None:
    body = paragraph("before") + CHUNK + paragraph("after")

    reading = read(with_chunk(tmp_path / "a.docx", name, content, body))

    assert [each.text for each in reading.passages] == ["before", "Inserted words", "after"]
    assert reading.warnings == ()


def test_an_inserted_word_file_is_read_where_it_stands(tmp_path: Path) -> None:
    inner = packed(tmp_path / "inner.docx", word_parts(paragraph("within"))).read_bytes()

    reading = read(with_chunk(tmp_path / "a.docx", "inner.docx", inner, paragraph("before") + CHUNK))

    assert [each.text for each in reading.passages] == ["before", "within"]


def test_files_inserted_into_inserted_files_come_to_an_end(tmp_path: Path) -> None:
    content = packed(tmp_path / "0.docx", word_parts(paragraph("deepest"))).read_bytes()
    for depth in range(1, 7):
        path = with_chunk(tmp_path / f"{depth}.docx", "in.docx", content, paragraph(f"level {depth}") + CHUNK)
        content = path.read_bytes()

    reading = read(path)

    assert [each.text for each in reading.passages] == ["level 6", "level 5", "level 4", "level 3"]
    assert reading.warnings == (sentences.INSERTED_FILES,)


@pytest.mark.parametrize("content", [b"{\\rtf1 words}", b"\x00\x01\x02\x03" * 20, b"PK\x03\x04 broken"])
def test_an_inserted_file_that_cannot_be_read_is_announced(tmp_path: Path, content: bytes) -> None:
    reading = read(with_chunk(tmp_path / "a.docx", "in.bin", content, paragraph("text") + CHUNK))

    assert [each.text for each in reading.passages] == ["text"]
    assert reading.warnings == (sentences.INSERTED_FILES,)
