"""What hangs on a sheet is read with it: shapes, charts, comments and the heads of printed pages."""

from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from tests.evidence.reading.files import OFFICE, SHEETS, packed, relations, types
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading, Remark

S = f'xmlns="{OFFICE}spreadsheetml/2006/main" xmlns:r="{OFFICE}officeDocument/2006/relationships"'
A = f'xmlns:a="{OFFICE}drawingml/2006/main"'
ROWS = "<row r='3'><c r='A3' t='inlineStr'><is><t>Spend</t></is></c></row>"


def read(path: Path) -> Reading:
    return read_here(path, path.name, Limits())


def book(path: Path, *beside: tuple[str, str], rows: str = ROWS, after: str = "", people: str = "") -> Path:
    """A workbook of one sheet; `beside` are the kinds and contents of what the sheet points to."""
    sheet = '<sheets><sheet name="One" sheetId="1" r:id="s"/></sheets>'
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": types("xl/workbook.xml", SHEETS),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {S}>{sheet}</workbook>",
        "xl/_rels/workbook.xml.rels": relations(
            ("s", "worksheet", "worksheets/sheet1.xml"), ("p", "person", "people.xml")
        ),
        "xl/people.xml": f"<personList>{people}</personList>",
        "xl/worksheets/sheet1.xml": f"<worksheet {S}><sheetData>{rows}</sheetData>{after}</worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels": relations(
            *((f"r{at}", kind, f"../beside/{at}.xml") for at, (kind, _) in enumerate(beside))
        ),
    }
    return packed(path, {**made, **{f"xl/beside/{at}.xml": text for at, (_, text) in enumerate(beside)}})


def test_the_words_of_shapes_are_read_after_the_rows(tmp_path: Path) -> None:
    drawing = f"<x:wsDr xmlns:x='urn:x' {A}><x:sp><a:p><a:r><a:t>In a box</a:t></a:r></a:p></x:sp></x:wsDr>"

    passages = read(book(tmp_path / "a.xlsx", ("drawing", drawing))).passages

    assert [(each.kind, each.text, each.heading, each.cell) for each in passages] == [
        ("heading", "One", None, None),
        ("sheet row", "Spend", "One", "One!3"),
        ("paragraph", "In a box", "One", "One"),
    ]


def test_a_sheet_with_words_in_shapes_alone_is_read(tmp_path: Path) -> None:
    drawing = f"<x:wsDr xmlns:x='urn:x' {A}><x:sp><a:p><a:r><a:t>In a box</a:t></a:r></a:p></x:sp></x:wsDr>"

    reading = read(book(tmp_path / "a.xlsx", ("drawing", drawing), rows=""))

    assert [each.text for each in reading.passages] == ["One", "In a box"]


def test_a_chart_is_read_with_its_title(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(["May", 7])
    chart = BarChart()
    chart.title = "Waits by month"
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=1))
    sheet.add_chart(chart, "D1")
    made.save(tmp_path / "a.xlsx")

    assert [each.text for each in read(tmp_path / "a.xlsx").passages][-1] == "Waits by month"


def test_a_note_hangs_on_the_row_of_its_cell(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(["Year"])
    sheet.append([2009])
    sheet["A2"].comment = Comment("Which year?", "A Reader")
    made.save(tmp_path / "a.xlsx")

    reading = read(tmp_path / "a.xlsx")

    assert reading.remarks == (Remark("Which year?", "A Reader", "", reading.passages[2].id),)
    assert reading.warnings == (sentences.comments(1),)


def test_a_thread_is_read_once_with_its_people_and_dates(tmp_path: Path) -> None:
    threads = (
        "<ThreadedComments><threadedComment ref='A3' dT='2009-10-01' personId='a'><text>Why?</text>"
        "</threadedComment><threadedComment ref='A3' dT='2009-10-02' personId='b' parentId='1'>"
        "<text>Because.</text></threadedComment></ThreadedComments>"
    )
    shadow = (
        f"<comments {S}><authors><author>tc=1</author></authors><commentList><comment ref='A3' authorId='0'>"
        "<text><t>[Threaded comment] Why? Because.</t></text></comment></commentList></comments>"
    )
    people = "<person id='a' displayName='A Reader'/><person id='b' displayName='A Writer'/>"
    path = book(tmp_path / "a.xlsx", ("threadedComment", threads), ("comments", shadow), people=people)

    reading = read(path)

    row = reading.passages[1].id
    assert reading.remarks == (
        Remark("Why?", "A Reader", "2009-10-01", row),
        Remark("Because.", "A Writer", "2009-10-02", row),
    )
    assert reading.warnings == (sentences.comments(2),)


def test_the_heads_of_printed_pages_are_read_without_their_codes(tmp_path: Path) -> None:
    after = (
        '<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;14Draft &amp;&amp; private</oddHeader>'
        "<oddFooter>&amp;CPage &amp;P of &amp;N</oddFooter><firstHeader>&amp;P</firstHeader></headerFooter>"
    )

    passages = read(book(tmp_path / "a.xlsx", after=after)).passages

    assert [(each.kind, each.text) for each in passages][2:] == [
        ("header", "Draft & private"),
    ]


def test_the_row_that_heads_a_table_is_known(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in (["Plan"], ["Year", "Spend"], ["2009", "7"]):
        sheet.append(row)
    sheet.add_table(Table(displayName="Spending", ref="A2:B3"))
    made.save(tmp_path / "a.xlsx")

    rows = read(tmp_path / "a.xlsx").passages[1:]

    assert [(each.text, each.level) for each in rows] == [
        ("Plan", None),
        ("Year | Spend", 1),
        ("2009 | 7", None),
    ]


def test_strings_that_are_missing_are_said(tmp_path: Path) -> None:
    rows = "<row><c t='s'><v>0</v></c><c t='str'><v>kept</v></c></row>"

    reading = read(book(tmp_path / "a.xlsx", rows=rows))

    assert [(each.text, each.cell) for each in reading.passages[1:]] == [("kept", "One!1")]
    assert reading.warnings == (sentences.PARTLY_DAMAGED,)
