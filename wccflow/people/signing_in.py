"""Signing in: links that work once, browsers that are remembered by a revocable row."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.people.models import BrowserSession, Invitation, Person, SignInLink

LINK_LASTS = timedelta(hours=24)
IDLE_ENDS = timedelta(hours=12)
SESSION_ENDS = timedelta(days=14)

_USED = "This sign-in link was used before or is too old. Ask for a new one."


def make_link(person: Person, now: datetime, lasts: timedelta = LINK_LASTS) -> str:
    """A secret that signs this person in once, within 24 hours unless it is to last longer."""
    if person.disabled_at is not None:
        raise Refused("This account is closed.")
    secret = secrets.token_urlsafe(32)
    session().add(SignInLink(token_hash=_hash(secret), person_id=person.id, expires_at=now + lasts))
    return secret


def sign_in(secret: str, now: datetime) -> tuple[Person, str]:
    """Use a link: the person, and the secret of the new browser session. Raises Refused when it is spent."""
    link = session().get(SignInLink, _hash(secret), with_for_update=True)
    if link is None or link.used_at is not None or link.expires_at <= now:
        raise Refused(_USED)
    person = session().get_one(Person, link.person_id)
    if person.disabled_at is not None:
        raise Refused("This account is closed.")
    link.used_at = now
    session().execute(
        update(Invitation)
        .where(Invitation.person_id == person.id, Invitation.accepted_at.is_(None))
        .values(accepted_at=now)
    )
    return person, _begin(person.id, now)


def link_is_good(secret: str, now: datetime) -> bool:
    """Whether the link could still be used."""
    link = session().get(SignInLink, _hash(secret))
    return link is not None and link.used_at is None and link.expires_at > now


def signed_in(secret: str, now: datetime) -> Person:
    """The person who is signed in with this secret. Raises NotFound when nobody is, or not any more."""
    row = (
        session()
        .execute(
            select(BrowserSession, Person)
            .join(Person, Person.id == BrowserSession.person_id)
            .where(BrowserSession.token_hash == _hash(secret), BrowserSession.ended_at.is_(None))
        )
        .first()
    )
    if row is None:
        raise NotFound
    browser, person = row[0], row[1]
    too_old = browser.seen_at < now - IDLE_ENDS or browser.began_at < now - SESSION_ENDS
    if too_old or person.disabled_at is not None:
        raise NotFound
    found: Person = person
    return found


def key_of(secret: str) -> str:
    """What a browser session is known by where its secret shall not be kept."""
    return _hash(secret)


def people_signed_in(keys: Collection[str], now: datetime) -> dict[str, UUID]:
    """By key, whose browser sessions these are, those that have ended left out; one query."""
    query = select(BrowserSession.token_hash, BrowserSession.person_id).where(
        BrowserSession.token_hash.in_(keys),
        BrowserSession.ended_at.is_(None),
        BrowserSession.seen_at >= now - IDLE_ENDS,
        BrowserSession.began_at >= now - SESSION_ENDS,
    )
    return {row[0]: row[1] for row in session().execute(query)}


def seen(secret: str, now: datetime) -> None:
    """Note that the browser was here, at most once in five minutes."""
    session().execute(
        update(BrowserSession)
        .where(
            BrowserSession.token_hash == _hash(secret), BrowserSession.seen_at < now - timedelta(minutes=5)
        )
        .values(seen_at=now)
    )


def sign_out(secret: str, now: datetime) -> None:
    """End the browser session of this secret; does nothing when there is none."""
    found = session().scalar(select(BrowserSession).where(BrowserSession.token_hash == _hash(secret)))
    if found is not None and found.ended_at is None:
        found.ended_at = now


def sessions_of(person_id: UUID, secret: str, now: datetime) -> list[tuple[BrowserSession, bool]]:
    """Where this person is signed in now, newest first, and which of them is the browser of this secret."""
    query = select(BrowserSession).where(*_going_on(person_id, now)).order_by(BrowserSession.seen_at.desc())
    mine = _hash(secret)
    return [(row, row.token_hash == mine) for row in session().scalars(query)]


def sign_out_elsewhere(person_id: UUID, secret: str, now: datetime) -> int:
    """End every other browser session of this person; gives how many there were."""
    others = [each for each, is_here in sessions_of(person_id, secret, now) if not is_here]
    for each in others:
        each.ended_at = now
    return len(others)


def last_seen(ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these people was last here, in one query; nothing of those who never were."""
    query = (
        select(BrowserSession.person_id, func.max(BrowserSession.seen_at))
        .where(BrowserSession.person_id.in_(ids))
        .group_by(BrowserSession.person_id)
    )
    return {row[0]: row[1] for row in session().execute(query)}


def _going_on(person_id: UUID, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        BrowserSession.person_id == person_id,
        BrowserSession.ended_at.is_(None),
        BrowserSession.seen_at >= now - IDLE_ENDS,
        BrowserSession.began_at >= now - SESSION_ENDS,
    )


def _begin(person_id: UUID, now: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    session().add(BrowserSession(token_hash=_hash(secret), person_id=person_id, began_at=now, seen_at=now))
    return secret


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
