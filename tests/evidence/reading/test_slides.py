"""Slides are read in the order of the show, titles first, notes last."""

from pathlib import Path

from tests.evidence.reading.files import OFFICE, SLIDES, packed, relations, types
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits

SPACES = (
    f'xmlns:p="{OFFICE}presentationml/2006/main" xmlns:a="{OFFICE}drawingml/2006/main" '
    f'xmlns:r="{OFFICE}officeDocument/2006/relationships"'
)


def shape(text: str, place: str = "") -> str:
    mark = f'<p:ph type="{place}"/>' if place else ""
    body = f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody>"
    return f"<p:sp><p:nvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr>{body}</p:sp>"


def slide(*shapes: str, show: str = "", root: str = "sld") -> str:
    return f"<p:{root} {SPACES} {show}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:{root}>"


def show(path: Path, *slides: str, beside: dict[str, str | bytes] | None = None) -> Path:
    ids = "".join(f'<p:sldId id="{256 + at}" r:id="r{at}"/>' for at in range(len(slides)))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": types("ppt/presentation.xml", SLIDES),
        "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {SPACES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"r{at}", "slide", f"slides/slide{at}.xml") for at in range(len(slides)))
        ),
    }
    parts.update({f"ppt/slides/slide{at}.xml": text for at, text in enumerate(slides)})
    return packed(path, {**parts, **(beside or {})})


def test_a_slide_is_read_title_first_with_its_tables_and_notes(tmp_path: Path) -> None:
    cells = "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{x}</a:t></a:r></a:p></a:txBody></a:tc>" for x in "ab")
    grid = f"<p:graphicFrame><a:tbl><a:tr>{cells}</a:tr></a:tbl></p:graphicFrame>"
    beside: dict[str, str | bytes] = {
        "ppt/slides/_rels/slide0.xml.rels": relations(("n", "notesSlide", "../notesSlides/n.xml")),
        "ppt/notesSlides/n.xml": slide(shape("Say this.", "body"), shape("7", "sldNum"), root="notes"),
    }
    path = show(
        tmp_path / "a.pptx",
        slide(shape("A point."), grid, shape("Our aims", "title"), shape("7", "sldNum")),
        beside=beside,
    )

    reading = read_here(path, path.name, Limits())

    assert reading.pages == 1
    assert [(each.kind, each.text, each.heading, each.page) for each in reading.passages] == [
        ("heading", "Our aims", None, 1),
        ("slide", "A point.", "Our aims", 1),
        ("table row", "a | b", "Our aims", 1),
        ("note", "Say this.", "Our aims", 1),
    ]


def test_a_hidden_slide_is_not_shown_and_said(tmp_path: Path) -> None:
    path = show(tmp_path / "a.pptx", slide(shape("seen")), slide(shape("planted"), show='show="0"'))

    reading = read_here(path, path.name, Limits())

    assert [passage.text for passage in reading.passages] == ["seen"]
    assert reading.warnings == (sentences.hidden_slide(2),)
