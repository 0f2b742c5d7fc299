"""What the styles of a Word file say of a paragraph or run: heading and level, list, hidden."""

import re
from dataclasses import dataclass

from lxml import etree

from wccflow.evidence.reading.markup import attribute, child, is_on, name

HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
BODY_LEVEL = 9
LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says for itself; None where it leaves the word to the style that it builds on."""

    based_on: str | None
    level: int | None
    listed: bool | None
    hidden: bool | None
    bold: bool | None
    contents: bool | None


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        rows = [] if root is None else [row for row in root if name(row) == "w:style"]
        self._styles = {attribute(row, "w:styleId") or "": _style(row) for row in rows}

    def level(self, paragraph_properties: etree._Element | None) -> int | None:
        """The heading level of a paragraph, 1 for the highest, or None for one that is no heading."""
        outline = child(paragraph_properties, "w:outlineLvl")
        level = _whole(outline)
        if level is None:
            level = self._said(_style_id(paragraph_properties, "w:pStyle"), "level")
        return None if level is None or level >= BODY_LEVEL else level + 1

    def list_level(self, paragraph_properties: etree._Element | None) -> int | None:
        """The level of a list's item, 1 for the outermost, or None for a paragraph that is no item."""
        numbering = child(paragraph_properties, "w:numPr")
        if numbering is not None:
            return (
                None
                if _whole(child(numbering, "w:numId")) == 0
                else (_whole(child(numbering, "w:ilvl")) or 0) + 1
            )
        return 1 if self._said(_style_id(paragraph_properties, "w:pStyle"), "listed") else None

    def lists_contents(self, paragraph_properties: etree._Element | None) -> bool:
        """Whether a paragraph is a line of the table of contents."""
        return bool(self._said(_style_id(paragraph_properties, "w:pStyle"), "contents"))

    def hides(self, run_properties: etree._Element | None, paragraph_style: str | None) -> bool:
        """Whether a run is hidden: by itself, else by its own style, else by its paragraph's."""
        return self._run_says(run_properties, paragraph_style, "w:vanish", "hidden")

    def bolds(self, run_properties: etree._Element | None, paragraph_style: str | None) -> bool:
        """Whether a run is bold: by itself, else by its own style, else by its paragraph's."""
        return self._run_says(run_properties, paragraph_style, "w:b", "bold")

    def _run_says(
        self, properties: etree._Element | None, paragraph_style: str | None, switch: str, what: str
    ) -> bool:
        own = child(properties, switch)
        if own is not None:
            return is_on(own)
        said = self._said(_style_id(properties, "w:rStyle"), what)
        return bool(said if said is not None else self._said(paragraph_style, what))

    def _said(self, style_id: str | None, what: str) -> int | bool | None:
        """What the nearest style in the chain says."""
        for _ in range(LONGEST_CHAIN):
            style = self._styles.get(style_id or "")
            if style is None:
                return None
            said: int | bool | None = getattr(style, what)
            if said is not None:
                return said
            style_id = style.based_on
        return None


def style_of(paragraph_properties: etree._Element | None) -> str | None:
    """The id of a paragraph's style."""
    return _style_id(paragraph_properties, "w:pStyle")


def _style(row: etree._Element) -> Style:
    paragraph, run = child(row, "w:pPr"), child(row, "w:rPr")
    based_on = child(row, "w:basedOn")
    return Style(
        None if based_on is None else attribute(based_on, "w:val"),
        _own_level(row, paragraph),
        _own_listing(paragraph),
        _switch(child(run, "w:vanish")),
        _switch(child(run, "w:b")),
        True if _named(row).lower().startswith("toc ") and _named(row)[4:].isdigit() else None,
    )


def _own_level(row: etree._Element, paragraph: etree._Element | None) -> int | None:
    """The outline level of a style from 0, by its word or its name; a title stands at the top."""
    outline = _whole(child(paragraph, "w:outlineLvl"))
    if outline is not None:
        return outline
    if _named(row).lower() == "title":
        return 0
    match = HEADING.match(_named(row))
    return int(match.group(1)) - 1 if match else None


def _named(row: etree._Element) -> str:
    named = child(row, "w:name")
    return (attribute(named, "w:val") or "") if named is not None else ""


def _own_listing(paragraph: etree._Element | None) -> bool | None:
    numbering = child(paragraph, "w:numPr")
    return None if numbering is None else _whole(child(numbering, "w:numId")) != 0


def _switch(element: etree._Element | None) -> bool | None:
    return None if element is None else is_on(element)


def _style_id(properties: etree._Element | None, key: str) -> str | None:
    chosen = child(properties, key)
    return None if chosen is None else attribute(chosen, "w:val")


def _whole(element: etree._Element | None) -> int | None:
    """The whole number that an element says, or None."""
    said = None if element is None else attribute(element, "w:val")
    return int(said) if said is not None and said.isdecimal() and len(said) < 10 else None
