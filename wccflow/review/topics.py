"""Threads as lists show them: title, where, how they stand, who reads them, what is unread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from wccflow.base import audiences
from wccflow.base.clock import business_day, today
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review import queries, unread
from wccflow.review.homes import within
from wccflow.review.labels import Label, labels_on
from wccflow.review.models import Closure, Comment, Thread, Verification
from wccflow.review.readers import NAMED_PEOPLE, Readers, readers_of
from wccflow.review.rules import (
    KINDS,
    OPEN,
    RESOLVED,
    TONES,
    first_words,
    late_in_words,
    life,
    speaks_for_organisation,
)
from wccflow.review.subjects import Subject, subjects

# The usual filters of a list, and the query that each of them is.
QUERIES: Mapping[str, str] = {
    "open": "is:open",
    "mine": "is:open is:mine",
    "with": "is:unanswered",
    "unread": "is:unread",
    "closed": "is:resolved",
    "all": "",
}
FILTERS = tuple(QUERIES)


@dataclass(frozen=True, slots=True)
class Topic:
    """One thread in a list."""

    thread: Thread
    case: Home
    title: str
    kind: str
    place: str
    place_address: str
    life: str
    state: str
    tone: str
    readers: str
    readers_tone: str
    messages: int
    unread: int
    is_mine: bool
    wish: str
    last_at: datetime
    last_author_id: UUID | None
    last_by: str
    assignee: str
    labels: tuple[Label, ...] = ()

    @property
    def is_with_organisation(self) -> bool:
        """Whether the organisation is to answer."""
        return KINDS[self.thread.kind].asks and self.life == OPEN

    @property
    def is_resolved(self) -> bool:
        """Whether nothing is left to do about it: its answer is verified, or it is closed."""
        return self.life in RESOLVED

    @property
    def late(self) -> str:
        """How late it is seen to, in words; nothing while there is time."""
        return late_in_words(self.due_on, self.life, today())

    @property
    def is_muted(self) -> bool:
        """Whether the person wants to hear nothing of it."""
        return self.wish == unread.MUTED

    @property
    def is_followed(self) -> bool:
        """Whether the person is told of it: she takes part, or follows it or its case; never when muted."""
        return not self.is_muted and (self.is_mine or self.wish in unread.FOLLOWED)

    @property
    def due_on(self) -> date | None:
        """The day by which the assignee is to act."""
        return self.thread.due_on

    @property
    def document(self) -> str:
        """The title of the document, where the thread is about one."""
        slot = definition_of(self.case).slots.get(self.thread.slot or "")
        return slot.title if slot else ""

    @property
    def item(self) -> str:
        """The item in words, where the thread is about one."""
        item = definition_of(self.case).items.get(self.thread.item or "")
        return f"{item.key} {item.called}" if item else ""

    @property
    def last_day(self) -> date:
        """The day of the last message."""
        return business_day(self.last_at)

    def fits(self, show: str) -> bool:
        """Whether the topic belongs to a filter of FILTERS."""
        return {
            "open": not self.is_resolved,
            "mine": self.is_mine and not self.is_resolved,
            "with": self.is_with_organisation,
            "unread": self.unread > 0 and not self.is_muted,
            "closed": self.is_resolved,
            "all": True,
        }[show]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a person may hear of a thread."""

    closed: bool
    confirmed: Verification | None
    first: Comment | None
    last: Comment | None
    messages: int
    unread: int
    own: int
    wish: str
    labels: tuple[Label, ...] = ()


def topics(reach: Reach, cases: Sequence[Home], *conditions: ColumnElement[bool]) -> list[Topic]:
    """The threads of these cases that the person may read, the latest message first; constant queries."""
    query = (
        select(Thread, Closure.id)
        .outerjoin(Closure, (Closure.thread_id == Thread.id) & Closure.ended_at.is_(None))
        .where(
            within(cases),
            audiences.visible(Thread.audience_id, reach.tokens),
            *conditions,
        )
    )
    found = [(row[0], row[1] is not None) for row in session().execute(query)]
    shown = _shown(reach, {each.id: each for each in cases}, found)
    return sorted(shown, key=lambda topic: (topic.last_at, str(topic.thread.id)), reverse=True)


def topic_of(reach: Reach, case: Home, thread: Thread) -> Topic:
    """One thread as lists show it."""
    return _shown(reach, {case.id: case}, [(thread, queries.closure_of(thread) is not None)])[0]


