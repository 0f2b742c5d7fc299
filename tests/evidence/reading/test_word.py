"""Word files are read whole, in order, and what is not shown is said."""

from pathlib import Path

import docx
import pytest

from tests.evidence.reading.files import STRICT, packed, paragraph, table, word, word_parts
from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Reading

LIMITS = Limits()


def read(path: Path) -> Reading:
    return read_here(path, path.name, LIMITS)


def texts(path: Path) -> list[str]:
    return [passage.text for passage in read(path).passages]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_headings_make_the_path_and_lists_and_tables_keep_their_shape(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Finance", 1)
    document.add_heading("Investment", 2)
    document.add_paragraph("We will invest.")
    document.add_paragraph("First", style="List Bullet")
    grid = document.add_table(rows=1, cols=2)
    grid.rows[0].cells[0].text, grid.rows[0].cells[1].text = "Year", "2009-10"
    document.save(str(tmp_path / "a.docx"))

    passages = read(tmp_path / "a.docx").passages

    assert [(each.kind, each.text, each.heading, each.level) for each in passages] == [
        ("heading", "Finance", None, 1),
        ("heading", "Investment", "Finance", 2),
        ("paragraph", "We will invest.", "Finance › Investment", None),
        ("list", "First", "Finance › Investment", 1),
        ("table row", "Year | 2009-10", "Finance › Investment", None),
    ]
    assert (passages[-1].cell, passages[-1].cells) == ("table 1 row 1", ("Year", "2009-10"))


def test_tracked_changes_show_what_was_added_and_tell_of_the_rest(tmp_path: Path) -> None:
    deleted = '<w:del w:author="A"><w:r><w:delText>old</w:delText></w:r></w:del>'
    added = f'<w:ins w:author="B">{run("new")}</w:ins>'
    moved = f'<w:moveFrom w:author="C">{run("gone")}</w:moveFrom>'
    path = word(tmp_path / "a.docx", f"<w:p>{run('The ')}{deleted}{added}{moved}{run(' plan')}</w:p>")

    reading = read(path)

    assert [passage.text for passage in reading.passages] == ["The new plan"]
    assert reading.warnings == (sentences.tracked_changes(3),)


def test_deleted_and_hidden_rows_are_left_out_and_said(tmp_path: Path) -> None:
    cell = f"<w:tc>{paragraph('x')}</w:tc>"
    kept = f"<w:tr><w:tc>{paragraph('kept')}</w:tc>{cell}</w:tr>"
    deleted = f'<w:tr><w:trPr><w:del w:author="A"/></w:trPr>{cell}</w:tr>'
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{cell}</w:tr>"
    reading = read(word(tmp_path / "a.docx", f"<w:tbl>{kept}{deleted}{hidden}</w:tbl>"))

    assert [passage.text for passage in reading.passages] == ["kept | x"]
    assert reading.warnings == (sentences.tracked_changes(1), sentences.HIDDEN)


def test_hidden_text_is_left_out_whether_by_itself_or_by_its_style(tmp_path: Path) -> None:
    styles = (
        '<w:styles SPACES><w:style w:styleId="Secret"><w:name w:val="Secret"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )
    body = (
        paragraph("seen")
        + paragraph("direct", run="<w:vanish/>")
        + paragraph("styled", run='<w:rStyle w:val="Secret"/>')
        + paragraph("not so", run='<w:vanish w:val="0"/>')
    )
    reading = read(word(tmp_path / "a.docx", body, beside={"styles": styles}))

    assert [passage.text for passage in reading.passages] == ["seen", "not so"]
    assert reading.warnings == (sentences.HIDDEN,)


def test_controls_links_tags_and_fields_are_read_through(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        f'{run("instruction")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(" result")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>"
    inline = (
        f"{control}<w:hyperlink>{run(' link')}</w:hyperlink><w:smartTag>{run(' tag')}</w:smartTag>{field}"
    )
    block = f"<w:sdt><w:sdtContent>{paragraph('block')}</w:sdtContent></w:sdt>"

    assert texts(word(tmp_path / "a.docx", f"<w:p>{inline}</w:p>{block}")) == [
        "control link tag result",
        "block",
    ]


def test_a_field_that_never_ends_hides_no_more_than_its_paragraph(tmp_path: Path) -> None:
    broken = f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{run("lost")}</w:p>'

    assert texts(word(tmp_path / "a.docx", broken + paragraph("kept"))) == ["kept"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    choice = f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"

    assert texts(word(tmp_path / "a.docx", f"<w:p>{run('host')}{drawn}</w:p>")) == ["host", "in the box"]


def test_notes_follow_the_paragraph_that_cites_them_even_one_that_cites_itself(tmp_path: Path) -> None:
    cite = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        '<w:footnotes SPACES><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("the note")}{cite}</w:p></w:footnote></w:footnotes>'
    )
    path = word(
        tmp_path / "a.docx",
        f"<w:p>{run('cited')}{cite}</w:p>{paragraph('after')}",
        beside={"footnotes": notes},
    )

    assert [(each.kind, each.text) for each in read(path).passages] == [
        ("paragraph", "cited"),
        ("note", "the note"),
        ("paragraph", "after"),
    ]


def test_comments_are_counted_and_not_mixed_in(tmp_path: Path) -> None:
    comments = f"<w:comments SPACES><w:comment w:id='1'>{paragraph('secret')}</w:comment></w:comments>"
    reading = read(word(tmp_path / "a.docx", paragraph("text"), beside={"comments": comments}))

    assert [passage.text for passage in reading.passages] == ["text"]
    assert reading.warnings == (sentences.comments(1),)


def test_a_strict_file_is_read_like_any_other(tmp_path: Path) -> None:
    parts = word_parts(
        paragraph("Aims", '<w:outlineLvl w:val="0"/>') + paragraph("text"),
        namespace=f"{STRICT}wordprocessingml/main",
    )
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        f"{STRICT}officeDocument/relationships/officeDocument",
    )

    passages = read(packed(tmp_path / "a.docx", parts)).passages

    assert [(each.kind, each.text) for each in passages] == [("heading", "Aims"), ("paragraph", "text")]


def test_macros_are_announced_and_only_text_is_read(tmp_path: Path) -> None:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    parts = {**word_parts(paragraph("text"), content_type=macro), "word/vbaProject.bin": b"\x00"}

    reading = read(packed(tmp_path / "a.docm", parts))

    assert (reading.kind, reading.warnings) == ("docm", (sentences.MACROS,))


def test_pages_are_counted_by_the_breaks_that_word_drew(tmp_path: Path) -> None:
    broken = f"<w:p><w:r><w:lastRenderedPageBreak/></w:r>{run('second')}</w:p>"
    set_by_hand = f'<w:p><w:r><w:br w:type="page"/></w:r>{run("still second")}</w:p>'
    reading = read(word(tmp_path / "a.docx", paragraph("first") + broken + set_by_hand))

    assert [passage.page for passage in reading.passages] == [1, 2, 2]
    assert reading.pages == 2


def test_without_any_break_no_page_is_claimed(tmp_path: Path) -> None:
    reading = read(word(tmp_path / "a.docx", paragraph("first")))

    assert (reading.pages, reading.passages[0].page) == (None, None)


def test_a_bold_line_is_a_heading_and_a_bold_caption_is_none(tmp_path: Path) -> None:
    bold = "<w:b/>"
    body = paragraph("Our aims", run=bold) + paragraph("Table 2 Spending", run=bold) + paragraph("Text.")

    kinds = [passage.kind for passage in read(word(tmp_path / "a.docx", body)).passages]

    assert kinds == ["heading", "paragraph", "paragraph"]


def test_a_table_that_only_lays_out_the_page_is_read_as_paragraphs(tmp_path: Path) -> None:
    cell = f"<w:tc>{paragraph('One.')}{paragraph('Two.')}{table(('a', 'b'))}</w:tc>"
    passages = read(word(tmp_path / "a.docx", f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")).passages

    assert [(each.kind, each.text, each.cell) for each in passages] == [
        ("cell", "One.", "table 1 row 1 column 1"),
        ("cell", "Two.", "table 1 row 1 column 1"),
        ("table row", "a | b", "table 2 row 1"),
    ]


def test_five_thousand_merged_rows_are_read(tmp_path: Path) -> None:
    merged = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 5_000
    reading = read(word(tmp_path / "a.docx", f"<w:tbl>{merged}</w:tbl>{paragraph('after')}"))

    assert [passage.text for passage in reading.passages] == ["after"]


def test_a_cell_that_claims_to_span_the_world_costs_nothing(tmp_path: Path) -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr>{paragraph("wide")}</w:tc>'
    reading = read(word(tmp_path / "a.docx", f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>"))

    assert reading.passages[0].cells == ("wide",)


def test_entities_are_neither_fetched_nor_unfolded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("planted")
    parts = word_parts("<w:p><w:r><w:t>seen &outside;</w:t></w:r></w:p>")
    declared = f'<!DOCTYPE d [<!ENTITY outside SYSTEM "file://{secret}">]>'
    parts["word/document.xml"] = declared + str(parts["word/document.xml"])

    assert texts(packed(tmp_path / "a.docx", parts)) == ["seen"]


def test_a_part_that_breaks_off_is_read_as_far_as_it_goes_and_that_is_said(tmp_path: Path) -> None:
    parts = word_parts(paragraph("first") + paragraph("second"))
    parts["word/document.xml"] = str(parts["word/document.xml"]).split("second")[0]

    reading = read(packed(tmp_path / "a.docx", parts))

    assert [passage.text for passage in reading.passages] == ["first"]
    assert reading.warnings == (sentences.PARTLY_DAMAGED,)


def test_a_file_without_a_word_is_refused(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "<w:p/>")

    with pytest.raises(Refused) as refused:
        read(path)

    assert str(refused.value) == sentences.NOTHING


def test_a_file_whose_words_are_all_hidden_says_so(tmp_path: Path) -> None:
    reading = read(word(tmp_path / "a.docx", paragraph("x", run="<w:vanish/>")))

    assert (reading.passages, reading.warnings) == ((), (sentences.HIDDEN, sentences.NOTHING))


def test_a_very_long_file_is_cut_short_and_that_is_said(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("x") * 20)

    reading = read_here(path, path.name, Limits(max_passages=5))

    assert (len(reading.passages), reading.warnings) == (5, (sentences.CUT_SHORT,))


def test_a_table_within_a_content_control_of_a_cell_is_read(tmp_path: Path) -> None:
    inner = f"<w:sdt><w:sdtContent>{table(('deep', 'down'))}</w:sdtContent></w:sdt>"
    body = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc><w:tc>{paragraph('beside')}</w:tc></w:tr></w:tbl>"

    assert texts(word(tmp_path / "a.docx", body)) == ["deep | down", "beside"]


def test_cells_stand_in_their_columns_and_the_row_that_heads_them_is_known(tmp_path: Path) -> None:
    wide = f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('Money')}</w:tc>"
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{paragraph('Year')}</w:tc>{wide}</w:tr>"
    later = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    cells = f"<w:tc>{paragraph('in')}</w:tc><w:tc>{paragraph('out')}</w:tc>"

    passages = read(word(tmp_path / "a.docx", f"<w:tbl>{head}{later}{cells}</w:tr></w:tbl>")).passages

    assert [(each.cells, each.level) for each in passages] == [
        (("Year", "Money", ""), 1),
        (("", "in", "out"), None),
    ]


def test_a_deleted_cell_is_not_shown_and_its_author_counts(tmp_path: Path) -> None:
    gone = f"<w:tc><w:tcPr><w:cellDel w:author='A'/></w:tcPr>{paragraph('gone')}</w:tc>"
    kept = f"<w:tc>{paragraph('kept')}</w:tc>"

    reading = read(word(tmp_path / "a.docx", f"<w:tbl><w:tr>{gone}{kept}</w:tr></w:tbl>"))

    assert [each.text for each in reading.passages] == ["kept"]
    assert reading.warnings == (sentences.tracked_changes(1),)


def test_an_equation_is_read_within_a_line_and_between_lines(tmp_path: Path) -> None:
    raised = "<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    sum_of = f"<m:oMath><m:r><m:t>E=m</m:t></m:r>{raised}</m:oMath>"

    body = f"<w:p>{run('As ')}{sum_of}</w:p><m:oMathPara>{sum_of}</m:oMathPara>"

    assert texts(word(tmp_path / "a.docx", body)) == ["As E=mc^2", "E=mc^2"]


def test_how_a_word_is_pronounced_stands_in_brackets_after_it(tmp_path: Path) -> None:
    ruby = f"<w:r><w:ruby><w:rt>{run('toukyou')}</w:rt><w:rubyBase>{run('東京')}</w:rubyBase></w:ruby></w:r>"

    assert texts(word(tmp_path / "a.docx", f"<w:p>{ruby}</w:p>")) == ["東京(toukyou)"]


def test_text_after_a_reference_that_means_nothing_is_kept(tmp_path: Path) -> None:
    parts = word_parts("<w:p><w:r><w:t>before &amp;own; after</w:t></w:r></w:p>")
    document = str(parts["word/document.xml"]).replace("&amp;own;", "&own;")
    parts["word/document.xml"] = f'<!DOCTYPE a [<!ENTITY own SYSTEM "file:///etc/hostname">]>{document}'

    assert texts(packed(tmp_path / "a.docx", parts)) == ["before after"]


def test_a_paragraph_joined_to_the_next_is_a_tracked_change(tmp_path: Path) -> None:
    joined = "<w:p><w:pPr><w:rPr><w:del w:author='A'/></w:rPr></w:pPr><w:r><w:t>text</w:t></w:r></w:p>"

    assert read(word(tmp_path / "a.docx", joined)).warnings == (sentences.tracked_changes(1),)


def test_what_stands_in_an_unknown_wrapper_is_read(tmp_path: Path) -> None:
    body = f"<x:new xmlns:x='urn:x'>{paragraph('wrapped')}</x:new>"

    assert texts(word(tmp_path / "a.docx", body)) == ["wrapped"]
