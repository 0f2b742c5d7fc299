"""A bad definition's fault list: everything wrong at once, in one reading."""

import random
import shutil
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wccflow.engine.checks import faults_of
from wccflow.engine.faults import Fault
from wccflow.engine.loading import assemble, load, tables_of

ROOT = Path(__file__).resolve().parents[2]
BAD = Path(__file__).resolve().parent / "bad"
WCC = ROOT / "workflows" / "wcc"
TOLD = (BAD / "faults.txt").read_text(encoding="utf-8").splitlines()
STRANGE: tuple[Any, ...] = (
    "",
    " ",
    "{",
    "{have}",
    "no such",
    "state nowhere",
    "wages at_least 3",
    "end of nothing - 3 days",
    "end of outcome + 1999 weeks",
    0,
    -1,
    10**9,
    1.5,
    True,
    False,
    [],
    {},
    [[]],
    ["any"],
    ["", ""],
    date(1, 1, 1),
    date(9999, 12, 31),
)


def faults_in(folder: Path) -> tuple[Fault, ...]:
    return faults_of(
        lambda: load(folder), facts={"votes"}, effects={"notify"}, abilities={"see", "file_evidence"}
    )


def test_a_bad_definition_is_told_everything_at_once() -> None:
    assert [str(fault) for fault in faults_in(BAD)] == TOLD


def test_the_guide_for_writers_shows_what_checking_says() -> None:
    guide = (ROOT / "workflows" / "README.md").read_text(encoding="utf-8")
    shown = [line for line in guide.splitlines() if ".toml: " in line]

    assert len(shown) > 20
    assert [line for line in shown if line not in TOLD] == []


def test_what_cannot_be_read_at_all_is_told_file_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "bad"
    shutil.copytree(BAD, folder)
    (folder / "gates.toml").write_text("[facts\n", encoding="utf-8")
    (folder / "tracks.toml").write_text("[tracks.thing]\ntitle = 3\n", encoding="utf-8")
    (folder / "gatess.toml").write_text("", encoding="utf-8")

    told = {(fault.file, fault.key) for fault in faults_in(folder)}

    assert {("gates.toml", ""), ("gatess.toml", ""), ("tracks.toml", "tracks.thing.title")} <= told


@pytest.mark.parametrize("folder", sorted(path.parent for path in ROOT.glob("workflows/*/workflow.toml")))
@settings(deadline=None, max_examples=40)
@given(seed=some.integers(0, 10**6))
def test_whatever_is_broken_is_told_and_never_raises(folder: Path, seed: int) -> None:
    tables, _ = tables_of(folder)
    tables.pop("rehearsal.toml", None)
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        damage(tables[chance.choice(sorted(tables))], chance)

    faults = faults_of(lambda: assemble(tables))

    assert [fault for fault in faults if not (fault.file and fault.say)] == []


def damage(table: Any, chance: random.Random) -> None:
    """Drop, exchange or replace something anywhere below a table."""
    places = list(below(table))
    if not places:
        return
    holder, key = chance.choice(places)
    other_holder, other_key = chance.choice(places)
    act = chance.randrange(3)
    if act == 0:
        del holder[key]
    elif act == 1:
        holder[key] = chance.choice(STRANGE)
    else:
        holder[key] = deepcopy(other_holder[other_key])


def below(table: Any) -> list[tuple[Any, Any]]:
    """Every place below a table, at most a few layers deep."""
    keys = list(table) if isinstance(table, dict) else range(len(table)) if isinstance(table, list) else ()
    found: list[tuple[Any, Any]] = []
    layer = [(table, key) for key in keys]
    for _ in range(6):
        found += layer
        inner = [holder[key] for holder, key in layer]
        layer = [
            (one, key)
            for one in inner
            if isinstance(one, dict | list)
            for key in (list(one) if isinstance(one, dict) else range(len(one)))
        ]
    return found
