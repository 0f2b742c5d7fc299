"""What people do in threads: open one, write, change and take back words, close, reopen, assign, widen."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.notices import withdrawing
from wccflow.people.rights import Reach, holds
from wccflow.review import mentions, queries, undoable
from wccflow.review.acts import demand_ability, entered, kept, locked, record, title_in
from wccflow.review.anchoring import Anchor, anchored, demand_readable, demand_subject_readable
from wccflow.review.attending import forget_draft, mark_read, place_of
from wccflow.review.fixed import fixed_because
from wccflow.review.homes import home_of, standing_in
from wccflow.review.models import Closure, Comment, CommentEdit, Theme, Thread
from wccflow.review.named import readers_named, wider_called
from wccflow.review.readers import (
    NAMED,
    Readers,
    default_of,
    for_reply,
    people_by_id,
    readers,
    shared,
    writable,
)
from wccflow.review.reading import reached
from wccflow.review.rules import (
    CLOSED_ALREADY,
    KINDS,
    NOT_YOURS_TO_CLOSE,
    closing_obstacle,
    role_spoken_in,
)
from wccflow.review.speech import Speech, speech
from wccflow.review.topics import life_now

OPENED, MADE, EDITED, DELETED = "thread.opened", "comment.made", "comment.edited", "comment.deleted"
CLOSED, REOPENED, ASSIGNED, WIDENED = (
    "thread.closed",
    "thread.reopened",
    "thread.assigned",
    "thread.widened",
)

NOT_THESE_READERS = "You cannot write for these readers at this stage of the case. Choose others."


def open_thread(
    case: Home,
    *,
    kind: str,
    body: str,
    by: Reach,
    now: datetime,
    audience: str = "",
    people: Sequence[UUID] = (),
    title: str = "",
    anchor: Anchor | None = None,
) -> Thread:
    """A new thread with its first message; `audience` is a key of the definition, the default when empty.

    With the key of named people, `people` are those who read along with who writes.

    A question to the organisation is always read by the organisation too. Raises Refused.
    """
    demand_ability(case, by, "comment")
    if kind not in KINDS or not (KINDS[kind].by_hand or (anchor and anchor.subject)):
        raise Refused("Choose what kind of thread this is.")
    who = _readers_to_begin(case, kind, audience, people, by, now)
    hangs_on = anchored(case, anchor or Anchor(), who, by, now)
    thread = Thread(
        **standing_in(case),
        kind=kind,
        title=title_in(title),
        audience_id=kept(who),
        opened_by_id=by.person_id,
        opened_at=now,
        **hangs_on,
    )
    said = speech(case, who, body, by=by, now=now)
    session().add(thread)
    session().flush()
    record(OPENED, thread, by=by, now=now, subject_id=thread.id, thread_kind=kind)
    _say(case, thread, who, said, by=by, now=now)
    return thread


def comment(
    thread: Thread, *, body: str, by: Reach, now: datetime, audience: str = "", people: Sequence[UUID] = ()
) -> Comment:
    """One more message; `audience` is the thread's own unless a narrower key is named. Raises Refused.

    With the key of named people, `people` are those of the thread's readers who read along.
    """
    case = entered(thread, by)
    held = locked(thread)
    who = chosen(for_reply(case, held, by), audience, people, by, now)
    if queries.closure_of(held):
        raise Refused(CLOSED_ALREADY)
    return _written(case, held, who, body, by=by, now=now)


def note(thread: Thread, *, body: str, by: Reach, now: datetime) -> Comment:
    """A dated note to all the readers of a thread, which may be closed already. Raises Refused."""
    case = entered(thread, by)
    held = locked(thread)
    return _written(case, held, readers(case, held.audience_id), body, by=by, now=now)


def edit(comment: Comment, thread: Thread, *, body: str, by: Reach, now: datetime) -> Comment:
    """The author's better words, as long as nobody has answered; the earlier ones are kept."""
    own = _own(comment, thread, by)
    case = home_of(thread)
    better = speech(case, readers(case, own.audience_id), body, by=by, now=now)
    if better.words == own.body:
        return own
    session().add(CommentEdit(comment_id=own.id, body=own.body, until=now))
    own.body, own.edited_at = better.words, now
    known = mentions.mentioned(own)
    mentions.keep(own, better.named)
    anew = sorted(each.hex for each in mentions.mentioned(own) - known)
    record(EDITED, thread, by=by, now=now, subject_id=own.id, audience_id=own.audience_id, named=anew)
    return own


def delete(comment: Comment, thread: Thread, *, by: Reach, now: datetime) -> None:
    """Take back one's own message, as long as nobody has answered; a mark stays in its place."""
    own = _own(comment, thread, by)
    session().add(CommentEdit(comment_id=own.id, body=own.body, until=now))
    own.body, own.deleted_at = "", now
    event = record(DELETED, thread, by=by, now=now, subject_id=own.id, audience_id=own.audience_id)
    undoable.note(undoable.DELETED, thread, event, by=by, now=now, subject_id=own.id)
    for made in log.events_about([own.id], MADE):
        withdrawing.take_back(made.id)  # whoever has not heard of it hears nothing


def close(thread: Thread, *, by: Reach, now: datetime, why: str = "") -> Closure:
    """Close a thread; a question that was not answered needs a reason. Raises Refused."""
    case = entered(thread, by)
    held = locked(thread)
    life, _ = life_now(case, held)
    obstacle = closing_obstacle(held.kind, life, may_close=may_close(case, held, by), why=why)
    if obstacle:
        raise Refused(obstacle)
    made = Closure(thread_id=held.id, by_id=by.person_id, at=now, why=why.strip())
    session().add(made)
    event = record(CLOSED, held, by=by, now=now, subject_id=held.id, words=made.why)
    undoable.note(undoable.CLOSED, held, event, by=by, now=now, subject_id=made.id)
    return made


