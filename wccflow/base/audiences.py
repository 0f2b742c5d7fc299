"""Audiences: who may read a thing, as a set of tokens that is its own name."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute

from wccflow.base.models import Audience, AudienceMember
from wccflow.base.work import attempting, session


def token(role: str, scope: str, scope_id: UUID | None) -> str:
    """The token of everyone who holds this role at this place."""
    return f"{role}@{scope}:{scope_id.hex if scope_id else '*'}"


def person_token(person_id: UUID) -> str:
    """The token of one named person."""
    return f"person:{person_id.hex}"


def named_token(person_id: UUID, scope: str, scope_id: UUID | None) -> str:
    """The token of one named person for as long as she holds some role at this place."""
    return token(person_token(person_id), scope, scope_id)


def audience_id(tokens: Iterable[str]) -> UUID:
    """The name of this set of readers: the same set has the same name everywhere."""
    content = "\n".join(sorted(set(tokens)))
    return UUID(bytes=hashlib.sha256(content.encode()).digest()[:16])


def ensure(key: str, tokens: Collection[str]) -> UUID:
    """The audience of these readers, written when it is new. `key` is its class, such as `organisation`."""
    identifier = audience_id([f"class:{key}", *tokens])
    known: set[UUID] = session().info.setdefault("audiences", set())
    if identifier not in known:
        _write(identifier, key, tokens)
        known.add(identifier)
    return identifier


def _write(identifier: UUID, key: str, tokens: Collection[str]) -> None:
    if session().get(Audience, identifier) is not None:
        return
    try:
        with attempting():
            session().add(Audience(id=identifier, key=key))
            session().flush()
            session().add_all(
                AudienceMember(audience_id=identifier, token=each) for each in sorted(set(tokens))
            )
            session().flush()
    except IntegrityError:
        pass  # somebody else has just written the same set, which is the same audience


def visible(column: InstrumentedAttribute[Any], tokens: Collection[str]) -> ColumnElement[bool]:
    """The condition that a thing's audience includes a reader who holds these tokens."""
    return column.in_(readable_ids(tokens))


def readable_ids(tokens: Collection[str]) -> Any:
    """The query of the audiences that a reader with these tokens belongs to."""
    return select(AudienceMember.audience_id).where(AudienceMember.token.in_(sorted(tokens)))


def readable(tokens: Collection[str]) -> frozenset[UUID]:
    """The audiences that a reader with these tokens belongs to."""
    return frozenset(session().scalars(readable_ids(tokens).distinct()))


def readable_by(tokens: Mapping[UUID, Collection[str]]) -> dict[UUID, frozenset[UUID]]:
    """The audiences that each of these readers belongs to, by what each holds; one query for all."""
    wanted = {each for held in tokens.values() for each in held}
    query = select(AudienceMember.token, AudienceMember.audience_id).where(AudienceMember.token.in_(wanted))
    known: dict[str, set[UUID]] = {}
    for name, identifier in session().execute(query):
        known.setdefault(name, set()).add(identifier)
    return {
        reader: frozenset().union(*(known.get(each, ()) for each in held)) for reader, held in tokens.items()
    }


def key_of(identifier: UUID) -> str:
    """The class of an audience, such as `organisation` or `assessors`."""
    found = session().get(Audience, identifier)
    return found.key if found else ""


def tokens_of(identifier: UUID) -> frozenset[str]:
    """Everyone who belongs to an audience, as tokens."""
    query = select(AudienceMember.token).where(AudienceMember.audience_id == identifier)
    return frozenset(session().scalars(query))
