"""Several notices of one topic as one line of a mail: how many, of what, and by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

MOST_NAMED = 3


class Told(Protocol):
    """What is asked of a notice that may become one line with others."""

    @property
    def sentence(self) -> str:
        """What is said."""
        ...

    @property
    def address(self) -> str:
        """Where it leads."""
        ...

    @property
    def kind(self) -> str:
        """What it is about."""
        ...

    @property
    def only_you(self) -> bool:
        """Whether nobody else can do it."""
        ...

    @property
    def topic(self) -> str:
        """What it belongs to."""
        ...

    @property
    def together(self) -> str:
        """What several of the topic are told as; empty for what is told alone."""
        ...

    @property
    def who(self) -> str:
        """Whose doing it was."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a mail."""

    sentence: str
    address: str
    kind: str
    only_you: bool


def gathered(told: Sequence[Told]) -> list[Line]:
    """The lines of a mail in the order of what was told first of each."""
    groups: dict[tuple[object, ...], list[Told]] = {}
    for number, each in enumerate(told):
        alone = not each.together or not each.topic
        key = (number,) if alone else (each.topic, each.kind, each.only_you)
        groups.setdefault(key, []).append(each)
    return [_line(group) for group in groups.values()]


def in_words(names: Iterable[str]) -> str:
    """Names in a row, each once; when there are more than three, the others are counted."""
    found = list(dict.fromkeys(filter(None, names)))
    shown = found if len(found) <= MOST_NAMED else found[: MOST_NAMED - 1]
    others = len(found) - len(shown)
    parts = [*shown, f"{others} others"] if others else shown
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _line(group: Sequence[Told]) -> Line:
    last = group[-1]
    if len(group) == 1:
        return Line(last.sentence, last.address, last.kind, last.only_you)
    who = in_words(each.who for each in group)
    sentence = f"{len(group)} {last.together}{f', from {who}' if who else ''}."
    return Line(sentence, last.address, last.kind, last.only_you)
