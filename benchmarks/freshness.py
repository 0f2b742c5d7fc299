"""How soon a filed document of 250 passages is found after the commit: ./run bench freshness."""

import argparse
import io
import time
from pathlib import Path

from benchmarks._instance import CYCLE, copied
from benchmarks._timing import Times, table
from wccflow.base import clock
from wccflow.cycles.queries import cases_for
from wccflow.evidence import actions as evidence
from wccflow.evidence import freezing
from wccflow.evidence.arriving import receive
from wccflow.evidence.reading.passages import Passage, Reading, passage_id
from wccflow.evidence.settling import settle_reading
from wccflow.finding import indexing
from wccflow.finding.queries import find
from wccflow.people.queries import person_by_email, reach_of
from wccflow.wiring import House

PASSAGES, ROUNDS = 250, 10
LEAD = "lead@5pg.example"
STATE = "preparing"


def main() -> None:
    """File documents in a copy of the demonstration, one after the other, and search for each."""
    parser = argparse.ArgumentParser(prog="./run bench freshness", description=__doc__)
    parser.add_argument("--instance", type=Path, help="folder of a demonstration")
    with copied(parser.parse_args().instance) as house:
        taken = [_found_after(house, number) for number in range(ROUNDS)]
    rows = [
        (name, str(Times([each[at] for each in taken])))
        for at, name in enumerate(("the processor", "the clock"))
    ]
    print(f"{PASSAGES} passages, {ROUNDS} documents; milliseconds after the commit, p50 / p95\n")
    print(table(("ms of", "found after"), rows))


def _found_after(house: House, number: int) -> tuple[float, float]:
    _file(house, number)
    wall, cpu = time.perf_counter(), time.process_time()
    indexing.drain(house.database, house.index)
    with house.database.reading():
        reach = reach_of(person_by_email(LEAD).id, clock.now())
        total = find(f"quagga{number}", reach=reach, index=house.index).total
    if total != PASSAGES:
        raise SystemExit(f"{total} of {PASSAGES} passages were found.")
    return (time.process_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3


def _file(house: House, number: int) -> None:
    """One more version of a plan, read."""
    texts = [
        f"Passage {at} of quagga{number} says what we will do about it by the spring."
        for at in range(PASSAGES)
    ]
    with house.database.writing():
        reach, now = reach_of(person_by_email(LEAD).id, clock.now()), clock.now()
        case = next(each for each in cases_for(reach) if each.cycle.key == CYCLE)
        case.state = STATE  # whatever it was: documents are filed while one prepares
        freezing.give_back(case, by=None, now=now)
        received = receive(
            house.files, io.BytesIO(" ".join(texts).encode()), name="plan.txt", max_bytes=10**6
        )
        filed = evidence.file(case, "strategic_plan", received, by=reach, now=now)
        rows = tuple(Passage(passage_id(text, {}), "paragraph", text, "Plan", 1) for text in texts)
        settle_reading(filed.id, Reading("txt", 1, rows, ()), now=now)


if __name__ == "__main__":
    main()
