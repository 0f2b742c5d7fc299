"""The chain of the log: appending lines under one lock, and proving afterwards that none was touched."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from wccflow.base.models import Event, EventWords

GENESIS = "0" * 64
_LOCK = 7_220_091  # any number that no other advisory lock of this database uses


@dataclass(slots=True)
class Line:
    """One line that waits for the end of its unit of work."""

    kind: str
    at: datetime
    by_id: UUID | None
    case_id: UUID | None
    subject_id: UUID | None
    audience_id: UUID | None
    words: str
    payload: dict[str, Any]
    id: UUID = field(default_factory=uuid4)


def pending(session: Session) -> list[Line]:
    """The lines recorded so far in this unit of work."""
    lines: list[Line] = session.info.setdefault("pending lines", [])
    return lines


def append_pending(session: Session) -> None:
    """Append what was recorded, last in the transaction, so that the lock is held for the commit only."""
    lines = pending(session)
    if not lines:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    seq, previous = _head(session)
    for line in lines:
        seq += 1
        previous = _append(session, line, seq, previous)
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_notify('wccflow_event', '')"))  # heard by others after the commit
    lines.clear()


def _head(session: Session) -> tuple[int, str]:
    head = session.execute(select(Event.seq, Event.hash).order_by(Event.seq.desc()).limit(1)).first()
    return (head.seq, head.hash) if head else (0, GENESIS)


def _append(session: Session, line: Line, seq: int, previous: str) -> str:
    salt = secrets.token_hex(16)
    body = canonical(_content(line, seq, salt))
    digest = _digest(previous, body)
    session.add(
        Event(
            seq=seq,
            id=line.id,
            at=instant_text(line.at),
            kind=line.kind,
            by_id=line.by_id,
            case_id=line.case_id,
            subject_id=line.subject_id,
            audience_id=line.audience_id,
            body=body,
            prev_hash=previous,
            hash=digest,
        )
    )
    if line.words:
        session.flush()
        session.add(EventWords(seq=seq, salt=salt, words=line.words))
    return digest


def _content(line: Line, seq: int, salt: str) -> dict[str, Any]:
    return {
        "seq": seq,
        "id": line.id.hex,
        "at": instant_text(line.at),
        "kind": line.kind,
        "by": _hex(line.by_id),
        "case": _hex(line.case_id),
        "subject": _hex(line.subject_id),
        "audience": _hex(line.audience_id),
        "words": words_hash(salt, line.words) if line.words else None,
        "payload": line.payload,
    }


def broken_links(session: Session) -> Iterator[str]:
    """Every breach of the chain, in a sentence: a gap, a changed line, a changed or missing word."""
    expected, previous = 1, GENESIS
    query = select(Event, EventWords).outerjoin(EventWords, EventWords.seq == Event.seq).order_by(Event.seq)
    for event, words in session.execute(query).yield_per(500):
        if event.seq != expected:
            yield f"The log has no line {expected}; line {event.seq} follows instead."
        yield from _faults_of(event, words, previous)
        expected, previous = event.seq + 1, event.hash


def _faults_of(event: Event, words: EventWords | None, previous: str) -> Iterator[str]:
    if event.prev_hash != previous:
        yield f"Line {event.seq} of the log does not follow from the line before it."
    if event.hash != _digest(event.prev_hash, event.body):
        yield f"Line {event.seq} of the log was changed after it was written."
    content = json.loads(event.body)
    columns = {
        "seq": event.seq,
        "id": event.id.hex,
        "at": event.at,
        "kind": event.kind,
        "by": _hex(event.by_id),
        "case": _hex(event.case_id),
        "subject": _hex(event.subject_id),
        "audience": _hex(event.audience_id),
    }
    if any(content[name] != value for name, value in columns.items()):
        yield f"Line {event.seq} of the log says one thing in its columns and another in its sealed text."
    if words is not None and content["words"] != words_hash(words.salt, words.words):
        yield f"The words of line {event.seq} of the log were changed after they were written."


def canonical(content: Any) -> str:
    """The one JSON text of a content: sorted keys, no spaces."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def instant_text(instant: datetime) -> str:
    """The instant as UTC text in microseconds."""
    return instant.isoformat(timespec="microseconds")


def words_hash(salt: str, words: str) -> str:
    """What the chain holds of personal words."""
    return hashlib.sha256(f"{salt}\n{words}".encode()).hexdigest()


def _digest(previous: str, body: str) -> str:
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def _hex(identifier: UUID | None) -> str | None:
    return identifier.hex if identifier else None
