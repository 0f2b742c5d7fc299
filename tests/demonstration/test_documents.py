"""Tests of the invented documents as Word files."""

import re
import tomllib
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from wccflow.base.places import workflows_folder
from wccflow.demonstration.blocks import PageBreak, Paragraph, Table, plain
from wccflow.demonstration.documents import KINDS, blocks_of, file_name, revised, write_document
from wccflow.demonstration.figures import Profile

BOARD = date(2009, 11, 24)
EDITION = "2009-10"
ONE = Profile.of("5PG", "Birmingham East and North PCT", 1)
OTHER = Profile.of("TAM", "Solihull Care Trust", 1)
PAGES = {
    "strategic_plan": (18, 40),
    "financial_strategy": (10, 20),
    "operating_plan": (10, 20),
    "od_plan": (10, 15),
}


def written(kind: str, organisation: Profile = ONE, seed: int = 1) -> bytes:
    return write_document(kind, organisation, seed=seed, edition=EDITION, board_date=BOARD)


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs if paragraph.text]


def test_there_is_a_document_for_each_slot_of_the_workflow() -> None:
    slots = tomllib.loads((workflows_folder() / "wcc" / "evidence.toml").read_text(encoding="utf-8"))["slots"]

    assert sorted(KINDS) == sorted(slots)
    assert len(KINDS) == 12


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_opens_in_word_with_headings_and_tables(kind: str) -> None:
    document = Document(BytesIO(written(kind)))

    styles = [paragraph.style.name for paragraph in document.paragraphs]

    assert styles[0] == "Title"
    assert styles.count("Heading 1") >= 3
    assert styles.count("Heading 2") >= 4
    assert len(document.tables) >= 1
    assert all(len(table.rows) >= 3 for table in document.tables)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_says_on_its_first_page_and_on_every_other_that_it_is_invented(kind: str) -> None:
    document = Document(BytesIO(written(kind)))

    header = document.sections[0].header.paragraphs[0].text

    assert header.startswith("Demonstration document: invented text")
    assert document.paragraphs[2].text.startswith("Demonstration document: invented text")
    assert document.core_properties.author == "wccflow demonstration"
    assert document.core_properties.created.date() == BOARD
    assert document.core_properties.title == document.paragraphs[0].text


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_bytes(kind: str) -> None:
    again = Profile.of(ONE.code, ONE.name, 1)

    assert written(kind) == written(kind, again)


