"""What the WCC workflow promises, beyond being sound."""

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from wccflow.engine.calendars import is_working_day, shift
from wccflow.engine.checks import check
from wccflow.engine.counting import counted
from wccflow.engine.decisions import Moved, Standing, beginning, item_decide
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.facts import Tally
from wccflow.engine.loading import load

FOLDER = Path(__file__).resolve().parents[2] / "workflows" / "wcc"
ALWAYS = {
    "see",
    "comment",
    "answer",
    "close_thread",
    "monitor",
    "assign_reviews",
    "manage_windows",
    "load_indicators",
    "manage_people",
    "open_cycles",
    "migrate_cases",
    "audit",
}


@pytest.fixture(scope="module")
def wcc() -> Workflow:
    return load(FOLDER)


@pytest.fixture(scope="module")
def definition(wcc: Workflow) -> Definition:
    return wcc.editions["2009-10"]


def test_it_is_sound(wcc: Workflow) -> None:
    assert check(wcc) == ()


def test_the_editions_assess_what_their_years_did(wcc: Workflow) -> None:
    sizes = {
        key: {name: (len(one.groups), len(one.items)) for name, one in edition.elements.items()}
        for key, edition in wcc.editions.items()
    }

    assert sizes == {
        "2009-10": {
            "outcomes": (0, 30),
            "competencies": (11, 33),
            "governance": (3, 16),
            "potential": (0, 0),
        },
        "2008-09": {
            "outcomes": (0, 30),
            "competencies": (10, 30),
            "governance": (3, 14),
            "potential": (0, 0),
        },
    }


def test_each_competency_has_three_sub_competencies(wcc: Workflow) -> None:
    counts = {
        len(edition.children(group))
        for edition in wcc.editions.values()
        for group in edition.elements["competencies"].groups
    }

    assert counts == {3}


def test_the_twelve_slots_stand_in_their_order(definition: Definition) -> None:
    assert list(definition.slots) == [
        "strategic_plan",
        "financial_strategy",
        "od_plan",
        "communications_strategy",
        "operating_plan",
        "board_papers",
        "assurance_framework",
        "jsna",
        "outcome_aspirations",
        "engagement_evidence",
        "clinical_engagement_evidence",
        "procurement_evidence",
    ]
    assert [slot.required for slot in definition.slots.values()] == [True] * 9 + [False] * 3
    assert [slot.unverified for slot in definition.slots.values()] == [False] * 4 + [True] * 8
    assert [slot.key for slot in definition.slots.values() if slot.board_approved] == [
        "strategic_plan",
        "financial_strategy",
        "od_plan",
        "communications_strategy",
        "operating_plan",
    ]


def test_each_sub_competency_has_ten_to_fifteen_terms_of_its_own(definition: Definition) -> None:
    counts = [len(definition.items[key].terms) for key in definition.elements["competencies"].items]

    assert (min(counts) >= 10, max(counts) <= 15) == (True, True)


def test_no_level_is_described_since_no_description_was_found(definition: Definition) -> None:
    assert [item.key for item in definition.items.values() if item.descriptors] == []


def test_what_was_seen_in_no_source_is_marked(definition: Definition) -> None:
    sure = [
        key
        for name in ("outcomes", "competencies", "governance")
        for key in definition.elements[name].items
        if not definition.items[key].unverified
    ]

    assert sure == [
        "life_expectancy",
        "health_inequalities",
        "11.1",
        "11.2",
        "11.3",
        "finance_1",
        "finance_2",
        "finance_3",
        "finance_4",
        "finance_5",
    ]


def test_no_date_stands_outside_calendars_and_holidays() -> None:
    dated = []
    for path in sorted(FOLDER.rglob("*.toml")):
        name = path.relative_to(FOLDER).as_posix()
        if name.startswith(("calendars/", "demonstration/")) or name == "holidays.toml":
            continue
        content = json.dumps(tomllib.loads(path.read_text(encoding="utf-8")), default=_dated)
        if "a date" in content:
            dated.append(name)

    assert dated == []


def _dated(value: object) -> str:
    return "a date"


def test_abilities_of_everyday_are_open_in_every_state(definition: Definition) -> None:
    opened = {ability for state in definition.states.values() for ability in state.opens}

    assert set(definition.abilities) - opened == ALWAYS


