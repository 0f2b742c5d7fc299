"""Who listens, as the application says it; and the words of the protocol between server and application."""

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from wccflow.live.fragments import Fragment

Message: TypeAlias = MutableMapping[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Listener:
    """A person who may listen now, the audiences that she belongs to, and what her browser is known by."""

    person_id: UUID
    audiences: frozenset[UUID]
    key: str = ""


Environ: TypeAlias = dict[str, Any]
MayListen: TypeAlias = Callable[[Environ], Listener | None]
StillListen: TypeAlias = Callable[[Sequence[Listener]], Sequence[Listener | None]]
Render: TypeAlias = Callable[[Fragment], str]
