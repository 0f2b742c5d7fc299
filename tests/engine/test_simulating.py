"""A whole cycle on a virtual clock."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from wccflow.engine.calendars import is_working_day
from wccflow.engine.definition import Definition, Workflow
from wccflow.engine.loading import load
from wccflow.engine.simulating import Behaviours, Simulated, simulate
from wccflow.engine.simulating_behaviours import behaviours_of
from wccflow.engine.windows import Calendar

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted(path.parent for path in (ROOT / "workflows").glob("*/workflow.toml"))

DIGEST = """
import hashlib, sys
from pathlib import Path
from wccflow.engine.loading import load
from wccflow.engine.simulating import simulate
from wccflow.engine.simulating_behaviours import behaviours_of
wcc = load(Path(sys.argv[1]))
calendar = wcc.calendars["2009-10"]
found = simulate(wcc.editions["2009-10"], behaviours_of(wcc), calendar, 7, organisations=6)
print(hashlib.sha256(repr(found).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def behaviours(wcc: Workflow) -> Behaviours:
    """What the workflow's own file says."""
    return behaviours_of(wcc)


@pytest.fixture(scope="module")
def played(definition: Definition, calendar: Calendar, behaviours: Behaviours) -> Simulated:
    """A cycle of twenty organisations."""
    return simulate(definition, behaviours, calendar, 1, organisations=20)


def moves(found: Simulated) -> Counter[str]:
    """How often each move of a case was made."""
    return Counter(each.name for each in found.happenings if each.what == "moved")


def test_every_case_comes_to_its_end_when_managers_sign(played: Simulated) -> None:
    assert Counter(case.state for case in played.cases) == {"published": 20}
    assert all(case.final and case.because == () for case in played.cases)


def test_nothing_happens_but_on_working_days(played: Simulated, calendar: Calendar) -> None:
    days = {each.on for each in played.happenings}

    assert days <= set(played.days)
    assert [day for day in played.days if not is_working_day(day, calendar.holidays)] == []


def test_each_move_follows_from_the_state_before(played: Simulated, definition: Definition) -> None:
    at = dict.fromkeys((case.name for case in played.cases), definition.initial)
    for each in played.happenings:
        if each.what == "moved":
            assert at[each.case] in definition.moves[each.name].sources
            at[each.case] = each.to

    assert at == {case.name: case.state for case in played.cases}


def test_no_move_is_made_while_its_stage_is_closed(played: Simulated, calendar: Calendar) -> None:
    begun = [each.on for each in played.happenings if each.name == "begin_analysis" and each.what == "moved"]

    assert min(begun) == calendar.windows["analysis"].opens


def test_a_careless_organisation_is_sent_back_and_a_careful_one_is_not(
    definition: Definition, calendar: Calendar
) -> None:
    plain = Behaviours()
    careless = {"one": plain.kinds["careless"]}
    keen = {"one": plain.kinds["keen"]}

    returns = [
        moves(simulate(definition, Behaviours(kinds=kinds), calendar, 1, organisations=12))["send_back"]
        for kinds in (careless, keen)
    ]

    assert returns[0] > returns[1]


def test_slow_organisations_miss_more_milestones(definition: Definition, calendar: Calendar) -> None:
    kinds = Behaviours().kinds

    late = [
        sum(due.late_days > 0 for case in found.cases for due in case.dues if due.key == "submission")
        for kind in ("slow", "keen")
        for found in [
            simulate(definition, Behaviours(kinds={kind: kinds[kind]}), calendar, 1, organisations=12)
        ]
    ]

    assert late[0] > late[1]


def test_a_slower_pace_leaves_more_undone_on_the_day(
    definition: Definition, calendar: Calendar, behaviours: Behaviours, played: Simulated
) -> None:
    slower = simulate(definition, behaviours, calendar, 1, organisations=20, pace=1.5)

    late = [
        sum(due.late_days for case in found.cases for due in case.dues if due.key == "submission")
        for found in (slower, played)
    ]
    assert late[0] > late[1]


def test_without_signatures_cases_strand_where_the_slowest_is_waited_for(
    definition: Definition, calendar: Calendar, behaviours: Behaviours
) -> None:
    found = simulate(definition, behaviours, calendar, 1, organisations=60, pace=1.5, signs=False)

    held = Counter(gate for case in found.cases if not case.final for gate, _ in case.because)
    assert held["whole_sha"] > 10
    assert {each.what for each in found.happenings}.isdisjoint({"waived", "extended"})


def test_the_cases_of_an_overseer_wait_for_one_another(played: Simulated) -> None:
    moderated = {}
    for each in played.happenings:
        if each.what == "moved" and each.name == "moderate":
            moderated.setdefault(each.case, each.on)
    reached = {case.name: dict(case.history)["sha_moderation"] for case in played.cases}
    signed = {each.case for each in played.happenings if each.what == "waived" and each.name == "whole_sha"}

    first = [case for case in played.cases if case.overseer == "SHA 1" and case.name not in signed]
    last = max(reached[case.name] for case in first)
    assert all(moderated[case.name] >= last for case in first)


def test_reminders_go_to_the_owner_before_the_day_and_stop_when_it_is_done(played: Simulated) -> None:
    done = {case.name: dict(case.history).get("submitted") for case in played.cases}
    reminders = [each for each in played.happenings if each.name == "reminded submission"]

    assert reminders
    assert all("PCT chief executive" in person for each in reminders for person in each.who)
    assert all(done[each.case] is None or each.on <= done[each.case] for each in reminders)


def test_the_same_seed_gives_the_same_happenings_in_every_process() -> None:
    folder = str(ROOT / "workflows" / "wcc")
    answers = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, folder],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }

    assert len(answers) == 1


def test_another_seed_gives_another_cycle(
    definition: Definition, calendar: Calendar, behaviours: Behaviours, played: Simulated
) -> None:
    other = simulate(definition, behaviours, calendar, 2, organisations=20)

    assert other.happenings != played.happenings


def test_more_organisations_leave_the_others_as_they_were(
    definition: Definition, calendar: Calendar, behaviours: Behaviours
) -> None:
    few, many = (simulate(definition, behaviours, calendar, 1, organisations=count).cases for count in (3, 9))

    assert [(case.name, case.overseer, case.kind) for case in few] == [
        (case.name, case.overseer, case.kind) for case in many[:3]
    ]


@pytest.mark.parametrize("folder", WORKFLOWS, ids=lambda folder: folder.name)
def test_every_workflow_of_the_house_can_be_played(folder: Path) -> None:
    workflow = load(folder)
    for calendar in workflow.calendars.values():
        found = simulate(
            workflow.editions[calendar.edition], behaviours_of(workflow), calendar, 1, organisations=8
        )

        assert [case.state for case in found.cases if not case.final] == []


def test_progress_is_told_day_by_day(definition: Definition, calendar: Calendar) -> None:
    told: list[tuple[int, int]] = []

    found = simulate(
        definition,
        Behaviours(),
        calendar,
        1,
        organisations=1,
        progress=lambda done, total: told.append((done, total)),
    )

    assert [done for done, _ in told] == list(range(1, len(found.days) + 1))


def test_what_stands_in_the_way_is_what_the_engine_says(played: Simulated, definition: Definition) -> None:
    held = {each.name for each in played.happenings if each.what == "held" and each.to == "gate"}

    assert held <= set(definition.gates)
