"""Makes every single mistake in a workflow, one by one, and tells which of them check and examples catch."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import groupby
from random import Random

from benchmarks._mutants import CAUGHT, Mutant, Verdict, judge, mutants, one_year
from benchmarks._timing import table
from wccflow.base.offers import Offers
from wccflow.base.places import workflows_folder
from wccflow.engine.loading import Tables, assemble, tables_of
from wccflow.wiring import offers


def main() -> None:
    """Judge them all, or some of each kind, and print the table and those that nobody caught."""
    asked = argparse.ArgumentParser(prog="./run bench mutations", description=__doc__)
    asked.add_argument("--workflow", default="wcc", help="the workflow's key (wcc)")
    asked.add_argument(
        "--each", type=int, metavar="N", help="only N mistakes of each kind, chosen by the seed"
    )
    asked.add_argument("--seed", type=int, default=1)
    words = asked.parse_args()
    made = mutants(_tables(words.workflow))
    chosen = sample(made, words.each, words.seed) if words.each else made
    verdicts = judged(words.workflow, chosen)
    print("\n".join(report(verdicts)))


def sample(made: Sequence[Mutant], each: int, seed: int) -> list[Mutant]:
    """So many of every kind; the same seed gives the same ones."""
    chance = Random(seed)
    kinds = groupby(sorted(made, key=lambda mutant: mutant.kind), key=lambda mutant: mutant.kind)
    return [one for _, group in kinds for one in _some(list(group), each, chance)]


def judged(workflow: str, chosen: Sequence[Mutant]) -> list[Verdict]:
    """A verdict on each, by as many processes as there are cores."""
    with ProcessPoolExecutor() as workers:
        return list(workers.map(_judge, [workflow] * len(chosen), chosen, chunksize=20))


def report(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """A line for each kind and for all, then everything that was not caught."""
    by_kind = {kind: Counter[str]() for kind in sorted({verdict.mutant.kind for verdict in verdicts})}
    for verdict in verdicts:
        by_kind[verdict.mutant.kind][verdict.how] += 1
    by_kind["all"] = sum(by_kind.values(), Counter[str]())
    yield table(
        ("mistake", "made", "the same", "caught by check", "by examples", "survived"),
        [(kind, *_numbers(counted)) for kind, counted in by_kind.items()],
    )
    yield f"\n{share(verdicts):.1%} of the mistakes that change the definition are caught.\n"
    yield from (f"- {each.mutant.kind}: {each.mutant}" for each in verdicts if each.how == "survived")


def share(verdicts: Sequence[Verdict]) -> float:
    """The share of those caught among all that change the definition."""
    counted = Counter(verdict.how for verdict in verdicts)
    return sum(counted[how] for how in CAUGHT) / max(1, counted.total() - counted["same"])


def _numbers(counted: Counter[str]) -> tuple[str, ...]:
    made = str(counted.total())
    return (made, *(str(counted[how]) for how in ("same", *CAUGHT, "survived")))


def _some(group: list[Mutant], each: int, chance: Random) -> list[Mutant]:
    return chance.sample(group, min(each, len(group)))


@cache
def _tables(workflow: str) -> Tables:
    return one_year(tables_of(workflows_folder() / workflow)[0])


@cache
def _digests(workflow: str) -> tuple[str, ...]:
    return tuple(each.digest for each in assemble(_tables(workflow)).editions.values())


@cache
def _offers() -> Offers:
    return offers()


def _judge(workflow: str, mutant: Mutant) -> Verdict:
    return judge(_tables(workflow), mutant, _digests(workflow), _offers())


if __name__ == "__main__":
    main()
