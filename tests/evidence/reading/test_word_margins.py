"""Heads and feet of pages are read once, after the text, without the numbers of pages."""

from pathlib import Path

from tests.evidence.reading.files import paragraph, word
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits

SECTION = "<w:sectPr><w:headerReference r:id='rheader'/><w:footerReference r:id='rfooter'/></w:sectPr>"


def said(path: Path) -> list[tuple[str, str, str | None]]:
    return [(each.kind, each.text, each.heading) for each in read_here(path, path.name, Limits()).passages]


def test_headers_and_footers_stand_after_the_text_beneath_no_heading(tmp_path: Path) -> None:
    body = paragraph("Aims", '<w:outlineLvl w:val="0"/>') + paragraph("text") + SECTION
    beside = {
        "header": f"<w:hdr SPACES>{paragraph('Draft 3')}{paragraph('Draft 3')}</w:hdr>",
        "footer": f"<w:ftr SPACES>{paragraph('Page 3 of 12')}{paragraph('In confidence')}</w:ftr>",
    }

    assert said(word(tmp_path / "a.docx", body, beside=beside)) == [
        ("heading", "Aims", None),
        ("paragraph", "text", "Aims"),
        ("header", "Draft 3", None),
        ("footer", "In confidence", None),
    ]


def test_a_watermark_is_said(tmp_path: Path) -> None:
    mark = "<w:p><w:r><w:pict><v:shape><v:textpath string='DRAFT'/></v:shape></w:pict></w:r></w:p>"
    beside = {"header": f"<w:hdr SPACES>{mark}</w:hdr>", "footer": "<w:ftr SPACES/>"}

    assert said(word(tmp_path / "a.docx", paragraph("text") + SECTION, beside=beside)) == [
        ("paragraph", "text", None),
        ("header", "DRAFT", None),
    ]


def test_a_header_that_no_section_shows_is_not_read(tmp_path: Path) -> None:
    beside = {"header": f"<w:hdr SPACES>{paragraph('Unused')}</w:hdr>"}

    assert said(word(tmp_path / "a.docx", paragraph("text"), beside=beside)) == [("paragraph", "text", None)]
