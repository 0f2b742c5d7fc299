"""The index is built from nothing as the rows stand, and from then on follows each event."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.evidence.conftest import Desk
from wccflow.base import log
from wccflow.finding import indexing
from wccflow.finding.queries import find
from wccflow.search import ledger
from wccflow.search.indexer import Verdict
from wccflow.search.port import SearchIndex
from wccflow.wiring import House


@pytest.fixture
def folder(house: House) -> Path:
    """Where the index of the test's house is kept."""
    return house.settings.index_folder


@pytest.fixture
def index(house: House) -> Iterator[SearchIndex]:
    """The index of the test's house."""
    yield house.index
    house.index.close()


def test_from_nothing_the_index_takes_in_the_whole_log_at_once(desk: Desk, index: SearchIndex) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    told: list[int] = []

    taken = indexing.drain(desk.world.database, index, told.append)

    with desk.world.database.reading() as session:
        head = log.head(session)
    verdict = indexing.verify(desk.world.database, index)
    assert (taken, index.watermark()) == (head, head)
    assert (verdict.sound, told[-1]) == (True, verdict.documents)


def test_what_happens_afterwards_is_taken_in_event_by_event(desk: Desk, index: SearchIndex) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    indexing.drain(desk.world.database, index)
    desk.file("financial_strategy", "Stroke care is paid for.")
    told: list[int] = []

    indexing.drain(desk.world.database, index, told.append)

    with desk.world.database.reading():
        found = find("stroke", reach=desk.world.reach(desk.lead), index=index)
    assert (told, found.total) == ([], 2)
    assert indexing.verify(desk.world.database, index).sound


def test_an_empty_log_leaves_an_index_of_nothing(house: House, index: SearchIndex) -> None:
    taken = [indexing.drain(house.database, index), indexing.drain(house.database, index)]

    assert (taken, indexing.verify(house.database, index)) == ([0, 0], Verdict(0, 0, 0, 0))


def generations(folder: Path) -> dict[str, int]:
    """How often each audience's index was committed."""
    return {each.hex: commit.generation for each, commit in ledger.read(folder).commits.items()}


def test_250_passages_are_found_after_one_drain_by_one_commit_to_each_audience(
    desk: Desk, index: SearchIndex, folder: Path
) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    indexing.drain(desk.world.database, index)
    before = generations(folder)
    desk.file("financial_strategy", *(f"Passage {number} pays for dialysis." for number in range(250)))

    indexing.drain(desk.world.database, index)

    after = generations(folder)
    with desk.world.database.reading():
        found = find("dialysis", reach=desk.world.reach(desk.lead), index=index)
    assert (found.total, found.rebuilding) == (250, False)
    assert {after[each] - before.get(each, 0) for each in after} <= {0, 1}
    assert after != before


@pytest.mark.parametrize("lost", ["folder", "ledger", "audiences"])
def test_what_is_deleted_while_the_service_runs_is_whole_after_the_next_drain(
    desk: Desk, index: SearchIndex, folder: Path, lost: str
) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    indexing.drain(desk.world.database, index)
    totals(desk, index)
    for path in {"folder": [folder], "ledger": [folder / ledger.NAME]}.get(lost, folder.glob("?" * 32)):
        path.unlink() if path.is_file() else shutil.rmtree(path)

    meanwhile = totals(desk, index)
    indexing.drain(desk.world.database, index)

    assert (meanwhile, totals(desk, index)) == ((0, True), (1, False))
    indexing.verify(desk.world.database, index)  # it finds the loss of those for whom nobody searched
    indexing.drain(desk.world.database, index)
    assert indexing.verify(desk.world.database, index).sound


def test_harm_that_a_change_comes_upon_is_mended_by_the_same_drain(
    desk: Desk, index: SearchIndex, folder: Path
) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    indexing.drain(desk.world.database, index)
    for path in folder.glob("*/*.seg"):
        path.write_bytes(bytes(path.stat().st_size))
    desk.file("financial_strategy", "Stroke care is paid for.")

    indexing.drain(desk.world.database, index)
    mended, others = index.damaged, totals(desk, index)  # a search comes upon the audiences without a change
    indexing.drain(desk.world.database, index)

    assert (mended, others, totals(desk, index)) == (set(), (2, True), (2, False))


def test_an_index_that_has_read_further_than_the_log_is_built_anew(desk: Desk, index: SearchIndex) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    index.apply((), watermark=1_000_000)  # of a database of which an older copy was restored

    indexing.drain(desk.world.database, index)

    with desk.world.database.reading() as session:
        assert index.watermark() == log.head(session)
    assert totals(desk, index) == (1, False)


def totals(desk: Desk, index: SearchIndex) -> tuple[int, bool]:
    """How many passages name a stroke, and whether there may be more."""
    with desk.world.database.reading():
        found = find("stroke", reach=desk.world.reach(desk.lead), index=index)
    return found.total, found.rebuilding


def test_what_belongs_to_one_audience_is_read_for_it_alone(desk: Desk, house: House) -> None:
    desk.file("strategic_plan", "We will invest in stroke care.")
    with desk.world.database.reading() as session:
        for source in house.database.offers.corpus.values():
            everything = list(source(session))
            for audience in {put.audience for put in everything}:
                alone = list(source(session, {audience}))
                assert alone == [put for put in everything if put.audience == audience]
            assert list(source(session, set())) == []
