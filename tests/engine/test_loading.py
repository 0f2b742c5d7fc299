"""Reading a folder: strict, and every fault at once."""

import re
from pathlib import Path

import pytest

from wccflow.engine.definition import Workflow
from wccflow.engine.loading import Unsound, load


def changed(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def faults_of(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(Unsound) as refused:
        load(folder)
    return [(fault.file, fault.key) for fault in refused.value.faults]


def test_a_copy_says_the_same_in_another_folder(wcc: Workflow, copy: Path) -> None:
    again = load(copy)

    assert again.editions == wcc.editions
    assert again.calendars == wcc.calendars


def test_calendars_and_examples_do_not_touch_the_digest(wcc: Workflow, copy: Path) -> None:
    changed(copy, "calendars/2009-10.toml", "2009-12-31", "2009-12-24")
    changed(copy, "examples.toml", "A whole cycle", "The whole cycle")

    assert load(copy).editions["2009-10"].digest == wcc.editions["2009-10"].digest


def test_every_fault_of_every_file_is_told_at_once(copy: Path) -> None:
    changed(copy, "gates.toml", "need = ", "neeed = ")
    changed(copy, "stages/panel.toml", 'event = "postpone"', "event = 3")
    changed(copy, "tracks.toml", "[tracks.document]", "[tracks.document")
    changed(copy, "panel.toml", "size = 5", 'size = "five"')
    (copy / "evidence.toml").unlink()
    (copy / "gate.toml").write_text("", encoding="utf-8")

    assert faults_of(copy) == [
        ("evidence.toml", ""),
        ("gate.toml", ""),
        ("gates.toml", "gates.has_documents.need"),
        ("gates.toml", "gates.has_documents.neeed"),
        ("panel.toml", "size"),
        ("stages/panel.toml", "moves[1].event"),
        ("tracks.toml", ""),
    ]


def test_a_folder_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    assert ("workflow.toml", "") in faults_of(tmp_path / "nowhere")


def test_a_file_in_no_known_encoding_is_told_so(copy: Path) -> None:
    (copy / "panel.toml").write_bytes(b"size = 5 # \xff")

    assert faults_of(copy) == [("panel.toml", "")]


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("gates.toml", "at_least partners_needed", "at_least partner_needed", "gates.partners_heard.need"),
        ("gates.toml", "between outcomes.min outcomes.max", "between 2 + 8", "gates.chose_indicators.need"),
        ("workflow.toml", 'partners_needed = "60%"', 'partners_needed = "most"', "gates.partners_heard.need"),
        ("workflow.toml", '"finance_4"', '"finance_9"', "editions.2008-09.without"),
        ("workflow.toml", '"outcomes", "comp', '"outcome", "comp', "editions.2009-10.elements"),
        ("workflow.toml", '"analysis", ', "", ""),
        ("workflow.toml", '"outcome"]', '"outcome", "after"]', "stages"),
        ("evidence.toml", '"c11"', '"c12"', "slots.financial_strategy.serves"),
        ("stages/panel.toml", 'key = "panel"', 'key = "panels"', "stage.key"),
        ("elements/outcomes.toml", 'key = "outcomes"', 'key = "outcome"', "element.key"),
        ("stages/panel.toml", 'event = "postpone"', 'event = "submit"', "moves.submit"),
        ("stages/panel.toml", "[states.factual_check]", "[states.submitted]", "states.submitted"),
        ("elements/governance.toml", "[items.board_6]", '[items."6.2"]', "items.6.2"),
        (
            "elements/governance.toml",
            'short = "vision and goals"',
            'slots = ["jsna"]',
            "items.strategy_1.slots",
        ),
        ("holidays.toml", "2009 = [", "2019 = [", "holidays.2019"),
        ("calendars/2008-09.toml", "2008-07-01", '"soon"', "windows.preparation.opens"),
        ("stages/outcome.toml", "start of outcome + 29 days", "2010-06-30", "milestones.calibrated.due"),
        ("stages/panel.toml", '"state panel_reporting"', '"after the day"', "milestones.panel_day.met"),
    ],
)
def test_what_cannot_be_put_together_is_told_by_its_key(
    copy: Path, file: str, old: str, new: str, key: str
) -> None:
    changed(copy, file, old, new)

    assert key in [path for _, path in faults_of(copy)]


def test_an_edition_may_have_settings_of_its_own(copy: Path) -> None:
    with (copy / "workflow.toml").open("a", encoding="utf-8") as file:
        file.write('[editions.2008-09.settings]\npartners_needed = "50%"\n')

    workflow = load(copy)

    assert {key: one.gates["partners_heard"].test for key, one in workflow.editions.items()} == {
        "2009-10": "at_least 60%",
        "2008-09": "at_least 50%",
    }


def test_the_demonstration_is_left_alone(copy: Path) -> None:
    (copy / "demonstration").mkdir()
    (copy / "demonstration" / "figures.toml").write_text("no toml", encoding="utf-8")

    assert load(copy).key == "wcc"


def test_a_fault_reads_as_a_line(copy: Path) -> None:
    changed(copy, "panel.toml", "size = 5", 'size = "five"')

    with pytest.raises(Unsound, match=re.escape("panel.toml: size: should be a whole number, not 'five'")):
        load(copy)
