"""Rules of ranking and standing name elements and levels that are there."""

from dataclasses import replace

import pytest

from wccflow.engine.check_publication import findings
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.publishing import Publication


@pytest.fixture
def definition(wcc: Workflow) -> Definition:
    return wcc.editions["2009-10"]


def test_the_rules_of_the_workflow_are_sound(definition: Definition) -> None:
    assert list(findings(definition)) == []


def test_an_element_whose_scale_is_misspelt_is_told_elsewhere_and_breaks_nothing(
    definition: Definition,
) -> None:
    elements = {key: replace(each, scale="no_such") for key, each in definition.elements.items()}

    assert list(findings(replace(definition, elements=elements))) == []


def test_an_element_that_is_not_there_is_told_for_every_rule_that_names_it(definition: Definition) -> None:
    rules = definition.publication
    key = next(iter(rules.rankings))
    changed = replace(rules, rankings={key: replace(rules.rankings[key], parts=("no_such",))}, statuses={})

    told = list(findings(replace(definition, publication=changed)))

    assert [(each.key, each.field) for each in told] == [(f"rankings.{key}", "parts")]


@pytest.mark.parametrize("name", ["error_mean", "error_item", "fewest_ranked"])
def test_figures_are_more_than_nought(definition: Definition, name: str) -> None:
    changed: Publication = replace(definition.publication, **{name: 0})

    assert [each.field for each in findings(replace(definition, publication=changed))] == [name]


def test_a_ranking_without_words_or_parts_is_told(definition: Definition) -> None:
    rules = definition.publication
    key = next(iter(rules.rankings))
    empty = replace(rules.rankings[key], title=" ", parts=())

    told = findings(replace(definition, publication=replace(rules, rankings={key: empty}, statuses={})))

    assert [each.field for each in told] == ["title", "parts"]
