"""Walking examples."""

from dataclasses import replace
from datetime import date

import pytest

from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.examples import Example, Step
from wccflow.engine.moments import Moment
from wccflow.engine.walks import satisfying, walk

ON = Moment.parse("start of preparation")


def walked(wcc: Workflow, *steps: Step, begins: str = "", **facts: object) -> list[tuple[str, str]]:
    return list(walk(wcc, Example("e", "E", "2009-10", "2009-10", steps, begins, facts)))


def test_a_walk_that_goes_as_told_says_nothing(wcc: Workflow) -> None:
    assert walked(wcc, Step("accept", ON, ("pct_lead",), "preparing")) == []


@pytest.mark.parametrize(
    ("step", "say"),
    [
        (
            Step("accept", ON, ("pct_lead",), "submitted"),
            "comes to “preparing”, where “submitted” was expected",
        ),
        (
            Step("accept", ON, ("pct_lead",), refused=("not today",)),
            "comes to “preparing”, where a refusal (not today) was expected",
        ),
        (
            Step("accept", ON, ("observer",), "preparing"),
            "is refused (“Accept the invitation” is for the PCT assurance lead or PCT chief executive), "
            "where “preparing” was expected",
        ),
        (
            Step("accept", ON, ("observer",), refused=("not today",)),
            "is refused (“Accept the invitation” is for the PCT assurance lead or PCT chief executive), "
            "where a refusal (not today) was expected",
        ),
        (
            Step("accept", Moment.parse("panel_date"), ("pct_lead",), "preparing"),
            "the calendar does not tell panel_date",
        ),
        (
            Step("accept", ON, ("pct_led",), "preparing"),
            "there is no role “pct_led”; did you mean “pct_lead”?",
        ),
        (
            Step("accept", ON, ("pct_lead",), "preparing", facts={"panel": 3}),
            "there is no fact “panel”; did you mean “panel_size”?",
        ),
        (
            Step("accept", ON, ("pct_lead",), "preparing", waived={"nothing": ()}),
            "there is no gate “nothing”",
        ),
    ],
)
def test_a_step_that_goes_otherwise_is_told(wcc: Workflow, step: Step, say: str) -> None:
    assert walked(wcc, step) == [("step 1 (accept)", say)]


def test_a_walk_ends_where_it_goes_astray(wcc: Workflow) -> None:
    wrong = Step("accept", ON, ("pct_lead",), "submitted")

    assert len(walked(wcc, wrong, wrong)) == 1


def test_a_fact_in_no_known_form_is_told(wcc: Workflow) -> None:
    assert walked(wcc, panel_size=[5]) == [
        ("facts", "panel_size should be a number, true or false, a day, “unknown”, or have and total")
    ]


def test_a_walk_cannot_begin_nowhere(wcc: Workflow) -> None:
    assert walked(wcc, begins="nowhere") == [("begins", "there is no state “nowhere”")]


def test_a_walk_needs_an_edition_and_a_calendar(wcc: Workflow) -> None:
    example = replace(Example("e", "E", "2009-10", "2009-10", ()), calendar="2019")

    assert [place for place, _ in walk(wcc, example)] == ["edition"]


def test_satisfying_facts_satisfy_every_gate(definition: Definition) -> None:
    facts = satisfying(definition)

    failing = [
        gate.key
        for gate in definition.gates.values()
        if not gate.need.holds(facts[gate.fact], date(2010, 4, 14))
    ]
    assert failing == []
