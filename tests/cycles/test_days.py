"""What cycles put into a calendar: a region's many cases together, one that differs on its own."""

from datetime import date

from tests.harness.world import World
from wccflow.base.work import session
from wccflow.cycles import days, opening
from wccflow.cycles.models import Cycle
from wccflow.notices.entries import Entry
from wccflow.people import actions as people
from wccflow.people.queries import organisation


def more_members(world: World, count: int) -> None:
    with world.database.writing():
        region = organisation("Q34")
        made = [
            people.found_organisation(
                f"5X{number}",
                name=f"Number {number} PCT",
                level="organisation",
                parent=region,
                by_id=None,
                now=world.now,
            )
            for number in range(count)
        ]
        opening.open_cases(session().get_one(Cycle, world.cycle_id), made, by_id=None, now=world.now)


def titled(world: World, who: str, word: str) -> list[Entry]:
    with world.database.reading():
        return [each for each in days.milestones(world.reach(who), world.now) if word in each.title]


def test_few_cases_stand_each_for_themselves(world: World) -> None:
    assert [each.title for each in titled(world, "manager@q34.example", "Submission")] == [
        "Submission: Birmingham East and North PCT",
        "Submission: Heart of Birmingham PCT",
    ]


def test_a_day_that_a_regions_cases_have_in_common_stands_there_once(world: World) -> None:
    more_members(world, 3)
    world.at("submitted")

    (entry,) = titled(world, "manager@q34.example", "Submission")

    assert (entry.title, entry.begins) == ("Submission: 1 of 5 done, West Midlands SHA", date(2009, 12, 17))
    assert "Not done: Heart of Birmingham PCT, Number 0 PCT" in entry.words


def test_a_milestone_of_a_case_that_is_over_is_called_off(world: World) -> None:
    world.at("withdrawn")

    (entry,) = titled(world, "lead@5pg.example", "Submission")

    assert (entry.called_off, entry.changes) == (True, 1)


def test_what_is_done_says_so(world: World) -> None:
    world.at("submitted")

    (entry,) = titled(world, "lead@5pg.example", "Submission")

    assert (entry.title, entry.called_off) == ("Submission: Birmingham East and North PCT (done)", False)
    assert entry.words == "For the PCT chief executive. Done."
