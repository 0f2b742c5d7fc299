"""The open indexes of audiences: the least lately used are closed, a new generation is opened afresh."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from uuid import UUID

from wccflow.search import sums
from wccflow.search.ledger import Commit
from wccflow.search.opened import Opened
from wccflow.search.postings import Damaged
from wccflow.search.shelf import generation

MOST_SEGMENTS = 256


class Pool:
    """Lends opened indexes to one thread at a time. It reopens and never refreshes: that was found wrong."""

    def __init__(self, folder: Path, *, most_segments: int = MOST_SEGMENTS) -> None:
        self.folder = folder
        self.most_segments = most_segments
        self.segments = 0  # that are open for lending; counted as they come and go, for it is asked each time
        self._lock = Lock()
        self._open: OrderedDict[UUID, tuple[Commit, Opened]] = OrderedDict()
        self._sound: dict[UUID, tuple[Commit, sums.Stamp]] = {}

    @contextmanager
    def lent(self, audience: UUID, commit: Commit) -> Iterator[Opened]:
        """The audience's index as committed, or later. Raises Damaged when the files are not those."""
        opened = self._borrow(audience, commit)
        try:
            with opened.lock:
                yield opened
        finally:
            self._give_back(opened)

    def forget(self, audience: UUID) -> None:
        """Close the audience's index once nobody reads it."""
        with self._lock:
            self._sound.pop(audience, None)
            self._retire(audience)

    def close(self) -> None:
        """Close all; the checksums of all files are looked at again when they are next opened."""
        with self._lock:
            self._sound.clear()
            for audience in list(self._open):
                self._retire(audience)

    def _borrow(self, audience: UUID, commit: Commit) -> Opened:
        with self._lock:
            asked, opened = self._open.get(audience, (None, None))
            if (
                opened is None
                or asked != commit
                or (opened.vouched and not self._untouched(audience, commit))
            ):
                self._retire(audience)
                opened = self._opened(audience, commit)
                self._open[audience] = (commit, opened)
                self.segments += opened.segments
            opened.users += 1
            self._open.move_to_end(audience)
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
        return known == commit and seen == sums.stamp(self.folder / audience.hex, commit.sums)

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
            opened.retired = True
            if not opened.users:
                opened.close()

    def _give_back(self, opened: Opened) -> None:
        with self._lock:
            opened.users -= 1
            if opened.retired and not opened.users:
                opened.close()
