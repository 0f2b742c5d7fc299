"""Which rule finds those who rate themselves too high or too low, on simulated years with known truth."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from time import process_time
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from benchmarks._simulated_ratings import HONEST_ONE, ITEMS, ORGANISATIONS, OVER, SELECTIVE, UNDER, Year, year
from benchmarks._timing import table
from wccflow.engine.triangulating import ASK_ITEM, ASK_ITEM_ERRORS, ASK_ORGANISATION, Triangulation
from wccflow.ratings.rules import SELF
from wccflow.triangulation.model import Table, footing_of, weigh
from wccflow.triangulation.rules import EVIDENCE, PARTNERS

YEARS, SEED = 40, 1
RULES = Triangulation()
Flags: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]
Rule: TypeAlias = Callable[[Table], Flags]


@dataclass(slots=True)
class Score:
    """How a rule did over all years; a flag is right when what it says is so."""

    flags: int = 0
    right: int = 0
    misreporting: int = 0
    honest: int = 0
    wronged: int = 0

    def add(self, flags: Flags, truth: Flags, honest: NDArray[np.bool_], judged: Mask) -> None:
        """Count one year; only the flags of those judged are right or not."""
        self.flags += int((flags[judged] != 0).sum())
        self.right += int(((flags == truth) & (flags != 0))[judged].sum())
        self.misreporting += int((truth[judged] != 0).sum())
        self.honest += flags[honest].size
        self.wronged += int((flags[honest] != 0).sum())

    @property
    def shares(self) -> tuple[float, float, float]:
        """How many flags are right, how much of what there is they find, how many honest they flag."""
        return self.right / max(self.flags, 1), self.right / self.misreporting, self.wronged / self.honest

    def row(self, name: str, years: int) -> list[str]:
        """The line of the table."""
        return [name, f"{self.flags / years:.0f}", *(f"{share:.1%}" for share in self.shares)]


def beside(source: str, at: float) -> Rule:
    """The naive rule: the mean of what an organisation says less what one source says."""
    return lambda found: _signs(np.nanmean(found.values[SELF] - found.values[source], axis=1), at)


def weighed(at: float) -> Rule:
    """Ours: the organisation's gap."""
    return lambda found: _signs(weigh(found, footing_of(found, RULES)).wide, at)


def false_discovery(share: float = 0.05) -> Rule:
    """Robust z of the gap, with a limit on the share of false discoveries."""

    def rule(found: Table) -> Flags:
        wide = weigh(found, footing_of(found, RULES)).wide
        spread = 1.4826 * np.median(np.abs(wide - np.median(wide)))
        chances = np.array([_two_sided(value / spread) for value in wide])
        order = np.argsort(chances)
        under = chances[order] <= share * (np.arange(len(wide)) + 1) / len(wide)
        kept = order[: int(np.flatnonzero(under).max()) + 1] if under.any() else order[:0]
        flags = np.zeros(len(wide), dtype=np.int64)
        flags[kept] = np.sign(wide[kept]).astype(np.int64)
        return flags

    return rule


def scored(rule: Rule, years: Sequence[Year]) -> Score:
    """What a rule says of organisations: those who choose where are neither honest nor to be flagged."""
    score = Score()
    for each in years:
        truth = np.where(np.isin(each.kinds, (OVER, UNDER)), each.kinds, 0)
        score.add(rule(each.table), truth, each.kinds == HONEST_ONE, np.ones(len(truth), dtype=np.bool_))
    return score


def scored_items(rule: Rule, years: Sequence[Year]) -> Score:
    """What a rule says of single items of those who choose where, and of the honest."""
    score = Score()
    for each in years:
        truth = np.sign(each.lifted).astype(np.int64)
        score.add(rule(each.table), truth, each.kinds == HONEST_ONE, each.kinds == SELECTIVE)
    return score


def of_items(found: Table) -> Flags:
    """Ours for one item: its gap, and how many standard errors that is."""
    said = weigh(found, footing_of(found, RULES))
    return _signs(np.where(np.abs(said.gaps) >= ASK_ITEM_ERRORS * said.errors, said.gaps, 0.0), ASK_ITEM)


def of_items_higher(found: Table) -> Flags:
    """The same, where it says that the organisation puts itself too high."""
    return np.maximum(of_items(found), 0)


def a_level_above(found: Table) -> Flags:
    """The naive rule for one item: a level or more above the evidence."""
    return np.maximum(_signs(found.values[SELF] - found.values[EVIDENCE], 1.0), 0)


def first_places(years: Sequence[Year]) -> list[list[str]]:
    """As a ranked list: how many of the first places are of those who misreport, in whatever way."""
    rows = []
    for places in (5, 10, 20):
        right = 0
        for each in years:
            wide = np.abs(weigh(each.table, footing_of(each.table, RULES)).wide)
            right += int((each.kinds[np.argsort(-wide)[:places]] != HONEST_ONE).sum())
        rows.append([f"first {places}", f"{right / places / len(years):.0%}"])
    return rows


def main() -> None:
    """Simulate the years, before the panel and with it, and print one table."""
    words = argparse.ArgumentParser(prog="./run bench triangulation", description=__doc__)
    words.add_argument("--years", type=int, default=YEARS)
    words.add_argument("--seed", type=int, default=SEED)
    asked, began = words.parse_args(), process_time()
    seeds = range(asked.seed, asked.seed + asked.years)
    print(f"{asked.years} simulated years of {ORGANISATIONS} organisations and {ITEMS} items each\n")
    for title, panel in (("before the panel", False), ("with the panel", True)):
        years = [year(seed, panel=panel) for seed in seeds]
        rows = [scored(rule, years).row(name, asked.years) for name, rule in RULES_OF_ORGANISATIONS.items()]
        rows += [scored_items(rule, years).row(name, asked.years) for name, rule in RULES_OF_ITEMS.items()]
        print(table((title, "flags", "right", "found", "honest flagged"), rows), end="\n\n")
        print(table(("ranked list", "misreport"), first_places(years)), end="\n\n")
    print(f"{process_time() - began:.1f} s of processor time")


def _signs(values: NDArray[np.float64], at: float) -> Flags:
    return np.where(np.abs(values) >= at, np.sign(values), 0.0).astype(np.int64)


def _two_sided(steps: float) -> float:
    return erfc(abs(steps) / sqrt(2))


RULES_OF_ORGANISATIONS: dict[str, Rule] = {
    "naive: mean(self - partners) at 0.5": beside(PARTNERS, 0.5),
    "naive: mean(self - evidence) at 0.5": beside(EVIDENCE, 0.5),
    "robust z, false discoveries 5 %": false_discovery(),
    "gap at 0.5": weighed(0.5),
    f"gap at {ASK_ORGANISATION} (ours)": weighed(ASK_ORGANISATION),
    "gap at 0.7": weighed(0.7),
}
RULES_OF_ITEMS: dict[str, Rule] = {
    "one item, naive: a level above the evidence": a_level_above,
    f"one item: {ASK_ITEM} and {ASK_ITEM_ERRORS:g} errors, too high (ours)": of_items_higher,
    "the same, either way": of_items,
}


if __name__ == "__main__":
    main()
