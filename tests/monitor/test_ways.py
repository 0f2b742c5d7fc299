"""The way to the next milestone, and the work on it."""

from datetime import date

import pytest

from wccflow.engine.calendars import Due
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.facts import Fact, Tally
from wccflow.engine.windows import Window
from wccflow.monitor.forecasting import Leg
from wccflow.monitor.ways import goals, legs, next_goal, way_to, works

ON = date(2009, 12, 20)
ANALYSIS = {"analysis": Window(date(2010, 1, 4), date(2010, 3, 31))}


@pytest.fixture
def definition(wcc: Workflow) -> Definition:
    """The 2009-10 edition."""
    return wcc.editions["2009-10"]


def states(way: tuple[tuple[str, object], ...]) -> list[str]:
    return [state for state, _ in way]


def test_goals_are_the_milestones_that_a_state_meets_in_their_order(definition: Definition) -> None:
    assert [(goal.milestone, states(goal.way)) for goal in goals(definition)][:4] == [
        ("accepted", ["invited"]),
        ("submission", ["preparing", "board_sign_off"]),
        ("briefing", ["submitted", "analysing"]),
        ("panel_day", ["panel_ready", "panel_in_session"]),
    ]


def test_a_way_leads_onward_only(definition: Definition) -> None:
    assert states(way_to(definition, "returned", "panel_ready")) == ["returned", "analysing"]
    assert way_to(definition, "published", "preparing") == ()
    assert way_to(definition, "preparing", "preparing") == ()


def test_the_next_goal_is_the_first_that_is_not_met(definition: Definition) -> None:
    def due(key: str, met: date | None) -> Due:
        return Due(key, key, ON, met, 0, "pct_lead")

    dues = [due("accepted", ON), due("partners", None), due("submission", None)]

    goal = next_goal(definition, "preparing", dues)

    assert goal is not None
    assert goal.milestone == "submission"
    assert next_goal(definition, "published", [due("submission", None)]) is None


def test_work_is_what_the_gates_of_a_move_count_of_the_tracks(definition: Definition) -> None:
    found = works(definition, definition.moves["submit"])

    assert [(each.track, sorted(each.events)) for each in found] == [
        ("document", ["approve", "freeze", "unfreeze", "upload"]),
        ("document", ["approve", "freeze"]),
    ]


def test_legs_count_every_piece_once_and_none_of_gates_that_hold(definition: Definition) -> None:
    facts: dict[str, Fact] = {
        "documents_required": Tally(7, 9),
        "documents_board_approved": Tally(0, 4),
        "competencies_self_assessed": Tally(33, 33),
        "governance_self_assessed": Tally(10, 16),
        "competencies_evidenced": Tally(30, 33),
    }
    way = way_to(definition, "preparing", "submitted")

    found = legs(definition, way, facts, {}, ON, {})

    assert found == (Leg("preparing", 11), Leg("board_sign_off", 4))


def test_a_partly_met_need_asks_for_no_more_than_it_does(definition: Definition) -> None:
    facts: dict[str, Fact] = {"responses_360": Tally(8, 12), "competencies_reviewed": Tally(30, 33)}

    found = legs(definition, way_to(definition, "analysing", "panel_ready"), facts, ANALYSIS, ON, {})

    assert [each.pieces for each in found] == [3]


def test_a_leg_waits_for_its_window_and_the_calendar_moves_it_then(definition: Definition) -> None:
    found = legs(definition, way_to(definition, "submitted", "analysing"), {}, ANALYSIS, ON, {})

    assert found == (Leg("submitted", 0, date(2010, 1, 4), date(2010, 1, 4)),)


def test_a_panel_day_is_appointed(definition: Definition) -> None:
    facts: dict[str, Fact] = {"panel_date": date(2010, 4, 12)}

    first, _ = legs(definition, way_to(definition, "panel_ready", "panel_reporting"), facts, {}, ON, {})

    assert (first.not_before, first.appointed) == (date(2010, 4, 12), True)


def test_what_lapses_happens_by_itself_on_its_day(definition: Definition) -> None:
    facts: dict[str, Fact] = {"disputes_open": 0, "report_signed": True}
    way = way_to(definition, "factual_check", "sha_moderation")
    lapses = {"accept_facts": date(2010, 5, 11)}

    (quiet,) = legs(definition, way, facts, {}, ON, lapses)
    (disputed,) = legs(definition, way, {"disputes_open": 2, "report_signed": True}, {}, ON, lapses)

    assert (quiet.by_itself, disputed.by_itself) == (date(2010, 5, 11), None)
