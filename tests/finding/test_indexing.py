"""The index is built from nothing as the rows stand, and from then on follows each event."""

from collections.abc import Iterator

import pytest

from tests.evidence.conftest import Desk
from wccflow.base import log
from wccflow.finding import indexing
from wccflow.finding.queries import find
from wccflow.search.indexer import Verdict
from wccflow.search.port import SearchIndex
from wccflow.wiring import House


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
