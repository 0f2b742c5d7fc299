"""What the case page and "my work" show of threads: the tile, what to answer, what waits, what to close."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from wccflow.cycles.cards import Card, Task
from wccflow.cycles.home import Home
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach, holds
from wccflow.review.actions import may_close
from wccflow.review.models import Theme, Thread
from wccflow.review.queries import ASKING, open_questions, resolved
from wccflow.review.rules import ANSWERED
from wccflow.review.topics import Topic, topics
from wccflow.review.unread import named_unanswered

ANSWER_ORDER, SEE_TO_ORDER, CLOSE_ORDER, WAITING_ORDER = 10, 12, 40, 60
ANSWER_MINUTES = 10
NAMED = "Somebody mentioned you, and you have not written since."


def card(case: Case, reach: Reach) -> Card:
    """How many questions to the organisation are open; only the way to the comments where nobody asks any."""
    count = open_questions([case.id], reach)[case.id]
    if not definition_of(case).anyone_may("ask"):
        return Card("questions", "Comments", "read and write", "none", address_of(case))
    return Card(
        "questions",
        "Questions",
        f"{count} open" if count else "none open",
        "open" if count else "none",
        f"{address_of(case)}{'?show=with' if count else ''}",
        ("queries_open",),
    )


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What the person is to answer, to see to or to close, and what she waits for."""
    return [task for _, task in needing(reach, cases)]


def needing(reach: Reach, cases: Sequence[Case]) -> list[tuple[UUID, Task]]:
    """The same, each with its thread; only threads are looked at that can need this person."""
    me, answers = reach.person_id, [case.id for case in cases if _answers(reach, case)]
    asked = Thread.kind.in_(ASKING) & ((Thread.opened_by_id == me) | Thread.case_id.in_(answers))
    named = named_unanswered(reach)
    shown = topics(reach, cases, asked | (Thread.assignee_id == me) | Thread.id.in_(named), ~resolved())
    return [
        (topic.thread.id, task)
        for topic in shown
        for task in list(_tasks(reach, topic)) or _named(topic, topic.thread.id in named)
    ]


def address_of(home: Home) -> str:
    """The path of the list of a case's threads; a theme is such a list itself."""
    return home.address if isinstance(home, Theme) else f"{home.address}/threads"


def _tasks(reach: Reach, topic: Topic) -> Iterator[Task]:
    case, thread = topic.case, topic.thread
    is_mine, answers = thread.assignee_id == reach.person_id, _answers(reach, case)
    if topic.is_with_organisation and answers and (is_mine or thread.assignee_id is None):
        yield _task(topic, "Answer", ANSWER_ORDER, ANSWER_MINUTES, is_mine)
    elif is_mine:
        yield _task(topic, "See to", SEE_TO_ORDER, None, is_mine)
    elif thread.opened_by_id == reach.person_id and topic.life == ANSWERED:
        if may_close(case, thread, reach):
            yield _task(topic, "Read the answer and verify it", CLOSE_ORDER, 2, is_mine)
    elif thread.opened_by_id == reach.person_id and topic.is_with_organisation:
        yield _task(topic, "Answer awaited", WAITING_ORDER, None, is_mine, waiting=True)


def _named(topic: Topic, is_named: bool) -> list[Task]:
    return [replace(_task(topic, "Answer", ANSWER_ORDER, 2, False), why=NAMED)] if is_named else []


def _answers(reach: Reach, case: Home) -> bool:
    return holds(reach, "answer", place=case.place, definition=definition_of(case))


def _task(
    topic: Topic, verb: str, order: int, minutes: int | None, is_mine: bool, *, waiting: bool = False
) -> Task:
    case = topic.case
    why = "It was given to you." if is_mine else f"{topic.place or topic.kind}, {case.organisation.name}"
    return Task(
        f"{verb}: “{topic.title}”",
        topic.thread.address,
        why,
        due=topic.due_on,
        minutes=minutes,
        order=order,
        waiting=waiting,
    )
