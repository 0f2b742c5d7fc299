"""How many chosen outcomes a whole line leads to, for gates, tiles and lists."""

from pathlib import Path

import pytest

from tests.line_of_sight.conftest import LEAD, Sight
from tests.ratings.conftest import counted
from wccflow.base.places import workflows_folder
from wccflow.engine.checks import check
from wccflow.engine.facts import Tally
from wccflow.engine.loading import load
from wccflow.line_of_sight import actions
from wccflow.line_of_sight.cards import card, tasks
from wccflow.line_of_sight.facts import lines_complete
from wccflow.wiring import offers


def told(sight: Sight) -> object:
    with sight.world.database.reading():
        case = sight.world.case()
        return lines_complete([case])[case.id]


def test_without_lines_every_chosen_outcome_is_missing(sight: Sight) -> None:
    assert told(sight) == Tally(0, 2, ("Life expectancy", "Health inequalities"))


def test_a_whole_line_leads_to_its_outcome(sight: Sight) -> None:
    sight.whole()

    assert told(sight) == Tally(1, 2, ("Health inequalities",))


def test_a_line_without_its_money_leads_to_nothing(sight: Sight) -> None:
    made = sight.whole()
    with sight.world.database.writing():
        by = sight.world.reach(LEAD)
        actions.change(
            sight.line(made.id), sight.world.case(), title="Smoking", item="", by=by, now=sight.world.now
        )

    assert told(sight) == Tally(0, 2, ("Life expectancy", "Health inequalities"))


def test_a_withdrawn_line_counts_no_more(sight: Sight) -> None:
    made = sight.whole()
    with sight.world.database.writing():
        by, case = sight.world.reach(LEAD), sight.world.case()
        actions.withdraw(sight.line(made.id), case, by=by, now=sight.world.now)

    assert told(sight) == Tally(0, 2, ("Life expectancy", "Health inequalities"))


def test_what_a_reviewer_draws_does_not_count_for_the_organisation(sight: Sight) -> None:
    sight.whole()
    sight.share()
    sight.world.at("analysing")
    sight.draw(item="health_inequalities", who="analyst@q34.example")

    assert told(sight) == Tally(1, 2, ("Health inequalities",))


@pytest.mark.parametrize("codes", [["5PG"], ["5PG", "5MX", "5J9"]])
def test_many_cases_cost_no_more_questions_than_one(sight: Sight, codes: list[str]) -> None:
    sight.whole()

    with sight.world.database.reading():
        cases = [sight.world.case(code) for code in codes]
        lines_complete(cases)
        with counted() as sent:
            lines_complete(cases)
    assert len(sent) <= 4


def test_the_tile_says_what_is_counted_to_everyone_who_sees_the_case(sight: Sight) -> None:
    sight.whole()

    with sight.world.database.reading():
        case = sight.world.case()
        for who in (LEAD, "analyst@q34.example", "observer@dh.example"):
            shown = card(case, sight.world.reach(who))
            assert shown is not None
            assert (shown.title, shown.value, shown.note, shown.state) == (
                "Line of sight",
                "1 of 2",
                "outcomes lead back to a need",
                "open",
            )


def test_only_those_who_draw_are_asked_to(sight: Sight) -> None:
    sight.whole()

    with sight.world.database.reading():
        cases = [sight.world.case()]
        asked = tasks(sight.world.reach(LEAD), cases, sight.world.now)
        others = [tasks(sight.world.reach(who), cases, sight.world.now) for who in ("chief@5pg.example",)]
    assert [(task.title, task.why) for task in asked] == [
        ("Lead 1 outcome back to its need", "Health inequalities")
    ]
    assert others == [[]]


def test_a_workflow_may_ask_for_it_at_a_gate(tmp_path: Path) -> None:
    """The fact in a small change of our own definition: nothing is submitted before every line is whole."""
    folder = workflows_folder() / "wcc"
    for path in folder.rglob("*.toml"):
        if "demonstration" in path.parts or path.name == "rehearsal.toml":
            continue
        copy = tmp_path / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    gates = tmp_path / "gates.toml"
    gates.write_text(
        gates.read_text(encoding="utf-8")
        + '\n[facts.lines_complete]\ntype = "tally"\ntitle = "whole lines of sight"\n'
        + '\n[gates.lines_drawn]\nneed = "lines_complete complete"\n'
        + 'say = "no whole line leads to {short} of {total} outcomes: {missing}"\nwho = ["pct_lead"]\n',
        encoding="utf-8",
    )
    stage = tmp_path / "stages" / "preparation.toml"
    words = stage.read_text(encoding="utf-8")
    at = words.index("when = [", words.index('event = "sign_off"')) + len("when = [")
    stage.write_text(f'{words[:at]}"lines_drawn", {words[at:]}', encoding="utf-8")

    workflow = load(tmp_path)
    faults = check(workflow, facts=offers().facts, effects=offers().effects, abilities=offers().abilities)

    assert [fault for fault in faults if fault.file != "examples.toml"] == []
    assert "lines_drawn" in workflow.editions["2009-10"].moves["sign_off"].when
