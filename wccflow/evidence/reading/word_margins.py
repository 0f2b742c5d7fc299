"""What stands at the head and foot of the pages of a Word file, read once, after its text."""

import re
from collections.abc import Callable

from lxml import etree

from wccflow.evidence.reading.gathering import Gathering
from wccflow.evidence.reading.markup import attribute, found
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word_story import Place, Story

KINDS = ("header", "footer")
PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.?)?\s*\d*\s*(?:(?:of|/)\s*\d*)?)?\W*", re.IGNORECASE)

StoryOf = Callable[[str, Gathering], Story]


def gather_margins(
    package: Package, main: str, root: etree._Element, gathering: Gathering, story_of: StoryOf
) -> None:
    """Gather what headers and footers say, each text once, without the numbers of pages."""
    gathering.close_path()
    seen: set[str] = set()
    for kind, part in _used(package, main, root):
        content = package.optional(part)
        if content is None:
            continue
        aside = Gathering(gathering.limits)
        story_of(part, aside).blocks(content, Place(kind))
        for passage in aside.passages:
            if passage.text not in seen and not PAGE_NUMBER.fullmatch(passage.text):
                seen.add(passage.text)
                gathering.text(kind, passage.text)


def _used(package: Package, main: str, root: etree._Element) -> list[tuple[str, str]]:
    """Kind and part of each header and footer that a section shows."""
    keys = {attribute(row, "r:id") for row in found(root, "w:headerReference", "w:footerReference")}
    parts = [value for key, value in package.relations(main).items() if key in keys and value[0] in KINDS]
    return sorted(set(parts), key=lambda part: (KINDS.index(part[0]), part[1]))
