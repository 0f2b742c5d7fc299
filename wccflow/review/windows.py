"""Which messages of a long thread a page shows: the last, and those around what the reader came for."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

SIZE = 60
BEFORE_UNREAD = 10  # what was said just before, so that the first unread message is understood
NEAR = 5  # so few messages are shown rather than left out


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks to see: around a message, before it or after it, all, or only what came since."""

    at: UUID | None = None
    before: UUID | None = None
    after: UUID | None = None
    since: UUID | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Messages that follow one another, by their places among those that one may read; both included."""

    first: int
    last: int


def spans(total: int, wanted: Iterable[Span]) -> list[Span]:
    """The spans in order, cut to what there is; those that touch or nearly touch are one."""
    found: list[Span] = []
    for each in sorted(wanted, key=lambda span: span.first):
        first, last = max(0, each.first), min(total - 1, each.last)
        if first <= NEAR:
            first = 0
        if last >= total - 1 - NEAR:
            last = total - 1
        if found and first - found[-1].last - 1 <= NEAR:
            found[-1] = Span(found[-1].first, max(found[-1].last, last))
        elif first <= last:
            found.append(Span(first, last))
    return found


def newest(total: int) -> Span:
    """The last messages."""
    return Span(total - SIZE, total - 1)


def around(place: int) -> Span:
    """What was said before and after a message."""
    return Span(place - SIZE // 2, place + SIZE // 2)


def before(place: int) -> Span:
    """A message and what was said before it."""
    return Span(place - SIZE, place)


def after(place: int) -> Span:
    """A message and what was said after it."""
    return Span(place, place + SIZE)


def from_unread(place: int) -> Span:
    """The first message not read yet, with a little of what was said before."""
    return Span(place - BEFORE_UNREAD, place + SIZE - BEFORE_UNREAD)


def unbroken(total: int, unread: int) -> int:
    """The last place to which one can read on from the first unread message as a thread is opened."""
    shown = spans(total, [newest(total), from_unread(unread)])
    return next(each.last for each in shown if each.first <= unread <= each.last)
