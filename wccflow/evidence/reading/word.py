"""Word files: a walk over the package in the order in which a person reads it."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, found, name
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word_story import Story
from wccflow.evidence.reading.word_styles import Styles
from wccflow.evidence.reading.word_text import Findings, Pages, Text

NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of a Word file."""
    package = admitted.package
    main = package.main_part() if package else None
    root = package.root(main) if package and main else None
    bodies = [] if root is None else list(found(root, "w:body"))
    if package is None or main is None or root is None or not bodies:
        raise Refused(sentences.DAMAGED)
    text = Text(Styles(_beside(package, main, "styles")), _pages(root))
    story = Story(gathering, text, _notes(package, main), _diagrams(package, main))
    story.guessed_level = _guessed_level(root, text.styles)
    gathering.pages = _page_total(package, text.pages)
    try:
        for body in bodies:
            story.blocks(body)
    finally:
        gathering.pages = _later(gathering.pages, text.pages.now)
        _announce(gathering, package, main, text.findings)


def _beside(package: Package, main: str, kind: str) -> etree._Element | None:
    """The part of this kind that the document points to."""
    part = next((part for said, part in package.relations(main).values() if said == kind), None)
    return None if part is None else package.optional(part)


def _pages(root: etree._Element) -> Pages:
    """What pages are counted by: the breaks that Word drew, else those the author set, else nothing."""
    if next(found(root, "w:lastRenderedPageBreak"), None) is not None:
        return Pages(1, rendered=True)
    author_set = any(attribute(row, "w:type") == "page" for row in found(root, "w:br"))
    return Pages(1 if author_set else None, rendered=False)


def _page_total(package: Package, pages: Pages) -> int | None:
    """How many pages Word counted when the file was saved."""
    root = package.optional("docProps/app.xml")
    said = None if root is None else next(found(root, "app:Pages"), None)
    text = "" if said is None else (said.text or "").strip()
    total = int(text) if text.isdecimal() and len(text) < 6 else 0
    return total or None


def _later(total: int | None, reached: int | None) -> int | None:
    """The greater of what Word counted and where the walk ended."""
    return max(total or 0, reached or 0) or None


def _notes(package: Package, main: str) -> dict[tuple[str, str], etree._Element]:
    """Footnotes and endnotes by kind and id."""
    return {
        (kind, attribute(row, "w:id") or ""): row
        for kind in ("footnotes", "endnotes")
        for row in _rows(_beside(package, main, kind))
        if attribute(row, "w:type") not in NO_NOTES
    }


def _rows(root: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if root is None else (row for row in root if name(row) in ("w:footnote", "w:endnote"))


def _diagrams(package: Package, main: str) -> dict[str, etree._Element]:
    """The content of diagrams by relation id."""
    parts = {key: part for key, (kind, part) in package.relations(main).items() if kind == "diagramData"}
    roots = {key: package.optional(part) for key, part in parts.items()}
    return {key: root for key, root in roots.items() if root is not None}


def _guessed_level(root: etree._Element, styles: Styles) -> int:
    """Where bold lines stand that no style names: above styled headings that leave room, else beneath."""
    levels = {level for row in found(root, "w:pPr") if (level := styles.level(row))}
    if not levels:
        return 2
    return min(levels) - 1 if min(levels) > 2 else max(levels) + 1


def _announce(gathering: Gathering, package: Package, main: str, findings: Findings) -> None:
    """Tell what is in the file and not in its passages."""
    if findings.changed:
        gathering.warn(sentences.tracked_changes(max(len(findings.authors), 1)))
    if findings.hidden:
        gathering.warn(sentences.HIDDEN)
    comments = _beside(package, main, "comments")
    count = 0 if comments is None else sum(name(row) == "w:comment" for row in comments)
    if count:
        gathering.warn(sentences.comments(count))
    if any(part.lower().endswith("vbaproject.bin") for part in package.names()):
        gathering.warn(sentences.MACROS)
    if findings.inserted_files:
        gathering.warn(sentences.INSERTED_FILES)
    if findings.pictures and not gathering.passages:
        gathering.warn(sentences.PICTURES_ONLY)
