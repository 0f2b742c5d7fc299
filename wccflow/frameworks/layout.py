"""How the workbook of a framework is laid out: its sheets, their columns, and the names of these."""

import re
from dataclasses import dataclass

ABOUT, SCALE, ITEMS, DOCUMENTS, DATES, MILESTONES, HOLIDAYS = (
    "About",
    "Scale",
    "Items",
    "Documents",
    "Dates",
    "Milestones",
    "Bank holidays",
)
READ_ME = "Read me"  # for people: never read by the program
LEVELS, WORDS_ONLY = "levels", "in words only"
YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Column:
    """A column (or, on the first sheet, a row): its name, other names for it, and what to write in it."""

    key: str
    title: str
    others: tuple[str, ...] = ()
    required: bool = False
    note: str = ""
    width: int = 24

    def is_called(self, heading: str) -> bool:
        """Whether a heading means this column, whatever its capitals and punctuation."""
        return plain(heading) in {plain(name) for name in (self.title, *self.others)}


COLUMNS: dict[str, tuple[Column, ...]] = {
    ABOUT: (
        Column("title", "Title", ("name",), True, "What the assessment is called on every page."),
        Column("edition", "Year or edition", ("year", "edition", "version"), True, "For example 2027-28."),
        Column(
            "key", "Short name", ("key", "code"), False, "Stands in addresses: small letters, figures, -."
        ),
        Column(
            "statement", "What it is about", ("description", "statement", "purpose"), False, "A sentence."
        ),
        Column("process", "Process", ("workflow",), False, "Which way the assessment goes."),
        Column("rating", "How items are rated", ("rating", "rated"), False, f"{LEVELS} or {WORDS_ONLY}."),
        Column("organisation", "One organisation is called", ("organisation",), False, "For example trust."),
        Column("organisations", "Several organisations are called", ("organisations",)),
        Column("overseer", "One overseer is called", ("overseer",), False, "For example region."),
        Column("overseers", "Several overseers are called", ("overseers",)),
        Column("item", "One item is called", ("item",), False, "For example standard."),
        Column("items", "Several items are called", ("items",)),
    ),
    SCALE: (
        Column("level", "Level", ("key", "code", "grade"), True, "A figure or a word, the lowest first.", 10),
        Column("title", "Title", ("name",), False, "What people read, for example Level 3: established.", 30),
        Column("meaning", "Meaning", ("statement", "descriptor", "description"), False, "In general.", 60),
        Column("rank", "Rank", ("order", "score"), False, "Higher is better; from the order without it.", 8),
    ),
    ITEMS: (
        Column(
            "group", "Group", ("theme", "domain", "section", "area"), False, "Items below one heading.", 24
        ),
        Column(
            "item", "Item", ("key", "no", "number", "ref", "reference", "code", "id"), True, "Such as 1.1.", 9
        ),
        Column("title", "Title", ("name", "standard", "question"), True, "In a few words.", 36),
        Column("statement", "Statement", ("description", "detail", "guidance"), False, "In a sentence.", 48),
        Column(
            "documents", "Documents", ("evidence", "document", "slots"), False, "With commas between.", 26
        ),
        Column("terms", "Search words", ("terms", "keywords", "words"), False, "To find passages by.", 30),
    ),
    DOCUMENTS: (
        Column(
            "document", "Document", ("key", "slot", "code", "id"), True, "A short name, such as plan.", 16
        ),
        Column("title", "Title", ("name",), True, "What people read.", 40),
        Column("required", "Required", ("mandatory",), False, f"{YES} or {NO}; {YES} without an answer.", 12),
        Column(
            "board", "Approved by the board", ("board approval", "board approved", "board"), False, "", 16
        ),
        Column("hint", "Hint", ("note", "notes", "guidance"), False, "What to put into it.", 50),
    ),
    DATES: (
        Column("stage", "Stage", ("phase", "step"), True, "As the process calls it.", 20),
        Column("opens", "Opens", ("from", "start", "starts", "begins", "first day"), True, "A date.", 18),
        Column(
            "closes", "Closes", ("to", "until", "end", "ends", "last day", "deadline"), True, "A date.", 18
        ),
    ),
    MILESTONES: (
        Column("milestone", "Milestone", ("key",), True, "As the process calls it.", 28),
        Column("due", "Due", ("when", "offset"), True, "Such as: end of preparation - 2 weeks", 40),
    ),
    HOLIDAYS: (
        Column("day", "Date", ("day", "holiday"), True, "A date.", 18),
        Column("name", "Name", ("title",), False, "", 30),
    ),
}
NEEDED = (ABOUT, SCALE, ITEMS, DOCUMENTS, DATES)
SINGULAR = frozenset(("organisation", "organisations", "overseer", "overseers", "item", "items"))


def plain(text: str) -> str:
    """A heading without what may differ: capitals, punctuation, spaces."""
    return re.sub(r"[^0-9a-z]+", " ", text.casefold()).strip()


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_at(row: int, column: int) -> str:
    """A cell's name: row 7 and column 2 are C7."""
    return f"{letters(column)}{row}"
