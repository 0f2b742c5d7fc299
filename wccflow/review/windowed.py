"""A long thread as a page shows it: some of its messages, and between them what is left out."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from wccflow.base.clock import LONDON
from wccflow.cycles.home import Home
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review import queries, windows
from wccflow.review.conversation import Line, Said, Turn, said_in_order, turns_in, with_turns
from wccflow.review.models import Comment, Thread
from wccflow.review.windows import Asked, Span


@dataclass(frozen=True, slots=True)
class Gap:
    """Messages that a page leaves out: how many, between which two, and the day that goes on after them."""

    hidden: int
    after: UUID | None
    before: UUID
    day: datetime | None


Shown: TypeAlias = Line | Gap


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of a thread for its spans: messages by place, and every turn."""

    case: Home
    thread: Thread
    places: Sequence[int]
    comments: Mapping[int, Comment]
    turns: Sequence[Turn]
    people: Mapping[UUID, str]


def shown(case: Home, thread: Thread, reach: Reach, asked: Asked) -> list[Shown]:
    """What a person sees when she opens a thread: its end, what is unread, and what she asked for."""
    places = queries.places_in(thread, reach)
    wanted = [windows.newest(len(places))]
    for around, message in (
        (windows.around, asked.at),
        (windows.before, asked.before),
        (windows.after, asked.after),
    ):
        if message is not None:
            wanted.append(around(_place(places, thread, reach, message)))
    unread = queries.first_unread(thread, reach)
    if unread is not None:
        wanted.append(windows.from_unread(bisect_left(places, unread)))
    if asked.whole:
        wanted.append(Span(0, len(places)))
    return _lines(case, thread, reach, places, windows.spans(len(places), wanted))


def between(case: Home, thread: Thread, reach: Reach, asked: Asked, *, later: bool) -> list[Shown]:
    """More of what is left out after one message and before another: its end, or with `later` its beginning.

    The two messages come along, so that the page knows where the others belong.
    """
    places = queries.places_in(thread, reach)
    start = -1 if asked.after is None else _place(places, thread, reach, asked.after)
    end = len(places) - 1 if asked.before is None else _place(places, thread, reach, asked.before)
    more = Span(start, min(start + windows.SIZE, end)) if later else Span(max(start, end - windows.SIZE), end)
    wanted = [more, Span(end, end)] + ([Span(start, start)] if start >= 0 else [])
    found = _lines(case, thread, reach, places, windows.spans(len(places), wanted))
    return found[1:] if start > 0 and isinstance(found[0], Gap) else found


def since(case: Home, thread: Thread, reach: Reach, message: UUID) -> list[Shown]:
    """A message and all that was said after it."""
    places = queries.places_in(thread, reach)
    span = Span(_place(places, thread, reach, message), len(places) - 1)
    return [line for line in _lines(case, thread, reach, places, [span]) if not isinstance(line, Gap)]


def _place(places: Sequence[int], thread: Thread, reach: Reach, message: UUID) -> int:
    return bisect_left(places, queries.place_of_message(thread, reach, message))


def _lines(
    case: Home, thread: Thread, reach: Reach, places: Sequence[int], spans: Sequence[Span]
) -> list[Shown]:
    ranges = [(places[max(0, each.first - 1)], places[each.last]) for each in spans]
    comments = queries.comments_within(thread, reach, ranges) if ranges else []
    read = _Read(
        case=case,
        thread=thread,
        places=places,
        comments={each.ordinal: each for each in comments},
        turns=turns_in(thread),
        people=names(each.author_id for each in comments),
    )
    found: list[Shown] = []
    before: Span | None = None
    for span in spans:
        found += _gap(read, before, span)
        found += _span(read, span)
        before = span
    return found or list(read.turns)


def _gap(read: _Read, earlier: Span | None, later: Span) -> list[Shown]:
    hidden = later.first - (earlier.last + 1 if earlier else 0)
    if not hidden:
        return []
    first = _comment(read, later.first)
    goes_on = _day(first) == _day(_comment(read, later.first - 1))
    after = _comment(read, earlier.last).id if earlier else None
    return [Gap(hidden, after, first.id, first.at if goes_on else None)]


def _span(read: _Read, span: Span) -> list[Shown]:
    comments = [_comment(read, place) for place in range(span.first, span.last + 1)]
    earlier = _comment(read, span.first - 1) if span.first else None
    before = earlier
    if before is not None and before.audience_id != read.thread.audience_id:
        before = queries.said_before(comments[0], read.thread)
    day = _day(earlier) if earlier else ""
    said = said_in_order(read.case, read.thread, comments, read.people, before=before, day=day)
    return list(with_turns(said, _turns(read, span, said)))


def _turns(read: _Read, span: Span, said: Sequence[Said]) -> list[Turn]:
    """The turns within a span; those at its edges belong to what is left out beside it."""
    from_begin, to_end = span.first == 0, span.last == len(read.places) - 1
    return [
        turn
        for turn in read.turns
        if (from_begin or turn.at >= said[0].at) and (to_end or turn.at <= said[-1].at)
    ]


def _comment(read: _Read, place: int) -> Comment:
    return read.comments[read.places[place]]


def _day(comment: Comment) -> str:
    return comment.at.astimezone(LONDON).date().isoformat()
