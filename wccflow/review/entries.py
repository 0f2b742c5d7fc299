"""What search can find of threads: the words of each, once for every audience that reads some of them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from wccflow.base.clock import business_day
from wccflow.base.log import Event
from wccflow.cycles.definitions import pinned
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.review.homes import home_of
from wccflow.review.labels import shared_labels
from wccflow.review.models import Comment, Thread
from wccflow.review.topics import kind_in_words, place_in_words
from wccflow.search.indexer import once
from wccflow.search.port import DAY, Change, Entry, Put, Remove


def changed(session: Session, event: Event) -> Sequence[Change]:
    """What an event about a thread changes of the index, read from the rows as they stand now."""
    thread_id = UUID(event.payload["thread"])
    thread = once(session, thread_id, lambda: session.get_one(Thread, thread_id))
    was = event.payload.get("was")
    gone = [Remove(UUID(was), str(thread.id))] if was else []
    touched = {thread.audience_id, event.audience_id or thread.audience_id}
    return [*gone, *_changes(session, thread, touched)]


def called_otherwise(session: Session, event: Event) -> Iterator[Change]:
    """The threads of a case that came to another definition, where that has other words for things."""
    old, new = pinned(event.payload["old"]), pinned(event.payload["new"])
    if (old.slots, old.items, old.words) != (new.slots, new.items, new.words):
        yield from _puts(
            session, Comment.thread_id.in_(select(Thread.id).where(Thread.case_id == event.case_id))
        )


def carried(session: Session, event: Event) -> Sequence[Change]:
    """Every thread of a case that belongs to another organisation now, under that one's code."""
    return list(
        _puts(session, Comment.thread_id.in_(select(Thread.id).where(Thread.case_id == event.case_id)))
    )


def everything(session: Session, audiences: Collection[UUID] | None = None) -> Iterator[Put]:
    """Every thread, once for each of its audiences or of these, ordered by audience."""
    return _puts(session) if audiences is None else _puts(session, Comment.audience_id.in_(audiences))


def _puts(session: Session, *which: ColumnElement[bool]) -> Iterator[Put]:
    query = (
        select(Comment.audience_id, Comment.thread_id).where(Comment.deleted_at.is_(None), *which).distinct()
    )
    for audience_id, thread_id in session.execute(query.order_by(Comment.audience_id, Comment.thread_id)):
        thread = session.get_one(Thread, thread_id)
        yield from (change for change in _changes(session, thread, {audience_id}) if isinstance(change, Put))


def _changes(session: Session, thread: Thread, audience_ids: Collection[UUID]) -> Iterator[Change]:
    for audience_id in sorted(audience_ids):
        # Of all that was said in a long thread within one batch it is read but once.
        yield once(session, (thread.id, audience_id), lambda: _change(session, thread, audience_id))  # noqa: B023 - at once


def _change(session: Session, thread: Thread, audience_id: UUID) -> Change:
    # Only what is found: whole messages of a long thread, at each new one, would take many times as long.
    heard = (
        Comment.thread_id == thread.id,
        Comment.deleted_at.is_(None),
        Comment.audience_id == audience_id,
    )
    said = session.scalars(select(Comment.body).where(*heard).order_by(Comment.ordinal)).all()
    if not said:
        return Remove(audience_id, str(thread.id))
    last = session.scalars(select(func.max(Comment.at)).where(*heard)).one()
    return Put(audience_id, str(thread.id), (_entry(thread, audience_id, said, business_day(last)),))


def _entry(thread: Thread, audience_id: UUID, said: Sequence[str], day: date) -> Entry:
    is_whole = audience_id == thread.audience_id
    about, shared = ([thread.title, thread.quote], shared_labels(thread)) if is_whole else ([], [])
    return Entry(
        key=str(thread.id),
        audience=audience_id,
        kind="threads",
        group=str(thread.id),
        text="\n".join([*filter(None, about), *said]),
        heading=thread.title or None,
        fields=_fields(home_of(thread), thread, shared) | {DAY: day.isoformat()},
    )


def _fields(home: Home, thread: Thread, labels: Sequence[str]) -> dict[str, str]:
    definition, slot = definition_of(home), thread.slot or ""
    fields = {
        "case": str(thread.case_id or ""),
        "organisation": home.organisation.code,
        "overseer": home.overseer.code,
        "cycle": home.cycle.key,
        "document": definition.slots[slot].title if slot in definition.slots else "",
        "slot": slot,
        "item": thread.item or "",
        "version": str(thread.version_id or ""),
        "passage": thread.passage or "",
        "page": str(thread.page or ""),
        "heading": place_in_words(thread, definition),
        "label": "\n".join([kind_in_words(thread.kind, definition), *labels]),  # shared ones: a line each
    }
    return {name: value for name, value in fields.items() if value}
