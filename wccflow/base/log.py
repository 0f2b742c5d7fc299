"""The log, the spine of the house: every action records its line, every reader follows with a cursor."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wccflow.base.chain import Line, pending
from wccflow.base.models import Cursor, EventWords
from wccflow.base.models import Event as Row
from wccflow.base.work import current, session

SPEAKS_FOR = "speaks for"


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the log as its readers see it."""

    seq: int
    id: UUID
    kind: str
    at: datetime
    by_id: UUID | None
    case_id: UUID | None
    subject_id: UUID | None
    audience_id: UUID | None
    payload: dict[str, Any]
    words: str = ""


def record(
    kind: str,
    *,
    at: datetime,
    by_id: UUID | None,
    subject_id: UUID | None = None,
    case_id: UUID | None = None,
    audience_id: UUID | None = None,
    words: str = "",
    **payload: Any,
) -> UUID:
    """Record that something happened; the line is appended last, when the unit of work is kept.

    `words` are personal text (a reason, a name); `payload` is JSON without personal text and without HTML.
    """
    principal = session().info.get(SPEAKS_FOR, {}).get(by_id)
    if principal is not None:
        payload["for"] = principal.hex
    line = Line(kind, at.astimezone(UTC), by_id, case_id, subject_id, audience_id, words, payload)
    pending(session()).append(line)
    return line.id


def speak_for(person_id: UUID, principal_id: UUID | None) -> None:
    """Note that what this person does next she does as the deputy of another; None when she acts herself."""
    unit = current()
    if unit is not None:
        unit.info.setdefault(SPEAKS_FOR, {})[person_id] = principal_id


def events_about(subject_ids: Collection[UUID], *kinds: str) -> list[Event]:
    """The lines about these things, of these kinds, oldest first."""
    query = _with_words().where(Row.subject_id.in_(subject_ids), Row.kind.in_(kinds)).order_by(Row.seq)
    return [_event(row) for row in session().execute(query)]


def events_after(reading: Session, cursor: int, limit: int = 500) -> list[Event]:
    """The next lines after `cursor`, in order."""
    query = _with_words().where(Row.seq > cursor).order_by(Row.seq).limit(limit)
    return [_event(row) for row in reading.execute(query)]


def events_heard(
    reading: Session,
    *,
    after: int,
    until: int,
    kinds: Collection[str],
    audiences: Collection[UUID],
    limit: int,
) -> list[Event]:
    """The first lines of these kinds between two cursors that one of these audiences may read, in order."""
    query = _with_words().where(Row.seq > after, Row.seq <= until).order_by(Row.seq).limit(limit)
    query = query.where(Row.kind.in_(kinds), Row.audience_id.in_(audiences))
    return [_event(row) for row in reading.execute(query)]


def events_of(case_ids: Sequence[UUID], *kinds: str) -> list[Event]:
    """The lines about these cases, of these kinds (all when none is named), oldest first."""
    query = _with_words().where(Row.case_id.in_(case_ids)).order_by(Row.seq)
    if kinds:
        query = query.where(Row.kind.in_(kinds))
    waiting = [_waiting(line) for line in pending(session()) if line.case_id in case_ids]
    return [_event(row) for row in session().execute(query)] + [
        event for event in waiting if not kinds or event.kind in kinds
    ]


def head(reading: Session) -> int:
    """The number of the last line; 0 for an empty log."""
    return reading.scalar(select(func.max(Row.seq))) or 0


def cursor_of(reader: str) -> int:
    """How far this reader of the log has come."""
    found = session().get(Cursor, reader)
    return found.seq if found else 0


def advance(reader: str, seq: int) -> None:
    """Note that this reader has done everything up to `seq`."""
    found = session().get(Cursor, reader)
    if found is None:
        session().add(Cursor(reader=reader, seq=seq))
    else:
        found.seq = seq


def _with_words() -> Any:
    known = (Row.seq, Row.id, Row.kind, Row.at, Row.by_id, Row.case_id, Row.subject_id, Row.audience_id)
    return select(*known, Row.body, EventWords.words).outerjoin(EventWords, EventWords.seq == Row.seq)


def _event(row: Any) -> Event:
    seq, identifier, kind, at, by_id, case_id, subject_id, audience_id, body, words = row
    return Event(
        seq=seq,
        id=identifier,
        kind=kind,
        at=datetime.fromisoformat(at),
        by_id=by_id,
        case_id=case_id,
        subject_id=subject_id,
        audience_id=audience_id,
        payload=json.loads(body)["payload"],
        words=words or "",
    )


def _waiting(line: Line) -> Event:
    """A line of this very unit of work, as it will be read: it has no number yet."""
    return Event(
        seq=0,
        id=line.id,
        kind=line.kind,
        at=line.at,
        by_id=line.by_id,
        case_id=line.case_id,
        subject_id=line.subject_id,
        audience_id=line.audience_id,
        payload=line.payload,
        words=line.words,
    )
