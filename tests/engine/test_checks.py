"""What checking finds: single mistakes in a copy of a sound workflow."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from wccflow.engine.checks import check
from wccflow.engine.definition import Workflow
from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.loading import load

WCC = Path(__file__).resolve().parents[2] / "workflows" / "wcc"
# Lines of names: every quoted word in them must stand for something.
NAMES = re.compile(
    r"""^[^#\n]*?\b(?:by|countersign|from|to|when|in|while|signed_by|who|owner|lapse|scale|serves|owners|may|opens|"""
    r"""roles|fixed|parent|of|fixed_in|states|skills|drafts|filed|review|shared|panel|oversight|elements|without)"""
    r"""\s=\s(\[[^\]]*\]|"[^"]*")""",
    re.MULTILINE,
)
FILES = sorted(
    path.relative_to(WCC).as_posix()
    for path in (*WCC.glob("*.toml"), *WCC.glob("stages/*"), *WCC.glob("elements/*"))
    if path.name not in ("examples.toml", "holidays.toml", "rehearsal.toml")
)


def sites() -> list[tuple[str, int, str]]:
    """Every name in every line of names: its file, where it begins, and the name."""
    found = []
    for file in FILES:
        text = (WCC / file).read_text(encoding="utf-8")
        for line in NAMES.finditer(text):
            words = re.finditer(r'"([^"]+)"', line[1])
            found += [(file, line.start(1) + word.start(1), word[1]) for word in words if " " not in word[1]]
    return found


def faults_in(folder: Path) -> tuple[Fault, ...]:
    try:
        return check(load(folder))
    except Unsound as unsound:
        return unsound.faults


def test_a_workflow_without_editions_is_nothing_yet(wcc: Workflow) -> None:
    empty = replace(wcc, editions={}, calendars={})

    assert ("workflow.toml", "workflow.editions") in [(fault.file, fault.key) for fault in check(empty)]


def test_the_workflow_is_sound(wcc: Workflow) -> None:
    assert check(wcc) == ()


def test_the_first_role_of_every_by_misspelt_is_told_file_by_file(copy: Path) -> None:
    changed: dict[str, int] = {}
    for path in (copy / file for file in FILES):
        text = path.read_text(encoding="utf-8")
        text, count = re.subn(r"""(\bby\s*=\s*\[?\s*["'])""", r"\g<1>no_such_", text)
        path.write_text(text, encoding="utf-8")
        if count:
            changed[path.relative_to(copy).as_posix()] = count

    faults = faults_in(copy)

    told = {file: len([fault for fault in faults if fault.file == file]) for file in changed}
    assert told.keys() == {fault.file for fault in faults if "no_such_" in fault.say}
    assert all(told[file] >= count for file, count in changed.items() if file != "tracks.toml")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.data())
def test_a_misspelt_name_is_always_told(copy: Path, data: some.DataObject) -> None:
    file, place, name = data.draw(some.sampled_from(sites()))
    at = data.draw(some.integers(0, len(name) - 1))
    misspelt = name[:at] + data.draw(some.sampled_from("qxz_")) + name[at:]
    text = (WCC / file).read_text(encoding="utf-8")
    (copy / file).write_text(text[:place] + misspelt + text[place + len(name) :], encoding="utf-8")

    faults = faults_in(copy)
    shutil.copy(WCC / file, copy / file)

    assert faults != ()


def test_a_workflow_without_examples_proves_nothing(copy: Path) -> None:
    (copy / "examples.toml").write_text("[examples]\n", encoding="utf-8")

    assert [fault.file for fault in check(load(copy))] == ["examples.toml"]
