"""Files made from nothing: a small honest set where no corpus is named, and a hostile set for every run."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
import pptx

EACH = 12
WORDS = ("plan", "need", "goal", "money", "outcome", "service", "access", "waits", "care", "partner", "year")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
A = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{TYPE}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{TYPE}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{TYPE}.presentationml.presentation.main+xml"),
}


def honest(folder: Path) -> list[Path]:
    """Some files of each kind with planted words."""
    dice = random.Random(1)
    made = []
    for number in range(EACH):
        sentences = [" ".join(dice.choices(WORDS, k=12)) for _ in range(20 * (number + 1))]
        made += [_word(folder, number, sentences), _sheet(folder, number, sentences)]
        made += [_slides(folder, number, sentences), _pdf(folder, number, sentences)]
    return made


def long(folder: Path) -> list[Path]:
    """A PDF of 400 full pages and a Word file of as many words, for throughput."""
    dice = random.Random(2)
    sentences = [" ".join(dice.choices(WORDS, k=12)) for _ in range(400 * 45)]
    return [_pdf(folder, 400, sentences), _word(folder, 400, sentences)]


def hostile(folder: Path) -> list[Path]:
    """One file of each trick, small on the disk and large in memory or time."""
    made = []
    for name, content in (*_packages(), *_documents()):
        path = folder / name
        path.write_bytes(content())
        made.append(path)
    return made


def _word(folder: Path, number: int, sentences: list[str]) -> Path:
    document = docx.Document()
    document.add_heading("Plan", 1)
    for sentence in sentences:
        document.add_paragraph(sentence)
    table = document.add_table(rows=3, cols=3)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell{at}"
    path = folder / f"plan-{number}.docx"
    document.save(str(path))
    return path


def _sheet(folder: Path, number: int, sentences: list[str]) -> Path:
    book = openpyxl.Workbook()
    for row in sentences:
        book.worksheets[0].append(row.split())
    path = folder / f"plan-{number}.xlsx"
    book.save(path)
    return path


def _slides(folder: Path, number: int, sentences: list[str]) -> Path:
    show = pptx.Presentation()
    for sentence in sentences:
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = "Plan", sentence
    path = folder / f"plan-{number}.pptx"
    show.save(str(path))
    return path


def _pdf(folder: Path, number: int, sentences: list[str]) -> Path:
    lines = [f"BT /F1 11 Tf 72 {760 - 15 * (at % 45)} Td ({each}) Tj ET" for at, each in enumerate(sentences)]
    pages = ["\n".join(lines[start : start + 45]).encode() for start in range(0, len(lines), 45)]
    path = folder / f"plan-{number}.pdf"
    path.write_bytes(pdf_of([(page, b"") for page in pages]))
    return path


def pdf_of(streams: list[tuple[bytes, bytes]], *, more: bytes = b"", count: int | None = None) -> bytes:
    """A PDF of pages with these contents, each with what its dictionary says besides."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(streams)))
    total = count if count is not None else len(streams)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, total),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for at, (content, says) in enumerate(streams):
        fonts = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X %d 0 R>>>>" % (5 + 2 * at)
        contents = b"/Contents %d 0 R/MediaBox[0 0 595 842]" % (5 + 2 * at)
        objects.append(b"<</Type/Page/Parent 2 0 R%s%s>>" % (fonts, contents))
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), says, content))
    body = b"%PDF-1.5\n" + more
    places = []
    for at, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (at, each)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + rows + end


def package(kind: str, main: str, *, beside: dict[str, str | bytes] | None = None) -> bytes:
    """An Office file of this kind whose main part says this."""
    part, content_type = MAIN[kind]
    made = io.BytesIO()
    override = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
    link = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="{part}"/>'
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types">{override}</Types>')
        archive.writestr(
            "_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
        )
        archive.writestr(part, main)
        for name, content in (beside or {}).items():
            archive.writestr(name, content)
    return made.getvalue()


def _document(body: str) -> bytes:
    return package("docx", f"<w:document {W}><w:body>{body}</w:body></w:document>")


def _book(sheet: str) -> bytes:
    link = f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="sheet.xml"/>'
    sheets = '<sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
    links = f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
    beside: dict[str, str | bytes] = {
        "xl/_rels/workbook.xml.rels": links,
        "xl/sheet.xml": f"<worksheet {S}>{sheet}</worksheet>",
    }
    return package("xlsx", f'<workbook {S} xmlns:r="{OFFICE}">{sheets}</workbook>', beside=beside)