def query_called(name: str) -> str:
    """The query of the usual filter of this name, else of the first."""
    return QUERIES.get(name, QUERIES["open"])


def place_in_words(thread: Thread, definition: Definition) -> str:
    """What the thread hangs on, such as `Strategic plan, page 31`."""
    if thread.slot and thread.slot in definition.slots:
        title = definition.slots[thread.slot].title
        return f"{title}, page {thread.page}" if thread.page else title
    if thread.item and thread.item in definition.items:
        item = definition.items[thread.item]
        return f"{item.key} {item.called}"
    return ""


def state_in_words(thread: Thread, state: str, definition: Definition) -> str:
    """Where a thread stands, in words that name who is to act."""
    if state == OPEN and KINDS[thread.kind].asks:
        return f"open, with the {definition.words.get('organisation', 'organisation')}"
    return state


def kind_in_words(kind: str, definition: Definition) -> str:
    """The kind of a thread, with the workflow's own word for the organisation."""
    word = definition.words.get("organisation", "organisation")
    return KINDS[kind].title.replace("the organisation", f"the {word}")


def life_of(
    thread: Thread,
    closed: bool,
    last: Comment | None,
    definition: Definition,
    confirmed: Verification | None = None,
) -> str:
    """Where a thread stands, given the last message that all its readers can see, and what was confirmed."""
    answered = last is not None and speaks_for_organisation(definition, last.role)
    verified = last is not None and confirmed is not None and confirmed.comment_id == last.id
    return life(thread.kind, closed=closed, answered=answered, verified=verified)


def life_now(case: Home, thread: Thread) -> tuple[str, Comment | None]:
    """Where a thread stands at this moment, and the last message that all its readers can see."""
    last = queries.last_said([thread.id]).get(thread.id)
    confirmed = queries.verifications([thread.id]).get(thread.id)
    closed = queries.closure_of(thread) is not None
    return life_of(thread, closed, last, definition_of(case), confirmed), last


def title_of(thread: Thread, first: Comment | None) -> str:
    """The thread's title, or the beginning of its first message."""
    if thread.title:
        return thread.title
    return first_words(first.body) if first and first.deleted_at is None else "A thread without a title"


def _shown(reach: Reach, cases: Mapping[UUID, Home], found: Sequence[tuple[Thread, bool]]) -> list[Topic]:
    ids = [thread.id for thread, _ in found]
    if not ids:
        return []
    first, last, spoken = queries.first_said(ids), queries.last_said(ids), unread.spoken(reach, ids)
    confirmed = queries.verifications(ids)
    people = names([each.author_id for each in last.values()] + [thread.assignee_id for thread, _ in found])
    who = {case.id: readers_of(case) for case in cases.values()}
    hung, labels = subjects(thread.subject for thread, _ in found), labels_on(reach, ids)
    return [
        _topic(
            reach,
            cases[thread.home_id],
            thread,
            _Heard(
                closed,
                confirmed.get(thread.id),
                first.get(thread.id),
                last.get(thread.id),
                *spoken.get(thread.id, (0, 0, 0, "")),
                labels.get(thread.id, ()),
            ),
            people,
            who[thread.home_id].get(thread.audience_id),
            hung.get(thread.subject or ""),
        )
        for thread, closed in found
    ]


def _topic(
    reach: Reach,
    case: Home,
    thread: Thread,
    heard: _Heard,
    people: Mapping[UUID, str],
    who: Readers | None,
    hung: Subject | None,
) -> Topic:
    definition, last = definition_of(case), heard.last
    state = life_of(thread, heard.closed, last, definition, heard.confirmed)
    return Topic(
        thread=thread,
        case=case,
        title=title_of(thread, heard.first),
        kind=kind_in_words(thread.kind, definition),
        place=hung.title if hung else place_in_words(thread, definition),
        place_address=hung.address if hung else "",
        life=state,
        state=state_in_words(thread, state, definition),
        tone=TONES[state],
        readers=who.title if who else NAMED_PEOPLE,
        readers_tone=who.tone if who else "grey",
        messages=heard.messages,
        unread=heard.unread,
        is_mine=heard.own > 0 or reach.person_id in (thread.opened_by_id, thread.assignee_id),
        wish=heard.wish,
        last_at=last.at if last else thread.opened_at,
        last_author_id=last.author_id if last else None,
        last_by=people.get(last.author_id, "Someone") if last else "",
        assignee=people.get(thread.assignee_id, "Someone") if thread.assignee_id else "",
        labels=heard.labels,
    )
