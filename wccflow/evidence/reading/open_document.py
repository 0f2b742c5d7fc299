"""OpenDocument files: texts, sheets and slides, read as what is within their package says."""

from pathlib import Path

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, child, found, name
from wccflow.evidence.reading.open_story import CELLS, Place, Story, rows
from wccflow.evidence.reading.open_text import Look, whole
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word_margins import PAGE_NUMBER

MARGINS = {"style:header": "header", "style:footer": "footer"}
FURNITURE = ("page-number", "date-time", "footer", "header")
UNSEEN = ("collapse", "filter")
MOST_COLUMNS = 16_384
BASIC = "basic/"  # a folder for macros, which says in XML which there are


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of an OpenDocument file."""
    package = admitted.package
    content = package.root("content.xml") if package else None
    body = None if content is None else next(found(content, "office:body"), None)
    if package is None or content is None or body is None:
        raise Refused(sentences.DAMAGED)
    look = Look(package, content)
    story = Story(gathering, look, package)
    try:
        for part in body:
            _gather_body(story, part)
        _gather_margins(story, package)
    finally:
        _announce(story, content, package)


def _gather_body(story: Story, body: etree._Element) -> None:
    """Gather a text, or the sheets or slides that a body holds."""
    pages = [page for page in body if name(page) == "draw:page"]
    if name(body) == "office:spreadsheet":
        for table in (each for each in body if name(each) == "table:table"):
            _gather_sheet(story, table)
    elif pages:
        story.gathering.pages = len(pages)
        for number, page in enumerate(pages, start=1):
            _gather_slide(story, page, number)
    else:
        story.blocks(body)


def _gather_slide(story: Story, page: etree._Element, number: int) -> None:
    """Gather a slide: its title first, then what stands on it, then its notes."""
    if story.look.hides_page(page):
        story.gathering.warn(sentences.hidden_slide(number))
        return
    story.gathering.close_path()
    shapes = [(shape, attribute(shape, "presentation:class")) for shape in page]
    for shape, kind in shapes:
        if kind == "title":
            words = " ".join(story.look.line(each).text for each in found(shape, "text:p"))
            story.gathering.heading(words, 1, number)
    for shape, kind in shapes:
        if kind not in ("title", *FURNITURE):
            story.block(shape, Place("slide", page=number))
    notes = child(page, "presentation:notes")
    for shape in notes if notes is not None else ():
        if attribute(shape, "presentation:class") not in FURNITURE:
            story.block(shape, Place("note", page=number))


def _gather_sheet(story: Story, table: etree._Element) -> None:
    """Gather a sheet that is shown, beneath its title."""
    title = attribute(table, "table:name") or ""
    if story.look.hides_sheet(table):
        story.gathering.warn(sentences.hidden_sheet(title))
        return
    story.gathering.heading_when_needed(title)
    hidden, number = _hidden_columns(table), 1
    if hidden:
        story.gathering.warn(sentences.HIDDEN_ROWS)
    for row, heads in rows(table):
        if attribute(row, "table:visibility") not in UNSEEN:
            cells = [cell for cell in row if name(cell) in CELLS]
            place = Place(cell=f"{title}!{number}")
            story.row(cells, "sheet row", place, heads=heads, hidden=hidden)
        elif any(True for _ in found(row, "text:p")):
            story.gathering.warn(sentences.HIDDEN_ROWS)
        number += whole(row, "table:number-rows-repeated", 1)
    for shape in (shape for shapes in table if name(shapes) == "table:shapes" for shape in shapes):
        story.block(shape, Place(cell=title))


def _hidden_columns(table: etree._Element) -> frozenset[int]:
    """The columns of a sheet, from 0, that are not shown."""
    hidden: set[int] = set()
    at = 0
    for column in found(table, "table:table-column"):
        width = whole(column, "table:number-columns-repeated", 1)
        if attribute(column, "table:visibility") in UNSEEN and width < MOST_COLUMNS:
            hidden |= set(range(at, at + width))
        at += width
    return frozenset(hidden)


def _gather_margins(story: Story, package: Package) -> None:
    """Gather what stands at the heads and feet of pages, each text once."""
    root = story.look.styles
    story.gathering.close_path()
    seen: set[str] = set()
    for element in found(root, *MARGINS) if root is not None else ():
        aside = Gathering(story.gathering.limits)
        kind = MARGINS[name(element)]
        Story(aside, story.look, package).blocks(element, Place(kind))
        for passage in aside.passages:
            if passage.text not in seen and not PAGE_NUMBER.fullmatch(passage.text):
                seen.add(passage.text)
                story.gathering.text(kind, passage.text)


def _announce(story: Story, content: etree._Element, package: Package) -> None:
    """Tell what is in the file and not in its passages."""
    changes = list(found(content, "text:changed-region"))
    authors = {author.text for change in changes for author in found(change, "dc:creator")}
    if changes:
        story.gathering.warn(sentences.tracked_changes(max(len(authors), 1)))
    if story.look.hidden:
        story.gathering.warn(sentences.HIDDEN)
    if story.remarks:
        story.gathering.warn(sentences.comments(story.remarks))
    if not story.gathering.passages and next(found(content, "draw:image"), None) is not None:
        story.gathering.warn(sentences.PICTURES_ONLY)
    if any(part.lower().startswith(BASIC) and part.lower().endswith(".xml") for part in package.names()):
        story.gathering.warn(sentences.MACROS)
