"""What lies over PDF pages: notes are read apart, words typed into a form or put over a page are its text."""

from pathlib import Path

import pypdf
import pytest
from pypdf.annotations import Highlight, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from tests.evidence.reading.files import pdf, shown
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.reading.pdf_notes import _iso

PAGE = shown((72, 700, "We will invest more."), (72, 600, "Waits have fallen since last year."))


def read(path: Path) -> Reading:
    return read_here(path, path.name, Limits())


def opened(tmp_path: Path, *pages: str) -> pypdf.PdfWriter:
    return pypdf.PdfWriter(clone_from=pdf(tmp_path / "plain.pdf", *(pages or (PAGE,))))


def written(writer: pypdf.PdfWriter, tmp_path: Path) -> Path:
    writer.write(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def laid_over(writer: pypdf.PdfWriter, subtype: str, words: str) -> DictionaryObject:
    """An annotation that draws these words."""
    drawing = DecodedStreamObject()
    drawing.set_data(f"BT /F1 11 Tf 2 4 Td ({words}) Tj ET".encode())
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    box = ArrayObject(FloatObject(each) for each in (0, 0, 200, 20))
    fonts = DictionaryObject({NameObject("/F1"): font})
    drawing.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): box,
            NameObject("/Resources"): DictionaryObject({NameObject("/Font"): fonts}),
        }
    )
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/Rect"): ArrayObject(FloatObject(each) for each in (72, 640, 272, 660)),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(drawing)}),
        }
    )


def test_a_sticky_note_is_read_apart_and_hangs_on_the_words_beside_it(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    note = Text(rect=(300, 598, 320, 612), text="By how much?")
    note[NameObject("/T")] = TextStringObject("A Reader")
    note[NameObject("/M")] = TextStringObject("D:20100131120000Z")
    writer.add_annotation(0, note)

    reading = read(written(writer, tmp_path))

    (remark,) = reading.remarks
    assert (remark.text, remark.author, remark.at) == ("By how much?", "A Reader", "2010-01-31T12:00:00")
    assert {each.id: each.text for each in reading.passages}[remark.passage] == (
        "Waits have fallen since last year."
    )


def test_a_highlight_speaks_only_where_it_has_words(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    for said in ("More than whom?", ""):
        corners = ArrayObject(FloatObject(each) for each in (72, 710, 180, 710, 72, 698, 180, 698))
        marked = Highlight(rect=(72, 698, 180, 710), quad_points=corners)
        marked[NameObject("/Contents")] = TextStringObject(said)
        writer.add_annotation(0, marked)

    reading = read(written(writer, tmp_path))

    assert [(each.text, each.passage) for each in reading.remarks] == [
        ("More than whom?", reading.passages[0].id)
    ]


@pytest.mark.parametrize("subtype", ["/FreeText", "/Widget", "/Stamp"])
def test_words_that_are_laid_over_a_page_are_read_in_their_place(tmp_path: Path, subtype: str) -> None:
    writer = opened(tmp_path)
    writer.add_annotation(0, laid_over(writer, subtype, "Typed into the form."))

    reading = read(written(writer, tmp_path))

    assert [each.text for each in reading.passages] == [
        "We will invest more.",
        "Typed into the form.",
        "Waits have fallen since last year.",
    ]
    assert reading.remarks == ()


def test_files_inserted_into_the_file_are_announced(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    writer.add_attachment("costs.txt", b"12.5")

    assert read(written(writer, tmp_path)).warnings == (sentences.INSERTED_FILES,)


@pytest.mark.parametrize(
    ("date", "written_as"),
    [
        ("D:20100131120000Z", "2010-01-31T12:00:00"),
        ("D:20100131", "2010-01-31"),
        ("D:2010", "2010-01-01"),
        ("yesterday", ""),
    ],
)
def test_dates_are_written_as_others_write_them(date: str, written_as: str) -> None:
    assert _iso(date) == written_as
