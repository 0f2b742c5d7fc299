"""OpenDocument texts, sheets and slides are read without another program."""

from pathlib import Path

import pytest

from tests.evidence.reading.files import packed
from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Picture, Reading, Remark

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES = " ".join(
    (
        *(
            f'xmlns:{each}="{OASIS}{each}:1.0"'
            for each in ("office", "text", "table", "style", "presentation")
        ),
        f'xmlns:draw="{OASIS}drawing:1.0" xmlns:svg="{OASIS}svg-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"',
    )
)
COMMENT = (
    "<office:annotation><dc:creator>A Reader</dc:creator><dc:date>2009-10-01</dc:date>"
    "<text:p>Why?</text:p></office:annotation>"
)
TYPES = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def open_document(
    path: Path, body: str, *, styles: str = "", beside: dict[str, str | bytes] | None = None
) -> Path:
    """An OpenDocument file of the kind that its name says."""
    kind = path.suffix[1:]
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    inside = f"<office:{TYPES[kind]}>{body}</office:{TYPES[kind]}>"
    content = f"<office:document-content {NAMES}>{automatic}<office:body>{inside}</office:body>"
    return packed(
        path,
        {
            "mimetype": f"application/vnd.oasis.opendocument.{TYPES[kind]}",
            "content.xml": f"{content}</office:document-content>",
            **(beside or {}),
        },
    )


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def row(*cells: str, attributes: str = "") -> str:
    """A row of a table."""
    inside = "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
    return f"<table:table-row {attributes}>{inside}</table:table-row>"


def read(path: Path) -> Reading:
    return read_here(path, path.name, Limits())


def test_a_text_keeps_headings_lists_tables_and_notes(tmp_path: Path) -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The note</text:p>"
    items = f"<text:list><text:list-item>{p('First')}</text:list-item></text:list>"
    heads = f"<table:table-header-rows>{row('Year', 'Spend')}</table:table-header-rows>"
    body = (
        '<text:h text:outline-level="2">Aims</text:h>'
        + p(f"We<text:s text:c='2'/>will{note}</text:note-body></text:note>.")
        + items
        + f"<table:table>{heads}{row('2009', '7')}</table:table>"
    )

    reading = read(open_document(tmp_path / "a.odt", body))

    assert reading.kind == "odt"
    assert [(each.kind, each.text, each.level, each.cell) for each in reading.passages] == [
        ("heading", "Aims", 2, None),
        ("paragraph", "We will.", None, None),
        ("note", "The note", None, None),
        ("list", "First", 1, None),
        ("table row", "Year | Spend", 1, "table 1 row 1"),
        ("table row", "2009 | 7", None, "table 1 row 2"),
    ]


def test_comments_are_read_apart_and_changes_and_hidden_words_are_said(tmp_path: Path) -> None:
    change = "<office:change-info><dc:creator>B</dc:creator></office:change-info>"
    deleted = f"<text:changed-region><text:deletion>{change}{p('gone')}</text:deletion></text:changed-region>"
    hide = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    body = (
        f"<text:tracked-changes>{deleted}</text:tracked-changes>"
        + p(f"seen{COMMENT}<text:span text:style-name='H'>unseen</text:span>")
        + '<text:section text:display="none"><text:p>unseen too</text:p></text:section>'
    )

    reading = read(open_document(tmp_path / "a.odt", body, styles=hide))

    assert [each.text for each in reading.passages] == ["seen"]
    assert reading.remarks == (Remark("Why?", "A Reader", "2009-10-01", reading.passages[0].id),)
    assert reading.warnings == (sentences.tracked_changes(1), sentences.HIDDEN, sentences.comments(1))


def test_boxes_pictures_and_charts_of_a_text_are_read_where_they_hang(tmp_path: Path) -> None:
    box = f"<draw:frame><draw:text-box>{p('In a box')}</draw:text-box></draw:frame>"
    image = '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A map</svg:desc></draw:frame>'
    chart = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    titled = (
        f"<office:document-content {NAMES}><office:body>{p('Waits')}</office:body></office:document-content>"
    )
    beside: dict[str, str | bytes] = {"Pictures/a.png": b"\x89PNG", "Object 1/content.xml": titled}

    reading = read(open_document(tmp_path / "a.odt", p(f"Text{box}{image}{chart}"), beside=beside))

    texts = [each.text for each in reading.passages]
    assert texts == ["Text", "In a box", "Waits"]
    assert reading.pictures == (Picture("Pictures/a.png", reading.passages[1].id, "A map"),)


