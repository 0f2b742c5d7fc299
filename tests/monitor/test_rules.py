"""How a case stands in words, and what holds it back in few."""

from datetime import date

import pytest

from wccflow.engine.decisions import available, beginning
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.facts import Fact, Facts, Tally
from wccflow.engine.windows import Window
from wccflow.monitor.rules import lacking, measures, obstacles, standing

ON = date(2009, 11, 20)


@pytest.fixture
def definition(wcc: Workflow) -> Definition:
    """The 2009-10 edition."""
    return wcc.editions["2009-10"]


def held_back(
    definition: Definition, state: str, windows: dict[str, Window], facts: Facts
) -> tuple[str, ...]:
    where = beginning(definition)
    where = type(where)(state, where.tracks)
    offers = available(
        definition, where, roles=frozenset(definition.roles), facts=facts, on=ON, windows=windows
    )
    onward = next((offer for offer in offers if not offer.move.reason_required), None)
    return obstacles(definition, onward, facts)


@pytest.mark.parametrize(
    ("due", "late_days", "expected"),
    [
        (date(2009, 12, 5), 0, ("on-time", "on time")),
        (date(2009, 12, 4), 0, ("at-risk", "at risk: 14 days left")),
        (date(2009, 11, 21), 0, ("at-risk", "at risk: 1 day left")),
        (date(2009, 11, 20), 0, ("at-risk", "at risk: due today")),
        (date(2009, 11, 19), 1, ("late", "late by 1 day")),
        (None, 0, ("on-time", "no date yet")),
    ],
)
def test_a_case_stands_as_its_next_milestone_does(
    due: date | None, late_days: int, expected: tuple[str, str]
) -> None:
    assert standing(due, late_days, ON, is_over=False) == expected


def test_a_case_that_is_over_is_never_late() -> None:
    assert standing(date(2009, 1, 1), 300, ON, is_over=True) == ("finished", "finished")


def test_obstacles_are_counts_without_the_long_lists(definition: Definition) -> None:
    facts: dict[str, Fact] = {
        "documents_required": Tally(7, 9, ("Strategic plan", "OD plan")),
        "indicators_chosen": 8,
        "competencies_self_assessed": Tally(33, 33),
        "governance_self_assessed": Tally(16, 16),
        "competencies_evidenced": Tally(30, 33, ("1a", "1b", "1c")),
    }

    assert held_back(definition, "preparing", {}, facts) == (
        "2 of 9 required documents are missing",
        "3 of 33 sub-competencies have no evidence",
    )


def test_names_within_a_sentence_are_few(definition: Definition) -> None:
    facts: dict[str, Fact] = {
        "documents_required": Tally(9, 9),
        "documents_board_approved": Tally(0, 4, ("Strategic plan", "OD plan", "Financial plan", "Budget")),
        "board_ratified": True,
    }

    assert held_back(definition, "board_sign_off", {}, facts) == (
        "the board has not approved Strategic plan and 3 more",
    )


def test_gates_come_before_windows_for_people_can_do_something_about_them(definition: Definition) -> None:
    windows = {"panel": Window(date(2010, 4, 1), date(2010, 5, 31))}
    facts: dict[str, Fact] = {"panel_size": 3, "panel_conflicts": 0, "panel_date": date(2009, 11, 1)}

    assert held_back(definition, "panel_ready", windows, facts) == (
        "only 3 of 5 panel members are confirmed",
        "Panel days: this stage opens on 1 April 2010",
    )


def test_an_open_move_says_whose_it_is_and_not_that_of_the_calendar(definition: Definition) -> None:
    windows = {"analysis": Window(date(2009, 11, 1), date(2010, 5, 31))}

    assert held_back(definition, "submitted", windows, {}) == (
        "open: “Begin the analysis”, by the SHA assurance lead",
    )


def test_nothing_holds_back_a_case_that_is_over(definition: Definition) -> None:
    assert held_back(definition, "published", {}, {}) == ()


def test_work_is_measured_by_what_the_gates_of_the_stage_count(definition: Definition) -> None:
    facts: dict[str, Fact] = {
        "documents_required": Tally(9, 9),
        "documents_board_approved": Tally(1, 4, ("Strategic plan",)),
        "competencies_self_assessed": Tally(30, 33),
        "competencies_reviewed": Tally(0, 33),
    }

    preparing, analysing = (
        [
            (each.title, each.have, each.total, each.address)
            for each in measures(definition, stage, facts, "/c")
        ]
        for stage in ("preparation", "analysis")
    )

    assert preparing == [
        ("Sub-competencies", 30, 33, "/c/ratings#competencies"),
        ("Documents", 1, 4, "/c/evidence"),
    ]
    assert analysing == [
        ("Sub-competencies", 0, 33, "/c/ratings#competencies"),
        ("Documents", 1, 4, "/c/evidence"),
    ]
    assert measures(definition, "outcome", facts, "/c") == ()


def test_what_is_missing_is_found_by_gate_sentence_and_name(definition: Definition) -> None:
    where = beginning(definition)
    facts: dict[str, Fact] = {"documents_required": Tally(8, 9, ("strategic plan",))}
    offers = available(
        definition,
        type(where)("preparing", where.tracks),
        roles=frozenset(definition.roles),
        facts=facts,
        on=ON,
        windows={},
    )

    found = lacking(offers[0], facts, definition)

    assert found[:3] == (
        "has_documents",
        "1 of 9 required documents are missing: strategic plan",
        "strategic plan",
    )
    assert lacking(None, facts, definition) == ()
