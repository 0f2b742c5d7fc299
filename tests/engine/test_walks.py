"""Walking examples."""

from dataclasses import replace
from datetime import date

import pytest

from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.examples import Example, Refusing, Step
from wccflow.engine.moments import Moment
from wccflow.engine.vocabulary import Signatures
from wccflow.engine.walks import satisfying, walk
from wccflow.engine.windows import Calendar, Window

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


def refusing(wcc: Workflow, refusal: Refusing) -> list[str]:
    step = Step("submit", ON, ("pct_chief",), refused=(refusal,), facts={"board_ratified": False})
    return [say for _, say in walked(wcc, step, begins="board_sign_off")]


def test_a_refusal_may_be_told_with_those_who_can_help(wcc: Workflow) -> None:
    say = "the board has not ratified the self-assessment"

    assert refusing(wcc, Refusing(say, ("pct_chief",))) == []
    assert refusing(wcc, Refusing(say, ("pct_lead",))) == [
        "can be helped by PCT chief executive, where pct_lead was expected"
    ]


def test_a_refusal_may_be_told_with_the_signatures_that_pass_over_it(wcc: Workflow) -> None:
    say = "the board has not ratified the self-assessment"
    pair = Signatures(("sha_lead",), ("sha_director",))

    assert refusing(wcc, Refusing(say, ("pct_chief",), pair)) == [
        f"has other signatures to pass over it than was expected ({say})"
    ]


def test_what_follows_a_move_may_be_told(wcc: Workflow) -> None:
    step = Step("accept", ON, ("pct_lead",), "preparing", then=("open_checklist",), meets=("accepted",))

    assert walked(wcc, step) == []
    assert walked(wcc, replace(step, then=())) == [
        ("step 1 (accept)", "is followed by open_checklist, where nothing was expected")
    ]
    assert walked(wcc, replace(step, meets=())) == [
        ("step 1 (accept)", "meets accepted, where none was expected")
    ]


def test_a_milestone_is_met_by_the_first_arrival_only(wcc: Workflow) -> None:
    there = Step("sign_off", ON, ("pct_lead",), "board_sign_off")
    back = Step("rework", ON, ("pct_chief",), "preparing", reason="The plan has changed.", meets=())

    assert walked(wcc, there, back, begins="preparing") == []


def test_every_item_of_a_track_may_make_a_step(wcc: Workflow) -> None:
    every = Step("self_assess", ON, ("pct_lead",), "self_assessed", item=("competency",))
    query = Step("query", ON, ("reviewer",), "queried", item=("competency", "1.1"), reason="Which plan?")

    assert walked(wcc, every, begins="preparing") == []
    assert walked(wcc, every, query, begins="preparing")[0][0] == "step 2 (query)"


def test_with_counts_the_items_are_what_gates_see(wcc: Workflow) -> None:
    step = Step("sign_off", ON, ("pct_lead",), "board_sign_off")
    example = Example("e", "E", "2009-10", "2009-10", (step,), "preparing", counts=True)
    there = {"competency": "self_assessed", "governance": "self_assessed", "document": "uploaded"}

    assert "33 of 33 sub-competencies have no self-assessment" in next(walk(wcc, example))[1]
    assert list(walk(wcc, replace(example, items=there))) == []


def test_a_strict_walk_knows_only_what_it_is_told(wcc: Workflow) -> None:
    step = Step("send_report", ON, ("panel_chair",), "factual_check")
    example = Example("e", "E", "2009-10", "2009-10", (step,), "panel_reporting", strict=True)

    assert "not known yet" in next(walk(wcc, example))[1]
    assert list(walk(wcc, replace(example, facts={"potential_written": True}))) == []


def test_items_cannot_begin_nowhere(wcc: Workflow) -> None:
    example = Example("e", "E", "2009-10", "2009-10", items={"competency": "lost", "papers": "new"})

    assert list(walk(wcc, example)) == [
        ("items", "there is no track “papers”"),
        ("items.competency", "there is no state “lost”"),
        ("items.papers", "there is no state “new”"),
    ]


def test_a_day_beyond_all_calendars_is_told(wcc: Workflow, calendar: Calendar) -> None:
    late = replace(calendar, windows={"preparation": Window(date(9999, 12, 1), date(9999, 12, 31))})
    step = Step("accept", Moment.parse("end of preparation + 3 weeks"), ("pct_lead",), "preparing")
    example = Example("e", "E", "2009-10", "2009-10", (step,))

    told = list(walk(replace(wcc, calendars={"2009-10": late}), example))

    assert [place for place, _ in told] == ["facts"]
