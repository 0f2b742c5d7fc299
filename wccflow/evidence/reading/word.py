"""Word files: a walk over the package in the order in which a person reads it."""

from pathlib import Path

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import sentences
from wccflow.evidence.reading.gate import Admitted
from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, found
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word_beside import beside, gather_inserted, part_of_kind
from wccflow.evidence.reading.word_margins import gather_margins
from wccflow.evidence.reading.word_remarks import gather_remarks
from wccflow.evidence.reading.word_story import Story
from wccflow.evidence.reading.word_styles import Styles
from wccflow.evidence.reading.word_text import Findings, Pages, Text

DEEPEST_INSERTED = 3


def gather(path: Path, admitted: Admitted, gathering: Gathering) -> None:
    """Gather the passages of a Word file."""
    if admitted.package is None:
        raise Refused(sentences.DAMAGED)
    gather_package(admitted.package, gathering)


def gather_package(package: Package, gathering: Gathering, depth: int = 0) -> None:
    """Gather the passages of a Word file, or of one inside another, `depth` of them down."""
    main = package.main_part()
    root = package.root(main) if main else None
    bodies = [] if root is None else bodies_of(root)
    if main is None or root is None or not bodies or depth > DEEPEST_INSERTED:
        raise Refused(sentences.DAMAGED)
    walk = Walk(package, main, root, gathering, depth)
    pages = _page_total(package) if depth == 0 else None
    gathering.pages = pages or gathering.pages
    try:
        walk.all(bodies)
    finally:
        gathering.pages = _later(gathering.pages, walk.reached or walk.text.pages.now)
        _announce(gathering, package, walk.text.findings)


def bodies_of(root: etree._Element) -> list[etree._Element]:
    """What holds the text; where a broken file has no body but paragraphs, all of it."""
    bodies = list(found(root, "w:body"))
    return bodies or ([root] if next(found(root, "w:p"), None) is not None else [])


class Walk:
    """The walk over one Word file."""

    def __init__(
        self, package: Package, main: str, root: etree._Element, gathering: Gathering, depth: int
    ) -> None:
        self._package, self._main, self._root = package, main, root
        self._gathering, self._depth = gathering, depth
        self.reached: int | None = None
        self.text = Text(Styles(part_of_kind(package, main, "styles")), _pages(root))

    def all(self, bodies: list[etree._Element]) -> None:
        """Gather the text, then the comments, then what stands at the heads and feet of pages."""
        story = self._story(self._main, self._gathering)
        story.guessed_level = _guessed_level(self._root, self.text.styles)
        try:
            for body in bodies:
                story.blocks(body)
        finally:
            self._remarks(story)
        self.reached = self.text.pages.now
        self.text.pages = Pages(None, rendered=True)  # A header is on no page of its own.
        gather_margins(self._package, self._main, self._root, self._gathering, self._story)

    def _story(self, part: str, gathering: Gathering) -> Story:
        """The story of one part of the file."""
        return Story(gathering, self.text, beside(self._package, part, self._inserted))

    def _inserted(self, key: str) -> bool:
        """Gather a file that was inserted into this one."""

        def deeper(package: Package, gathering: Gathering) -> None:
            gather_package(package, gathering, self._depth + 1)

        return gather_inserted(self._package, self._main, key, self._gathering, deeper)

    def _remarks(self, story: Story) -> None:
        comments = part_of_kind(self._package, self._main, "comments")
        extended = part_of_kind(self._package, self._main, "commentsExtended")
        gather_remarks(comments, extended, self._gathering, self.text, story.commented)


def _pages(root: etree._Element) -> Pages:
    """What pages are counted by: the breaks that Word drew, else those the author set, else nothing."""
    if next(found(root, "w:lastRenderedPageBreak"), None) is not None:
        return Pages(1, rendered=True)
    author_set = any(attribute(row, "w:type") == "page" for row in found(root, "w:br"))
    return Pages(1 if author_set else None, rendered=False)


def _page_total(package: Package) -> int | None:
    """How many pages Word counted when the file was saved."""
    root = package.optional("docProps/app.xml")
    said = None if root is None else next(found(root, "app:Pages"), None)
    text = "" if said is None else (said.text or "").strip()
    total = int(text) if text.isdecimal() and len(text) < 6 else 0
    return total or None


def _later(total: int | None, reached: int | None) -> int | None:
    """The greater of what Word counted and where the walk ended."""
    return max(total or 0, reached or 0) or None


def _guessed_level(root: etree._Element, styles: Styles) -> int:
    """Where bold lines stand that no style names: above styled headings that leave room, else beneath."""
    levels = {level for row in found(root, "w:pPr") if (level := styles.level(row))}
    if not levels:
        return 2
    return min(levels) - 1 if min(levels) > 2 else max(levels) + 1


def _announce(gathering: Gathering, package: Package, findings: Findings) -> None:
    """Tell what is in the file and not in its passages."""
    if findings.changed:
        gathering.warn(sentences.tracked_changes(max(len(findings.authors), 1)))
    if findings.hidden:
        gathering.warn(sentences.HIDDEN)
    if any(part.lower().endswith("vbaproject.bin") for part in package.names()):
        gathering.warn(sentences.MACROS)
    if findings.inserted_files:
        gathering.warn(sentences.INSERTED_FILES)
    if findings.pictures and not gathering.passages:
        gathering.warn(sentences.PICTURES_ONLY)
