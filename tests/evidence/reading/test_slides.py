"""Slides are read in the order of the show, titles first, notes last."""

from pathlib import Path

from tests.evidence.reading.files import OFFICE, SLIDES, packed, relations, types
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.families import read_here
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.passages import Picture, Remark

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


def switched_off(text: str) -> str:
    """A shape that was hidden in the selection pane."""
    return shape(text).replace("<p:nvSpPr>", '<p:nvSpPr><p:cNvPr id="9" name="x" hidden="1"/>')


def beside_the_slide(*rows: tuple[str, str, str], **parts: str | bytes) -> dict[str, str | bytes]:
    """What the first slide points to; the parts by the names that the targets have."""
    named = {f"ppt/{name.replace('__', '/')}.xml": content for name, content in parts.items()}
    return {"ppt/slides/_rels/slide0.xml.rels": relations(*rows), **named}


def test_a_shape_that_is_switched_off_is_not_shown_and_said(tmp_path: Path) -> None:
    path = show(tmp_path / "a.pptx", slide(shape("seen"), f"<p:grpSp>{switched_off('planted')}</p:grpSp>"))

    reading = read_here(path, path.name, Limits())

    assert [passage.text for passage in reading.passages] == ["seen"]
    assert reading.warnings == (sentences.HIDDEN,)


def test_what_slides_repeat_is_read_once_at_the_end(tmp_path: Path) -> None:
    foot = shape("Board, 12 May", "ftr")
    beside = beside_the_slide(
        ("l", "slideLayout", "../layouts/one.xml"),
        layouts__one=slide(shape("Click to edit", "title"), shape("In confidence"), root="sldLayout"),
    )
    path = show(tmp_path / "a.pptx", slide(shape("one"), foot), slide(shape("two"), foot), beside=beside)

    reading = read_here(path, path.name, Limits())

    assert [(each.kind, each.text, each.page) for each in reading.passages] == [
        ("slide", "one", 1),
        ("slide", "two", 2),
        ("footer", "Board, 12 May", None),
        ("footer", "In confidence", None),
    ]


def test_a_chart_is_a_table_of_its_figures(tmp_path: Path) -> None:
    points = "<c:pt idx='0'><c:v>May</c:v></c:pt>", "<c:pt idx='0'><c:v>7</c:v></c:pt>"
    series = f"<c:ser><c:cat>{points[0]}</c:cat><c:val>{points[1]}</c:val></c:ser>"
    chart = f'<c:chartSpace xmlns:c="{OFFICE}drawingml/2006/chart">{series}</c:chartSpace>'
    frame = f'<p:graphicFrame><c:chart xmlns:c="{OFFICE}drawingml/2006/chart" r:id="c"/></p:graphicFrame>'
    beside = beside_the_slide(("c", "chart", "../charts/one.xml"), charts__one=chart)

    reading = read_here(show(tmp_path / "a.pptx", slide(frame), beside=beside), "a.pptx", Limits())

    assert [(each.kind, each.cells, each.page) for each in reading.passages] == [
        ("table row", ("May", "7"), 1)
    ]


def test_pictures_are_listed_with_their_words(tmp_path: Path) -> None:
    named = '<p:nvPicPr><p:cNvPr id="2" name="x" descr="A map"/></p:nvPicPr>'
    picture = f'<p:pic>{named}<p:blipFill><a:blip r:embed="i"/></p:blipFill></p:pic>'
    beside = beside_the_slide(("i", "image", "../media/image1.png"))
    beside["ppt/media/image1.png"] = b"\x89PNG"

    reading = read_here(
        show(tmp_path / "a.pptx", slide(shape("text"), picture), beside=beside), "a.pptx", Limits()
    )

    assert reading.pictures == (Picture("ppt/media/image1.png", reading.passages[0].id, "A map"),)


def test_comments_are_read_apart_in_their_older_form(tmp_path: Path) -> None:
    comment = '<p:cm authorId="0" dt="2009-10-01T09:00:00" idx="1"><p:text>Which year?</p:text></p:cm>'
    beside = beside_the_slide(
        ("c", "comments", "../comments/one.xml"), comments__one=f"<p:cmLst {SPACES}>{comment}</p:cmLst>"
    )
    authors = f'<p:cmAuthorLst {SPACES}><p:cmAuthor id="0" name="A Reader"/></p:cmAuthorLst>'
    rows = ("r0", "slide", "slides/slide0.xml"), ("a", "commentAuthors", "commentAuthors.xml")
    beside |= {"ppt/_rels/presentation.xml.rels": relations(*rows), "ppt/commentAuthors.xml": authors}

    reading = read_here(show(tmp_path / "a.pptx", slide(shape("text")), beside=beside), "a.pptx", Limits())

    assert reading.remarks == (
        Remark("Which year?", "A Reader", "2009-10-01T09:00:00", reading.passages[0].id),
    )
    assert reading.warnings == (sentences.comments(1),)


def test_comments_in_threads_come_with_their_answers(tmp_path: Path) -> None:
    space = 'xmlns:n="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'

    def body(text: str) -> str:
        return f"<n:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></n:txBody>"

    answer = f'<n:replyLst><n:reply authorId="B" created="2009-10-02">{body("2008.")}</n:reply></n:replyLst>'
    comment = f'<n:cm authorId="A" created="2009-10-01">{answer}{body("Which year?")}</n:cm>'
    beside = beside_the_slide(
        ("c", "comments", "../comments/one.xml"),
        comments__one=f"<n:cmLst {space} {SPACES}>{comment}</n:cmLst>",
    )
    people = '<n:author id="A" name="A Reader"/><n:author id="B" name="A Writer"/>'
    rows = ("r0", "slide", "slides/slide0.xml"), ("a", "authors", "authors.xml")
    authors = f"<n:authorLst {space}>{people}</n:authorLst>"
    beside |= {"ppt/_rels/presentation.xml.rels": relations(*rows), "ppt/authors.xml": authors}

    reading = read_here(show(tmp_path / "a.pptx", slide(shape("text")), beside=beside), "a.pptx", Limits())

    assert [(each.text, each.author, each.at) for each in reading.remarks] == [
        ("Which year?", "A Reader", "2009-10-01"),
        ("2008.", "A Writer", "2009-10-02"),
    ]
