"""The reader of the log that keeps the search index: by event, all over again, and checked."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from wccflow.base.log import Event, events_after, head
from wccflow.search.port import Change, Put, SearchIndex

EVENTS_AT_ONCE = 200

Given = TypeVar("Given")

Source: TypeAlias = Callable[[Session, Event], Sequence[Change]]
"""What an event changes of the index, read from the rows as they stand now."""


class Everything(Protocol):
    """All that ought to be found, as the rows stand now; best ordered by audience."""

    def __call__(self, session: Session, audiences: Collection[UUID] | None = None) -> Iterable[Put]:
        """With `audiences` what belongs to one of these; nothing else is read for it."""


Progress: TypeAlias = Callable[[int], None]
"""Is told now and then how many groups have been taken in."""

_Key: TypeAlias = tuple[UUID, str]
_BATCH = "read for a batch of events"


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
        """Take in all events that the index has not seen; gives how many there were.

        Where the index was thrown away meanwhile, what these events changed must not pass for the whole.
        """
        seen = 0
        known = self.index.audiences()
        while events := events_after(session, self.index.watermark(), EVENTS_AT_ONCE):
            self.index.apply(self._changes(session, events), watermark=events[-1].seq)
            if not self._still_has(known):
                break
            seen += len(events)
            known = self.index.audiences()
        return seen

    def rebuild(self, session: Session, everything: Everything, progress: Progress = quietly) -> int:
        """Make the index anew, one audience after the other; gives how many groups it holds.

        Each audience answers as before until its own is whole. Where the index knows nothing, searches say
        so to the end; the watermark changes last, so that the next drain takes up what has broken off.
        """
        watermark, told = head(session), _Told(progress)
        if not self.index.watermark():
            self.index.clear()
        built = set[UUID]()
        again: list[Put] = []
        self.index.restore_all(_by_audience(told.passing(everything(session)), built, again))
        if again:
            self.index.apply(again, watermark=self.index.watermark())
        for gone in (self.index.audiences() | self.index.damaged) - built:
            self.index.restore(gone, ())
        self.index.apply((), watermark=watermark)
        self._still_has(built)
        return told.groups

    def repair(self, session: Session, everything: Everything) -> set[UUID]:
        """Restore the audiences whose index is damaged; gives which."""
        damaged = self.index.damaged
        puts: dict[UUID, list[Put]] = {audience: [] for audience in damaged}
        for put in everything(session, damaged) if damaged else ():
            if put.audience in damaged:
                puts[put.audience].append(put)
        for audience, theirs in puts.items():
            self.index.restore(audience, theirs)
        return damaged

    def verify(self, session: Session, everything: Everything, progress: Progress = quietly) -> Verdict:
        """Compare the index with the database, entry by entry, and its files with their checksums."""
        self.index.close()  # What is open was found right when it was opened, which may be long ago.
        told = _Told(progress)
        expected = {
            (put.audience, put.group): _digests(put)
            for put in told.passing(everything(session))
            if put.entries
        }
        held = dict(self._held())
        return Verdict(
            documents=len(expected),
            missing=len(expected.keys() - held.keys()),
            extra=len(held.keys() - expected.keys()),
            stale=sum(held[key] != expected[key] for key in expected.keys() & held.keys()),
        )

    def _still_has(self, audiences: Collection[UUID]) -> bool:
        """Whether nobody threw the index away since these were in it; else it knows nothing from now on."""
        if self.index.audiences().issuperset(audiences):
            return True
        self.index.clear()
        return False

    def _changes(self, session: Session, events: Sequence[Event]) -> list[Change]:
        known = [(self.sources[event.kind], event) for event in events if event.kind in self.sources]
        session.info[_BATCH] = {}  # every event of the batch was there before the first row is read for it
        try:
            return [change for source, event in known for change in source(session, event)]
        finally:
            del session.info[_BATCH]

    def _held(self) -> Iterator[tuple[_Key, Mapping[str, str]]]:
        for audience in self.index.audiences():
            for group, digests in self.index.contents(audience).items():
                yield (audience, group), digests


def once(session: Session, what: Hashable, read: Callable[[], Given]) -> Given:
    """What several events of one batch have to be read for, read for the first of them alone."""
    kept = session.info.get(_BATCH)
    if kept is None:
        return read()
    if what not in kept:
        kept[what] = read()
    found: Given = kept[what]
    return found


def _digests(put: Put) -> dict[str, str]:
    return {entry.key: entry.digest for entry in put.entries}


def _by_audience(
    puts: Iterable[Put], built: set[UUID], again: list[Put]
) -> Iterator[tuple[UUID, Iterable[Put]]]:
    """The puts by audience; those of one that has come before are left for later, since they add to it."""
    for audience, theirs in groupby(puts, key=lambda put: put.audience):
        if audience in built:
            again.extend(theirs)
        else:
            built.add(audience)
            yield audience, theirs


class _Told:
    """Counts groups as they pass, and tells of them."""

    def __init__(self, progress: Progress) -> None:
        self.groups = 0
        self._progress = progress

    def passing(self, puts: Iterable[Put]) -> Iterator[Put]:
        for put in puts:
            yield put
            self.groups += 1
            self._progress(self.groups)
