"""What the workflow asks of the rooms is offered by one of them."""

from wccflow.engine.checks import check
from wccflow.engine.definition import Workflow
from wccflow.wiring import offers


def test_every_fact_effect_and_ability_of_the_workflow_is_offered(wcc: Workflow) -> None:
    offered = offers()

    faults = check(wcc, facts=offered.facts, effects=offered.effects, abilities=offered.abilities)

    assert faults == ()


def test_a_workflow_that_asks_for_more_is_found_out(wcc: Workflow) -> None:
    offered = offers()
    fewer = {name: effects for name, effects in offered.effects.items() if name != "notify"}

    faults = check(wcc, facts=offered.facts, effects=fewer, abilities=offered.abilities)

    assert faults != ()
