"""What the workflow asks of the rooms is offered by one of them; and every template can be drawn at all."""

from flask import Flask

from tests.harness.templates import faults_of
from wccflow.base.places import templates_folder
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


def test_every_template_compiles_and_names_only_what_is_there(app: Flask) -> None:
    assert list(faults_of(app.jinja_env, templates_folder())) == []
