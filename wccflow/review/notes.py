"""What a person has written, labelled or kept among her own, across all cases and documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences, spreadsheets
from wccflow.base.clock import business_day
from wccflow.base.spreadsheets import Sheet, Value
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import cases_for
from wccflow.people.rights import Reach
from wccflow.review import asking
from wccflow.review.homes import homes_of
from wccflow.review.labels import in_words, threads_labelled_by
from wccflow.review.models import Comment, Thread
from wccflow.review.readers import writable
from wccflow.review.topics import Topic, topics

MOST = 2_000  # messages, newest first: more than anybody writes in a cycle
WHAT = {
    "written": "Written by me",
    "labelled": "Labelled by me",
    "ours": "Only among us",
    "all": "All of these",
}
BY = {"document": "Document", "label": "Label", "item": "Item", "organisation": "Organisation"}
NOWHERE = {
    "document": "About no document",
    "label": "Without a label",
    "item": "About no item",
    "organisation": "",
}

_COLUMNS = (
    *(("Organisation", 34), ("Cycle", 12), ("Thread", 50), ("About", 40), ("Item", 10), ("Labels", 24)),
    *(("Quoted words", 60), ("My words", 90), ("On", 12), ("Read by", 30), ("State", 20), ("Address", 70)),
)


@dataclass(frozen=True, slots=True)
class Note:
    """One message, or a thread that was labelled, with where it stands."""

    topic: Topic
    words: str
    at: datetime
    address: str
    is_mine: bool

    def under(self, by: str) -> tuple[str, ...]:
        """The headings under which it stands in a list by document, label, item or organisation."""
        home, thread = self.topic.case, self.topic.thread
        if by == "label":
            return tuple(each.words for each in self.topic.labels) or (NOWHERE[by],)
        if by == "item":
            return (self.topic.item or NOWHERE[by],)
        if by == "organisation" or not thread.slot:
            return (f"{home.organisation.name}" if by == "organisation" else NOWHERE["document"],)
        return (f"{home.organisation.name}, {self.topic.document}",)


@dataclass(frozen=True, slots=True)
class Notes:
    """A person's notes as she asked for them."""

    asked: asking.Asked
    found: Sequence[Note]

    def grouped(self, by: str) -> list[tuple[str, list[Note]]]:
        """The notes under their headings, in order; a note with two labels stands under both."""
        pairs = [(heading, each) for each in self.found for heading in each.under(by)]
        pairs.sort(key=lambda pair: (pair[0] in NOWHERE.values(), pair[0].casefold()))
        return [
            (heading, [note for _, note in rows]) for heading, rows in groupby(pairs, lambda pair: pair[0])
        ]


def notes(reach: Reach, query: str, what: str) -> Notes:
    """The notes of one kind that fit the query; a fixed number of questions."""
    written = _written(reach)
    labelled, ours = threads_labelled_by(reach), _ours(reach) if what in ("ours", "all") else set[UUID]()
    wanted = {"written": {row.thread_id for row in written}, "labelled": labelled, "ours": ours}
    ids = wanted["written"] | labelled | ours if what == "all" else wanted[what]
    threads = session().scalars(
        select(Thread).where(Thread.id.in_(ids), audiences.visible(Thread.audience_id, reach.tokens))
    )
    homes: list[Home] = list(homes_of(threads.all()).values())
    asked = asking.ask(query, topics(reach, homes, Thread.id.in_(ids)) if homes else [], reach)
    found = [note for topic in asked.topics for note in _of(topic, written, what)]
    return Notes(asked, sorted(found, key=lambda each: each.at, reverse=True))


def workbook(found: Notes, *, demonstration: bool) -> bytes:
    """The notes as a spreadsheet."""
    about: list[tuple[str, Value]] = [
        ("What this is", "Notes across cases, as far as the person who made it may read. Do not pass it on."),
        ("Search", found.asked.query),
    ]
    return spreadsheets.workbook(
        Sheet("Notes", _COLUMNS, [_row(each) for each in found.found]), about, demonstration=demonstration
    )


def _written(reach: Reach) -> Sequence[Comment]:
    query = select(Comment).where(
        Comment.author_id == reach.person_id,
        Comment.deleted_at.is_(None),
        audiences.visible(Comment.audience_id, reach.tokens),
    )
    return session().scalars(query.order_by(Comment.at.desc()).limit(MOST)).all()


def _ours(reach: Reach) -> set[UUID]:
    """The threads of the narrowest readers for whom the person may write, in each of her cases."""
    narrow = {who[0].id for case in cases_for(reach) if (who := writable(case, reach))}
    query = select(Thread.id).where(
        Thread.audience_id.in_(narrow), audiences.visible(Thread.audience_id, reach.tokens)
    )
    return set(session().scalars(query.limit(MOST)))


def _of(topic: Topic, written: Sequence[Comment], what: str) -> list[Note]:
    """What is shown of one thread: her own messages, else the thread once."""
    mine = [row for row in written if row.thread_id == topic.thread.id] if what in ("written", "all") else []
    if mine:
        return [Note(topic, row.body, row.at, row.permalink, True) for row in mine]
    return [Note(topic, "", topic.last_at, topic.thread.address, False)]


def _row(note: Note) -> list[Value]:
    topic = note.topic
    return [
        *(topic.case.organisation.name, topic.case.cycle.key, topic.title, topic.place),
        *(topic.thread.item or "", in_words(topic.labels), topic.thread.quote, note.words),
        *(business_day(note.at), topic.readers, topic.state, note.address),
    ]
