"""All threads of one person in the order of her attention: what needs her, what is unread, the rest."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select

from wccflow.base.work import session
from wccflow.cycles.cards import Task
from wccflow.cycles.queries import cases_for
from wccflow.people.rights import Reach
from wccflow.review import cards, queries, unread
from wccflow.review.homes import homes_of
from wccflow.review.models import Thread, ThreadTally
from wccflow.review.topics import Topic, topics

SECTIONS: Mapping[str, str] = {
    "needs": "Needs you",
    "unread": "Unread",
    "following": "Following",
    "rest": "The rest",
    "muted": "Muted",
}
MOST_SHOWN = {"needs": 20, "unread": 20, "following": 10, "rest": 10, "muted": 0}


@dataclass(frozen=True, slots=True)
class Inbox:
    """Every thread that a person may read, by section, newest first; and why some need her."""

    ids: Mapping[str, Sequence[UUID]]
    tasks: Mapping[UUID, Task]

    @property
    def total(self) -> int:
        """How many threads there are in all."""
        return sum(len(each) for each in self.ids.values())

    def beginnings(self) -> dict[str, Sequence[UUID]]:
        """The first threads of every section."""
        return {key: self.ids[key][:most] for key, most in MOST_SHOWN.items()}

    def page_of(self, section: str, offset: int, limit: int) -> dict[str, Sequence[UUID]]:
        """One page of one section."""
        return {section: self.ids[section][offset : offset + limit]}


@dataclass(frozen=True, slots=True)
class Section:
    """Some threads of one section as the page shows them."""

    key: str
    title: str
    lines: Sequence[tuple[Topic, Task | None, str]]  # with the address of the list in which it stands
    total: int


def inbox_of(reach: Reach, now: datetime) -> Inbox:
    """All threads of the cases that this person sees; the same few queries for any number of them."""
    tasks = _tasks(reach, now)
    found: dict[str, list[UUID]] = {key: [] for key in SECTIONS}
    for row in _light(reach):
        found[_section(row, tasks)].append(row.id)
    found["needs"].sort(key=lambda each: (tasks[each].due or now.date().max, tasks[each].order))
    return Inbox(found, tasks)


def drawn(reach: Reach, shown: Mapping[str, Collection[UUID]], found: Inbox) -> list[Section]:
    """These threads as the page shows them, section by section; constant queries."""
    ids = {each for some in shown.values() for each in some}
    homes = list(homes_of(session().scalars(select(Thread).where(Thread.id.in_(ids)))).values())
    made = {topic.thread.id: topic for topic in topics(reach, homes, Thread.id.in_(ids))} if ids else {}
    return [
        Section(
            key,
            SECTIONS[key],
            [
                (made[each], found.tasks.get(each), cards.address_of(made[each].case))
                for each in some
                if each in made
            ],
            len(found.ids[key]),
        )
        for key, some in shown.items()
    ]


def _tasks(reach: Reach, now: datetime) -> dict[UUID, Task]:
    """By thread what the person is to do there, as "my work" says it."""
    found = cards.needing(reach, cases_for(reach))
    return {thread_id: task for thread_id, task in found if not task.waiting}


def _light(reach: Reach) -> Sequence[Row[tuple[UUID, bool, str, bool, bool]]]:
    """Of every thread only what sorts it, the latest first."""
    last = select(ThreadTally.last_at).where(
        ThreadTally.thread_id == Thread.id, ThreadTally.audience_id == Thread.audience_id
    )
    newest = func.coalesce(last.correlate(Thread).scalar_subquery(), Thread.opened_at)
    query = unread.counting(
        reach,
        Thread.id,
        unread.is_unread(reach).label("is_unread"),
        unread.wish(reach).label("wish"),
        _takes_part(reach).label("takes_part"),
        queries.resolved().label("closed"),
    )
    query = query.where(unread.is_seen(reach)).order_by(newest.desc(), Thread.id)
    return session().execute(query).all()


def _takes_part(reach: Reach) -> ColumnElement[bool]:
    me = reach.person_id
    return or_(
        Thread.opened_by_id == me,
        func.coalesce(Thread.assignee_id == me, False),
        unread.own(reach) > 0,
        unread.is_named(reach),
    )


def _section(row: Row[tuple[UUID, bool, str, bool, bool]], tasks: Mapping[UUID, Task]) -> str:
    if row.id in tasks:
        return "needs"
    if row.wish == unread.MUTED:
        return "muted"
    if row.is_unread:
        return "unread"
    follows = row.wish in unread.FOLLOWED or row.takes_part
    return "following" if follows and not row.closed else "rest"
