"""From the log to ready bytes: each event rendered once, whoever listens; and what a listener missed."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from wccflow.base import log
from wccflow.base.work import Database
from wccflow.live import wire
from wccflow.live.cursors import Cursors
from wccflow.live.fragments import Fragment
from wccflow.live.listeners import Listener, Render

MOST_MISSED = 500
CHANGES_RIGHTS = ("role.", "session")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """One event as pages hear it: its readers, and the ready pieces of page by topic."""

    seq: int
    audience_id: UUID
    pieces: tuple[tuple[UUID, bytes], ...]
    token: str

    def message(self, topics: frozenset[UUID]) -> bytes:
        """What a listener to these topics is sent: nothing, or the pieces, the last of them with the id."""
        mine = [piece for topic, piece in self.pieces if topic in topics]
        if not mine:
            return b""
        return b"\n".join(mine) + wire.place(self.token) + b"\n"


@dataclass(frozen=True, slots=True)
class Batch:
    """The next part of the log: how far it goes, what pages hear of it, whether anyone's rights changed."""

    until: int
    length: int
    told: tuple[Told, ...]
    rights_changed: bool


class Teller:
    """Reads the log for pages."""

    def __init__(self, database: Database, render: Render, cursors: Cursors) -> None:
        self.database = database
        self.cursors = cursors
        self._render = render

    def head(self) -> int:
        """The number of the last line of the log."""
        with self.database.reading() as reading:
            return log.head(reading)

    def next(self, cursor: int, is_wanted: Callable[[UUID], bool]) -> Batch:
        """What follows `cursor`; only topics that are wanted are rendered."""
        with self.database.reading() as reading:
            events = log.events_after(reading, cursor, MOST_MISSED)
            told = tuple(each for event in events if (each := self._told(event, is_wanted)))
        until = events[-1].seq if events else cursor
        rights_changed = any(event.kind.startswith(CHANGES_RIGHTS) for event in events)
        return Batch(until, len(events), told, rights_changed)

    def past(self, token: str, listener: Listener, topics: frozenset[UUID]) -> tuple[int, bytes]:
        """How far the log goes, and what this listener missed since her token; nothing if she has none."""
        cursor = self.cursors.seq(token)
        with self.database.reading() as reading:
            head = log.head(reading)
            here = self.cursors.token(head)
            if not token:
                return head, wire.place(here) + b"\n"
            # A token of another key, or of a log that was put back to an earlier day, says nothing.
            if cursor is None or cursor > head:
                return head, wire.reset(here)
            events = self._missed(reading, cursor, head, listener)
            if len(events) > MOST_MISSED:
                return head, wire.reset(here)
            told = [self._told(event, topics.__contains__) for event in events]
        messages = b"".join(each.message(topics) for each in told if each)
        return head, messages + wire.place(here) + b"\n"

    def _missed(self, reading: Session, cursor: int, head: int, listener: Listener) -> list[log.Event]:
        # Counted among her own events only: how much else happened is not hers to know.
        return log.events_heard(
            reading,
            after=cursor,
            until=head,
            kinds=self.database.offers.fragments.keys(),
            audiences=listener.audiences,
            limit=MOST_MISSED + 1,
        )

    def _told(self, event: log.Event, is_wanted: Callable[[UUID], bool]) -> Told | None:
        if event.audience_id is None:
            return None
        pieces = tuple(
            (fragment.topic, html)
            for fragment in self._fragments(event)
            if is_wanted(fragment.topic) and (html := self._piece(fragment))
        )
        return Told(event.seq, event.audience_id, pieces, self.cursors.token(event.seq)) if pieces else None

    def _fragments(self, event: log.Event) -> Iterator[Fragment]:
        for shown in self.database.offers.fragments.get(event.kind, ()):
            try:
                fragment: Fragment | None = shown(event)
            except Exception:  # one room's fault must not silence the others
                _log.exception("no fragment could be made of the event %s (%s)", event.id, event.kind)
                continue
            if fragment is not None:
                yield fragment

    def _piece(self, fragment: Fragment) -> bytes:
        try:
            return wire.event(fragment.name, self._render(fragment))
        except Exception:  # as above; the page is told to load itself instead
            _log.exception("the fragment %s could not be rendered", fragment.template)
            return wire.event("reset", wire.RESET)
