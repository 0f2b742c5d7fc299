"""What the case page and "my work" show of reading plans."""

from tests.reading_plan.conftest import ANALYST, LEAD, SPEAKING, Reader
from wccflow.cycles.cards import Card, Task
from wccflow.reading_plan import actions, cards


def tile(reader: Reader, who: str) -> Card:
    with reader.world.database.reading():
        return cards.card(reader.world.case(), reader.world.reach(who))


def tasks(reader: Reader, who: str) -> list[Task]:
    with reader.world.database.reading():
        return cards.tasks(reader.world.reach(who), [reader.world.case()], reader.world.now)


def test_the_tile_says_how_long_ones_own_plan_still_takes(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    assert (tile(reader, LEAD).value, tile(reader, LEAD).state) == ("make one", "none")

    made = reader.plan(LEAD)
    assert (tile(reader, LEAD).value, tile(reader, LEAD).state) == ("1 minute", "open")
    assert tile(reader, ANALYST).value == "make one"

    with reader.world.database.writing():
        actions.mark(reader.progress(made, LEAD).at(1).entry, actions.READ, now=reader.world.now)
    assert (tile(reader, LEAD).value, tile(reader, LEAD).state) == ("read", "none")


def test_a_plan_that_was_begun_waits_in_my_work_of_its_owner(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    made = reader.plan(LEAD)

    found = tasks(reader, LEAD)

    assert [(task.title, task.address, task.minutes) for task in found] == [
        ("Go on reading: Birmingham East and North PCT", f"/reading-plan/{made.id}", 1)
    ]
    assert tasks(reader, ANALYST) == []


def test_a_plan_that_is_read_waits_no_more(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    made = reader.plan(LEAD)
    with reader.world.database.writing():
        actions.mark(reader.progress(made, LEAD).at(1).entry, actions.READ, now=reader.world.now)

    assert tasks(reader, LEAD) == []
