"""What the wording of a line gives away: an item, a contents line, a caption, a number."""

import re

BULLET = re.compile(r"(?:[•·▪▫◦‣⁃●○■□◆◇➢➤►▶✓✔❖\uf000-\uf0ff\ufffd]|[–—*-](?=\s)|o(?=\s+[A-Z]))\s*")
NUMBERED_ITEM = re.compile(r"(?:\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)|\d{1,2}\.)\s+\S")
CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,6})?$|\.\s\.\s?\d{1,4}$|…{2,}\s*\d{0,4}$")
CAPTION = re.compile(
    r"(?:figure|fig\.|table|chart|graph|map|box|source|note|notes|appendix table)\b[\s:.]*\d*", re.I
)
SECTION_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-Z‘“\"'(])")
CHAPTER = re.compile(r"(?:chapter|part|appendix|annex|annexe)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})\b", re.I)
NOTE = re.compile(r"(?:\d{1,3}|[*†‡§])\s*[A-Z‘“(]|[*†‡§]\s*\w")
WORDS = re.compile(r"[^\W\d_]{2,}")
NO_HEADING_ENDS_SO = (".", ",", ";", ":", "!")


def begins_item(text: str) -> bool:
    """Whether a line begins an item of a list."""
    return bool(BULLET.match(text) or NUMBERED_ITEM.match(text))


def begins_note(text: str) -> bool:
    """Whether small print begins a note: with its number or sign."""
    return bool(NOTE.match(text))


def item_text(text: str) -> str:
    """The words of an item without its bullet; a number stays, for people cite it."""
    return BULLET.sub("", text, count=1) if BULLET.match(text) else text


def is_contents_line(text: str) -> bool:
    """Whether a line leads to a page by a row of dots."""
    return bool(CONTENTS_LINE.search(text))


def is_caption(text: str) -> bool:
    """Whether a text names a figure, a table or a source."""
    return bool(CAPTION.match(text))


def section_depth(text: str) -> int | None:
    """How deep a numbered heading stands: 2 for "4.2 Investment", 1 for "Chapter 2"; else None."""
    match = SECTION_NUMBER.match(text)
    if CHAPTER.match(text):
        return 1
    return match.group(1).count(".") + 1 if match else None


def could_be_heading(text: str, longest: int) -> bool:
    """Whether a text is short, has words, is no caption or item, and does not end as a sentence does."""
    if not 2 < len(text) <= longest or text.endswith(NO_HEADING_ENDS_SO):
        return False
    return (
        bool(WORDS.search(text))
        and not BULLET.match(text)
        and not is_caption(text)
        and not is_contents_line(text)
    )
