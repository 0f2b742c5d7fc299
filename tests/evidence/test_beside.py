"""What stands beside the documents of a dossier: age, pages that are not there, what can be undone."""

from datetime import date, timedelta

from tests.evidence.conftest import Desk, reading_of
from wccflow.evidence import actions, beside, queries
from wccflow.evidence.beside import Beside
from wccflow.evidence.dates import Dates
from wccflow.evidence.models import ReadingProgress
from wccflow.evidence.settling import settle_reading


def seen(desk: Desk, who: str = "", later: timedelta = timedelta()) -> Beside:
    world = desk.world
    with world.database.reading():
        reach = world.reach(who or desk.lead)
        filled = queries.fillings([world.case().id], reach)
        return beside.beside(world.case(), filled, reach, world.now + later)


def test_a_filing_is_undone_by_the_one_who_filed_it_and_within_a_day(desk: Desk) -> None:
    version = desk.file("jsna")

    found = [
        seen(desk).undo,
        seen(desk, "editor@5pg.example").undo,
        seen(desk, later=timedelta(days=1)).undo,
    ]

    assert found == [{version.id}, frozenset(), frozenset()]


def test_no_undoing_that_empties_a_slot_is_offered_where_the_workflow_would_refuse_it(desk: Desk) -> None:
    desk.file("jsna")
    second, only = desk.file("jsna"), desk.file("od_plan")

    with desk.world.database.reading():
        filled = queries.fillings([desk.world.case().id])
        left = {
            version.id: beside.leaves_others(queries.slots_filled_by(version.id), filled)
            for version in (second, only)
        }

    assert left == {second.id: True, only.id: False}


def test_an_old_document_is_told_to_be_weak(desk: Desk) -> None:
    version = desk.file("jsna")
    world = desk.world
    with world.database.writing():
        held = queries.version_by_id(version.id)
        actions.put_dates_right(held, Dates(date(2007, 3, 1)), by=world.reach(desk.lead), now=world.now)

    found = seen(desk)

    assert found.in_words[version.id] == "as of 1 March 2007"
    assert found.weak[version.id] == [
        "It is of 1 March 2007, more than 18 months old, so it counts as weak evidence."
    ]


def test_how_far_reading_has_come_is_told_while_it_is_going_on(desk: Desk) -> None:
    version = desk.file("jsna")
    with desk.world.database.writing() as session:
        session.add(ReadingProgress(version_id=version.id, done=3, total=9))
    going_on = seen(desk).progress

    with desk.world.database.writing():
        settle_reading(version.id, reading_of("Text."), now=desk.world.now)

    assert (going_on, seen(desk).progress) == ({version.id: (3, 9)}, {})


def test_pages_that_the_document_has_not_are_told_once_it_is_read(desk: Desk) -> None:
    world, received = desk.world, desk.received("words")
    with world.database.writing():
        version = actions.file(
            world.case(),
            "jsna",
            received,
            by=world.reach(desk.lead),
            now=world.now,
            first_page=2,
            last_page=9,
        )
    with world.database.reading():
        before = beside.beyond(queries.slots_filled_by(version.id)[0])
    with world.database.writing():
        settle_reading(version.id, reading_of("One.", "Two."), now=world.now)

    with world.database.reading():
        after = beside.beyond(queries.slots_filled_by(version.id)[0])

    assert (before, after) == ("", "The document has 2 pages, so page 9 is not in it.")
