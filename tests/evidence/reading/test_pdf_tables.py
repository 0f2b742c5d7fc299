"""Ruled tables of a PDF are read row by row, each cell whole; frames and drawings leave the text as it is."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tests.evidence.reading.files import pdf, shown
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits

COLUMNS, ROWS = (70, 200, 300, 500), (700, 660, 620)
WORDS = (
    *((75, 685, "Programme"), (205, 685, "Spend"), (305, 685, "Why")),
    *((75, 645, "Acute"), (75, 631, "services"), (205, 645, "120.5")),
    *((305, 645, "Fewer admissions once"), (305, 631, "the beds are open")),
)
BEFORE, AFTER = (70, 740, "Words before the table."), (70, 590, "Words after it.")


def lines(columns: Sequence[int] = COLUMNS, rows: Sequence[int] = ROWS) -> str:
    """The lines around every cell, piece by piece, as many programs draw them."""
    across = [f"{left} {y} m {right} {y} l S" for y in rows for left, right in pairwise(columns)]
    down = [f"{x} {top} m {x} {bottom} l S" for x in columns for top, bottom in pairwise(rows)]
    return " ".join((*across, *down))


def told(tmp_path: Path, page: str) -> list[tuple[str, str, tuple[str, ...]]]:
    path = pdf(tmp_path / "a.pdf", page)
    return [(each.kind, each.text, each.cells) for each in read_here(path, path.name, Limits()).passages]


def test_a_row_is_one_passage_however_often_its_cells_wrap(tmp_path: Path) -> None:
    passages = told(tmp_path, f"{lines()} {shown(BEFORE, *WORDS, AFTER)}")

    assert passages == [
        ("paragraph", "Words before the table.", ()),
        ("table row", "Programme | Spend | Why", ("Programme", "Spend", "Why")),
        (
            "table row",
            "Acute services | 120.5 | Fewer admissions once the beds are open",
            ("Acute services", "120.5", "Fewer admissions once the beds are open"),
        ),
        ("paragraph", "Words after it.", ()),
    ]


def test_rectangles_make_a_table_too(tmp_path: Path) -> None:
    cells = [
        f"{left} {bottom} {right - left} {top - bottom} re S"
        for top, bottom in pairwise(ROWS)
        for left, right in pairwise(COLUMNS)
    ]

    passages = told(tmp_path, f"{' '.join(cells)} {shown(*WORDS)}")

    assert passages[0][2] == ("Programme", "Spend", "Why")


def test_cells_without_a_line_between_them_are_one(tmp_path: Path) -> None:
    head = "70 700 m 500 700 l S 70 700 m 70 660 l S 500 700 m 500 660 l S"
    rest = lines(rows=(660, 620, 580))
    words = shown((75, 685, "Spend of the whole programme"), *((x, y - 40, text) for x, y, text in WORDS))

    passages = told(tmp_path, f"{head} {rest} {words}")

    assert [cells for _, _, cells in passages] == [
        ("Spend of the whole programme", "", ""),
        ("Programme", "Spend", "Why"),
        ("Acute services", "120.5", "Fewer admissions once the beds are open"),
    ]


def test_a_frame_around_running_text_is_no_table(tmp_path: Path) -> None:
    frame = lines(columns=(60, 500, 510), rows=(710, 600, 590))
    text = shown((72, 690, "Words in a frame stay words that run"), (72, 676, "from one line to the next."))

    assert told(tmp_path, f"{frame} {text}") == [
        ("paragraph", "Words in a frame stay words that run from one line to the next.", ())
    ]


def test_words_that_a_grid_would_cut_are_left_as_they_are(tmp_path: Path) -> None:
    text = (
        150,
        645,
        "A line of words that runs across the lines of a drawing and out of it on the right side.",
    )

    passages = told(tmp_path, f"{lines()} {shown((75, 685, 'North'), (205, 685, 'South'), text)}")

    assert text[2] in [words for _, words, _ in passages]
