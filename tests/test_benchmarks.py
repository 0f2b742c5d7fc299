"""What is printed of a benchmark is right, and both sides of a comparison are asked the same."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from benchmarks._classes import asked
from benchmarks._corpus import Corpus
from benchmarks._fts5 import Fts5
from benchmarks._searches import queries
from benchmarks._texts import Texts
from benchmarks._timing import Times, table
from wccflow.base.places import workflows_folder
from wccflow.search.grammar import FieldKind, parse
from wccflow.search.port import Entry
from wccflow.search.words import words

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


def test_every_engine_finds_the_same_of_an_invented_nation(tmp_path: Path) -> None:
    engines = pytest.importorskip("benchmarks._engines", exc_type=ImportError)
    corpus = Corpus(organisations=3, documents=2, passages=40)
    queries = asked(Texts.of(corpus, tmp_path), count=2, seed=1)
    found = dict[str, list[int]]()
    for name in ("ours", "raw Whoosh", "FTS5", "tantivy"):
        with engines.ENGINES[name](corpus, tmp_path) as ask:
            common = [tree for kind in ("common", "and2", "or3") for tree in queries[kind]]
            scopes = [corpus.audiences[:1], corpus.audiences[1:], None]
            found[name] = [ask(tree, scope) for tree in common for scope in scopes]

    assert {tuple(totals) for totals in found.values()} == {tuple(found["ours"])}
    assert any(found["ours"])


def test_an_invented_nation_is_the_same_each_time_and_repeats_itself() -> None:
    corpus = Corpus(organisations=2, documents=1, passages=60)

    texts = [entry.text for put in corpus.puts() for entry in put.entries]

    assert texts == [entry.text for put in corpus.puts() for entry in put.entries]
    pairs = Counter(pair for text in texts for pair in pairwise(words(text)))
    assert (len(texts), len(set(texts))) == (120, 120)
    assert pairs.most_common(1)[0][1] > 5


def test_what_was_asked_of_us_stands_beside_what_came_of_it(tmp_path: Path) -> None:
    race = pytest.importorskip("benchmarks._race", exc_type=ImportError)
    standings = pytest.importorskip("benchmarks._standings", exc_type=ImportError)
    corpus = Corpus(organisations=2, documents=1, passages=30)
    queries = asked(Texts.of(corpus, tmp_path), count=2, seed=1)

    raced = [race.race(name, corpus, tmp_path, queries) for name in ("ours", "raw Whoosh")]
    page = standings.standings(raced, corpus)

    assert "one organisation, ahead of raw Whoosh unscoped" in page
    assert "four readers at once, the nation" in page
    assert {each["found"] for each in raced[0].as_document()["taken"]} >= {0}
