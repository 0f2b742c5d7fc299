"""The secret address of a person's calendar: made, told once, and ended."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.notices.models import CalendarLink
from wccflow.people.models import Person


def make(person_id: UUID, now: datetime) -> str:
    """A new secret, told this once; the one before stops working at once."""
    end(person_id, now)
    secret = secrets.token_urlsafe(32)
    session().add(CalendarLink(person_id=person_id, secret_hash=_hash(secret), made_at=now))
    session().flush()
    return secret


def end(person_id: UUID, now: datetime) -> None:
    """Let the person's address stop working; does nothing when there is none."""
    found = link_of(person_id)
    if found is not None:
        found.ended_at = now
        session().flush()


def link_of(person_id: UUID) -> CalendarLink | None:
    """The person's address that works, as far as it is kept; None when there is none."""
    query = select(CalendarLink).where(CalendarLink.person_id == person_id, CalendarLink.ended_at.is_(None))
    return session().scalar(query.order_by(CalendarLink.made_at.desc()).limit(1))


def person_of(secret: str) -> Person:
    """Whose calendar a secret opens. Raises NotFound when it is unknown or ended, or the account closed."""
    query = (
        select(Person)
        .join(CalendarLink, CalendarLink.person_id == Person.id)
        .where(CalendarLink.secret_hash == _hash(secret), CalendarLink.ended_at.is_(None))
        .where(Person.disabled_at.is_(None))
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def fingerprint(content: bytes) -> str:
    """What changes with every letter of a file."""
    return hashlib.sha256(content).hexdigest()[:32]


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