def test_heads_and_feet_of_pages_are_read_once(tmp_path: Path) -> None:
    margins = f"<style:header>{p('Draft')}</style:header><style:footer>{p('Page 1')}</style:footer>"
    styles = f"<office:document-styles {NAMES}><style:master-page>{margins * 2}</style:master-page>"
    beside: dict[str, str | bytes] = {"styles.xml": f"{styles}</office:document-styles>"}

    reading = read(open_document(tmp_path / "a.odt", p("Text"), beside=beside))

    assert [(each.kind, each.text) for each in reading.passages] == [
        ("paragraph", "Text"),
        ("header", "Draft"),
    ]


def test_sheets_keep_their_rows_and_say_what_they_hide(tmp_path: Path) -> None:
    hide = '<style:style style:name="H"><style:table-properties table:display="false"/></style:style>'
    columns = "<table:table-column/><table:table-column table:visibility='collapse'/><table:table-column/>"
    rows = (
        row("Year", "unseen", "Spend")
        + '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        + row("unseen", attributes='table:visibility="collapse"')
        + f"<table:table-row><table:table-cell>{COMMENT}{p('2009')}</table:table-cell></table:table-row>"
    )
    body = (
        f'<table:table table:name="One">{columns}{rows}</table:table>'
        f'<table:table table:name="Two" table:style-name="H">{row("unseen")}</table:table>'
    )

    reading = read(open_document(tmp_path / "a.ods", body, styles=hide))

    assert [(each.kind, each.cells, each.cell) for each in reading.passages] == [
        ("heading", (), None),
        ("sheet row", ("Year", "", "Spend"), "One!1"),
        ("sheet row", ("2009",), "One!6"),
    ]
    assert [each.passage for each in reading.remarks] == [reading.passages[2].id]
    assert reading.warnings == (
        sentences.HIDDEN_ROWS,
        sentences.hidden_sheet("Two"),
        sentences.comments(1),
    )


def test_cells_that_are_said_to_repeat_without_end_do_not(tmp_path: Path) -> None:
    many = '<table:table-cell table:number-columns-repeated="99999999"'
    rows = f"<table:table-row>{many}>{p('x')}</table:table-cell>{many}/></table:table-row>"

    reading = read(open_document(tmp_path / "a.ods", f'<table:table table:name="A">{rows}</table:table>'))

    assert len(reading.passages[1].cells) == 100


def test_slides_are_read_title_first_with_their_notes(tmp_path: Path) -> None:
    hide = (
        '<style:style style:name="H"><style:drawing-page-properties presentation:visibility="hidden"/>'
        "</style:style>"
    )
    shapes = (
        f"<draw:frame><draw:text-box>{p('A point')}</draw:text-box></draw:frame>"
        f'<draw:frame presentation:class="title"><draw:text-box>{p("Our aims")}</draw:text-box></draw:frame>'
        f'<draw:frame presentation:class="page-number"><draw:text-box>{p("7")}</draw:text-box></draw:frame>'
        f"<presentation:notes><draw:frame><draw:text-box>{p('Say this')}</draw:text-box></draw:frame>"
        "</presentation:notes>"
    )
    body = f'<draw:page>{shapes}</draw:page><draw:page draw:style-name="H">{p("unseen")}</draw:page>'

    reading = read(open_document(tmp_path / "a.odp", body, styles=hide))

    assert reading.pages == 2
    assert [(each.kind, each.text, each.heading, each.page) for each in reading.passages] == [
        ("heading", "Our aims", None, 1),
        ("slide", "A point", "Our aims", 1),
        ("note", "Say this", "Our aims", 1),
    ]
    assert reading.warnings == (sentences.hidden_slide(2),)


def test_a_file_behind_a_password_is_refused_as_that(tmp_path: Path) -> None:
    space = 'xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    closed = f"<m:manifest {space}><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    path = open_document(tmp_path / "a.odt", p("x"), beside={"META-INF/manifest.xml": closed})

    with pytest.raises(Refused) as refused:
        read(path)

    assert str(refused.value) == sentences.PASSWORD


def test_macros_are_said(tmp_path: Path) -> None:
    path = open_document(tmp_path / "a.odt", p("text"), beside={"Basic/Standard/Module1.xml": "<a/>"})

    assert read(path).warnings == (sentences.MACROS,)


def test_a_file_of_pictures_alone_says_so(tmp_path: Path) -> None:
    path = open_document(tmp_path / "a.odt", p('<draw:frame><draw:image xlink:href="a.png"/></draw:frame>'))

    assert (read(path).passages, read(path).warnings) == ((), (sentences.PICTURES_ONLY,))
