"""How long queries that are meant to hurt take, over one organisation and the nation: ./run bench abuse."""

import argparse
import time
from pathlib import Path

from benchmarks._hostile import HOSTILE, WIDE
from benchmarks._instance import TWELVE, instance
from benchmarks._timing import Times, table
from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.finding.queries import find
from wccflow.people.queries import person_by_email, reach_of
from wccflow.people.rights import Reach
from wccflow.search.port import SearchIndex

ASKING = {"a lead": "lead@5pg.example", "the nation": "lead@dh.example"}
SHOWN = 5


def main() -> None:
    """Ask each query of each kind of reader, and print the times and the slowest."""
    parser = argparse.ArgumentParser(prog="./run bench abuse", description=__doc__)
    parser.add_argument("--organisations", type=int, default=TWELVE, help="how large a demonstration (12)")
    parser.add_argument("--instance", type=Path, help="folder of a demonstration")
    said = parser.parse_args()
    house = instance(said.organisations, said.instance).house
    rows, slowest = [], list[tuple[str, ...]]()
    with house.database.reading():
        for who, email in ASKING.items():
            reach = reach_of(person_by_email(email).id, clock.now())
            taken = {query: _taken(query, reach, house.index) for query in (*HOSTILE, *WIDE)}
            every = (
                Times([cpu for cpu, _, _ in taken.values()]),
                Times([wall for _, wall, _ in taken.values()]),
            )
            worst = [max(each.all) for each in every]
            answered = sum(found for _, _, found in taken.values())
            rows.append(
                (who, str(len(taken)), str(answered), *map(str, every), *(f"{each:.1f}" for each in worst))
            )
            last = sorted(taken.items(), key=lambda pair: -pair[1][0])[:SHOWN]
            slowest += [(who, _shown(query), f"{cpu:.1f}", f"{wall:.1f}") for query, (cpu, wall, _) in last]
    head = ("who", "queries", "with results", "processor, p50 / p95", "clock", "slowest, processor", "clock")
    print(table(head, rows), "\n\nThe slowest:\n")
    print(table(("who", "query", "ms of the processor", "ms of the clock"), slowest))


def _taken(query: str, reach: Reach, index: SearchIndex) -> tuple[float, float, bool]:
    """Milliseconds of the processor and of the clock, and whether it gave results rather than a sentence."""
    wall, cpu, found = time.perf_counter(), time.process_time(), True
    try:
        find(query, reach=reach, index=index)
    except (Refused, NotFound):
        found = False
    return (time.process_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3, found


def _shown(query: str) -> str:
    return ascii(query[:40]).replace("|", "¦") + (f" … ({len(query)})" if len(query) > 40 else "")


if __name__ == "__main__":
    main()
