"""Which slot a file is for, from its name and from how it begins; a proposal always says why."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

LEAST_SCORE = (
    0.3  # below it a proposal would be a guess; found by trying the slots' own titles against each other
)
LEAST_LEAD = 0.05  # by which the best slot must be ahead of the next
NEARLY_SAME = 5  # letters that two words share when one is a form of the other, as operating and operational
NEARLY = 0.6
TITLE_LINES = 6  # of the first page, among which the title is
OF_TITLE, OF_LINE, OF_TERM, MOST_OF_TERMS = 1.5, 0.4, 0.1, 0.4
LONGEST_SHOWN = 80
MOST_WORDS = 16  # of a line that may be a title or a heading; a longer one is running text
EMPTY_WORDS = frozenset(
    (
        *("a", "an", "and", "for", "in", "of", "on", "the", "to", "with"),
        *("copy", "draft", "final", "new", "old", "rev", "v", "version"),
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_APART = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_INITIALS = 6


class Asked(Protocol):
    """What proposing asks of a slot."""

    @property
    def title(self) -> str:
        """The slot in words."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """The slot that a file seems to be for, and why, to stand after “because”; no slot when none does."""

    slot: str = ""
    why: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Clue:
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """By what a slot is known: words of its title and key, letters that stand for words, its own terms."""

    words: frozenset[str]
    acronyms: frozenset[str]
    terms: Sequence[str]


NOTHING = _Clue(0.0, "")


def propose(
    file_name: str,
    opening: Sequence[str],
    slots: Mapping[str, Asked],
    terms: Mapping[str, Sequence[str]] | None = None,
) -> Proposal:
    """The slot of which a file's name and first lines speak most; `terms` are words of what each serves."""
    letters = {key: _acronyms(slot.title) for key, slot in slots.items()}
    own = {key: _words(slot.title) | _words(key) | letters[key] for key, slot in slots.items()}
    shared = Counter(word for each in own.values() for word in each)
    told = _terms_apart(terms or {})
    clues = {
        key: list(_clues(file_name, opening, _Slot(words, letters[key], told.get(key, ())), shared))
        for key, words in own.items()
    }
    scores = {key: sum(clue.score for clue in found) for key, found in clues.items()}
    best = sorted(scores, key=lambda key: -scores[key])[:2]
    if not best or scores[best[0]] < LEAST_SCORE:
        return Proposal()
    if len(best) > 1 and scores[best[0]] - scores[best[1]] < LEAST_LEAD:
        return Proposal()
    return Proposal(best[0], max(clues[best[0]], key=lambda clue: clue.score).why, scores[best[0]])


def _clues(file_name: str, opening: Sequence[str], slot: _Slot, shared: Counter[str]) -> Iterator[_Clue]:
    name = file_name.rpartition(".")[0] or file_name
    yield _Clue(_score(_words(name), slot.words, shared), "its name says so")
    titles, others = opening[:TITLE_LINES], opening[TITLE_LINES:]
    yield _best_line(titles, slot, shared, OF_TITLE, "its title says")
    yield _best_line(others, slot, shared, OF_LINE, "a heading or line on its first pages says")
    text = " ".join(opening).casefold()
    found = [term for term in slot.terms if term.casefold() in text]
    if found:
        yield _Clue(min(OF_TERM * len(found), MOST_OF_TERMS), f"it speaks of {', '.join(found[:3])}")


def _best_line(lines: Sequence[str], slot: _Slot, shared: Counter[str], weight: float, says: str) -> _Clue:
    """The line that says most of a slot. A single word of it, in running text, is chance."""
    scored = [
        (weight * _score(said, slot.words, shared), line)
        for line in lines
        if len(line.split()) <= MOST_WORDS
        and (len(slot.words & (said := _words(line) | _initials(line))) > 1 or said & slot.acronyms)
    ]
    score, line = max(scored, default=(0.0, ""))
    shown = line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN].rsplit(' ', 1)[0]} …"
    return _Clue(score, f"{says} “{shown}”") if score else NOTHING


def _terms_apart(terms: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Of each slot's terms those that no other slot has: what many share tells nothing."""
    shared = Counter(term.casefold() for each in terms.values() for term in set(each))
    return {key: [term for term in each if shared[term.casefold()] == 1] for key, each in terms.items()}


def _words(text: str) -> frozenset[str]:
    apart = _LETTERS_APART.sub(" ", text).casefold().replace("_", " ")
    return frozenset(word.removesuffix("s") for word in _WORD.findall(apart) if word not in EMPTY_WORDS)


def _acronyms(title: str) -> frozenset[str]:
    """Letters for words in a title, and for all of it: OD; JSNA for Joint strategic needs assessment."""
    words = [word for word in _WORD.findall(title) if word.casefold() not in EMPTY_WORDS]
    written = {word.casefold() for word in words if len(word) > 1 and word.isupper()}
    whole = "".join(word[0] for word in words).casefold()
    return frozenset(written | ({whole} if 2 < len(words) < _MOST_INITIALS else set()))


def _initials(line: str) -> frozenset[str]:
    """The initials of words in a row that begin large: jsna for Joint Strategic Needs Assessment."""
    large = [word for word in _WORD.findall(line) if word.casefold() not in EMPTY_WORDS]
    run = [word[0].casefold() if word[0].isupper() else " " for word in large]
    letters = "".join(run)
    return frozenset(
        letters[start : start + size]
        for size in range(2, _MOST_INITIALS)
        for start in range(len(letters) - size + 1)
        if " " not in letters[start : start + size]
    )


def _score(said: frozenset[str], words: frozenset[str], shared: Counter[str]) -> float:
    """How much words speak of a slot: a word that few slots share says more."""
    return sum(max((_alike(word, each) for each in said), default=0.0) / shared[word] for word in words)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return (
        NEARLY
        if min(len(one), len(other)) >= NEARLY_SAME and one[:NEARLY_SAME] == other[:NEARLY_SAME]
        else 0.0
    )
