"""The open indexes of audiences: the least lately used are closed, a new generation is opened afresh."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from uuid import UUID

from wccflow.search.ledger import Commit
from wccflow.search.opened import Opened
from wccflow.search.postings import Damaged

MOST_SEGMENTS = 256


class Pool:
    """Lends opened indexes to one thread at a time. It reopens and never refreshes: that was found wrong."""

    def __init__(self, folder: Path, *, most_segments: int = MOST_SEGMENTS) -> None:
        self.folder = folder
        self.most_segments = most_segments
        self._lock = Lock()
        self._open: OrderedDict[UUID, tuple[Commit, Opened]] = OrderedDict()

    @contextmanager
    def lent(self, audience: UUID, commit: Commit) -> Iterator[Opened]:
        """The audience's index as committed, or later. Raises Damaged when the files are older."""
        opened = self._borrow(audience, commit)
        try:
            with opened.lock:
                yield opened
        finally:
            self._give_back(opened)

    def forget(self, audience: UUID) -> None:
        """Close the audience's index once nobody reads it."""
        with self._lock:
            self._retire(audience)

    def close(self) -> None:
        """Close all."""
        with self._lock:
            for audience in list(self._open):
                self._retire(audience)

    @property
    def segments(self) -> int:
        """How many segments are open for lending."""
        return sum(opened.segments for _, opened in self._open.values())

    def _borrow(self, audience: UUID, commit: Commit) -> Opened:
        with self._lock:
            asked, opened = self._open.get(audience, (None, None))
            if opened is None or asked != commit:
                self._retire(audience)
                opened = Opened(self.folder / audience.hex)
                if opened.generation < commit.generation:
                    opened.close()
                    raise Damaged(f"generation {opened.generation} where {commit.generation} was committed")
                self._open[audience] = (commit, opened)
            opened.users += 1
            self._open.move_to_end(audience)
            self._make_room(audience)
            return opened

    def _make_room(self, but_for: UUID) -> None:
        while self.segments > self.most_segments and len(self._open) > 1:
            oldest = next(iter(self._open))
            if oldest == but_for:
                return
            self._retire(oldest)

    def _retire(self, audience: UUID) -> None:
        _, opened = self._open.pop(audience, (None, None))
        if opened is not None:
            opened.retired = True
            if not opened.users:
                opened.close()

    def _give_back(self, opened: Opened) -> None:
        with self._lock:
            opened.users -= 1
            if opened.retired and not opened.users:
                opened.close()
