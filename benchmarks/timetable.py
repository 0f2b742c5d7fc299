"""How fast and how even timetables of panels are beside CP-SAT, and down to which availability found."""

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TypeAlias

from benchmarks._cp_sat import Missing, solved
from benchmarks._regions import CONFLICTS, region
from benchmarks._timing import table
from wccflow.scheduling.checking import faults
from wccflow.scheduling.linking import groups
from wccflow.scheduling.problem import Panel, Problem
from wccflow.scheduling.solving import solve

SIZES = ((31, 60, 40), (24, 60, 40))  # organisations, people, days: the largest region, and another
SEEDS, USUAL, EDGE = 3, 0.55, (0.30, 0.25, 0.23, 0.20)
Solver: TypeAlias = Callable[[Problem], Sequence[Panel] | None]


def ours(problem: Problem) -> Sequence[Panel] | None:
    """Our own timetable, when it is whole."""
    found = solve(problem)
    return found.panels if found.is_whole else None


def tried(name: str, solver: Solver, problem: Problem) -> list[str]:
    """One solver at one problem: its time, the load of whoever sits most, the groups; every rule checked."""
    began = perf_counter()
    found = solver(problem)
    seconds = perf_counter() - began
    if found is None:
        return [name, f"{seconds:.3f}", "none found", "–"]
    broken = faults(problem, found)
    most = max(Counter(who for panel in found for who in panel.people).values())
    say = f"{len(broken)} rules broken" if broken else str(most)
    return [name, f"{seconds:.3f}", say, str(len(groups(problem, found)))]


def solvers(seconds: float) -> dict[str, Solver]:
    """Ours, and CP-SAT where OR-Tools is installed."""
    found: dict[str, Solver] = {"ours": ours}
    try:
        solved(region(0, CONFLICTS, 20, 10, 1.0), seconds)
    except Missing:
        print("CP-SAT is left out: OR-Tools is not installed. It comes with the extra wccflow[solver].")
    else:
        found["CP-SAT"] = lambda problem: solved(problem, seconds)
    return found


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--seconds", type=float, default=25.0, help="how long CP-SAT may take")
    asked = parser.parse_args()
    known = solvers(asked.seconds)
    head = ["panels", "free on", "seed", "solver", "s", "sits most", "groups"]
    rows = [
        [str(size[0]), f"{share:.0%}", str(seed), *tried(name, solver, region(seed, *size, share))]
        for size, share in [*((size, USUAL) for size in SIZES), *((SIZES[0], share) for share in EDGE)]
        for seed in range(asked.seeds)
        for name, solver in known.items()
    ]
    print(table(head, rows))


if __name__ == "__main__":
    main()
