"""Single mistakes in our own definition are caught by check and examples together."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks._mutants import Mutant, Verdict, judge, mutants, one_year
from benchmarks.mutations import report, sample, share
from wccflow.engine.checks import check
from wccflow.engine.loading import Tables, assemble, tables_of
from wccflow.wiring import offers

ROOT = Path(__file__).resolve().parents[2]
ENOUGH = 0.9
OF_EACH_KIND = 3


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The files of our own definition, for one year alone: another year goes the same way."""
    return one_year(tables_of(ROOT / "workflows" / "wcc")[0])


@pytest.fixture(scope="module")
def made(tables: Tables) -> list[Mutant]:
    """Every mistake that the script can make in it."""
    return mutants(tables)


@pytest.fixture(scope="module")
def verdicts(tables: Tables, made: list[Mutant]) -> list[Verdict]:
    """What became of some mistakes of every kind; `./run bench mutations` judges them all."""
    digests = [each.digest for each in assemble(tables).editions.values()]
    return [judge(tables, mutant, digests, offers()) for mutant in sample(made, OF_EACH_KIND, seed=1)]


def test_at_least_nine_of_ten_mistakes_are_caught(verdicts: list[Verdict]) -> None:
    survivors = [str(verdict.mutant) for verdict in verdicts if verdict.how == "survived"]

    assert share(verdicts) >= ENOUGH, survivors


def test_no_kind_of_mistake_goes_unseen(verdicts: list[Verdict]) -> None:
    caught = Counter(verdict.mutant.kind for verdict in verdicts if verdict.how in ("check", "examples"))

    assert {verdict.mutant.kind for verdict in verdicts} - set(caught) == set()


def test_every_misspelt_name_is_caught_by_the_check_alone(verdicts: list[Verdict]) -> None:
    misspelt = [verdict for verdict in verdicts if verdict.mutant.kind.startswith("misspelt")]

    assert len(misspelt) > OF_EACH_KIND
    assert [str(verdict.mutant) for verdict in misspelt if verdict.how != "check"] == []


def test_the_mistakes_leave_the_definition_itself_alone(tables: Tables, made: list[Mutant]) -> None:
    before = assemble(tables)

    for mutant in made[::50]:
        mutant.made_in(tables)

    assert assemble(tables) == before
    assert check(before) == ()


def test_the_record_of_mutations_has_a_row_for_every_kind(made: list[Mutant]) -> None:
    record = (ROOT / "docs" / "mutations.md").read_text(encoding="utf-8")
    rows = {line.split("|")[1].strip() for line in record.splitlines() if line.startswith("| ")}

    assert {mutant.kind for mutant in made} - rows == set()


def test_a_report_counts_what_changes_nothing_apart() -> None:
    mutant = Mutant("dropped move", "stages/one.toml", ("moves", 0), "(dropped)")
    verdicts = [Verdict(mutant, how) for how in ("check", "examples", "survived", "same")]

    lines = "\n".join(report(verdicts)).splitlines()

    assert lines[2].replace(" ", "") == "|droppedmove|4|1|1|1|1|"
    assert lines[-1] == "- dropped move: stages/one.toml moves.0: (dropped)"
    assert share(verdicts) == 2 / 3
