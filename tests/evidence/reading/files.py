"""Files for the tests of reading, made from nothing: Word packages, spreadsheets, slides and small PDFs."""

import zipfile
from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org/"
STRICT = "http://purl.oclc.org/ooxml/"
W = f"{OFFICE}wordprocessingml/2006/main"
RELATIONS = f"{OFFICE}package/2006/relationships"
TYPES = f"{OFFICE}package/2006/content-types"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def packed(path: Path, parts: dict[str, str | bytes]) -> Path:
    """A zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def relations(*rows: tuple[str, str, str]) -> str:
    """A part that points to others: id, last word of the type, target."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"/>'
        for key, kind, target in rows
    )
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'


def types(part: str, content_type: str) -> str:
    """The part that says what the main part is."""
    override = f'<Override PartName="/{part}" ContentType="{content_type}"/>'
    return f'<Types xmlns="{TYPES}">{override}</Types>'


def word_parts(
    body: str, *, content_type: str = DOCUMENT, beside: dict[str, str] | None = None, namespace: str = W
) -> dict[str, str | bytes]:
    """The parts of a Word file with this body; `beside` holds other parts by their kind."""
    spaces = (
        f'xmlns:w="{namespace}" xmlns:mc="{OFFICE}markup-compatibility/2006" '
        f'xmlns:r="{OFFICE}officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
        f'xmlns:a="{OFFICE}drawingml/2006/main" xmlns:c="{OFFICE}drawingml/2006/chart" '
        f'xmlns:m="{OFFICE}officeDocument/2006/math" xmlns:dgm="{OFFICE}drawingml/2006/diagram" '
        f'xmlns:wp="{OFFICE}drawingml/2006/wordprocessingDrawing"'
    )
    others = beside or {}
    wrapped = {kind: text.replace("SPACES", spaces) for kind, text in others.items()}
    return {
        "[Content_Types].xml": types("word/document.xml", content_type),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(*((f"r{kind}", kind, f"{kind}.xml") for kind in others)),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": text for kind, text in wrapped.items()},
    }


def word(
    path: Path, body: str, *, content_type: str = DOCUMENT, beside: dict[str, str] | None = None
) -> Path:
    """A Word file with this body."""
    return packed(path, word_parts(body, content_type=content_type, beside=beside))


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A Word table."""
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def pdf(path: Path, *pages: str, encrypt: str = "") -> Path:
    """A PDF whose pages have these contents; fonts /F1 plain and /F2 bold."""
    count = len(pages)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    for number, content in enumerate(pages):
        fonts = "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        box = f"/Contents {6 + 2 * number} 0 R/MediaBox[0 0 595 842]"
        objects.append(f"<</Type/Page/Parent 2 0 R{fonts}{box}>>")
        objects.append(f"<</Length {len(content.encode('cp1252'))}>>stream\n{content}\nendstream")
    path.write_bytes(_written(objects, encrypt))
    return path


def shown(*lines: tuple[int, int, str], size: int = 11, font: str = "F1") -> str:
    """The content of a page: lines at a place from the left and from the foot."""
    escaped = ((x, y, text.replace("(", "\\(").replace(")", "\\)")) for x, y, text in lines)
    return " ".join(f"BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, text in escaped)


def _written(objects: list[str], encrypt: str) -> bytes:
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    start = len(data)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    data += f"xref\n0 {size}\n0000000000 65535 f \n{rows}".encode()
    data += f"trailer<</Size {size}/Root 1 0 R{encrypt}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(data)
