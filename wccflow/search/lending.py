"""Lending open indexes to searches: the damaged are left out, what nobody touched is lent again."""

import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.search import damage, ledger
from wccflow.search.ledger import Commit, Ledger
from wccflow.search.opened import Opened
from wccflow.search.pool import Pool

SETTLED_NS = (
    100_000_000  # since the folder changed: what comes in the same tick of the clock looks like before
)

Given = TypeVar("Given")
Lent: TypeAlias = Sequence[tuple[UUID, Opened]]


class Lender:
    """What all the searches of a process borrow from: the ledger, the marks of damage, and open indexes."""

    def __init__(self, folder: Path, pool: Pool) -> None:
        self.folder = folder
        self.pool = pool
        self._read: tuple[tuple[int, int], Ledger] | None = None
        self._marks: tuple[tuple[int, int], frozenset[UUID]] | None = None

    def ledger(self) -> Ledger:
        """What the folder says of itself; read again when it has changed."""
        stamp = ledger.stamp(self.folder)
        if self._read is None or self._read[0] != stamp:
            self._read = (stamp, ledger.read(self.folder))
        return self._read[1]

    def damaged(self) -> frozenset[UUID]:
        """The audiences that are marked as damaged; looked for again when the folder has changed."""
        try:
            found = os.stat(self.folder)
        except FileNotFoundError:
            return frozenset()
        stamp = (found.st_ino, found.st_mtime_ns)
        if self._marks is not None and self._marks[0] == stamp:
            return self._marks[1]
        marks = frozenset(damage.damaged(self.folder))
        if time.time_ns() - found.st_mtime_ns > SETTLED_NS:
            self._marks = (stamp, marks)
        return marks

    def asked(self, ids: Collection[UUID], ask: Callable[[Lent], Given]) -> Given:
        """The answer of the audiences' indexes, without any of them whose files turn out damaged."""
        opened = self._lent(frozenset(ids))
        try:
            return ask(opened)
        except Refused:
            raise
        except Exception as trouble:
            if damage.of_the_machine(trouble) or not self._damaged_among(opened, ask):
                raise
        return self.asked(ids, ask)

    def opened(self, ids: Collection[UUID]) -> Iterator[tuple[UUID, Opened]]:
        """The indexes of those audiences that have a sound one."""
        commits = self.ledger().commits
        for audience in sorted((commits.keys() & ids) - self.damaged(), key=_order):
            opened = self._open(audience, commits[audience])
            if opened is not None:
                yield audience, opened

    def mark(self, audience: UUID, trouble: Exception) -> None:
        """Let go of the audience's index, and mark it as damaged for every process."""
        self.pool.forget(audience)
        damage.mark(self.folder, audience, trouble)

    def _lent(self, ids: frozenset[UUID]) -> Lent:
        """The same; those that were lent together before are lent again when nothing has changed."""
        kept, marks = self.ledger(), self.damaged()
        lent = self.pool.lent(ids, (kept, marks))
        if lent is None:
            lent = list(self.opened(ids))
            self.pool.lend(ids, (kept, marks), lent)
        return lent

    def _damaged_among(self, opened: Lent, ask: Callable[[Lent], object]) -> bool:
        """Ask each alone, and mark those that cannot answer; whether there are any."""
        found = False
        for audience, each in opened:
            try:
                ask([(audience, each)])
            except Refused:
                continue
            except Exception as trouble:
                self.mark(audience, trouble)
                found = True
        return found

    def _open(self, audience: UUID, commit: Commit) -> Opened | None:
        try:
            return self.pool.opened(audience, commit)
        except Exception as trouble:
            if damage.of_the_machine(trouble):
                raise
            now = self.ledger().commits.get(audience)
            if now != commit:  # It was replaced while it was being opened.
                return None if now is None else self._open(audience, now)
            self.mark(audience, trouble)
            return None


def _order(audience: UUID) -> int:
    return audience.int
