"""PDF pages become paragraphs, headings and rows; silent pages are announced."""

from pathlib import Path

import pypdf
import pytest

from tests.evidence.reading.files import pdf, shown
from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading
from wccflow.evidence.reading.pdf_silence import ranges

LIMITS = Limits()


def read(path: Path, *, again: bool = False) -> Reading:
    return read_here(path, path.name, LIMITS, again=again)


def told(path: Path) -> list[tuple[str, str, int | None]]:
    return [(passage.kind, passage.text, passage.page) for passage in read(path).passages]


WRAPPED = shown(
    (72, 700, "The board will invest in services for people who live with long term"),
    (72, 686, "conditions, and it will report on them every year to the public."),
    (72, 655, "A second paragraph stands apart from the first one by a wider gap."),
)


def test_wrapped_lines_are_one_paragraph_and_a_gap_begins_another(tmp_path: Path) -> None:
    assert told(pdf(tmp_path / "a.pdf", WRAPPED)) == [
        (
            "paragraph",
            "The board will invest in services for people who live with long term conditions, "
            "and it will report on them every year to the public.",
            1,
        ),
        ("paragraph", "A second paragraph stands apart from the first one by a wider gap.", 1),
    ]


def test_larger_and_numbered_lines_are_headings(tmp_path: Path) -> None:
    title = shown((72, 780, "Strategic plan"), size=20, font="F2")
    section = shown((72, 730, "4.2 Investment"), font="F2")

    passages = read(pdf(tmp_path / "a.pdf", f"{title} {section} {WRAPPED}")).passages

    assert [(each.kind, each.text, each.level) for each in passages[:2]] == [
        ("heading", "Strategic plan", 1),
        ("heading", "4.2 Investment", 2),
    ]
    assert passages[2].heading == "Strategic plan › 4.2 Investment"


def test_bullets_are_items_without_their_bullet(tmp_path: Path) -> None:
    page = shown((72, 700, "\x95 better access"), (72, 686, "\x95 shorter waits")).replace("\x95", "\\225")

    assert told(pdf(tmp_path / "a.pdf", page)) == [("list", "better access", 1), ("list", "shorter waits", 1)]


def test_rows_keep_their_cells(tmp_path: Path) -> None:
    page = shown((72, 700, "Year"), (200, 700, "Spend"), (72, 680, "2009"), (200, 680, "12.5"))

    passages = read(pdf(tmp_path / "a.pdf", page)).passages

    assert [(each.cell, each.cells) for each in passages] == [
        ("table 1 row 1", ("Year", "Spend")),
        ("table 1 row 2", ("2009", "12.5")),
    ]


def test_running_heads_and_page_numbers_are_dropped(tmp_path: Path) -> None:
    pages = [
        shown(
            (72, 810, "Operating plan 2009"), (72, 700, f"Words of part {word}."), (290, 30, f"Page {number}")
        )
        for number, word in enumerate(("one", "two", "three", "four"), start=1)
    ]

    assert told(pdf(tmp_path / "a.pdf", *pages)) == [
        ("paragraph", "Words of part one.", 1),
        ("paragraph", "Words of part two.", 2),
        ("paragraph", "Words of part three.", 3),
        ("paragraph", "Words of part four.", 4),
    ]


def test_pages_on_which_all_lines_repeat_keep_them(tmp_path: Path) -> None:
    pages = [shown((72, 700, "The same words."))] * 4

    assert len(told(pdf(tmp_path / "a.pdf", *pages))) == 4


def test_a_paragraph_that_runs_on_to_the_next_page_is_one(tmp_path: Path) -> None:
    first = shown((72, 60, "The services that we buy for the whole of the county are"))
    second = shown((72, 780, "listed in the annex that follows this page."))

    assert told(pdf(tmp_path / "a.pdf", first, second)) == [
        (
            "paragraph",
            "The services that we buy for the whole of the county are listed in the annex "
            "that follows this page.",
            1,
        )
    ]


def test_pages_without_text_are_announced(tmp_path: Path) -> None:
    drawn = "0 0 100 100 re f"

    reading = read(pdf(tmp_path / "a.pdf", WRAPPED, drawn, drawn))

    assert reading.pages == 3
    assert reading.warnings == (sentences.scanned("2–3", one=False),)


