"""How near each way of comparing panels comes to the truth on simulated nations: ./run bench fairness."""

import argparse
import time
import tracemalloc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pstdev
from typing import TypeAlias

from benchmarks._simulated_panels import PERSON, SEVERITY, Simulated, simulated
from benchmarks._timing import table, timed
from wccflow.calibration.fitting import looked_at
from wccflow.calibration.gathering import Gathered
from wccflow.calibration.model import NotConnected, fit
from wccflow.calibration.proposing import nearest

RUNS, SEED = 4, 1
# How far regions lean, how far people do, and how many cases all have rated.
WORLDS = (
    (SEVERITY, PERSON, 0),
    (SEVERITY, PERSON, 1),
    (SEVERITY, PERSON, 3),
    (SEVERITY, PERSON, 6),
    (0.0, PERSON, 3),
    (0.0, 0.0, 3),
)
LEVELS = (1, 2, 3, 4)
Values: TypeAlias = Mapping[tuple[str, str], float]
Way: TypeAlias = Callable[[Simulated], Values]


@dataclass(frozen=True, slots=True)
class Score:
    """How far off a way is: in levels, in the order of cases, for whole overseers, and in exact levels."""

    rmse: float
    rank: float
    bias: float
    right: float

    def cells(self) -> list[str]:
        """As a row of the table."""
        return [f"{self.rmse:.3f}", f"{self.rank:.3f}", f"{self.bias:.3f}", f"{self.right:.1%}"]


def raw(found: Simulated) -> Values:
    """What a case's own panel gave on average."""
    sums: dict[tuple[str, str], list[float]] = {}
    for row in found.rows:
        if row.overseer == found.home[row.case]:
            sums.setdefault((row.case, row.item), []).append(row.value)
    return {key: fmean(values) for key, values in sums.items()}


def standardised(found: Simulated) -> Values:
    """The same after giving every overseer the same mean and spread."""
    means = raw(found)
    whole = list(means.values())
    middle, spread = fmean(whole), pstdev(whole)
    values: dict[tuple[str, str], float] = {}
    for overseer in set(found.home.values()):
        mine = {key: value for key, value in means.items() if found.home[key[0]] == overseer}
        own, across = fmean(mine.values()), pstdev(mine.values()) or 1.0
        values |= {key: middle + (value - own) / across * spread for key, value in mine.items()}
    return values


def fitted(found: Simulated) -> Values:
    """The additive model. Raises NotConnected."""
    return {(each.case, each.item): each.adjusted for each in fit(found.rows, found.groups).results}


def score(values: Values, found: Simulated) -> Score:
    """How far these values lie from the truth."""
    apart = {key: values[key] - truth for key, truth in found.truth.items()}
    by_overseer: dict[str, list[float]] = {}
    for (case, _), error in apart.items():
        by_overseer.setdefault(found.home[case], []).append(error)
    shared = fmean(apart.values())
    means = _means(values), _means(found.truth)
    right = [nearest(values[key], LEVELS) == nearest(truth, LEVELS) for key, truth in found.truth.items()]
    return Score(
        rmse=sqrt(fmean(error * error for error in apart.values())),
        rank=_spearman([means[0][case] for case in means[1]], list(means[1].values())),
        bias=sqrt(fmean((fmean(errors) - shared) ** 2 for errors in by_overseer.values())),
        right=fmean(right),
    )


WAYS: Mapping[str, Way] = {"raw mean": raw, "z-score": standardised, "additive model": fitted}


def compared(runs: int, seed: int) -> str:
    """The table: every way in every world."""
    rows = []
    for severity, person, anchors in WORLDS:
        nations = [
            simulated(seed + run, anchors=anchors, severity=severity, person=person) for run in range(runs)
        ]
        for name, way in WAYS.items():
            rows.append([f"{severity:g}", f"{person:g}", str(anchors), name, *_cells(way, nations)])
    head = [
        "regions, sd",
        "people, sd",
        "common cases",
        "way",
        "RMSE",
        "rank",
        "bias",
        "level right",
        "seconds",
    ]
    return table(head, rows)


def whole(seed: int) -> str:
    """A nation's fit from all sides, as the meeting asks for it: its time and the memory it needs."""
    found = simulated(seed, anchors=3)
    own = [row for row in found.rows if row.overseer == found.home[row.case]]
    common = [row for row in found.rows if row.overseer != found.home[row.case]]
    cases = sorted({row.case for row in common})
    gathered = Gathered(
        panels=own,
        common={case: [row for row in common if row.case == case] for case in cases},
        names={},
        groups=found.groups,
        ranks=LEVELS,
        cases=frozenset(found.home),
    )
    alone = _spent(lambda: fit(gathered.rows, found.groups))
    everything = _spent(lambda: looked_at(gathered))
    tracemalloc.start()
    looked_at(gathered)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    rows = [
        ["the fit alone", *alone, ""],
        ["with each common case left out, two other variances, agreement", *everything, f"{most / 1e6:.0f}"],
    ]
    return f"{len(found.rows):,} ratings\n\n{table(['what', 'seconds', 'of processor', 'MB at most'], rows)}"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="./run bench fairness", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    print(f"{compared(asked.runs, asked.seed)}\n\n{whole(asked.seed)}")


def _cells(way: Way, nations: Sequence[Simulated]) -> list[str]:
    scores, seconds = [], 0.0
    try:
        for nation in nations:
            took, values = timed(lambda nation=nation: way(nation))  # type: ignore[misc]  # mypy: a default in a lambda
            seconds += took / 1000
            scores.append(score(values, nation))
    except NotConnected:
        return ["not connected: no adjustment can be defended", "", "", "", ""]
    mean = Score(
        *(fmean(getattr(each, name) for each in scores) for name in ("rmse", "rank", "bias", "right"))
    )
    return [*mean.cells(), f"{seconds / len(nations):.2f}"]


def _spent(act: Callable[[], object]) -> tuple[str, str]:
    """The seconds that an act took, by the clock and of the processor."""
    began = time.process_time()
    took, _ = timed(act)
    return f"{took / 1000:.2f}", f"{time.process_time() - began:.2f}"


def _means(values: Values) -> dict[str, float]:
    sums: dict[str, list[float]] = {}
    for (case, _), value in values.items():
        sums.setdefault(case, []).append(value)
    return {case: fmean(mine) for case, mine in sums.items()}


def _spearman(one: Sequence[float], other: Sequence[float]) -> float:
    places, theirs = _places(one), _places(other)
    squares = sum((mine - its) ** 2 for mine, its in zip(places, theirs, strict=True))
    return 1 - 6 * squares / (len(one) * (len(one) ** 2 - 1))


def _places(values: Sequence[float]) -> list[int]:
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    places = [0] * len(values)
    for place, at in enumerate(order):
        places[at] = place
    return places


if __name__ == "__main__":
    main()
