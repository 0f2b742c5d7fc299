"""A long document in parts: outline, any passage found, what stands beside it."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.evidence.conftest import Desk
from tests.evidence.counting import statements
from wccflow.base.errors import NotFound
from wccflow.evidence import pages, queries
from wccflow.evidence.models import Version
from wccflow.evidence.reading.passages import Passage, Picture, Reading, Remark, passage_id
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
    return settled(desk, Reading("docx", 400, tuple(made), ()))


def long_table(desk: Desk, rows: int) -> Version:
    """A document that is one table."""
    cells = [("Programme", "Money"), *((f"Programme {number}", str(number)) for number in range(1, rows))]
    made = tuple(
        Passage(f"p-{at:010}", "table row", " | ".join(row), cell=f"table 1 row {at + 1}", cells=row)
        for at, row in enumerate(cells)
    )
    return settled(desk, Reading("docx", None, made, ()))


def settled(desk: Desk, reading: Reading) -> Version:
    """A version that reads so."""
    version = desk.file("jsna")
    with desk.world.database.writing():
        settle_reading(version.id, reading, now=desk.world.now)
    with desk.world.database.reading():
        return queries.version_by_id(version.id)


def part_of(desk: Desk, version: Version, number: int) -> pages.Part:
    with desk.world.database.reading():
        return pages.part_of(version, pages.whole_of(version), number)


def test_a_document_comes_in_parts(desk: Desk) -> None:
    part = part_of(desk, long_version(desk, 450), 2)

    shown = [passage for block in part.blocks for passage in block.passages]
    assert (part.number, part.parts, len(shown)) == (2, 3, 200)
    assert (part.pages[0], part.pages[-1]) == (16, 31)


def test_the_whole_of_it_knows_its_sections_and_where_parts_begin_and_end(desk: Desk) -> None:
    version = long_version(desk, 450)

    with desk.world.database.reading():
        whole = pages.whole_of(version)

    numbers = [pages.part_number(each.first) for each in whole.sections]
    assert (whole.parts, numbers) == (3, [1, 1, 1, 1, 2, 2, 2, 2, 3])
    edges = [whole.first_in(2), whole.last_in(2), whole.last_in(3), whole.first_in(4), whole.last_in(4)]
    assert edges == [whole.lines[at].key for at in (200, 399, 449)] + ["", ""]


@pytest.mark.parametrize(("asked", "shown"), [(0, 1), (99, 3)])
def test_a_part_that_is_not_there_is_the_nearest(desk: Desk, asked: int, shown: int) -> None:
    assert part_of(desk, long_version(desk, 450), asked).number == shown


def test_every_passage_is_found_where_it_stands(desk: Desk) -> None:
    version = long_version(desk, 450)

    with desk.world.database.reading():
        whole = pages.whole_of(version)
        rows = queries.passages_of(version.id)

    assert [whole.ordinal(rows[at].key) for at in (0, 199, 449)] == [0, 199, 449]
    with pytest.raises(NotFound):
        whole.ordinal("p-0000000000")


def test_a_table_that_began_earlier_keeps_its_head(desk: Desk) -> None:
    version = long_table(desk, 250)

    first, second = (part_of(desk, version, number) for number in (1, 2))

    assert first.head is None
    assert second.head is not None
    assert second.head.cells == ["Programme", "Money"]


@pytest.mark.parametrize(
    ("row", "is_head"),
    [
        (("Programme", "2009/10", "2010"), True),
        (("", "Patients", "Quitters"), True),
        (("Depression", "10%", "50%"), False),
        (("Stroke", "£4.1m", ""), False),
    ],
)
def test_a_first_row_of_amounts_is_no_head(desk: Desk, row: tuple[str, ...], is_head: bool) -> None:
    passages = tuple(
        Passage(f"p-{at:010}", "table row", " | ".join(cells), cell=f"table 1 row {at}", cells=cells)
        for at, cells in enumerate((row, ("Other", "1", "2")), start=1)
    )

    part = part_of(desk, settled(desk, Reading("docx", None, passages, ())), 1)

    assert part.headed == ({"p-0000000001"} if is_head else frozenset())


def test_pictures_stand_after_their_passages(desk: Desk) -> None:
    passages = tuple(Passage(f"p-{at:010}", "paragraph", f"Text {at}.") for at in range(201))
    found = (
        Picture("cover.png"),
        Picture("a.png", "p-0000000003", "A map"),
        Picture("b.png", "p-0000000200"),
    )
    version = settled(desk, Reading("docx", None, passages, (), pictures=found))

    parts = [part_of(desk, version, number).pictures for number in (1, 2)]

    names = [{key: [row.name for row in rows] for key, rows in part.items()} for part in parts]
    assert names == [{"": ["cover.png"], "p-0000000003": ["a.png"]}, {"p-0000000200": ["b.png"]}]


def test_what_was_written_inside_the_file_stands_apart(desk: Desk) -> None:
    passage = Passage("p-0000000001", "paragraph", "Text.")
    said = Remark("Is this so?", "A. Writer", "2009-09-01T10:00:00", "p-0000000001")
    version = settled(desk, Reading("docx", None, (passage,), (), remarks=(said,)))

    with desk.world.database.reading():
        (found,) = pages.remarks_in(version.id)

    assert (found.text, found.author, found.passage) == ("Is this so?", "A. Writer", "p-0000000001")


def test_a_passage_is_found_in_the_versions_that_have_it_newest_first(desk: Desk) -> None:
    made = [desk.file("jsna", *texts) for texts in (("Old.", "Same."), ("Same.",), ("New.",))]

    with desk.world.database.reading():
        reach = desk.world.reach(desk.lead)
        keys = {row.text: row.key for each in made for row in queries.passages_of(each.id)}
        document = made[0].document_id
        numbers = [
            [each.draft for each in pages.versions_with(document, keys[text], reach)]
            for text in ("Old.", "Same.", "New.")
        ]
        analyst = pages.versions_with(document, keys["Same."], desk.world.reach(desk.analyst))

    assert (numbers, analyst) == ([[1], [2, 1], [3]], [])


def test_a_page_of_the_original_leads_to_its_first_passage(desk: Desk) -> None:
    version = long_version(desk, 30)

    with desk.world.database.reading():
        rows = queries.passages_of(version.id)
        assert [pages.first_on_page(version.id, at) for at in (1, 2, 9)] == [rows[0].key, rows[13].key, ""]


def test_a_part_costs_the_same_in_a_short_document_and_in_a_long_one(desk: Desk) -> None:
    def cost(version: Version) -> int:
        return statements(desk.world.database, lambda: pages.part_of(version, pages.whole_of(version), 1))

    assert [cost(long_version(desk, count)) for count in (10, 4_000)] == [3, 3]


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