def test_a_file_of_scans_is_read_as_silent(tmp_path: Path) -> None:
    reading = read(pdf(tmp_path / "a.pdf", "0 0 100 100 re f"))

    assert (reading.passages, reading.warnings) == ((), (sentences.scanned("1", one=True),))


def test_page_ranges_are_written_as_people_write_them() -> None:
    assert ranges([1, 4, 5, 6, 9]) == "1, 4–6, 9"


def test_a_password_is_asked_for_in_a_sentence(tmp_path: Path) -> None:
    pdf(tmp_path / "plain.pdf", WRAPPED)
    writer = pypdf.PdfWriter(clone_from=tmp_path / "plain.pdf")
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(tmp_path / "a.pdf")

    with pytest.raises(Refused) as refused:
        read(tmp_path / "a.pdf")

    assert str(refused.value) == sentences.PASSWORD


def test_an_empty_password_stops_nobody(tmp_path: Path) -> None:
    pdf(tmp_path / "plain.pdf", WRAPPED)
    writer = pypdf.PdfWriter(clone_from=tmp_path / "plain.pdf")
    writer.encrypt("", "owner", algorithm="AES-256")
    writer.write(tmp_path / "a.pdf")

    assert told(tmp_path / "a.pdf") == told(tmp_path / "plain.pdf")


def test_the_second_opinion_reads_the_same_words(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", WRAPPED)

    first = " ".join(passage.text for passage in read(path).passages)
    second = " ".join(passage.text for passage in read(path, again=True).passages)

    assert second == first


def test_what_only_begins_like_a_pdf_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nand nothing more")

    with pytest.raises(Refused) as refused:
        read(tmp_path / "a.pdf")

    assert str(refused.value) == sentences.DAMAGED


def test_scans_that_carry_only_a_stamped_running_line_are_announced(tmp_path: Path) -> None:
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    stamped = [f"{picture} {shown((290, 30, f'Page {number}'))}" for number in (2, 3, 4)]

    reading = read(pdf(tmp_path / "a.pdf", WRAPPED + shown((290, 30, "Page 1")), *stamped))

    assert reading.warnings == (sentences.scanned("2–4", one=False),)


def test_what_asks_for_a_certificate_is_locked_and_not_damaged(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", WRAPPED, encrypt="/Encrypt<</Filter/Adobe.PubSec/V 4>>")

    with pytest.raises(Refused) as refused:
        read(path)

    assert str(refused.value) == sentences.PASSWORD


def test_a_page_that_is_missing_is_told_by_its_number(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", WRAPPED, WRAPPED)
    path.write_bytes(path.read_bytes().replace(b"[5 0 R 7 0 R]", b"[5 0 R 9 0 R]"))

    reading = read(path)

    assert (reading.warnings, {each.page for each in reading.passages}) == (
        (sentences.damaged_pages("2", one=True),),
        {1},
    )


def test_a_blank_file_that_pypdf_cannot_read_either_is_blank_and_not_damaged(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", " ")
    path.write_bytes(path.read_bytes().replace(b"/Length 1>>stream", b"/Length -7 >>strea"))

    reading = read(path)

    assert reading.warnings == (sentences.blank("1", one=True),)


def test_more_pages_than_may_be_read_are_cut_short(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", *[WRAPPED] * 3)

    reading = read_here(path, path.name, Limits(max_pages=2))

    assert (reading.pages, reading.warnings) == (3, (sentences.CUT_SHORT,))


def test_a_file_that_lost_its_first_line_is_read_by_its_end(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", WRAPPED)
    path.write_bytes(path.read_bytes().replace(b"%PDF-1.4\n", b"\n" * 9))

    assert read(path).passages[-1].text.endswith("by a wider gap.")


def test_a_file_in_which_no_page_is_found_is_said_to_have_none(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", WRAPPED)
    path.write_bytes(path.read_bytes().replace(b"/Kids[5 0 R]/Count 1", b"/Kids[     ]/Count 0"))

    reading = read(path)

    assert (reading.passages, reading.warnings) == ((), (sentences.NO_PAGES, sentences.NOTHING))
