"""The board pack as a Word file: the same content gives the same bytes."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from wccflow.ratings.checklist import checklist_of, in_a_row, quoted
from wccflow.ratings.contents import Contents
from wccflow.ratings.lines import Line, Section
from wccflow.ratings.rules import SELF

LABEL = "DEMONSTRATION: the organisations are real names, everything else is invented."
NEVER_LATER = (1980, 1, 1, 0, 0, 0)  # the date of every part of the file, so that bytes follow content alone
DARK_BLUE = RGBColor(0x00, 0x30, 0x87)


def pack_document(contents: Contents) -> bytes:
    """The Word file of a board pack."""
    word = Document()
    _set_up(word, contents)
    _paragraph(word, f"Self-assessment of {contents.organisation}", "Title")
    word.add_paragraph(f"For the board. {contents.cycle}.")
    _summary(word, contents)
    for section in contents.sections:
        _section(word, section)
    _gaps(word, contents)
    _outcomes(word, contents)
    _documents(word, contents)
    _declaration(word, contents)
    return _settled(word)


def _set_up(word: Word, contents: Contents) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    word.styles["Normal"].font.name = "Arial"
    word.styles["Normal"].font.size = Pt(10.5)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        style = word.styles[name]
        style.font.name, style.font.color.rgb = "Arial", DARK_BLUE
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [each for each in fonts.attrib if each.endswith("Theme")]:
            del fonts.attrib[key]  # a theme's font would win over the one that is named
    said = f"{contents.organisation} · {contents.cycle}"
    page.header.paragraphs[0].text = f"{LABEL}\n{said}" if contents.demonstration else said
    _number_pages(page.footer.paragraphs[0])
    word.core_properties.title = f"Board pack: {contents.organisation}"
    word.core_properties.author = "wccflow"
    word.core_properties.comments = ""


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.add_run("Page ")
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def _summary(word: Word, contents: Contents) -> None:
    _paragraph(word, "Summary", "Heading1")
    table = _table(word, ("Element", "Rated", "Values"))
    for section in contents.sections:
        said = [line.said(SELF) for line in section.lines if line.own]
        counts = [f"{level.title}: {said.count(level.title)}" for level in section.scale.values]
        _row(table, section.element.title, f"{len(said)} of {len(section.lines)}", "; ".join(counts))
    word.add_paragraph()
    gaps = len(contents.gaps)
    words = "Nothing is missing." if not gaps else f"Gaps: {gaps}, listed under “Gaps” below."
    word.add_paragraph(words)


def _section(word: Word, section: Section) -> None:
    _paragraph(word, section.element.title, "Heading1")
    if section.element.statement:
        word.add_paragraph(section.element.statement)
    for group, lines in section.groups:
        if group is not None:
            _paragraph(word, group.title, "Heading2")
        for line in lines:
            _line(word, line)


def _line(word: Word, line: Line) -> None:
    _paragraph(word, f"{line.title}: {line.said(SELF) or 'not rated'}", "Heading3")
    if line.own and line.own.rationale:
        for words in line.own.rationale.splitlines():
            word.add_paragraph(words)
    for said in _clauses(line):
        word.add_paragraph(said)
    for cited in line.cited_by(SELF):
        paragraph = _paragraph(word, "", "ListBullet")
        paragraph.add_run(f"“{cited.citation.quote}”").italic = True
        paragraph.add_run(f" — {cited.where}" + (f". {cited.note}" if cited.note else ""))
    for answer in (each for each in line.answers if each.citation.channel == SELF):
        paragraph = _paragraph(word, "", "ListBullet")
        paragraph.add_run(f"“{answer.answer.words}”").italic = True
        paragraph.add_run(f" — {answer.where}")
    if line.lacks:
        word.add_paragraph(f"Missing: {line.lacks}.")


def _clauses(line: Line) -> list[str]:
    """Which clauses are ticked, and what the next level would need: once somebody has ticked any."""
    if line.own is None or not line.own.clauses:
        return []
    asked = checklist_of(line.scale, line.item, line.own.value, line.own.clauses)
    ticked = f"Ticked as so: {in_a_row([quoted(words) for words in line.own.clauses.values()])}."
    return [ticked, asked.needs] if asked and asked.needs else [ticked]


def _gaps(word: Word, contents: Contents) -> None:
    _paragraph(word, "Gaps", "Heading1")
    if not contents.gaps:
        word.add_paragraph("Every item is rated with its reason and the passages that are asked for.")
        return
    table = _table(word, ("Item", "Missing"))
    for title, lacks in contents.gaps:
        _row(table, title, lacks)


def _outcomes(word: Word, contents: Contents) -> None:
    if not contents.outcomes:
        return
    _paragraph(word, "Outcomes chosen", "Heading1")
    for each in contents.outcomes:
        _paragraph(word, each.title, "Heading2")
        if each.why:
            word.add_paragraph(f"Why it is chosen: {each.why}")
        table = _table(word, ("What", "What is known"))
        for name, words in each.told:
            _row(table, name, words)


def _documents(word: Word, contents: Contents) -> None:
    _paragraph(word, "Documents that go with it", "Heading1")
    table = _table(word, ("Document", "File", "Approved by the board"))
    for each in contents.documents:
        _row(table, each.title, each.file, each.approved or "not yet")


def _declaration(word: Word, contents: Contents) -> None:
    _paragraph(word, "Declaration", "Heading1")
    word.add_paragraph(
        f"The board of {contents.organisation} has considered this self-assessment at its meeting on "
        "____________________ and finds that it gives a true account of the organisation's work."
    )
    word.add_paragraph("Minute: ______________________________")
    table = _table(word, ("For the board", "Name", "Signature", "Date"))
    for signer in contents.signers:
        _row(table, signer, "", "", "")
        table.rows[-1].height = Cm(1.4)


def _paragraph(word: Word, text: str, style: str) -> Paragraph:
    """A paragraph in the style of this id: the package looks a name up among all styles each time."""
    made = word.add_paragraph(text)
    made._p.style = style
    return made


def _table(word: Word, head: tuple[str, ...]) -> Table:
    table: Table = word.add_table(rows=1, cols=len(head))
    table.style = "Table Grid"
    for cell, words in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    return table


def _row(table: Any, *texts: str) -> None:  # the package has no types for rows
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        cell.text = text


def _settled(word: Word) -> bytes:
    made, settled = io.BytesIO(), io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(zipfile.ZipInfo(name, NEVER_LATER), source.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
