"""Doing one thing to several threads: tried out first, with every consequence and every refusal in words."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import Database, session
from wccflow.engine.refusals import day
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review import actions, labelling, undoable, verifying
from wccflow.review.homes import homes_of
from wccflow.review.models import Thread
from wccflow.review.named import wider_called
from wccflow.review.readers import NAMED, belonging, people_by_id, readers_by_id, wider
from wccflow.review.rules import KINDS, OPEN
from wccflow.review.topics import Topic, topics

CLOSE, VERIFY, ASSIGN, LABEL, WIDEN = "close", "verify", "assign", "label", "widen"
ACTS: Mapping[str, str] = {
    CLOSE: "Close",
    VERIFY: "Verify the answers",
    ASSIGN: "Say who sees to them",
    LABEL: "Put a label on",
    WIDEN: "Let more people read them",
}
MOST = 100
TOO_MANY = f"Choose up to {MOST} threads at once."
NONE = "Choose at least one thread."
NOT_YOURS = "You cannot do this in this thread."
HAS_IT = "It has this label already."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done to each thread, with what the act needs."""

    act: str
    why: str = ""
    person: UUID | None = None
    due_on: date | None = None
    label: str = ""
    audience: str = ""

    @property
    def missing(self) -> str:
        """What has still to be said before it can be done; nothing when all is there."""
        needed = {
            ASSIGN: "" if self.person else "Choose who is to see to them.",
            LABEL: "" if self.label else "Write the label.",
            WIDEN: "" if self.audience else "Choose who is to read them.",
        }
        return needed.get(self.act, "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of one thread, or why nothing would."""

    topic: Topic
    say: str
    can: bool


def chosen(ids: Collection[UUID], reach: Reach) -> list[Topic]:
    """These threads as lists show them, of those that the person may read. Raises Refused."""
    if not ids:
        raise Refused(NONE)
    if len(set(ids)) > MOST:
        raise Refused(TOO_MANY)
    query = select(Thread).where(Thread.id.in_(ids), audiences.visible(Thread.audience_id, reach.tokens))
    homes = homes_of(session().scalars(query))
    found = {each.thread.id: each for each in topics(reach, list(homes.values()), Thread.id.in_(ids))}
    return [found[each] for each in dict.fromkeys(ids) if each in found]


def preview(
    database: Database, found: Sequence[Topic], wanted: Wanted, *, by: Reach, now: datetime
) -> list[Outcome]:
    """What would become of each thread: everything is really done, in a unit of work that is never kept."""
    called = names([wanted.person])
    said = {each.thread.id: _say(each, wanted, called, by, now) for each in found}
    with database.trying():
        refusals = {each.thread.id: _tried(each.thread, wanted, by, now) for each in found}
    return [
        Outcome(each, refusals[each.thread.id] or said[each.thread.id], not refusals[each.thread.id])
        for each in found
    ]


def carry_out(threads: Sequence[Thread], wanted: Wanted, *, by: Reach, now: datetime) -> UUID:
    """Do it to every one of these threads, or to none; gives the batch to undo. Raises Refused."""
    if wanted.missing:
        raise Refused(wanted.missing)
    batch = undoable.together()
    for thread in threads:
        try:
            _do(thread, wanted, by, now)
        except Refused as refused:
            raise Refused(f"Nothing was done, because of one thread: {refused}") from refused
    return batch


def assignees(found: Sequence[Topic], now: datetime) -> dict[UUID, str]:
    """Who reads at least one of these threads, by name."""
    tokens = frozenset[str]()
    for home in {each.case.id: each.case for each in found}.values():
        ids = {each.thread.audience_id for each in found if each.case.id == home.id}
        tokens = tokens.union(*(each.tokens for each in readers_by_id(home, ids).values()))
    called = names(belonging(tokens, now))
    return dict(sorted(called.items(), key=lambda each: each[1]))


def audiences_for(found: Sequence[Topic], by: Reach, now: datetime) -> dict[str, str]:
    """The audiences to which at least one of these threads can be opened, by key."""
    return {who.key: who.title for each in found for who in wider(each.case, each.thread, by, now)}


def _tried(thread: Thread, wanted: Wanted, by: Reach, now: datetime) -> str:
    """Why it cannot be done to this thread; nothing when it can. Leaves everything as it was."""
    part = session().begin_nested()
    try:
        _do(session().get_one(Thread, thread.id), wanted, by, now)
    except Refused as refused:
        return str(refused)
    except NotFound:
        return NOT_YOURS
    finally:
        part.rollback()
    return ""


def _do(thread: Thread, wanted: Wanted, by: Reach, now: datetime) -> None:
    if wanted.act not in _DO:
        raise Refused("Choose what is to be done to these threads.")
    _DO[wanted.act](thread, wanted, by, now)


def _label(thread: Thread, wanted: Wanted, by: Reach, now: datetime) -> None:
    put = labelling.put_labels(thread, wanted.label, private=False, by=by, now=now)
    if not put:
        raise Refused(HAS_IT)
    for each in put:
        undoable.note(undoable.LABELLED, thread, uuid4(), by=by, now=now, subject_id=each.id)


_DO: Mapping[str, Callable[[Thread, Wanted, Reach, datetime], object]] = {
    CLOSE: lambda thread, wanted, by, now: actions.close(thread, why=wanted.why, by=by, now=now),
    VERIFY: lambda thread, wanted, by, now: verifying.verify(thread, why=wanted.why, by=by, now=now),
    ASSIGN: lambda thread, wanted, by, now: actions.assign(
        thread, to=wanted.person, due_on=wanted.due_on, by=by, now=now
    ),
    LABEL: _label,
    WIDEN: lambda thread, wanted, by, now: actions.widen(thread, audience=wanted.audience, by=by, now=now),
}


def _say(topic: Topic, wanted: Wanted, called: Mapping[UUID, str], by: Reach, now: datetime) -> str:
    """What would become of a thread when nothing stands in the way."""
    if wanted.act == CLOSE:
        unanswered = topic.life == OPEN and KINDS[topic.thread.kind].asks
        return "It is closed without an answer, with your reason." if unanswered else "It is closed."
    if wanted.act == VERIFY:
        return f"The answer of {topic.last_by} is confirmed."
    if wanted.act == ASSIGN and wanted.person is not None:
        until = f" by {day(wanted.due_on)}" if wanted.due_on else ""
        instead = f" instead of {topic.assignee}" if topic.assignee else ""
        return f"{called.get(wanted.person, 'Nobody')} sees to it{until}{instead}."
    if wanted.act == LABEL:
        return f"It gets the label “{wanted.label}”."
    return _opened(topic, wanted, by, now) if wanted.act == WIDEN else ""


def _opened(topic: Topic, wanted: Wanted, by: Reach, now: datetime) -> str:
    own = readers_by_id(topic.case, {topic.thread.audience_id})[topic.thread.audience_id]
    who = None
    if wanted.audience and wanted.audience != NAMED:
        who = wider_called(topic.case, topic.thread, wanted.audience, (), by, now)
    if who is None:
        return ""
    known = people_by_id(own, now)
    new = [name for each, name in people_by_id(who, now).items() if each not in known]
    people = ", ".join(new) if new else "nobody yet, but whoever gets one of the further roles"
    return f"“{who.title}” read it from now on. New to it: {people}. This cannot be undone."
