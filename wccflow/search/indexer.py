"""The reader of the log that keeps the search index: by event, all over again, and checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.orm import Session

from wccflow.base.log import Event, events_after, head
from wccflow.search.port import Change, Put, SearchIndex

EVENTS_AT_ONCE = 200
ENTRIES_AT_ONCE = 2_000

Source: TypeAlias = Callable[[Session, Event], Sequence[Change]]
"""What an event changes of the index, read from the rows as they stand now."""

Everything: TypeAlias = Callable[[Session], Iterable[Put]]
"""All that ought to be found, as the rows stand now; best ordered by audience."""

Progress: TypeAlias = Callable[[int], None]
"""Is told now and then how many groups have been taken in."""

_Key: TypeAlias = tuple[UUID, str]


def quietly(_: int) -> None:
    """The progress that nobody is told of."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the index stands beside the database, counted in groups (a version, a thread, a case)."""

    documents: int
    missing: int
    extra: int
    stale: int

    @property
    def sound(self) -> bool:
        """Whether they agree."""
        return not (self.missing or self.extra or self.stale)


class Indexer:
    """Keeps an index abreast of the log with what the rooms offer by kind of event."""

    def __init__(self, index: SearchIndex, sources: Mapping[str, Source]) -> None:
        self.index = index
        self.sources = sources

    def drain(self, session: Session) -> int:
        """Take in all events that the index has not seen; gives how many there were."""
        seen = 0
        while events := events_after(session, self.index.watermark(), EVENTS_AT_ONCE):
            self.index.apply(self._changes(session, events), watermark=events[-1].seq)
            seen += len(events)
        return seen

    def rebuild(self, session: Session, everything: Everything, progress: Progress = quietly) -> int:
        """Forget the index and build it anew; gives how many groups it holds.

        Until it is whole its watermark is 0, so that searches say so, and an interrupted rebuild is
        taken up by the next drain from the beginning of the log.
        """
        watermark = head(session)
        self.index.clear()
        groups = 0
        for batch in _batches(everything(session)):
            self.index.apply(batch, watermark=0)
            groups += len(batch)
            progress(groups)
        self.index.apply((), watermark=watermark)
        return groups

    def repair(self, session: Session, everything: Everything) -> set[UUID]:
        """Restore the audiences whose index is damaged; gives which."""
        damaged = self.index.damaged
        puts: dict[UUID, list[Put]] = {audience: [] for audience in damaged}
        for put in everything(session) if damaged else ():
            if put.audience in damaged:
                puts[put.audience].append(put)
        for audience, theirs in puts.items():
            self.index.restore(audience, theirs)
        return damaged

    def verify(self, session: Session, everything: Everything) -> Verdict:
        """Compare the index with the database, entry by entry."""
        expected = {(put.audience, put.group): _digests(put) for put in everything(session) if put.entries}
        held = dict(self._held())
        return Verdict(
            documents=len(expected),
            missing=len(expected.keys() - held.keys()),
            extra=len(held.keys() - expected.keys()),
            stale=sum(held[key] != expected[key] for key in expected.keys() & held.keys()),
        )

    def _changes(self, session: Session, events: Sequence[Event]) -> list[Change]:
        known = [(self.sources[event.kind], event) for event in events if event.kind in self.sources]
        return [change for source, event in known for change in source(session, event)]

    def _held(self) -> Iterator[tuple[_Key, Mapping[str, str]]]:
        for audience in self.index.audiences():
            for group, digests in self.index.contents(audience).items():
                yield (audience, group), digests


def _digests(put: Put) -> dict[str, str]:
    return {entry.key: entry.digest for entry in put.entries}


def _batches(puts: Iterable[Put]) -> Iterator[list[Put]]:
    """Batches of one audience each, so that each is one commit, and none too large to hold."""
    for _, theirs in groupby(puts, key=lambda put: put.audience):
        batch: list[Put] = []
        for put in theirs:
            batch.append(put)
            if sum(len(each.entries) for each in batch) >= ENTRIES_AT_ONCE:
                yield batch
                batch = []
        if batch:
            yield batch
