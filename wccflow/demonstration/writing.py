"""Writes blocks as a genuine Word file, quickly and with the same bytes for the same words."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from wccflow.demonstration.blocks import Block, Heading, PageBreak, Paragraph, Table, plain

AUTHOR = "wccflow demonstration"
PACKED = (2009, 9, 1, 0, 0, 0)  # one instant for every part of every package, or no two would be alike
BLUE = RGBColor(0x00, 0x5E, 0xB8)
WORDS_ON_A_PAGE = 400
PAGES = re.compile(rb"<Pages>\d*</Pages>")
BODY = re.compile(rb"(<w:body>).*?(<w:sectPr)", re.DOTALL)
NUMBER = re.compile(r"[–£+-]?[\d,]+(\.\d+)?[%m]?")
STAMP = "2001-02-03T04:05:06Z"


def write(blocks: Iterable[Block], *, title: str, header: str, board_date: date) -> bytes:
    """The Word file of those blocks, with its header on every page and its core properties set."""
    turned = list(_turned(blocks))
    body = "".join(_xml(block, turn) for block, turn in turned).encode()
    pages = 1 + sum(turn for _, turn in turned)
    stamp = f"{board_date.isoformat()}T12:00:00Z"
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=6) as package:
        for name, part in _template().items():
            if name == "word/document.xml":
                part = BODY.sub(lambda found: found[1] + body + found[2], part, count=1)
            else:
                part = _filled(part, name, title, header, stamp, pages)
            package.writestr(_entry(name), part, ZIP_DEFLATED, 6)
    return packed.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, PACKED)
    entry.create_system = 3  # otherwise it tells on which system it was written
    return entry


def _turned(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether a new page begins with it: readers of Word files count pages by such marks."""
    count, broken = 0, False
    for block in blocks:
        size = len(plain(block).split())
        turn = broken or count + size > WORDS_ON_A_PAGE
        broken = isinstance(block, PageBreak)
        count = size if turn else count + size
        yield block, turn and not broken


def _filled(part: bytes, name: str, title: str, header: str, stamp: str, pages: int) -> bytes:
    if name.startswith("word/header"):
        return part.replace(b"@header@", escape(header).encode())
    if name == "docProps/app.xml":
        return PAGES.sub(f"<Pages>{pages}</Pages>".encode(), part)
    if name == "docProps/core.xml":
        return part.replace(b"@title@", escape(title).encode()).replace(STAMP.encode(), stamp.encode())
    return part


@cache
def _template() -> dict[str, bytes]:
    """The parts of an empty document with our styles, made once: opening one is slower than writing ours."""
    document = Document()
    _style(document)
    section = document.sections[0]
    section.header.paragraphs[0].text = "@header@"
    _number_pages(section.footer.paragraphs[0])
    _describe(document)
    packed = BytesIO()
    document.save(packed)
    with ZipFile(packed) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["docProps/core.xml"] = re.sub(
        rb"\d{4}-\d\d-\d\dT[\d:]+Z", STAMP.encode(), parts["docProps/core.xml"]
    )
    return parts


def _style(document: Document) -> None:  # type: ignore[valid-type]  # python-docx names a function like a class
    styles = document.styles  # type: ignore[attr-defined]  # see above
    for name, size in (
        ("Normal", 11),
        ("Heading 1", 18),
        ("Heading 2", 14),
        ("Heading 3", 12),
        ("Title", 26),
    ):
        font = styles[name].font
        font.name, font.size = "Arial", Pt(size)
        fonts = styles[name].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name != "Normal":
            font.color.rgb = BLUE
    for numbering in styles["Subtitle"].element.xpath(".//w:numPr"):
        numbering.getparent().remove(numbering)  # as it comes, a subtitle is an item of a list
    styles.element.xpath("w:docDefaults//w:lang")[0].set(qn("w:val"), "en-GB")


def _number_pages(paragraph: WordParagraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph.add_run("Page ")
    paragraph._p.append(field)


def _describe(document: Document) -> None:  # type: ignore[valid-type]  # see _style
    properties = document.core_properties  # type: ignore[attr-defined]  # see _style
    properties.author = properties.last_modified_by = AUTHOR
    properties.title, properties.comments = "@title@", "Demonstration document: invented text"
    properties.language, properties.revision = "en-GB", 1


def _xml(block: Block, turn: bool) -> str:
    match block:
        case Heading(level=level, text=text):
            return _paragraph(text, f"Heading{level}", turn)
        case Paragraph(text=text, style=style):
            return _paragraph(text, style, turn)
        case PageBreak():
            return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        case Table():
            return _paragraph(block.caption, "Caption", turn) + _table(block) + _paragraph("", "BodyText")


def _paragraph(text: str, style: str, turn: bool = False) -> str:
    mark = "<w:lastRenderedPageBreak/>" if turn else ""
    run = f'<w:r>{mark}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    keep = "<w:keepNext/>" if style == "Caption" else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{run}</w:p>'


def _table(table: Table) -> str:
    columns = "<w:gridCol/>" * len(table.header)
    head = "".join(_cell(text, bold=True) for text in table.header)
    rows = "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in table.rows)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )


def _cell(text: str, bold: bool = False) -> str:
    shade = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="D8E6F4"/></w:tcPr>' if bold else ""
    side = '<w:jc w:val="right"/>' if NUMBER.fullmatch(text) else ""
    look = f'<w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="18"/></w:rPr>'
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:tc>{shade}<w:p><w:pPr><w:spacing w:after="40"/>{side}</w:pPr>{run}</w:p></w:tc>'
