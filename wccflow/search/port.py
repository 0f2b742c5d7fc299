"""The one door to search: what is put in, who asks, what comes out, whatever engine stands behind."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Protocol, TypeAlias
from uuid import UUID

from wccflow.search.tree import Tree

Kind: TypeAlias = Literal["passages", "documents", "threads", "cases"]

KEY = "key"  # the field by which a tree asks for single entries
DAY = "day"  # the field, an ISO day, by which the newest come first


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. A field with several values has them one to a line."""

    key: str
    audience: UUID
    kind: Kind
    group: str
    text: str
    heading: str | None
    fields: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """A short hash of all that can be found or shown of the entry."""
        content = [self.kind, self.text, self.heading, sorted(self.fields.items())]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Put:
    """The whole of a group: whatever the audience's group held before is replaced at once.

    A group's name is one room's alone. Raises ValueError for an entry of another audience or group.
    """

    audience: UUID
    group: str
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        strays = [
            entry for entry in self.entries if (entry.audience, entry.group) != (self.audience, self.group)
        ]
        if strays:
            raise ValueError(f"{strays[0].key} is put into {self.group} but is of {strays[0].group}")


@dataclass(frozen=True, slots=True)
class Remove:
    """The group is gone from the audience; nothing happens when it was not there."""

    audience: UUID
    group: str


Change: TypeAlias = Put | Remove


@dataclass(frozen=True, slots=True)
class Nothing:
    """The scope of a person who may read nothing."""


@dataclass(frozen=True, slots=True)
class Audiences:
    """The scope of a person who may read what these audiences may read, and nothing else."""

    ids: frozenset[UUID]


Scope: TypeAlias = Nothing | Audiences


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found. The score orders hits and is never shown."""

    key: str
    audience: UUID
    score: float
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits, best first and then by key.

    `partial` is true while something in scope is being rebuilt, so that there may be more.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, list[tuple[str, int]]] = field(default_factory=dict)
    partial: bool = False


class SearchIndex(Protocol):
    """A disposable copy of what can be found, kept apart by audience."""

    @property
    def damaged(self) -> set[UUID]:
        """The audiences that must be restored before they are searched again."""

    def apply(self, changes: Sequence[Change], *, watermark: int) -> None:
        """Make the changes in order, then note how far the log has been read. Twice is as good as once."""

    def restore(self, audience: UUID, puts: Iterable[Put]) -> None:
        """Replace all that the audience holds, and count it whole again."""

    def restore_all(self, whole: Iterable[tuple[UUID, Iterable[Put]]]) -> None:
        """Restore one audience after the other, or several at once where there are cores for it."""

    def search(
        self,
        tree: Tree,
        scope: Scope,
        *,
        kind: Kind,
        limit: int,
        offset: int = 0,
        facets: tuple[str, ...] = (),
        newest: bool = False,
    ) -> Page:
        """The best entries of a kind within the scope; totals and facets count that scope alone.

        With `newest` they come by their day, the latest first, and those without a day last.
        """

    def beginning(self, prefix: str, scope: Scope, *, most: int) -> list[str]:
        """The commonest words within the scope that begin so."""

    def alike(self, word: str, scope: Scope, *, most: int) -> list[str]:
        """The words within the scope that are spelt nearly so, nearest and then commonest first."""

    def telling(self, text: str, scope: Scope, *, most: int) -> list[str]:
        """The words of a text that are rarest within the scope, and so tell most of what it is about."""

    def watermark(self) -> int:
        """The number of the last event of the log that the index has taken in; 0 for none."""

    def contents(self, audience: UUID) -> Mapping[str, Mapping[str, str]]:
        """The audience's groups, and in each the digest of every entry by key."""

    def audiences(self) -> set[UUID]:
        """The audiences for which something was ever put."""

    def clear(self) -> None:
        """Forget everything, the watermark too."""

    def warm(self) -> None:
        """Do what else the first search would wait for."""

    def close(self) -> None:
        """Let go of open files; the index may be used again afterwards."""