def reopen(thread: Thread, *, by: Reach, now: datetime) -> None:
    """Let a closed thread go on. Raises Refused."""
    case = entered(thread, by)
    held = locked(thread)
    _demand_closing(case, held, by)
    closure = queries.closure_of(held)
    if closure is None:
        raise Refused("This thread is open already.")
    closure.ended_at, closure.ended_by_id = now, by.person_id
    event = record(REOPENED, held, by=by, now=now, subject_id=held.id)
    undoable.note(undoable.REOPENED, held, event, by=by, now=now, subject_id=closure.id)


def assign(thread: Thread, *, to: UUID | None, due_on: date | None, by: Reach, now: datetime) -> None:
    """Let one of the thread's readers see to it, until a day if one is given; nobody when `to` is None."""
    case = entered(thread, by)
    held = locked(thread)
    if to is not None and to not in people_by_id(readers(case, held.audience_id), now):
        raise Refused("This person cannot read the thread, so it cannot be given to them.")
    if due_on is not None and to is None:
        raise Refused("Choose who is to see to it by that day.")
    was, was_due = held.assignee_id, held.due_on
    held.assignee_id, held.due_on = to, due_on
    event = record(ASSIGNED, held, by=by, now=now, subject_id=held.id, to=to.hex if to else None, due=due_on)
    undoable.note(undoable.ASSIGNED, held, event, by=by, now=now, assignee_id=was, due_on=was_due)


def widen(thread: Thread, *, audience: str, by: Reach, now: datetime, people: Sequence[UUID] = ()) -> None:
    """Let more people read the thread: all that its readers read of it now, never the narrower messages.

    A thread of named people can be opened to more of them with the key of named people. Raises Refused.
    """
    case = entered(thread, by)
    held = locked(thread)
    _demand_closing(case, held, by)
    who = wider_called(case, held, audience, people, by, now)
    if who is None:
        raise Refused("The thread can only be opened to readers that you may write for, and never to fewer.")
    if held.version_id is not None:
        demand_readable(evidence.version_by_id(held.version_id).audience_id, who, now)
    if held.subject is not None:
        demand_subject_readable(held.subject, who, now)
    was, held.audience_id = held.audience_id, kept(who)
    moved = [each for each in queries.comments_of(held) if each.audience_id == was]
    for each in moved:
        each.audience_id = held.audience_id
    record(WIDENED, held, by=by, now=now, subject_id=held.id, was=was.hex, messages=len(moved))


def may_close(case: Home, thread: Thread, reach: Reach) -> bool:
    """Whether the person may verify, close, reopen or widen: who opened it, or who holds the ability."""
    return thread.opened_by_id == reach.person_id or holds(
        reach, "close_thread", place=case.place, definition=definition_of(case)
    )


def _readers_to_begin(
    case: Home, kind: str, audience: str, people: Sequence[UUID], by: Reach, now: datetime
) -> Readers:
    if KINDS[kind].asks and isinstance(case, Theme):
        raise Refused("A theme belongs to no one organisation. Ask the question in the organisation's case.")
    if KINDS[kind].asks:
        demand_ability(case, by, KINDS[kind].ability)
        return shared(case)
    if not holds(by, KINDS[kind].ability, place=case.place, definition=definition_of(case)):
        raise Refused(f"“{KINDS[kind].title}” is for those who assess. Choose another kind.")
    return chosen(writable(case, by), audience, people, by, now)


def chosen(
    choices: Sequence[Readers], audience: str, people: Sequence[UUID], by: Reach, now: datetime
) -> Readers:
    """The readers of this key among the choices, or these people by name. Raises Refused."""
    if audience == NAMED and choices:
        return readers_named(people, choices, by, now)
    who = default_of(choices, audience)
    if who is None:
        raise Refused(NOT_THESE_READERS)
    return who


def _written(case: Home, held: Thread, who: Readers, body: str, *, by: Reach, now: datetime) -> Comment:
    until = reached(held, by)  # what her page left out of a long thread stays unread
    said = _say(case, held, who, speech(case, who, body, by=by, now=now), by=by, now=now)
    forget_draft(place_of(held), by=by)
    mark_read(held, by=by, now=now, until=until)
    return said


def _say(case: Home, thread: Thread, who: Readers, what: Speech, *, by: Reach, now: datetime) -> Comment:
    definition = definition_of(case)
    last = session().scalar(select(func.max(Comment.ordinal)).where(Comment.thread_id == thread.id))
    said = Comment(
        thread_id=thread.id,
        ordinal=(last or 0) + 1,
        author_id=by.person_id,
        role=role_spoken_in(definition, by.roles_at(case.place), who.roles),
        body=what.words,
        at=now,
        audience_id=kept(who),
    )
    session().add(said)
    session().flush()
    if what.named:
        mentions.keep(said, what.named)
    record(MADE, thread, by=by, now=now, subject_id=said.id, audience_id=said.audience_id)
    return said


def _demand_closing(case: Home, thread: Thread, by: Reach) -> None:
    if not may_close(case, thread, by):
        raise Refused(NOT_YOURS_TO_CLOSE)


def _own(comment: Comment, thread: Thread, by: Reach) -> Comment:
    """The person's own message as it is now, while she may still change it. Raises Refused."""
    entered(thread, by)
    own = session().get_one(Comment, comment.id)
    if own.author_id != by.person_id:
        raise Refused("Only the person who wrote a message can change it.")
    if own.deleted_at is not None:
        raise Refused("This message was deleted.")
    fixed = fixed_because(own, thread)
    if fixed:
        raise Refused(fixed)
    return own
