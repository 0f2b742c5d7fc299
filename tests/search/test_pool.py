"""Indexes are opened once for all who want them, beforehand where there is time; none waits for another."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest

from tests.search.factories import OURS, THEIRS, ask, entry, put, scope
from wccflow.search import pool as pool_module
from wccflow.search.ledger import Commit
from wccflow.search.opened import Opened
from wccflow.search.pool import Pool
from wccflow.search.whoosh_index import WhooshIndex

SECONDS = 20


class Slow(Pool):
    """A pool in which one index takes long to open."""

    asked, go, times = Event(), Event(), 0

    def _opened(self, audience: UUID, commit: Commit) -> Opened:
        if audience == OURS:
            self.times += 1
            self.asked.set()
            assert self.go.wait(SECONDS)
        return super()._opened(audience, commit)


class Asked(Pool):
    """A pool that remembers for which audiences it was asked one by one."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[UUID] = []

    def opened(self, audience: UUID, commit: Commit) -> Opened:
        self.asked.append(audience)
        return super().opened(audience, commit)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of an index in which two audiences have a plan each."""
    index = WhooshIndex(tmp_path / "index")
    index.apply([put(entry("a", "plan")), put(entry("b", "plan", audience=THEIRS))], watermark=5)
    index.close()
    return index.folder


def test_nobody_waits_while_the_index_of_others_is_opened(folder: Path) -> None:
    index = WhooshIndex(folder)
    pool = index.pool = index.lender.pool = Slow(folder)

    def total(audience: UUID) -> int:
        return index.search(ask("plan"), scope(audience), kind="passages", limit=1).total

    with ThreadPoolExecutor(3) as threads:
        ours = [threads.submit(total, OURS) for _ in range(2)]
        assert pool.asked.wait(SECONDS)
        theirs = threads.submit(total, THEIRS).result(SECONDS)
        waiting = [each.done() for each in ours]
        pool.go.set()
        found = [each.result(SECONDS) for each in ours]

    assert (theirs, waiting, found, pool.times) == (1, [False, False], [1, 1], 1)


def test_what_is_warmed_is_open_and_what_is_damaged_is_known(folder: Path) -> None:
    (segment, *_) = (folder / THEIRS.hex).glob("*.seg")
    segment.write_bytes(bytes(segment.stat().st_size))
    index = WhooshIndex(folder)

    index.warm()

    assert index.pool.segments == 1
    assert index.damaged == {THEIRS}
    index.close()


def test_nothing_is_warmed_where_nothing_is(tmp_path: Path) -> None:
    index = WhooshIndex(tmp_path / "index")

    index.warm()

    assert (index.pool.segments, index.damaged) == (0, set())


def test_what_nobody_touched_is_lent_again_without_asking_for_each(folder: Path) -> None:
    index = WhooshIndex(folder)
    pool = index.pool = index.lender.pool = Asked(folder)
    wanted, both = ask("plan"), scope(OURS, THEIRS)

    totals = [index.search(wanted, both, kind="passages", limit=1).total for _ in range(3)]

    assert (totals, sorted(pool.asked)) == ([2, 2, 2], sorted([OURS, THEIRS]))
    index.close()


def test_a_file_that_somebody_touched_is_looked_at_again_before_it_is_lent(folder: Path) -> None:
    index = WhooshIndex(folder)
    both = scope(OURS, THEIRS)
    before = index.search(ask("plan"), both, kind="passages", limit=1).total
    (segment, *_) = (folder / THEIRS.hex).glob("*.seg")
    segment.write_bytes(bytes(segment.stat().st_size))

    after = index.search(ask("plan"), both, kind="passages", limit=1)

    assert (before, after.total, after.partial, index.damaged) == (2, 1, True, {THEIRS})
    index.close()


def test_what_changed_is_lent_as_it_is_now(folder: Path) -> None:
    index = WhooshIndex(folder)
    both = scope(OURS, THEIRS)
    totals = [index.search(ask("plan"), both, kind="passages", limit=1).total]

    index.apply([put(entry("c", "plan", group="c"))], watermark=6)
    totals.append(index.search(ask("plan"), both, kind="passages", limit=1).total)

    assert totals == [2, 3]
    index.close()


def test_sets_of_audiences_that_hold_too_much_are_let_go_but_for_the_last(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "MOST_ENTRIES", 2)
    index = WhooshIndex(folder)

    for wanted in (scope(OURS), scope(OURS, THEIRS), scope(THEIRS)):
        index.search(ask("plan"), wanted, kind="passages", limit=1)

    assert [len(each) for each in index.pool._together] == [1]
    index.close()
