"""A thread as it is read: its messages and turns in order, the same for everyone who may read them."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from wccflow.base.clock import LONDON
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review import queries
from wccflow.review.mentions import words_by_comment
from wccflow.review.models import Closure, Comment, Thread, Verification
from wccflow.review.readers import Readers, readers
from wccflow.review.references import item_marks
from wccflow.review.rules import begins_day, continues, first_words
from wccflow.web.text import Mark


@dataclass(frozen=True, slots=True)
class Said:
    """One message as a page and a live stream show it; `day` when it is the first of its day."""

    id: UUID
    thread_id: UUID
    ordinal: int
    at: datetime
    author_id: UUID
    author: str
    role: str
    body: str
    readers: str
    tone: str
    is_aside: bool
    is_edited: bool
    is_gone: bool
    continues: bool
    day: datetime | None
    permalink: str
    marks: tuple[Mark, ...] = ()  # so that a line has a name by which its markup is kept
    audience_id: UUID | None = None

    @property
    def day_key(self) -> str:
        """Its day in London."""
        return self.at.astimezone(LONDON).date().isoformat()


@dataclass(frozen=True, slots=True)
class Turn:
    """One change of the thread's state, such as its closing; `address` leads to a passage it names."""

    id: str
    at: datetime
    who: str
    what: str
    why: str
    quote: str = ""
    address: str = ""


Line: TypeAlias = Said | Turn


def lines_of(case: Home, thread: Thread, reach: Reach) -> list[Line]:
    """What a person may read of the thread, in the order in which it happened."""
    comments = queries.comments_of(thread, reach)
    messages = said_in_order(case, thread, comments, names(each.author_id for each in comments))
    return with_turns(messages, turns_in(thread))


def with_turns(messages: Sequence[Said], turns: Sequence[Turn]) -> list[Line]:
    """Messages as they follow one another, each turn before the first that was said after it."""
    found: list[Line] = []
    waiting = deque(turns)
    for message in messages:
        while waiting and waiting[0].at < message.at:
            found.append(waiting.popleft())
        found.append(message)
    return [*found, *waiting]


def said_in_order(
    case: Home,
    thread: Thread,
    comments: Sequence[Comment],
    people: Mapping[UUID, str],
    *,
    before: Comment | None = None,
    day: str = "",
) -> list[Said]:
    """Messages that follow one another as pages show them.

    `before` is the last one before them that all the thread's readers can see, `day` the day that has begun.
    """
    found: list[Said] = []
    days = {day}
    who = {each: readers(case, each) for each in {comment.audience_id for comment in comments}}
    marks = marks_of(case, comments)
    for each in comments:
        made = said(
            each,
            before,
            thread=thread,
            who=who[each.audience_id],
            author=people.get(each.author_id, "Someone"),
            role=role_in_words(case, each.role),
        )
        # An aside is not seen by everyone, so a day may begin with it and again with what all can see.
        shown_day = None if made.day_key in days else made.day
        found.append(replace(made, day=shown_day, marks=marks[each.id]))
        days.add(made.day_key)
        if not made.is_aside:
            before = each
    return found


def said(
    comment: Comment, before: Comment | None, *, thread: Thread, who: Readers, author: str, role: str
) -> Said:
    """One message; `before` is the one before it of those that all the thread's readers can see."""
    is_aside = comment.audience_id != thread.audience_id
    return Said(
        id=comment.id,
        thread_id=comment.thread_id,
        ordinal=comment.ordinal,
        at=comment.at,
        author_id=comment.author_id,
        author=author,
        role=role,
        body=comment.body,
        readers=who.title,
        tone=who.tone,
        is_aside=is_aside,
        is_edited=comment.edited_at is not None,
        is_gone=comment.deleted_at is not None,
        continues=not is_aside and continues(comment, before),
        day=comment.at if begins_day(comment, before) else None,
        permalink=comment.permalink,
        audience_id=comment.audience_id,
    )


def said_alone(case: Home, thread: Thread, comment: Comment) -> Said:
    """One message as it looks to every one of its readers, found by itself."""
    before = queries.said_before(comment, thread)
    people = names([comment.author_id])
    found = said(
        comment,
        before,
        thread=thread,
        who=readers(case, comment.audience_id),
        author=people.get(comment.author_id, "Someone"),
        role=role_in_words(case, comment.role),
    )
    return replace(found, marks=marks_of(case, [comment])[comment.id])


def marks_of(case: Home, comments: Sequence[Comment]) -> dict[UUID, tuple[Mark, ...]]:
    """By message, the people and items that it names; one query, and none where no message holds an @."""
    naming = [each.id for each in comments if "@" in each.body]
    named = words_by_comment(naming) if naming else {}
    return {each.id: (*map(Mark, named.get(each.id, ())), *item_marks(each.body, case)) for each in comments}


def turns_in(thread: Thread) -> list[Turn]:
    """Every change of the thread's state in order; all who read the thread read them all."""
    closures, verifications = queries.closures_of(thread), queries.verifications_of(thread)
    ended: list[Closure | Verification] = [*closures, *verifications]
    people = names(who for each in ended for who in (each.by_id, each.ended_by_id))
    turns = [turn for each in closures for turn in _closing(each, people)]
    turns += [turn for row in verifications for turn in _verifying(row, people)]
    return sorted(turns, key=lambda turn: turn.at)


def _closing(closure: Closure, people: Mapping[UUID, str]) -> Iterator[Turn]:
    by = people.get(closure.by_id, "Someone")
    yield Turn(f"closed-{closure.id}", closure.at, by, "closed this thread", closure.why)
    if closure.ended_at is not None and closure.ended_by_id is not None:
        by = people.get(closure.ended_by_id, "Someone")
        what = "took the closing back" if closure.ended_by_undo else "reopened this thread"
        yield Turn(f"reopened-{closure.id}", closure.ended_at, by, what, "")


def _verifying(row: Verification, people: Mapping[UUID, str]) -> Iterator[Turn]:
    by, what = people.get(row.by_id, "Someone"), "verified the answer"
    yield Turn(f"verified-{row.id}", row.at, by, what, row.why, first_words(row.quote), row.address)
    if row.ended_at is not None and row.ended_by_id is not None:
        by, what = people.get(row.ended_by_id, "Someone"), "took the verification back"
        yield Turn(f"unverified-{row.id}", row.ended_at, by, what, "")


def role_in_words(case: Home, role: str) -> str:
    """The title of a role."""
    roles = definition_of(case).roles
    return roles[role].title if role in roles else ""
