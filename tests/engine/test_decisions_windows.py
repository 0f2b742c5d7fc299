"""Moves and the windows of their stages."""

from collections.abc import Mapping
from datetime import date

from wccflow.engine.decisions import (
    Moved,
    Refused,
    Standing,
    decide,
)
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact
from wccflow.engine.walks import satisfying
from wccflow.engine.windows import Calendar, Window

NO_WINDOWS: Mapping[str, Window] = {}


def tried(
    definition: Definition,
    state: str,
    event: str,
    *roles: str,
    on: date = date(2010, 2, 1),
    windows: Mapping[str, Window] = NO_WINDOWS,
    reason: str = "",
    signed: frozenset[str] = frozenset(),
    waived: Mapping[str, frozenset[str]] | None = None,
    **facts: Fact,
) -> Moved | Refused:
    return decide(
        definition,
        Standing(state),
        event,
        roles=frozenset(roles),
        facts={**satisfying(definition), **facts},
        on=on,
        windows=windows,
        reason=reason,
        signed=signed,
        waived=waived,
    )


def refusals(answer: Moved | Refused) -> list[tuple[str, str, str]]:
    assert isinstance(answer, Refused)
    return [(one.kind, one.gate, one.say) for one in answer.refusals]


def test_a_window_may_be_opened_early(definition: Definition, calendar: Calendar) -> None:
    early = {**calendar.windows, "panel": calendar.windows["panel"].changed(opens=date(2010, 3, 1))}

    before = tried(definition, "panel_ready", "open_panel", "panel_chair", windows=early)
    after = tried(definition, "panel_ready", "open_panel", "panel_chair", windows=early, on=date(2010, 3, 1))

    assert [(kind, gate) for kind, gate, _ in refusals(before)] == [("window", "panel")]
    assert isinstance(after, Moved)


def test_a_closed_window_names_those_who_may_hold_it_open(definition: Definition, calendar: Calendar) -> None:
    answer = tried(
        definition, "submitted", "begin_analysis", "clock", windows=calendar.windows, on=date(2010, 5, 1)
    )

    assert isinstance(answer, Refused)
    assert [(one.who, one.override) for one in answer.refusals] == [
        (("SHA assurance lead",), definition.stages["analysis"].late)
    ]


def test_a_stage_without_dates_is_refused(definition: Definition) -> None:
    assert refusals(tried(definition, "submitted", "begin_analysis", "clock")) == [
        ("window", "analysis", "Plan analysis: this stage has no dates yet")
    ]


def test_a_move_open_in_two_stages_waits_for_the_nearer(definition: Definition, calendar: Calendar) -> None:
    days = [date(2010, 1, 3), date(2010, 3, 31), date(2010, 4, 1), date(2010, 6, 1)]

    answers = [
        tried(definition, "analysing", "issue_briefing", "sha_lead", windows=calendar.windows, on=day)
        for day in days
    ]

    assert [isinstance(answer, Moved) for answer in answers] == [False, True, True, False]
    assert refusals(answers[0])[0][2] == "Plan analysis: this stage opens on 4 January 2010"
    assert refusals(answers[3])[0][2] == "Panel days: this stage closed on 31 May 2010"
