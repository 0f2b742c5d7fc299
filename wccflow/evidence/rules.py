"""Evidence without a database: which slot a file is for, states in words, passages as they are drawn."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

READING, READABLE, UNREADABLE = "reading", "readable", "unreadable"
STATES = {READING: "being read", READABLE: "read", UNREADABLE: "cannot be read"}

LONGEST_NAME = 200
LEAST_SCORE = (
    0.3  # below it a proposal would be a guess; found by trying the slots' own titles against each other
)
NEARLY_SAME = 5  # letters that two words share when one is a form of the other, as operating and operational
NEARLY = 0.6
EMPTY_WORDS = frozenset(
    (
        *("a", "an", "and", "for", "in", "of", "on", "the", "to", "with"),
        *("copy", "draft", "final", "new", "old", "rev", "v", "version"),
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_APART = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER_AT_END = re.compile(r"\d+$")

ROWS = frozenset({"table row", "sheet row", "row"})


class Titled(Protocol):
    """What proposing asks of a slot."""

    @property
    def title(self) -> str:
        """The slot in words."""
        ...


class Drawn(Protocol):
    """What drawing asks of a passage."""

    @property
    def key(self) -> str:
        """Its name."""
        ...

    @property
    def kind(self) -> str:
        """heading, paragraph, list, table row and so on."""
        ...

    @property
    def level(self) -> int | None:
        """How deep a heading or a point of a list stands."""
        ...

    @property
    def cell(self) -> str | None:
        """Where in a table it stands."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """Passages that are drawn together: a table's rows, a list's points, or one text."""

    kind: str
    passages: Sequence[Drawn]


def clean_name(name: str) -> str:
    """A file's name without its folders and without what cannot be shown."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable()).strip()
    return shown[-LONGEST_NAME:] or "document"


def proposed_slot(file_name: str, slots: Mapping[str, Titled]) -> str | None:
    """The slot that a file's name speaks of, or None when none does or two do alike."""
    said = _words(file_name.rpartition(".")[0] or file_name)
    words = {key: _words(slot.title) | _words(key) for key, slot in slots.items()}
    shared = Counter(word for each in words.values() for word in each)
    scores = {key: _score(said, each, shared) for key, each in words.items()}
    best = sorted(scores, key=lambda key: -scores[key])[:2]
    if not best or scores[best[0]] < LEAST_SCORE:
        return None
    if len(best) > 1 and scores[best[0]] == scores[best[1]]:
        return None
    return best[0]


def pages_in_words(first: int | None, last: int | None) -> str:
    """`pages 31 to 60`, `page 4`, or nothing for the whole document."""
    if first is None or last is None:
        return ""
    return f"page {first}" if first == last else f"pages {first} to {last}"


def fault_of_pages(first: int | None, last: int | None, total: int | None) -> str:
    """What is wrong with a range of pages, in a sentence; nothing when it is good or empty."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return "Give both the first and the last page, or neither for the whole document."
    if first < 1 or last < first:
        return "The first page must be 1 or more, and the last page must not come before it."
    if total is not None and last > total:
        return f"The document has {total} pages, so page {last} is not in it."
    return ""


def blocks(passages: Sequence[Drawn]) -> list[Block]:
    """The passages in order, with a table's rows and a list's points together."""
    found: list[Block] = []
    before = ""
    for passage in passages:
        together = _together(passage)
        if together and together == before:
            found[-1] = Block(found[-1].kind, (*found[-1].passages, passage))
        else:
            found.append(Block(_kind(passage), (passage,)))
        before = together
    return found


def heading_levels(passages: Sequence[Drawn]) -> dict[str, int]:
    """The level at which each heading is shown below a page's own: 2 to 6, and never one left out."""
    shown, levels = 1, {}
    for passage in passages:
        if passage.kind == "heading":
            shown = min((passage.level or 1) + 1, shown + 1, 6)
            levels[passage.key] = shown
    return levels


def _kind(passage: Drawn) -> str:
    if passage.kind in ROWS:
        return "table"
    return passage.kind if passage.kind in {"list", "heading"} else "text"


def _together(passage: Drawn) -> str:
    """The name of the table or list that a passage belongs to; nothing where it stands alone."""
    if passage.kind in ROWS:
        return f"table {_NUMBER_AT_END.sub('', passage.cell or '')}"
    return "list" if passage.kind == "list" else ""


def _words(text: str) -> frozenset[str]:
    apart = _LETTERS_APART.sub(" ", text).casefold().replace("_", " ")
    return frozenset(word.removesuffix("s") for word in _WORD.findall(apart) if word not in EMPTY_WORDS)


def _score(said: frozenset[str], words: frozenset[str], shared: Counter[str]) -> float:
    """How much a name speaks of a slot: a word that few slots share says more."""
    return sum(max((_alike(word, each) for each in said), default=0.0) / shared[word] for word in words)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return (
        NEARLY
        if min(len(one), len(other)) >= NEARLY_SAME and one[:NEARLY_SAME] == other[:NEARLY_SAME]
        else 0.0
    )
