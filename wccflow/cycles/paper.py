"""Writing Word files: headings, paragraphs, tables, and the demonstration's label."""

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml.etree import _Element as Element

DEMONSTRATION = (
    "Demonstration: the organisations are real names, everything else is invented. "
    "Nothing here says anything about a real organisation."
)


class Paper:
    """A Word file as it is being written."""

    def __init__(self, title: str, *, subtitle: str, demonstration: bool) -> None:
        self.document: WordDocument = Document()
        self.document.core_properties.title = title
        self.document.core_properties.author = "wccflow"
        self.document.core_properties.comments = DEMONSTRATION if demonstration else ""
        self.document.styles["Normal"].font.name = "Arial"
        self.document.styles["Normal"].font.size = Pt(11)
        self.document.add_heading(title, 0)
        self.say(subtitle)
        if demonstration:
            self.label()

    def label(self) -> None:
        """Put the demonstration's label here and at the head of every page."""
        self.document.add_paragraph().add_run(DEMONSTRATION).bold = True
        self.document.sections[0].header.paragraphs[0].text = "Demonstration: invented content"

    def heading(self, words: str, level: int = 1) -> None:
        """A heading."""
        self.document.add_heading(words, level)

    def say(self, words: str) -> None:
        """Paragraphs, one for each line of the words."""
        for line in words.splitlines():
            if line.strip():
                self.document.add_paragraph(_clean(line.strip()))

    def points(self, sentences: Sequence[str]) -> None:
        """A list of sentences."""
        for sentence in sentences:
            self.document.add_paragraph(_clean(sentence), style="List Bullet")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose head is repeated on every page; nothing when there are no rows."""
        if not rows:
            return
        table = self.document.add_table(rows=1, cols=len(head), style="Table Grid")
        for cell, words in zip(table.rows[0].cells, head, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        blank = table.add_row()._tr
        for row in rows:
            blank.addprevious(_filled(deepcopy(blank), row))  # the library's own way takes six times as long
        table._tbl.remove(blank)
        self.document.add_paragraph()

    def content(self) -> bytes:
        """The file's bytes."""
        written = BytesIO()
        self.document.save(written)
        return written.getvalue()


def _filled(row: Element, cells: Sequence[str]) -> Element:
    """An empty row with these words in its cells."""
    for paragraph, words in zip(row.iter(qn("w:p")), cells, strict=True):
        run = OxmlElement("w:r")
        for number, line in enumerate(_clean(words).split("\n")):
            run.extend([OxmlElement("w:br")] if number else [])
            for place, part in enumerate(line.split("\t")):
                run.extend([OxmlElement("w:tab")] if place else [])
                run.extend([_text(part)] if part else [])
        paragraph.append(run)
    return row


def _text(words: str) -> Element:
    made = OxmlElement("w:t", {qn("xml:space"): "preserve"})
    made.text = words
    return made


def _clean(words: str) -> str:
    """Words without the control characters that XML cannot hold."""
    if words.isprintable():
        return words
    return "".join(each for each in words if each.isprintable() or each in "\n\t")
