"""Planning what to read, without a database: how long it takes, what goes first, what is left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

WORDS_A_MINUTE = 200
CHOICES = (30, 60, 90)
LEAST_MINUTES, MOST_MINUTES = 5, 600

ANSWER, QUESTION, CONTRADICTED, UNCOVERED, CLAIMED, NOT_SHOWN, CHANGED = (
    "answer",
    "question",
    "contradicted",
    "uncovered",
    "claimed",
    "not_shown",
    "changed",
)
WEIGHTS: Mapping[str, int] = {
    ANSWER: 100,
    CONTRADICTED: 80,
    QUESTION: 65,
    UNCOVERED: 60,
    CLAIMED: 50,
    NOT_SHOWN: 40,
    CHANGED: 20,
}
FURTHER = 4  # a further reason for the same stretch counts a quarter
EACH_RANK = 8  # a suggestion counts so much less for every better one of its item


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a passage should be read: of which kind, for which item, and what it leads to."""

    kind: str
    item: str = ""
    rank: int = 0  # 0 for the best suggestion of an item
    thread: str = ""
    since: str = ""  # what the version is called since which it changed
    at: int = 0  # the place of the passage in its document

    @property
    def weight(self) -> int:
        """How much it counts."""
        return WEIGHTS[self.kind] - EACH_RANK * self.rank


@dataclass(frozen=True, slots=True)
class Stretch:
    """Passages that are read in one go, below one heading of one document."""

    document: tuple[int, int]  # the place of its case and of its document among all
    first: int
    last: int
    key: str
    title: str
    page: int | None
    words: int
    digest: str
    reasons: tuple[Reason, ...] = ()
    section: str = ""  # the name of the whole section, by which the reader keeps what was viewed

    @property
    def minutes(self) -> int:
        """How long reading it takes, in whole minutes."""
        return minutes_of(self.words)

    @property
    def weight(self) -> float:
        """How much it matters: its best reason, and a share of the others; each counts once."""
        best: dict[tuple[str, str, str], int] = {}
        for each in self.reasons:
            about = (each.kind, each.item, each.thread)
            best[about] = max(best.get(about, 0), each.weight)
        weights = sorted(best.values(), reverse=True)
        return weights[0] + sum(weights[1:]) / FURTHER if weights else 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to read, document by document, and what did not fit."""

    chosen: Sequence[Stretch]
    left: Sequence[Stretch] = field(default=())

    @property
    def minutes(self) -> int:
        """How long reading what was chosen takes."""
        return together(self.chosen)

    @property
    def left_minutes(self) -> int:
        """How long the rest would take."""
        return together(self.left)


def minutes_of(words: int) -> int:
    """How long so many words take, in whole minutes; at least one."""
    return max(1, ceil(words / WORDS_A_MINUTE))


def together(stretches: Iterable[Stretch]) -> int:
    """How long several stretches take."""
    return sum(each.minutes for each in stretches)


def planned(stretches: Iterable[Stretch], minutes: int) -> Plan:
    """What fits into the minutes, what matters most first, then read document by document.

    The most important stretch is always there, even where it alone takes longer.
    """
    wanted = sorted((each for each in stretches if each.reasons), key=_importance)
    chosen: list[Stretch] = []
    spent = 0
    for each in wanted:
        if not chosen or spent + each.minutes <= minutes:
            chosen.append(each)
            spent += each.minutes
    kept = {(each.document, each.first) for each in chosen}
    return Plan(in_order(chosen), [each for each in wanted if (each.document, each.first) not in kept])


def in_order(chosen: Sequence[Stretch]) -> list[Stretch]:
    """The stretches by document, that with the most important one first, and inside it as they stand."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int], int]] = {}
    for each in sorted(chosen, key=_importance):
        best.setdefault(each.document, _importance(each))
    return sorted(chosen, key=lambda each: (best[each.document], each.first))


def minutes_asked(given: str) -> int | None:
    """The minutes that a person asks for; None when it is no number of minutes that can be planned."""
    if not (given.isdecimal() and given.isascii() and len(given) < 5):
        return None
    return int(given) if LEAST_MINUTES <= int(given) <= MOST_MINUTES else None


def in_words(minutes: int) -> str:
    """A time as people say it: `35 minutes`, `2 hours 5 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [_many(hours, "hour") if hours else "", _many(rest, "minute") if rest or not hours else ""]
    return " ".join(part for part in parts if part)


def reason_in_words(kind: str, item: str, since: str) -> str:
    """Why a stretch is on the plan, in a sentence; `item` is the item in words."""
    return {
        ANSWER: "A question about it is yours to answer.",
        QUESTION: f"An open thread about it is yours{f', on {item}' if item else ''}.",
        CONTRADICTED: f"A passage contradicts what is claimed for {item}.",
        UNCOVERED: f"Nothing shows {item} yet, and this speaks of it.",
        CLAIMED: f"It is claimed to show {item}, and nobody has said what it shows.",
        NOT_SHOWN: f"It was cited for {item}, and a reviewer found that it does not speak of it.",
        CHANGED: f"It changed since {since or 'an earlier version'}.",
    }[kind]


def _importance(each: Stretch) -> tuple[float, tuple[int, int], int]:
    return (-each.weight, each.document, each.first)


def _many(count: int, one: str) -> str:
    return f"{count} {one}{'' if count == 1 else 's'}"
