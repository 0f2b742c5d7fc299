"""Plain text, Markdown, comma-separated files and web pages are read as a person sees them."""

from pathlib import Path

import pytest

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits


def told(path: Path, content: str | bytes) -> list[tuple[str, str, str | None]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    reading = read_here(path, path.name, Limits())
    return [(passage.kind, passage.text, passage.heading) for passage in reading.passages]


def test_blank_lines_part_paragraphs_and_wrapped_lines_are_joined(tmp_path: Path) -> None:
    assert told(tmp_path / "a.txt", "One line that\nwraps here.\n\n- an item\n") == [
        ("paragraph", "One line that wraps here.", None),
        ("list", "an item", None),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_letters_are_right_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    assert told(tmp_path / "a.txt", "The café costs £5".encode(encoding)) == [
        ("paragraph", "The café costs £5", None)
    ]


def test_rows_of_a_comma_separated_file_keep_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('code;"name; long"\n5PG;Somewhere\n')

    passages = read_here(path, path.name, Limits()).passages

    assert [(each.cell, each.cells) for each in passages] == [
        ("row 1", ("code", "name; long")),
        ("row 2", ("5PG", "Somewhere")),
    ]


def test_markdown_is_read_by_its_marks(tmp_path: Path) -> None:
    text = "# Plan\n\nSome **bold** [link](http://x).\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"

    assert told(tmp_path / "a.md", text) == [
        ("heading", "Plan", None),
        ("paragraph", "Some bold link.", "Plan"),
        ("list", "one", "Plan"),
        ("table row", "a | b", "Plan"),
        ("table row", "1 | 2", "Plan"),
    ]


def test_a_bold_heading_over_two_lines_is_one(tmp_path: Path) -> None:
    assert told(tmp_path / "a.md", "**The Health **\n\n**and Care Plan **\n\nText.\n") == [
        ("heading", "The Health and Care Plan", None),
        ("paragraph", "Text.", "The Health and Care Plan"),
    ]


def test_a_web_page_shows_what_a_browser_would_and_runs_nothing(tmp_path: Path) -> None:
    page = (
        "<html><head><title>t</title><style>p{}</style></head><body><h1>Plan</h1>"
        "<script>planted()</script><p hidden>planted</p><p style='display: none'>planted</p>"
        "<p>Some <b>bold</b> words.</p><ul><li>one</li></ul>"
        "<table><tr><td>a</td><td>b</td></tr></table></body></html>"
    )

    assert told(tmp_path / "a.html", page) == [
        ("heading", "Plan", None),
        ("paragraph", "Some bold words.", "Plan"),
        ("list", "one", "Plan"),
        ("table row", "a | b", "Plan"),
    ]


def test_a_page_nested_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        told(tmp_path / "a.html", "<html><p>before</p>" + "<div>" * 5_000)

    assert str(refused.value) == sentences.TOO_LARGE


@pytest.mark.parametrize(
    ("declared", "encoding", "words"),
    [
        ('<meta charset="windows-1251">', "cp1251", "Привет"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
            "cp1252",
            "café – naïve",
        ),
        ('<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2", "Łódź"),
        ('<meta charset="windows-1251">', "utf-8", "Привет"),
        ('<meta charset="nonsense">', "cp1252", "café"),
        ('<meta charset="utf-16">', "cp1252", "café"),
    ],
)
def test_a_page_is_read_in_the_letters_that_it_declares(
    tmp_path: Path, declared: str, encoding: str, words: str
) -> None:
    path = tmp_path / "a.html"
    page = f"<html><head>{declared}</head><body><p>{words}</p></body></html>"
    path.write_bytes((page if "?xml" not in declared else declared + page).encode(encoding))

    assert [each.text for each in read_here(path, path.name, Limits()).passages] == [words]


def test_hidden_words_of_a_page_are_said_and_cells_stand_in_their_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    rows = "<tr><th>Year</th><th colspan=2>Money</th></tr><tr><td>2009</td><td>in</td><td>out</td></tr>"
    path.write_text(f"<html><p>seen</p><p style='display: none'>unseen</p><table>{rows}</table></html>")

    reading = read_here(path, path.name, Limits())

    assert [(each.text, each.cells, each.level) for each in reading.passages] == [
        ("seen", (), None),
        ("Year | Money", ("Year", "Money", ""), 1),
        ("2009 | in | out", ("2009", "in", "out"), None),
    ]
    assert reading.warnings == (sentences.HIDDEN,)


@pytest.mark.parametrize(
    "text",
    ['Year;Spend\n"a, b, c, d";7\n', 'sep=;\nYear;Spend\n"a, b, c, d";7\n', 'Year\tSpend\n"a, b, c, d"\t7\n'],
)
def test_the_sign_between_cells_is_found_outside_quotation_marks(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)

    passages = read_here(path, path.name, Limits()).passages

    assert [(each.cells, each.level) for each in passages] == [
        (("Year", "Spend"), 1),
        (("a, b, c, d", "7"), None),
    ]
