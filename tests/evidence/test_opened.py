"""A document opened at a place: what is found in it, where that is, and what is chosen of it."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.evidence.conftest import Desk
from tests.evidence.counting import statements
from tests.evidence.test_pages import long_version
from wccflow.base.errors import NotFound
from wccflow.evidence import opened, queries
from wccflow.evidence.models import Version
from wccflow.evidence.opened import Asked, Opened
from wccflow.people.rights import Reach


def open_at(desk: Desk, version: Version, **asked: object) -> Opened:
    with desk.world.database.reading():
        return opened.open_at(version, Asked(**asked), desk.world.reach(desk.lead))  # type: ignore[arg-type]


def test_a_passage_opens_its_part_and_its_section(desk: Desk) -> None:
    version = long_version(desk, 450)
    with desk.world.database.reading():
        key = queries.passages_of(version.id)[420].key

    shown = open_at(desk, version, key=key)

    assert shown.part.number == 3
    assert shown.here is not None
    assert shown.here.title == "Chapter 400"
    with pytest.raises(NotFound):
        open_at(desk, version, key="p-0000000000")


def test_the_whole_document_is_looked_through_from_the_part_on_in_which_the_reader_is(desk: Desk) -> None:
    version = long_version(desk, 450)

    def now(**asked: object) -> tuple[int, int, int | None, int | None]:
        finding = open_at(desk, version, find="Sentence 4", **asked).finding
        assert finding is not None
        assert finding.now is not None
        assert finding.total == 60
        return finding.now.number, finding.now.part, finding.before, finding.after

    assert now() == (1, 1, 60, 2)
    assert now(part=3) == (12, 3, 11, 13)
    assert now(hit=60) == (60, 3, 59, 1)
    assert now(hit=999) == (60, 3, 59, 1)


def test_the_places_are_listed_in_stretches_around_the_one_where_the_reader_is(desk: Desk) -> None:
    finding = open_at(desk, long_version(desk, 450), find="sentence", hit=60).finding

    assert finding is not None
    assert [place.number for place in finding.listed] == list(range(51, 101))


def test_what_is_not_there_leaves_the_reader_where_she_was(desk: Desk) -> None:
    shown = open_at(desk, long_version(desk, 450), find="measles", part=2)

    assert shown.part.number == 2
    assert shown.finding is not None
    assert (shown.finding.now, shown.finding.total, list(shown.finding.listed)) == (None, 0, [])


def test_nothing_asked_is_no_search(desk: Desk) -> None:
    assert open_at(desk, long_version(desk, 5), find="  ").finding is None


def test_only_what_has_threads_or_is_cited_is_chosen(desk: Desk) -> None:
    version = long_version(desk, 450)
    with desk.world.database.reading():
        rows = queries.passages_of(version.id)

    def threads(version_id: UUID, reach: Reach) -> list[tuple[str, str, int]]:
        return [(rows[430].key, "", 2), (rows[3].key, "", 1)]

    def citations(version_id: UUID, reach: Reach) -> list[tuple[str, str, int]]:
        return [(rows[9].key, "6.2", 1)]

    database = desk.world.database
    database.offers = replace(database.offers, margins={"threads": threads, "citations": citations})
    chosen = {
        which: [row.ordinal for row in open_at(desk, version, only=which).only]
        for which in ("threads", "cited", "", "else")
    }

    assert chosen == {"threads": [3, 430], "cited": [9], "": [], "else": []}
    shown = open_at(desk, version)
    assert (shown.with_threads, shown.cited) == (2, 1)


def test_a_long_document_costs_as_many_statements_as_a_short_one(desk: Desk) -> None:
    reach: list[Reach] = []
    with desk.world.database.reading():
        reach.append(desk.world.reach(desk.lead))

    def cost(passages: int, **asked: object) -> int:
        version = long_version(desk, passages)
        asking = Asked(**asked)  # type: ignore[arg-type]
        return statements(desk.world.database, lambda: opened.open_at(version, asking, reach[0]))

    assert cost(10) == cost(3_000)
    assert cost(10, find="sentence") == cost(3_000, find="sentence") == cost(10) + 1


def test_what_took_the_place_of_a_version_is_known(desk: Desk) -> None:
    first, second = desk.file("jsna", "Old."), desk.file("jsna", "New.")

    with desk.world.database.reading():
        beside = queries.fillings([desk.world.case().id])
        after = [opened.successor(each, beside) for each in (first, second)]

    assert [each.version.id if each else None for each in after] == [second.id, None]
