"""What the box refuses is said in the words of the cases that one may see, and of no other workflow."""

from collections.abc import Callable

import pytest

from tests.harness.world import World
from wccflow.base.errors import Refused
from wccflow.engine.definition import Workflow
from wccflow.finding.queries import fields_of, find
from wccflow.wiring import House

PCT, BOARD = "lead@5pg.example", "lead@qhl.example"


@pytest.fixture
def refusal(world: World, icb: Workflow, house: House) -> Callable[[str, str], str]:
    """The sentence with which a search of a person is refused."""

    def said(query: str, who: str) -> str:
        with world.database.reading(), pytest.raises(Refused) as refused:
            find(query, reach=world.reach(who), index=house.index)
        return str(refused.value)

    return said


@pytest.mark.parametrize("query", ["state:nowhere", "stage:nowhere", "item:nowhere"])
def test_only_the_words_of_cases_one_may_see_are_listed(
    refusal: Callable[[str, str], str], query: str
) -> None:
    name = query.partition(":")[0]
    mine, theirs = (set(refusal(query, who).split(f"{name}:")[2:]) for who in (PCT, BOARD))

    assert mine
    assert mine != theirs


def test_the_names_of_places_are_those_of_workflows_one_may_see(world: World, icb: Workflow) -> None:
    with world.database.reading():
        mine, theirs = (set(fields_of("passages", world.reach(who))) for who in (PCT, BOARD))

    assert mine - theirs == {"pct", "sha"}
    assert theirs - mine == {"icb", "region"}
