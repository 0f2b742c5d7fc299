"""What the lists of publication cost: the same for one result and for three."""

from tests.harness.panel import Sitting
from tests.harness.statements import counted
from wccflow.calibration import sealing
from wccflow.cycles.queries import cycle
from wccflow.publication import actions, cards, queries


def agreed(sitting: Sitting) -> None:
    sitting.agree_rated("1.1")
    with sitting.world.database.writing():
        sealing.seal(sitting.case, by=None, now=sitting.world.now)
    sitting.world.at("agreed", sitting.code)


def test_the_public_list_costs_the_same_for_one_result_and_for_three(sittings: list[Sitting]) -> None:
    world, found = sittings[0].world, []

    for number, each in enumerate(sittings, start=1):
        agreed(each)
        with world.database.writing():
            actions.publish(each.case, by=None, now=world.now)
        if number in (1, 3):
            with world.database.reading():
                held = cycle("wcc-test")
                with counted(world.database.engine) as sent:
                    listed = queries.published_in(held)
            found.append((len(listed), len(sent)))

    assert found == [(1, 1), (3, 1)]


def test_the_list_of_work_costs_the_same_for_one_result_and_for_three(sittings: list[Sitting]) -> None:
    world, found = sittings[0].world, []
    for each in sittings:
        agreed(each)

    for some in (sittings[:1], sittings):
        with world.database.reading():
            reach, cases = world.reach("lead@dh.example"), [each.case for each in some]
            with counted(world.database.engine) as sent:
                mine = cards.tasks(reach, cases, world.now)
        found.append(([each.why for each in mine], len(sent)))

    assert found == [
        (["1 result is agreed and waits for it."], 1),
        (["3 results are agreed and wait for it."], 1),
    ]
