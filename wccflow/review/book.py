"""The threads of a case or a theme as a spreadsheet: sheets of threads, of messages, and for whom it is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences, spreadsheets
from wccflow.base.clock import LONDON, business_day
from wccflow.base.errors import Refused
from wccflow.base.spreadsheets import Sheet, Value
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review.conversation import role_in_words
from wccflow.review.copies import NOT_FOR_THEM, audiences_of_threads, readers_in_words, reads_all
from wccflow.review.labels import in_words
from wccflow.review.models import Closure, Comment, Theme
from wccflow.review.readers import Readers, readers
from wccflow.review.themes import titles_over, topics_gathered
from wccflow.review.topics import Topic, topics

_THREADS = (
    *(("Thread", 50), ("Kind", 26), ("State", 24), ("About", 40), ("Quoted words", 60), ("Read by", 30)),
    *(("Labels", 24), ("Opened by", 24), ("Opened on", 12), ("Messages", 10), ("Last message", 12)),
    *(("Seen to by", 24), ("Due", 12), ("Closed on", 12), ("Why closed", 40), ("Address", 50)),
    *(("Of", 36), ("Themes", 36)),
)
_MESSAGES = (
    *(("Thread", 50), ("Number", 8), ("By", 24), ("As", 28), ("On", 12), ("At", 8), ("Words", 100)),
    *(("Read by", 30), ("Changed", 10), ("Address", 70)),
)


def book_of(home: Home, key: str, *, by: Reach, now: datetime) -> bytes:
    """The spreadsheet for these readers, or for the person alone where `key` is empty. Raises Refused."""
    who = next((each for each in audiences_of_threads(home, by) if each.key == key), None)
    if key and who is None:
        raise Refused(NOT_FOR_THEM)
    known: dict[UUID, frozenset[str]] = {}
    every = topics(by, [home]) + (topics_gathered(by, home) if isinstance(home, Theme) else [])
    found = [each for each in every if reads_all(who, each.thread.audience_id, known)]
    said = [row for row in _said(found, by) if reads_all(who, row.audience_id, known)]
    under = titles_over({each.thread.id for each in found}, by, lambda each: reads_all(who, each, known))
    return spreadsheets.workbook(
        Sheet("Threads", _THREADS, list(_threads(found, said, who, under))),
        _about(home, who, by, now),
        demonstration=home.cycle.demonstration,
        further=[Sheet("Messages", _MESSAGES, list(_messages(found, said)))],
    )


def _said(found: Sequence[Topic], reach: Reach) -> Sequence[Comment]:
    query = select(Comment).where(
        Comment.thread_id.in_([each.thread.id for each in found]),
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    return session().scalars(query.order_by(Comment.thread_id, Comment.ordinal)).all()


def _threads(
    found: Sequence[Topic],
    said: Sequence[Comment],
    who: Readers | None,
    under: Mapping[UUID, Sequence[str]],
) -> Iterator[Sequence[Value]]:
    counts: dict[UUID, int] = {}
    last: dict[UUID, datetime] = {}
    for row in said:
        counts[row.thread_id], last[row.thread_id] = counts.get(row.thread_id, 0) + 1, row.at
    people, closed = names(each.thread.opened_by_id for each in found), _closed(found)
    for topic in found:
        thread, end = topic.thread, closed.get(topic.thread.id)
        labels = [each for each in topic.labels if who is None or not each.is_private]
        yield [
            *(topic.title, topic.kind, topic.state, topic.place, thread.quote, topic.readers),
            *(in_words(labels), people.get(thread.opened_by_id, "Someone"), business_day(thread.opened_at)),
            counts.get(thread.id, 0),
            business_day(last.get(thread.id, thread.opened_at)),
            *(topic.assignee, thread.due_on),
            business_day(end.at) if end else None,
            *(end.why if end else "", thread.address),
            *(topic.case.organisation.name, ", ".join(under.get(thread.id, ()))),
        ]


def _messages(found: Sequence[Topic], said: Sequence[Comment]) -> Iterator[Sequence[Value]]:
    topic_of = {each.thread.id: each for each in found}
    people = names(row.author_id for row in said)
    homes = {row.audience_id: topic_of[row.thread_id].case for row in said}
    who = {each: readers(home, each).title for each, home in homes.items()}
    for row in said:
        topic = topic_of[row.thread_id]
        yield [
            *(topic.title, row.ordinal, people.get(row.author_id, "Someone")),
            *(
                role_in_words(topic.case, row.role),
                business_day(row.at),
                f"{row.at.astimezone(LONDON):%H:%M}",
            ),
            *(row.body, who[row.audience_id], "changed" if row.edited_at else "", row.permalink),
        ]


def _closed(found: Sequence[Topic]) -> Mapping[UUID, Closure]:
    ids = [each.thread.id for each in found]
    query = select(Closure).where(Closure.thread_id.in_(ids), Closure.ended_at.is_(None))
    return {row.thread_id: row for row in session().scalars(query)}


def _about(home: Home, who: Readers | None, reach: Reach, now: datetime) -> Iterator[tuple[str, Value]]:
    person = names([reach.person_id]).get(reach.person_id, "Someone")
    theme = f" under “{home.title}”" if isinstance(home, Theme) else ""
    yield "What this is", f"The threads of {home.organisation.name}{theme}, {home.cycle.key}"
    yield "For", readers_in_words(who, person)
    if who is None:
        yield (
            "Mind",
            "It holds everything that its maker may read, also what others may not. Do not pass it on.",
        )
    yield "Made by", person
    yield "On", business_day(now)
