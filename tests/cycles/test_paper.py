"""Word files hold the words as they were given."""

from io import BytesIO

from docx import Document

from wccflow.cycles.paper import Paper


def test_a_table_holds_lines_tabs_and_spaces_as_they_were_given_and_no_control_characters() -> None:
    paper = Paper("A title", subtitle="", demonstration=False)

    paper.table(("Item", "Why"), [("1.1", "One\nand two\t<&>"), ("1.2", "  kept\x07 "), ("", "–")])

    table = Document(BytesIO(paper.content())).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Item", "Why"],
        ["1.1", "One\nand two\t<&>"],
        ["1.2", "  kept "],
        ["", "–"],
    ]


def test_the_rows_of_a_table_are_as_wide_as_its_head() -> None:
    paper = Paper("A title", subtitle="", demonstration=False)

    paper.table(("Item", "Why"), [("1.1", "Because")])

    head, row = Document(BytesIO(paper.content())).tables[0].rows
    assert [cell.width for cell in row.cells] == [cell.width for cell in head.cells]