def test_what_is_open_where_it_matters(definition: Definition) -> None:
    opens = {key: sorted(state.opens) for key, state in definition.states.items()}

    assert opens["submitted"] == ["manage_panel"]
    assert opens["panel_in_session"] == ["agree_ratings", "ask", "manage_panel", "rate_panel"]
    assert opens["published"] == []


def test_every_ability_that_a_state_opens_belongs_to_a_role_that_can_stand_there(
    definition: Definition,
) -> None:
    able = {ability for role in definition.roles.values() for ability in role.may}

    assert {ability for state in definition.states.values() for ability in state.opens} <= able


def test_a_panel_sees_its_notes_alone_and_drafts_stay_at_home(definition: Definition) -> None:
    sharing = {use: definition.audiences[key].roles for use, key in definition.sharing.items()}

    assert sharing["panel"] == ("panel_member", "panel_chair")
    assert sharing["drafts"] == ("pct_editor", "pct_lead", "pct_chief")
    assert not {"pct_editor", "pct_lead", "pct_chief"} & {*sharing["review"], *sharing["oversight"]}
    assert "partner" not in {role for roles in sharing.values() for role in roles}


def test_every_exception_takes_two_signatures(definition: Definition) -> None:
    pairs = [gate.override for gate in definition.gates.values() if gate.override]
    pairs += [stage.late for stage in definition.stages.values() if stage.late]
    pairs += [stage.early for stage in definition.stages.values() if stage.early]

    assert len(pairs) == 10 + 4 + 4
    assert all(pair.by and pair.countersign and not set(pair.by) & set(pair.countersign) for pair in pairs)


def test_moves_that_are_hard_to_take_back_ask_first(definition: Definition) -> None:
    asking = {move.event for move in definition.moves.values() if move.confirm}

    assert {"submit", "withdraw", "close_panel", "agree", "publish"} <= asking


def test_submitting_shares_with_the_assessors(definition: Definition) -> None:
    sharing = [move.event for move in definition.moves.values() if "share_with_assessors" in move.effects]

    assert sharing == ["submit", "resubmit"]


def test_one_cycle_of_item_moves_satisfies_the_counted_gates(definition: Definition) -> None:
    standing = beginning(definition)
    steps = [
        ("preparing", "self_assess", "pct_lead"),
        ("analysing", "take", "reviewer"),
        ("analysing", "conclude", "reviewer"),
        ("panel_in_session", "rate", "panel_chair"),
        ("sha_moderation", "calibrate", "sha_lead"),
    ]

    for state, event, role in steps:
        tracks = {key: dict(items) for key, items in standing.tracks.items()}
        standing = Standing(state, tracks)
        for track in ("competency", "governance"):
            for item in definition.tracks[track].items:
                answer = item_decide(definition, standing, event, item=(track, item), roles=frozenset({role}))
                assert isinstance(answer, Moved)
                tracks[track][item] = answer.to

    facts = counted(definition, standing)
    assert facts["competencies_panel_rated"] == Tally(33, 33)
    assert facts["governance_rated"] == Tally(16, 16)


def test_the_demonstration_may_be_shifted_into_years_with_known_holidays(wcc: Workflow) -> None:
    calendar = shift(wcc.calendars["2009-10"], 866)
    easter_monday = date(2027, 3, 29)

    assert calendar.windows["panel"].opens == date(2026, 11, 5)
    assert not is_working_day(easter_monday, calendar.holidays)
    assert {day.year for day in calendar.holidays} >= {2008, 2009, 2010, 2011, 2026, 2027}


def test_bank_holidays_fall_on_weekdays_and_eight_or_nine_to_a_year(wcc: Workflow) -> None:
    holidays = wcc.calendars["2009-10"].holidays
    years = [day.year for day in holidays]

    assert [day for day in holidays if day.weekday() > 4] == []
    assert {years.count(year) for year in years} == {8, 9}


def test_both_days_of_easter_are_three_days_apart(wcc: Workflow) -> None:
    holidays = wcc.calendars["2009-10"].holidays
    fridays = [
        day
        for day in holidays
        if day.weekday() == 4 and day + timedelta(3) in holidays and 3 <= day.month <= 4
    ]

    assert len({day.year for day in fridays}) == len({day.year for day in holidays})
