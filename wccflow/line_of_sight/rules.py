"""Lines of sight without a database: what is missing in a set of them, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wccflow.engine.content import LineOfSight, Step

LONGEST_TITLE = 120
LONGEST_REASON = 2_000

FOLLOWS, PARTLY, DOES_NOT_FOLLOW = "follows", "partly", "does_not_follow"
STANCES: Mapping[str, str] = {
    FOLLOWS: "follows",
    PARTLY: "follows in part",
    DOES_NOT_FOLLOW: "does not follow",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as the rules see it: the steps that something shows, those that do not follow, its item."""

    title: str
    shown: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    item: str = ""


@dataclass(frozen=True, slots=True)
class Wanting:
    """Two steps of which one stands without the other, and the lines in which it does."""

    step: Step
    other: Step
    lines: tuple[str, ...]

    @property
    def say(self) -> str:
        """The same in words: `Goal without money`."""
        return f"{self.step.title} without {self.other.title.lower()}"


def missing(line: Drawn, sight: LineOfSight) -> tuple[str, ...]:
    """The steps that nothing shows, in order."""
    return tuple(key for key in sight.steps if key not in line.shown)


def is_whole(line: Drawn, sight: LineOfSight) -> bool:
    """Whether every step is shown."""
    return bool(sight.steps) and not missing(line, sight)


def led_to(items: Iterable[str], lines: Sequence[Drawn], sight: LineOfSight) -> tuple[str, ...]:
    """Those of the chosen items to which a whole line leads."""
    reached = {line.item for line in lines if is_whole(line, sight)}
    return tuple(item for item in items if item in reached)


def without_line(items: Iterable[str], lines: Sequence[Drawn]) -> tuple[str, ...]:
    """Those of the chosen items to which no line leads at all."""
    named = {line.item for line in lines}
    return tuple(item for item in items if item not in named)


def wanting(lines: Sequence[Drawn], sight: LineOfSight) -> list[Wanting]:
    """Each pair of steps of which one stands without the other that it wants, in the order of the steps."""
    pairs = [(step, sight.steps[key]) for step in sight.steps.values() for key in step.wants]
    found = [(step, other, _without(lines, step.key, other.key)) for step, other in pairs]
    return [Wanting(step, other, titles) for step, other, titles in found if titles]


@dataclass(frozen=True, slots=True)
class Count:
    """How far the lines lead: so many of so many, and what is counted."""

    have: int
    total: int
    words: str

    @property
    def say(self) -> str:
        """The same in a few words: `3 of 5 outcomes lead back to a need`."""
        return f"{self.have} of {self.total} {self.words}"

    @property
    def state(self) -> str:
        """done, open, or none where there is nothing to lead to."""
        return "none" if not self.total else "done" if self.have == self.total else "open"


def counted(items: Sequence[str], lines: Sequence[Drawn], sight: LineOfSight, words: str) -> Count:
    """How many chosen items lead back to the first step; where none are named, how many lines are whole."""
    if sight.naming is None:
        whole = sum(is_whole(line, sight) for line in lines)
        return Count(whole, len(lines), "line is whole" if len(lines) == 1 else "lines are whole")
    verb = "leads" if len(items) == 1 else "lead"
    first = next(iter(sight.steps.values())).title.lower()
    return Count(len(led_to(items, lines, sight)), len(items), f"{words} {verb} back to {_a(first)}")


def shortened(words: str, length: int = 110) -> str:
    """The beginning of a quotation."""
    plain = " ".join(words.split())
    return plain if len(plain) <= length else plain[:length].rsplit(" ", 1)[0] + " …"


def joined(words: Sequence[str]) -> str:
    """Several things in a sentence: `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _without(lines: Sequence[Drawn], step: str, other: str) -> tuple[str, ...]:
    return tuple(line.title for line in lines if step in line.shown and other not in line.shown)


def _a(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"
