"""Strict reading of tables into dataclasses."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

import pytest

from wccflow.engine.moments import Moment
from wccflow.engine.shapes import read, write


@dataclass(frozen=True, slots=True)
class Leaf:
    key: str
    size: int = 1


@dataclass(frozen=True, slots=True)
class Tree:
    title: str
    leaves: dict[str, Leaf] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    tone: Literal["warm", "cold"] = "warm"
    planted: date | None = None
    due: Moment | None = None
    bound: int | str = 0
    extra: object = None
    found: tuple[str, ...] = field(default=(), metadata={"derived": True})
    source: str = field(default="", metadata={"name": "from"})


def faults_of(table: object) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    assert read(Tree, table, lambda path, say: faults.append((path, say))) is None or faults
    return faults


def test_a_table_becomes_its_dataclass_and_goes_back() -> None:
    table = {
        "title": "Oak",
        "leaves": {"a": {}, "b": {"size": 2}},
        "words": ["green", "old"],
        "kinds": ["z", "y"],
        "due": "start of spring + 2 weeks",
        "bound": "60%",
        "from": "seed",
    }
    faults: list[str] = []

    tree = read(Tree, table, lambda path, say: faults.append(path))

    assert tree == Tree(
        "Oak",
        {"a": Leaf("a"), "b": Leaf("b", 2)},
        ("green", "old"),
        frozenset({"y", "z"}),
        due=Moment("start", "spring", 2, "weeks"),
        bound="60%",
        source="seed",
    )
    assert read(Tree, write(tree), lambda path, say: faults.append(path), derived=True) == tree
    assert faults == []


def test_the_order_of_named_things_survives_a_sorted_document() -> None:
    tree = Tree("Oak", {"z": Leaf("z"), "a": Leaf("a")})

    again = read(Tree, write(tree), lambda path, say: None, derived=True)

    assert again is not None
    assert list(again.leaves) == ["z", "a"]


def test_every_mistake_is_told_at_once_with_its_path() -> None:
    table = {
        "titel": "Oak",
        "leaves": {"a": {"size": "big"}, "b": {"size": True}},
        "words": "green",
        "tone": "hot",
        "planted": datetime(2010, 1, 1),  # noqa: DTZ001  # TOML has times without a zone
        "due": "next week",
        "found": ["x"],
    }

    assert [path for path, _ in faults_of(table)] == [
        "titel",
        "found",
        "title",
        "leaves.a.size",
        "leaves.b.size",
        "words",
        "tone",
        "planted",
        "due",
    ]


@pytest.mark.parametrize(
    ("table", "path", "say"),
    [
        ("oak", "", "should be a table, not 'oak'"),
        ({"title": "Oak", "leaves": ["a"]}, "leaves", "should be a table, not ['a']"),
        ({"title": "Oak", "words": ["a", "a"]}, "words", "names something twice"),
        ({"title": "Oak", "words": ["a", 2]}, "words[1]", "should be text, not 2"),
        ({"title": "Oak", "due": 3}, "due", "should be text, not 3"),
        ({"title": "Oak", "tone": 3}, "tone", "3 is not one of warm, cold"),
    ],
)
def test_a_mistake_is_told_in_words(table: object, path: str, say: str) -> None:
    assert faults_of(table) == [(path, say)]


@pytest.mark.parametrize("bound", [5, "60%"])
def test_a_number_or_a_text_is_read_as_it_stands(bound: int | str) -> None:
    assert read(Tree, {"title": "Oak", "bound": bound}, lambda path, say: None) == Tree("Oak", bound=bound)