def _said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _laughing() -> str:
    """A document of one word that is ten words that are ten words each, and so on."""
    laughs = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 10))
    body = f"<w:body>{_said('&e9;')}</w:body>"
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}]><w:document {W}>{body}</w:document>'


def _lying(content: bytes) -> bytes:
    """The same zip, whose directory says that its largest part is small."""
    data = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        largest = max(each.file_size for each in archive.infolist())
    return bytes(data.replace(struct.pack("<I", largest), struct.pack("<I", 1_000)))


Made = tuple[str, Callable[[], bytes]]


def _packages() -> Iterator[Made]:
    row = f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{_said('x')}</w:tc></w:tr>"
    yield "bomb.docx", lambda: _document(_said("A" * 300_000_000))
    yield "lying-size.docx", lambda: _lying(_document(_said("A" * 300_000_000)))
    yield "many-paragraphs.docx", lambda: _document(_said("A") * 1_500_000)
    yield "merged-down-5000.docx", lambda: _document(f"<w:tbl>{row * 5_000}</w:tbl>")
    yield (
        "grid-span.docx",
        lambda: _document(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr>'
            f"{_said('x')}</w:tc></w:tr></w:tbl>"
        ),
    )
    yield (
        "deep.docx",
        lambda: _document("<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000),
    )
    yield (
        "deep-tables.docx",
        lambda: _document("<w:tbl><w:tr><w:tc>" * 200 + _said("x") + "</w:tc></w:tr></w:tbl>" * 200),
    )
    yield "billion-laughs.docx", lambda: package("docx", _laughing())
    yield (
        "picture-bomb.docx",
        lambda: package(
            "docx",
            f"<w:document {W}><w:body>{_said('x')}</w:body></w:document>",
            beside={"word/media/a.png": bytes(300_000_000)},
        ),
    )
    yield (
        "thousands-of-parts.docx",
        lambda: package(
            "docx", f"<w:document {W}/>", beside={f"word/{number}.xml": "" for number in range(5_000)}
        ),
    )
    yield "outside.docx", lambda: package("docx", f"<w:document {W}/>", beside={"../../out.xml": ""})
    yield "truncated.docx", lambda: _document(_said("x") * 1_000)[:-400]
    yield "text.docx", lambda: b"this is plain text"
    yield (
        "wide-rows.xlsx",
        lambda: _book(
            "<sheetData>" + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' * 50_000 + "</sheetData>"
        ),
    )
    yield (
        "many-cells.xlsx",
        lambda: _book("<sheetData>" + f"<row>{'<c><v>1</v></c>' * 500}</row>" * 6_000 + "</sheetData>"),
    )
    yield (
        "merged-everything.xlsx",
        lambda: _book(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    )
    yield (
        "deep.pptx",
        lambda: package(
            "pptx", f"<p:presentation {A}>{'<a:x>' * 50_000}{'</a:x>' * 50_000}</p:presentation>"
        ),
    )


def _documents() -> Iterator[Made]:
    deflate = b"/Filter/FlateDecode"
    shown = b"BT /F1 11 Tf 72 700 Td (x) Tj ET\n"
    yield "stream-bomb.pdf", lambda: pdf_of([(zlib.compress(b" " * 900_000_000), deflate)])
    twice = zlib.compress(zlib.compress(shown * 20_000_000, 1))
    yield "stream-in-stream.pdf", lambda: pdf_of([(twice, b"/Filter[/FlateDecode/FlateDecode]")])
    yield "many-words.pdf", lambda: pdf_of([(zlib.compress(shown * 3_000_000), deflate)])
    yield "million-pages.pdf", lambda: pdf_of([(shown, b"")], count=1_000_000)
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    yield "draws-itself.pdf", lambda: pdf_of([(b"/X Do " * 50, form)])
    yield "deep-array.pdf", lambda: pdf_of([(b"[" * 5_000_000, b"")])
    yield "pages-in-a-ring.pdf", lambda: pdf_of([(shown, b"")]).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")
    image = b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    yield "huge-picture.pdf", lambda: pdf_of([(zlib.compress(bytes(10_000_000)), image + deflate)])
    yield "truncated.pdf", lambda: pdf_of([(shown * 100, b"")])[:2_000]
    yield "only-a-head.pdf", lambda: b"%PDF-1.7\n"
    yield "one-line.txt", lambda: b"word " * 8_000_000
    yield "deep.html", lambda: b"<html><body>" + b"<div>" * 200_000 + b"x"
    yield "wide.csv", lambda: b",".join([b"1"] * 2_000_000)
    yield "zeros.txt", lambda: bytes(10_000_000)
    yield "no-end.rtf", lambda: b"{\\rtf1 " + b"{" * 1_000_000
