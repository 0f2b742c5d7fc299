"""What is printed of a benchmark is right, and both sides of a comparison are asked the same."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from benchmarks._fts5 import Fts5
from benchmarks._searches import queries
from benchmarks._timing import Times, table
from wccflow.base.places import workflows_folder
from wccflow.search.grammar import FieldKind, parse
from wccflow.search.port import Entry

OURS, THEIRS = UUID(int=1), UUID(int=2)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Fts5]:
    made = Fts5(tmp_path / "fts5.sqlite3")
    made.build(
        [entry("1", OURS, "Stroke care plans"), entry("2", OURS, "Care"), entry("3", THEIRS, "Stroke")]
    )
    yield made
    made.database.close()


def entry(key: str, audience: UUID, text: str) -> Entry:
    return Entry(key, audience, "passages", "group", text, None, {"slot": "strategic_plan"})


def test_half_of_the_runs_are_faster_than_the_median() -> None:
    assert str(Times([float(number) for number in range(100)])) == "50.0 / 95.0"


def test_columns_stand_under_their_heads() -> None:
    assert table(("page", "ms"), [("my work", "9.5")]) == (
        "| page    | ms  |\n| ------- | --- |\n| my work | 9.5 |"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stroke", 1),
        ("care", 2),
        ("stroke plan", 1),
        ('"care plans"', 1),
        ("stro*", 1),
        ("care slot:strategic_plan", 2),
        ("care slot:jsna", 0),
    ],
)
def test_the_alternative_finds_only_what_its_reader_may_read(other: Fts5, query: str, found: int) -> None:
    tree = parse(query, fields={"slot": FieldKind("slot", "slot")})

    assert other.search(tree, {OURS}, limit=20) == found


def test_queries_of_each_class_come_from_what_is_said() -> None:
    common = " ".join(f"common{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    rare = [f"unique{first}{second}" for first in "abcd" for second in "abcd"]

    drawn = queries([f"{common} {word}" for word in rare])

    assert set(drawn["rare word"]) <= set(rare)
    assert {len(asked) for asked in drawn.values()} == {12}


def test_every_engine_goes_the_same_way_refused_once_at_each_step() -> None:
    # Only where the others are installed, as `./run bench` does.
    ten_states = pytest.importorskip("benchmarks._ten_states", exc_type=ImportError)
    for engine in ten_states.engines(workflows_folder()):
        cases = engine.begin(2)

        listed, decided = engine.list_moves(cases), engine.walk(cases)

        assert (engine.name, listed, decided) == (engine.name, 2, 36)
        assert [ten_states.state_of(case) for case in cases] == ["s9", "s9"]
