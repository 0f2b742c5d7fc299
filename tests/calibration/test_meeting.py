"""The calibration meeting."""

from tests.harness.panel import Sitting
from tests.harness.statements import counted
from wccflow.calibration import cards, meeting, queries
from wccflow.calibration.actions import adjust
from wccflow.cycles.queries import cycle


def lowered(sitting: Sitting, level: str) -> None:
    manager = sitting.reach("manager@q34.example")
    with sitting.world.database.writing():
        adjust(sitting.case, "1.1", level, "Others did more.", by=manager, now=sitting.world.now)


def test_the_meeting_costs_the_same_for_one_case_and_for_three(sittings: list[Sitting]) -> None:
    world, found = sittings[0].world, []

    for each in sittings:
        each.agree_rated("1.1", "1.2")
        if each in (sittings[0], sittings[2]):
            with world.database.reading():
                reach = world.reach("manager@q34.example")
                held = cycle("wcc-test")
                with counted(world.database.engine) as sent:
                    shown = meeting.meeting_of(held, reach)
                assert shown is not None
            found.append((len(shown.sheets[0].rows), len(sent)))

    assert found == [(1, 11), (3, 11)]


def test_the_list_of_work_costs_the_same_for_one_case_and_for_three(sittings: list[Sitting]) -> None:
    world, found = sittings[0].world, []
    for each in sittings:
        each.agree_rated("1.1", "1.2")
        each.world.at("sha_moderation", each.code)
        lowered(each, "1")

    for some in (sittings[:1], sittings):
        with world.database.reading():
            reach, cases = world.reach("manager@q34.example"), [each.case for each in some]
            assert [len(queries.unsigned([case.id])[case.id]) for case in cases] == [1] * len(cases)
            with counted(world.database.engine) as sent:
                mine = cards.tasks(reach, cases, world.now)
        found.append((len(mine), len(sent)))

    assert found == [(1, 4), (3, 4)]


def test_one_change_to_sign_is_said_in_the_singular(sitting: Sitting) -> None:
    sitting.agree_rated("1.1")
    sitting.world.at("sha_moderation")
    lowered(sitting, "1")

    with sitting.world.database.reading():
        mine = cards.tasks(sitting.world.reach("director@q34.example"), [sitting.case], sitting.world.now)

    assert "Sign 1 change of Birmingham East and North PCT" in [each.title for each in mine]
