"""The open indexes of audiences: the least lately used are let go, a new generation is opened afresh."""

import os
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from wccflow.search import sums
from wccflow.search.flat import Damaged
from wccflow.search.ledger import Commit, Ledger
from wccflow.search.opened import Opened
from wccflow.search.shelf import generation
from wccflow.search.together import Together

MOST_SEGMENTS = 512  # each keeps a file open, and a program may usually open a thousand
MOST_TOGETHER, MOST_ENTRIES = 64, 2_000_000  # sets of audiences that are kept read as one, and what they hold


class _Lent(NamedTuple):
    """What was lent together: as things stood, the indexes, and the stamp of each of their files."""

    stood: tuple[Ledger, frozenset[UUID]]
    opened: Sequence[tuple[UUID, Opened]]
    stamps: list[tuple[str, tuple[int, int, int]]]


class Pool:
    """Keeps indexes open for all threads. It reopens and never refreshes: that was found wrong."""

    def __init__(self, folder: Path, *, most_segments: int = MOST_SEGMENTS) -> None:
        self.folder = folder
        self._within = os.fspath(
            folder
        )  # a path made anew for each audience costs more than asking for its files
        self.most_segments = most_segments
        self.segments = 0  # that are kept open; counted as they come and go, for it is asked each time
        self._lock = Lock()
        self._open: OrderedDict[UUID, tuple[Commit, Opened]] = OrderedDict()
        self._together: OrderedDict[tuple[Opened, ...], Together] = OrderedDict()
        self._lent: OrderedDict[frozenset[UUID], _Lent] = OrderedDict()
        self._sound: dict[UUID, tuple[Commit, sums.Stamp]] = {}
        self._opening: dict[UUID, Lock] = {}

    def opened(self, audience: UUID, commit: Commit) -> Opened:
        """The audience's index as committed, or later. Raises Damaged when the files are not those.

        While one is being opened, which means to read all its files, those who want others do not wait.
        """
        held = self._held(audience, commit)
        if held is not None:
            return held
        with self._lock:
            opening = self._opening.setdefault(audience, Lock())
        with opening:
            return self._held(audience, commit) or self._keep(
                audience, commit, self._opened(audience, commit)
            )

    def together(self, opened: Sequence[tuple[UUID, Opened]]) -> Together:
        """These indexes read as one; kept for the next who may read just the same."""
        asked = tuple(each for _, each in opened)
        with self._lock:
            if asked not in self._together:
                self._together[asked] = Together(opened)
                self._keep_few(but_for=asked)
            self._together.move_to_end(asked)
            return self._together[asked]

    def lent(
        self, ids: frozenset[UUID], stood: tuple[Ledger, frozenset[UUID]]
    ) -> Sequence[tuple[UUID, Opened]] | None:
        """What was lent for these audiences as things stand, if nobody has touched its files since."""
        with self._lock:
            found = self._lent.get(ids)
        if found is None or found.stood[0] is not stood[0] or found.stood[1] != stood[1]:
            return None
        if any(sums.file_stamp(path) != seen for path, seen in found.stamps):
            return None
        with self._lock:
            for audience in (each for each, _ in found.opened if each in self._open):
                self._open.move_to_end(audience)
        return found.opened

    def lend(
        self,
        ids: frozenset[UUID],
        stood: tuple[Ledger, frozenset[UUID]],
        opened: Sequence[tuple[UUID, Opened]],
    ) -> None:
        """Keep what is lent for these audiences as things stand; not while some of it is being written."""
        with self._lock:
            known = [(audience, self._sound.get(audience)) for audience, _ in opened]
            stamps = [
                (f"{self._within}/{audience.hex}/{name}", seen)
                for audience, sound in known
                if sound is not None
                for name, seen in zip(sound[0].sums, sound[1], strict=True)
            ]
            there = all(self._open.get(audience, (None, None))[1] is each for audience, each in opened)
            if there and all(
                sound and each.vouched for (_, sound), (_, each) in zip(known, opened, strict=True)
            ):
                self._lent[ids] = _Lent(stood, opened, stamps)
                self._lent.move_to_end(ids)
                while len(self._lent) > MOST_TOGETHER:
                    self._lent.popitem(last=False)

    def forget(self, audience: UUID) -> None:
        """Let go of the audience's index; whoever is reading it reads on."""
        with self._lock:
            self._sound.pop(audience, None)
            self._retire(audience)

    def close(self) -> None:
        """Let go of all; the checksums of all files are looked at again when they are next opened."""
        with self._lock:
            self._sound.clear()
            for audience in list(self._open):
                self._retire(audience)

    def _held(self, audience: UUID, commit: Commit) -> Opened | None:
        """The index that is open, if it is this one and nobody has touched its files."""
        with self._lock:
            asked, held = self._open.get(audience, (None, None))
            if held is None or asked != commit or (held.vouched and not self._untouched(audience, commit)):
                return None
            self._open.move_to_end(audience)
            return held

    def _keep(self, audience: UUID, commit: Commit, opened: Opened) -> Opened:
        with self._lock:
            self._retire(audience)
            self._open[audience] = (commit, opened)
            self.segments += opened.segments
            self._make_room(audience)
            return opened

    def _opened(self, audience: UUID, commit: Commit) -> Opened:
        """The index opened. What is later than its commit is of a writer at work, or that was killed."""
        folder = self.folder / audience.hex
        if not self._is_sound(audience, commit) and generation(folder) <= commit.generation:
            raise Damaged(f"the files are not those that were committed as {commit.generation}")
        opened = Opened(folder)
        opened.vouched = opened.generation == commit.generation
        return opened

    def _is_sound(self, audience: UUID, commit: Commit) -> bool:
        """Whether every byte is as committed; read but once, until somebody touches the files."""
        if self._untouched(audience, commit):
            return True
        seen = sums.stamp(self.folder / audience.hex, commit.sums)
        if seen is None or not sums.agree(self.folder / audience.hex, commit.sums):
            return False
        self._sound[audience] = (commit, seen)
        return True

    def _untouched(self, audience: UUID, commit: Commit) -> bool:
        """Whether nobody has written to the files since their checksums were found right."""
        known, seen = self._sound.get(audience, (None, None))
        return known == commit and seen == sums.stamp(f"{self._within}/{audience.hex}", commit.sums)

    def _make_room(self, but_for: UUID) -> None:
        while self.segments > self.most_segments and len(self._open) > 1:
            oldest = next(iter(self._open))
            if oldest == but_for:
                return
            self._retire(oldest)

    def _retire(self, audience: UUID) -> None:
        _, opened = self._open.pop(audience, (None, None))
        if opened is not None:
            self.segments -= opened.segments
            for made in [each for each in self._together if opened in each]:
                del self._together[made]
            for ids in [each for each in self._lent if audience in each]:
                del self._lent[ids]

    def _keep_few(self, but_for: tuple[Opened, ...]) -> None:
        while self._together:
            held = sum(each.size for each in self._together.values())
            oldest = next(iter(self._together))
            if oldest == but_for or (len(self._together) <= MOST_TOGETHER and held <= MOST_ENTRIES):
                return
            del self._together[oldest]
