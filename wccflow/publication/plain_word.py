"""A Word file written by hand, the same byte for byte whenever and wherever it is made.

The library that writes the house's other Word files is far slower, and what it leaves in a file depends on
its version; a release must be written anew, and compared, many years from now.
"""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from wccflow.cycles.paper import DEMONSTRATION
from wccflow.publication.zipped import Writer

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LABEL = "Demonstration: invented content"


class PlainPaper:
    """A Word file as it is being written, part by part."""

    def __init__(self, title: str, *, subtitle: str, demonstration: bool) -> None:
        self._title = title
        self._demonstration = demonstration
        self._body: list[str] = [_paragraph(title, "Title")]
        self.say(subtitle)
        if demonstration:
            self._body.append(_paragraph(DEMONSTRATION, bold=True))

    def heading(self, words: str, level: int = 1) -> None:
        """A heading."""
        self._body.append(_paragraph(words, f"Heading{level}"))

    def say(self, words: str) -> None:
        """Paragraphs, one for each line of the words."""
        self._body += [_paragraph(line.strip()) for line in words.splitlines() if line.strip()]

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose head is repeated on every page; nothing when there are no rows."""
        if not rows:
            return
        columns = "<w:gridCol/>" * len(head)
        made = [_row(head, head=True), *(_row(row) for row in rows)]
        self._body.append(
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(made)}</w:tbl>{_paragraph('')}"
        )

    def content(self) -> bytes:
        """The file's bytes."""
        made = BytesIO()
        writer = Writer(made)
        for name, text in sorted(self._parts().items()):
            writer.add(name, text.encode())
        writer.close()
        return made.getvalue()

    def _parts(self) -> dict[str, str]:
        return {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "docProps/core.xml": _core(self._title, DEMONSTRATION if self._demonstration else ""),
            "word/_rels/document.xml.rels": _OF_DOCUMENT,
            "word/document.xml": _document("".join(self._body)),
            "word/header1.xml": _header(LABEL if self._demonstration else ""),
            "word/styles.xml": _STYLES,
        }


def _paragraph(words: str, style: str = "", *, bold: bool = False) -> str:
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    text = f'<w:r>{weight}<w:t xml:space="preserve">{escape(_clean(words))}</w:t></w:r>' if words else ""
    return f"<w:p>{kind}{text}</w:p>"


def _row(cells: Sequence[str], *, head: bool = False) -> str:
    repeated = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    made = "".join(f"<w:tc><w:tcPr/>{_cell(each, head)}</w:tc>" for each in cells)
    return f"<w:tr>{repeated}{made}</w:tr>"


def _cell(words: str, head: bool) -> str:
    lines = [line for line in words.splitlines() if line.strip()] or [""]
    return "".join(_paragraph(line, bold=head) for line in lines)


def _clean(words: str) -> str:
    """Words without the control characters that XML cannot hold."""
    return "".join(each for each in words if each.isprintable() or each == "\t")


def _document(body: str) -> str:
    edges = " ".join(f'w:{edge}="1134"' for edge in ("top", "right", "bottom", "left"))
    page = f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {edges} w:header="567" w:footer="567" w:gutter="0"/>'
    return (
        f'{_XML}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}"><w:body>{body}'
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>{page}</w:sectPr></w:body></w:document>'
    )


def _header(words: str) -> str:
    return f'{_XML}<w:hdr xmlns:w="{_WORD}">{_paragraph(words)}</w:hdr>'


def _core(title: str, comments: str) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(_clean(title))}</dc:title><dc:creator>wccflow</dc:creator>"
        f"<dc:description>{escape(comments)}</dc:description></cp:coreProperties>"
    )


def _style(name: str, kind: str, shape: str, *, called: str = "", default: bool = False) -> str:
    is_default = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{is_default} w:styleId="{name}"><w:name w:val={quoteattr(called or name)}/>'
        f"{shape}</w:style>"
    )


def _size(points: int, *, bold: bool) -> str:
    weight = "<w:b/>" if bold else ""
    return f'<w:rPr>{weight}<w:sz w:val="{2 * points}"/></w:rPr>'


def _heading(level: int, points: int) -> str:
    shape = (
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>{_size(points, bold=True)}'
    )
    return _style(f"Heading{level}", "paragraph", shape, called=f"heading {level}")


_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = (
    f'{_XML}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:lang w:val="en-GB"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    + _style("Normal", "paragraph", "", default=True)
    + _style("Title", "paragraph", f'<w:basedOn w:val="Normal"/>{_size(24, bold=True)}')
    + "".join(_heading(level, points) for level, points in ((1, 16), (2, 13)))
    + _style("TableNormal", "table", "", called="Normal Table", default=True)
    + _style(
        "TableGrid",
        "table",
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr>',
        called="Table Grid",
    )
    + "</w:styles>"
)
_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.header+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_OF_DOCUMENT = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/header" Target="header1.xml"/></Relationships>'
)
