"""Pointing at words in a Word file: runs are split at the first and the last letter, and marks put around."""

import copy
from collections.abc import Callable, Sequence
from typing import Any

from lxml import etree

from wccflow.evidence.reading.markup import name
from wccflow.evidence.reading.word_places import Letter, Letters, Spot, stands_at

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
IN_PLACE, NEAR, NOWHERE = "in place", "near", "nowhere"

Make = Callable[[str], Sequence[etree._Element]]
"""Makes the marks that begin comments, or those that end them and refer to their words."""


def point(spot: Spot | None, quote: str, prefix: str, *, begins: Make, ends: Make) -> str:
    """Put marks around the words of a passage; gives how surely: in place, near, or nowhere at all.

    Words in notes, boxes and drawings are marked on the paragraph on which these hang: Word takes no comment
    inside them.
    """
    if spot is None:
        return NOWHERE
    host = spot.host or _only_paragraph(spot)
    if spot.host is None and spot.lines:
        found = stands_at(spot.lines, quote, prefix) or stands_at(spot.lines, _whole(spot.lines), "")
        if found is not None:
            _around(*found, begins=begins, ends=ends)
            return IN_PLACE
    if host is None or host.paragraph is None:
        return NOWHERE
    surround(host.paragraph, begins=begins, ends=ends)
    return NEAR


def surround(paragraph: etree._Element, *, begins: Make, ends: Make) -> None:
    """Put marks around all that a paragraph holds."""
    first = 1 if len(paragraph) and name(paragraph[0]) == "w:pPr" else 0
    for offset, mark in enumerate(begins("")):
        paragraph.insert(first + offset, mark)
    paragraph.extend(ends(""))


def _only_paragraph(spot: Spot) -> Letters | None:
    return spot.lines[0] if spot.lines else None


def _whole(lines: Sequence[Letters]) -> str:
    return "".join(line.line.text for line in lines)


def _around(first: Letter, last: Letter, *, begins: Make, ends: Make) -> None:
    end = _cut_after(last)
    start = _cut_before(first)
    for mark in begins(""):
        start.addprevious(mark)
    for mark in reversed(ends("")):
        end.addnext(mark)


def _cut_after(letter: Letter) -> etree._Element:
    """The element that ends with this letter, a run cut in two where it must be."""
    run, inside, whole = _run_of(letter)
    if run is None or inside is None:
        return inside if inside is not None else letter.line.sources[letter.piece]
    text = letter.line.line.pieces[letter.piece]
    rest = _shell(run)
    if whole and letter.at + 1 < len(text):
        later = _text_like(inside, text[letter.at + 1 :])
        _retext(inside, text[: letter.at + 1])
        rest.append(later)
        _divide(letter, letter.at + 1, letter.line.sources[letter.piece], later)
    for each in list(inside.itersiblings()):
        rest.append(each)
    if _says_something(rest):
        run.addnext(rest)
    return run


def _cut_before(letter: Letter) -> etree._Element:
    """The element that begins with this letter; what stood before it goes into a run of its own."""
    run, inside, whole = _run_of(letter)
    if run is None or inside is None:
        return inside if inside is not None else letter.line.sources[letter.piece]
    text = letter.line.line.pieces[letter.piece]
    rest = _shell(run)
    for each in list(inside.itersiblings(preceding=True))[::-1]:
        if name(each) != "w:rPr":
            rest.append(each)
    if whole and letter.at:
        earlier = _text_like(inside, text[: letter.at])
        _retext(inside, text[letter.at :])
        rest.append(earlier)
        _divide(letter, letter.at, earlier, letter.line.sources[letter.piece])
    if _says_something(rest):
        run.addprevious(rest)
    return run


def _run_of(letter: Letter) -> tuple[etree._Element | None, etree._Element | None, bool]:
    """The run of a letter, its child that holds the letter, and whether that child can be cut in two."""
    source = letter.line.sources[letter.piece]
    inside: etree._Element = source
    while (parent := inside.getparent()) is not None and parent is not letter.line.paragraph:
        if name(parent) == "w:r" and not _is_inside_run(parent, letter.line.paragraph):
            return parent, inside, inside is source and name(source) == "w:t" and not len(source)
        inside = parent
    return None, source, False


def _is_inside_run(run: etree._Element, paragraph: etree._Element | None) -> bool:
    """Whether a run stands inside another one of the same paragraph, as the base of a pronunciation does."""
    above = run.getparent()
    while above is not None and above is not paragraph:
        if name(above) == "w:r":
            return True
        above = above.getparent()
    return False


def _divide(letter: Letter, at: int, first: etree._Element, second: etree._Element) -> None:
    """Let the line know that a piece is two now."""
    line, number = letter.line, letter.piece
    text = line.line.pieces[number]
    line.line.pieces[number : number + 1] = [text[:at], text[at:]]
    line.sources[number : number + 1] = [first, second]


def _shell(run: etree._Element) -> etree._Element:
    """An empty run that looks like this one."""
    spaces: Any = run.nsmap
    made = etree.Element(run.tag, nsmap=spaces)
    for key, value in run.attrib.items():
        made.set(key, value)
    made.extend(copy.deepcopy(each) for each in run if name(each) == "w:rPr")
    return made


def _says_something(run: etree._Element) -> bool:
    return any(name(each) != "w:rPr" for each in run)


def _text_like(text: etree._Element, words: str) -> etree._Element:
    spaces: Any = text.nsmap
    made = etree.Element(text.tag, nsmap=spaces)
    _retext(made, words)
    return made


def _retext(text: etree._Element, words: str) -> None:
    text.text = words
    text.set(SPACE, "preserve")
