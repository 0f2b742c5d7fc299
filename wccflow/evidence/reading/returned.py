"""The comments of a Word copy that came back: each with its words, its author, and the words it stands on."""

from pathlib import Path
from typing import Any

from lxml import etree

from wccflow.base.errors import Refused
from wccflow.evidence.reading import progress
from wccflow.evidence.reading.cleaning import clean
from wccflow.evidence.reading.commenting import NO_WORD_FILE
from wccflow.evidence.reading.gate import admit
from wccflow.evidence.reading.gathering import BETWEEN_CELLS
from wccflow.evidence.reading.limits import Limits
from wccflow.evidence.reading.markup import attribute, found, name
from wccflow.evidence.reading.package import Package
from wccflow.evidence.reading.word_beside import part_of_kind
from wccflow.evidence.reading.word_places import Letters, PlacedWalk, walked

MOST_COMMENTS = 1_000
LONGEST_WORDS, LONGEST_NAME = 20_000, 120
AROUND = 60  # characters before and after words, by which a repeated sentence is known


def answer(path: Path, file_name: str, limits: Limits, asked: Any) -> dict[str, Any]:
    """The passages of the copy (id, text, headings, kind), and its comments in threads: see `comments_of`."""
    admitted = admit(path, file_name, limits)
    if admitted.family != "word" or admitted.package is None:
        raise Refused(NO_WORD_FILE)
    walk = walked(admitted.package)
    return {
        "passages": [[each.id, each.text, each.heading, each.kind] for each in walk.gathering.passages],
        "comments": comments_of(admitted.package, walk),
    }


def comments_of(package: Package, walk: PlacedWalk) -> list[dict[str, Any]]:
    """Each comment: {above: place in this list or None, author, at, words, done, passage, quote, ...}."""
    comments = part_of_kind(package, walk.main, "comments")
    rows = [] if comments is None else [each for each in comments if name(each) == "w:comment"]
    rows = rows[:MOST_COMMENTS]
    stretches = _stretches(walk)
    above, done = _answers(part_of_kind(package, walk.main, "commentsExtended"))
    paragraphs = {_paragraph_id(row): place for place, row in reversed(list(enumerate(rows)))}
    made = []
    for number, row in enumerate(rows, start=1):
        progress.tell(number, len(rows))
        key, own = attribute(row, "w:id") or "", _paragraph_id(row)
        passage, quote, prefix, suffix = stretches.get(key) or (walk.story.commented.get(key, ""), "", "", "")
        made.append(
            {
                "above": paragraphs.get(above.get(own, "-")),
                "author": clean(attribute(row, "w:author") or "")[:LONGEST_NAME],
                "at": (attribute(row, "w:date") or "").strip()[:40],
                "words": _words(row, walk),
                "done": own in done,
                "paragraph": own,
                "passage": passage,
                "quote": quote,
                "prefix": prefix,
                "suffix": suffix,
            }
        )
    return made


def _stretches(walk: PlacedWalk) -> dict[str, tuple[str, str, str, str]]:
    """By comment the first passage in which its range holds words, these words, and what is around them."""
    found: dict[str, tuple[str, str, str, str]] = {}
    running: dict[str, None] = {}
    for letters, passage in walk.story.order:
        pieces = letters.line.pieces
        for key, (first, last) in _ranges(letters, running).items():
            quote = clean("".join(pieces[first:last]))
            before, after = clean("".join(pieces[:first])), clean("".join(pieces[last:]))
            if quote and passage and key not in found:
                found[key] = (passage, quote, before[-AROUND:], after[:AROUND])
            elif quote and key in found and found[key][0] == passage:  # the next cell of a row
                found[key] = (passage, found[key][1] + BETWEEN_CELLS + quote, found[key][2], after[:AROUND])
    return found


def _ranges(letters: Letters, running: dict[str, None]) -> dict[str, tuple[int, int]]:
    """By comment the pieces of a line that it stands on; what runs on into the next line is left running."""
    pieces = len(letters.line.pieces)
    here = dict.fromkeys(running, (0, pieces))
    for key, begins, at in letters.marks:
        if begins:
            running[key], here[key] = None, (at, pieces)
        elif key in running:
            here[key] = (here[key][0], at)
            del running[key]
    return here


def _words(row: etree._Element, walk: PlacedWalk) -> str:
    lines = [clean(walk.placed.line(each).text) for each in found(row, "w:p")]
    return "\n".join(filter(None, lines))[:LONGEST_WORDS]


def _answers(extended: etree._Element | None) -> tuple[dict[str, str], set[str]]:
    """Which paragraph answers which, and which comments are done."""
    rows = [] if extended is None else list(found(extended, "w15:commentEx"))
    own = [(attribute(row, "w15:paraId") or "", row) for row in rows]
    above = {key: parent for key, row in own if key and (parent := attribute(row, "w15:paraIdParent"))}
    return above, {key for key, row in own if key and attribute(row, "w15:done") in ("1", "true", "on")}


def _paragraph_id(row: etree._Element) -> str:
    ids = [attribute(paragraph, "w14:paraId") or "" for paragraph in found(row, "w:p")]
    return ids[-1] if ids else ""
