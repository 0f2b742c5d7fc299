"""Ways to a goal."""

from datetime import date

from wccflow.engine.decisions import Standing
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Tally
from wccflow.engine.plans import plan
from wccflow.engine.walks import satisfying
from wccflow.engine.windows import Calendar


def test_a_plan_tells_the_steps_whose_they_are_and_when_they_open(
    definition: Definition, calendar: Calendar
) -> None:
    steps = plan(
        definition,
        Standing("board_sign_off"),
        "panel_ready",
        facts=satisfying(definition),
        on=date(2009, 12, 1),
        windows=calendar.windows,
    )

    assert steps is not None
    assert [(step.event, step.source, step.opens, step.closes) for step in steps] == [
        ("submit", "board_sign_off", None, None),
        ("begin_analysis", "submitted", date(2010, 1, 4), date(2010, 3, 31)),
        ("issue_briefing", "analysing", date(2010, 1, 4), date(2010, 5, 31)),
    ]
    assert [step.blocks for step in steps] == [(), (), ()]
    assert steps[0].who == ("PCT chief executive",)


def test_a_plan_tells_what_blocks_each_step(definition: Definition, calendar: Calendar) -> None:
    facts = {**satisfying(definition), "competencies_reviewed": Tally(32, 33, ("6.1",)), "panel_size": None}

    steps = plan(
        definition,
        Standing("submitted"),
        "panel_ready",
        facts=facts,
        on=date(2010, 7, 1),
        windows=calendar.windows,
    )

    assert steps is not None
    assert [[(block.kind, block.gate) for block in step.blocks] for step in steps] == [
        [("window", "analysis")],
        [("window", "panel"), ("gate", "reviewed"), ("unknown", "panel_of_five")],
    ]


def test_a_plan_goes_forward_where_it_can(definition: Definition, calendar: Calendar) -> None:
    steps = plan(
        definition,
        Standing("invited"),
        "published",
        facts={},
        on=date(2009, 9, 1),
        windows=calendar.windows,
    )

    assert steps is not None
    assert [step.event for step in steps] == [
        "accept",
        "sign_off",
        "submit",
        "begin_analysis",
        "issue_briefing",
        "open_panel",
        "close_panel",
        "send_report",
        "accept_facts",
        "moderate",
        "agree",
        "publish",
    ]


def test_a_case_that_is_there_needs_no_step(definition: Definition) -> None:
    assert plan(definition, Standing("agreed"), "agreed", facts={}, on=date(2010, 7, 1), windows={}) == ()


def test_from_an_end_no_way_leads_on(definition: Definition) -> None:
    assert (
        plan(definition, Standing("published"), "agreed", facts={}, on=date(2010, 7, 1), windows={}) is None
    )


def test_a_plan_goes_back_where_nothing_else_leads_on(definition: Definition) -> None:
    steps = plan(definition, Standing("panel_ready"), "returned", facts={}, on=date(2010, 2, 1), windows={})

    assert steps is not None
    assert [step.event for step in steps] == ["reconsider", "send_back"]
