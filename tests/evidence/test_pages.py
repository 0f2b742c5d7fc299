"""A long document in parts: outline, any passage found, what stands beside it."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.evidence.conftest import Desk
from tests.evidence.counting import statements
from wccflow.base.errors import NotFound
from wccflow.evidence import pages, queries
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.people.rights import Reach


def long_version(desk: Desk, passages: int, heading_every: int = 50) -> Version:
    seen: dict[str, int] = {}
    made = []
    for number in range(passages):
        heading = number % heading_every == 0
        text = f"Chapter {number}" if heading else f"Sentence {number}."
        kind, level = ("heading", 1 + number % 2) if heading else ("paragraph", None)
        made.append(Passage(passage_id(text, seen), kind, text, page=number // 13 + 1, level=level))
    version = desk.file("jsna")
    with desk.world.database.writing():
        settle_reading(version.id, Reading("docx", 400, tuple(made), ()), now=desk.world.now)
    with desk.world.database.reading():
        return queries.version_by_id(version.id)


def test_a_document_comes_in_parts_with_its_whole_outline(desk: Desk) -> None:
    version = long_version(desk, 450)

    with desk.world.database.reading():
        part = pages.part_of(version, 2)

    shown = [passage for block in part.blocks for passage in block.passages]
    assert (part.number, part.parts, len(shown)) == (2, 3, 200)
    assert [heading.part for heading in part.outline] == [1, 1, 1, 1, 2, 2, 2, 2, 3]
    assert (part.first_page, part.last_page) == (16, 31)


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (99, 3)])
def test_a_part_that_is_not_there_is_the_nearest(desk: Desk, asked: int, shown: int) -> None:
    version = long_version(desk, 450)

    with desk.world.database.reading():
        assert pages.part_of(version, asked).number == shown


def test_every_passage_is_found_in_its_part(desk: Desk) -> None:
    version = long_version(desk, 450)

    with desk.world.database.reading():
        rows = queries.passages_of(version.id)
        assert [pages.part_with(version, rows[at].key) for at in (0, 199, 200, 449)] == [1, 1, 2, 3]
        with pytest.raises(NotFound):
            pages.part_with(version, "p-0000000000")


def test_a_very_long_outline_keeps_to_its_upper_levels(desk: Desk) -> None:
    version = long_version(desk, 450, heading_every=3)

    with desk.world.database.reading():
        assert {heading.level for heading in pages.outline(version)} == {1}


def test_a_part_costs_the_same_in_a_short_document_and_in_a_long_one(desk: Desk) -> None:
    short, long = long_version(desk, 10), long_version(desk, 4_000)

    counts = [statements(desk.world.database, lambda v=each: pages.part_of(v, 1)) for each in (short, long)]

    assert counts == [3, 3]


def test_what_later_rooms_offer_stands_beside_the_passages(desk: Desk) -> None:
    version = desk.file("jsna", "Text.")

    def threads(version_id: UUID, reach: Reach) -> list[tuple[str, str, int]]:
        return [("p-1", "", 2), ("p-2", "", 1)]

    def citations(version_id: UUID, reach: Reach) -> list[tuple[str, str, int]]:
        return [("p-1", "6.2", 1)]

    database = desk.world.database
    database.offers = replace(database.offers, margins={"threads": threads, "citations": citations})
    with database.reading():
        marks = pages.marks_beside(version.id, desk.world.reach(desk.lead))

    assert marks == {"p-1": pages.Marks(2, ("6.2",)), "p-2": pages.Marks(1)}