@pytest.mark.parametrize("kind", KINDS)
def test_two_organisations_and_two_seeds_write_different_texts(kind: str) -> None:
    here, there, reseeded = texts(written(kind)), texts(written(kind, OTHER)), texts(written(kind, seed=2))

    assert len(set(here) & set(there)) < len(here) / 2
    assert here != reseeded


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("organisation", [ONE, OTHER], ids=["one", "other"])
def test_a_document_is_as_long_as_its_kind_should_be(kind: str, organisation: Profile) -> None:
    blocks = blocks_of(kind, organisation, seed=1, edition=EDITION, board_date=BOARD)

    breaks = sum(isinstance(block, PageBreak) for block in blocks)
    pages = sum(len(plain(block).split()) for block in blocks) / 400 + breaks

    low, high = PAGES.get(kind, (2, 8))
    assert low <= pages <= high


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(4))
def test_no_field_or_alternative_is_left_open_and_no_sentence_begins_small(kind: str, seed: int) -> None:
    organisation = Profile.of("5N2", "Kirklees PCT", seed)

    blocks = blocks_of(kind, organisation, seed=seed, edition=EDITION, board_date=BOARD)

    joined = "\n".join(map(plain, blocks))
    assert re.findall(r"[\[\]{}|]|\.\.|,,|  ", joined) == []
    bodies = [block.text for block in blocks if isinstance(block, Paragraph) and block.style == "BodyText"]
    assert [text for text in bodies if text[0].islower()] == []
    assert [text for text in bodies if re.search(r"[a-z]\. [a-z]", text)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_counts_the_pages_that_the_file_says_it_has(kind: str) -> None:
    package = ZipFile(BytesIO(written(kind)))

    turns = package.read("word/document.xml").count(b"<w:lastRenderedPageBreak/>")
    said = re.search(rb"<Pages>(\d+)</Pages>", package.read("docProps/app.xml"))

    low, high = PAGES.get(kind, (2, 8))
    assert said is not None
    assert int(said[1]) == turns + 1
    assert low <= turns + 1 <= high


def test_headings_are_numbered_by_chapter_and_section() -> None:
    headings = [
        paragraph.text
        for paragraph in Document(BytesIO(written("strategic_plan"))).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]

    assert headings[0] == "1 Summary"
    assert any(re.fullmatch(r"5\.\d Investment and disinvestment", heading) for heading in headings)
    assert headings[-1] == "10 Declaration of board approval"


@pytest.mark.parametrize("kind", ["strategic_plan", "financial_strategy", "operating_plan", "od_plan"])
def test_a_plan_ends_with_the_declaration_of_its_board(kind: str) -> None:
    found = texts(written(kind))

    assert "24 November 2009" in found[-2]
    assert found[-1].startswith(
        "Signed for the board: Chair of NHS Birmingham East and North (demonstration)"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_named_but_by_post(kind: str) -> None:
    joined = "\n".join(texts(written(kind)))

    assert re.findall(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Professor|Cllr)\b\.?", joined) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_version_rewords_changes_a_table_and_adds_a_chapter_with_the_note(kind: str) -> None:
    note = "Please show how the savings of each year agree."

    again = revised(kind, ONE, seed=1, edition=EDITION, board_date=BOARD, note=note)

    before, after = texts(written(kind)), texts(again)
    assert any(note in text for text in after)
    assert sum("What has changed in this version" in text for text in after) == 1
    assert len(set(before) - set(after)) >= 3
    assert len(set(before) & set(after)) > len(before) / 3
    assert _rows(written(kind)) < _rows(again)


def _rows(data: bytes) -> int:
    return sum(len(table.rows) for table in Document(BytesIO(data)).tables)


def test_a_second_version_puts_the_planted_inconsistency_right() -> None:
    planted = next(each for each in (Profile.of("5PG", ONE.name, seed) for seed in range(99)) if each.planted)
    note = "Where is the disinvestment in year 3?"

    first = write_document("strategic_plan", planted, seed=1, edition=EDITION, board_date=BOARD)
    second = revised("strategic_plan", planted, seed=1, edition=EDITION, board_date=BOARD, note=note)

    wrong = f"£{planted.money.stated_saving.years[2] / 10:.1f}m in 2012/13"
    assert any(wrong in text for text in texts(first))
    assert not any(wrong in text for text in texts(second))


def test_the_strategic_plan_and_the_financial_strategy_state_the_same_money() -> None:
    for seed in range(12):
        organisation = Profile.of("5N2", "Kirklees PCT", seed)
        strategic, financial = (
            {
                block.caption.split(": ", 1)[1]: block.rows
                for block in blocks_of(kind, organisation, seed=seed, edition=EDITION, board_date=BOARD)
                if isinstance(block, Table)
            }
            for kind in ("strategic_plan", "financial_strategy")
        )

        same = strategic["Disinvestment by source (£m)"] == financial["Savings by source (£m)"]

        assert strategic["Investment by goal (£m)"] == financial["Investment by goal (£m)"]
        assert (
            strategic["Income and expenditure, base case (£m)"]
            == (financial["Income and expenditure, base case (£m)"])
        )
        assert same == (not organisation.planted)


def test_a_file_is_called_after_its_organisation_and_its_kind() -> None:
    assert file_name("od_plan", OTHER) == "NHS Solihull organisational development plan.docx"
