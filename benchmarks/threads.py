"""How fast a thread of 2,000 messages opens and grows, beside reading it whole: ./run bench threads."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from flask.testing import FlaskClient

from benchmarks._instance import CYCLE, copied
from benchmarks._messages import write_thread
from benchmarks._pages import TOKEN, client_of
from benchmarks._timing import Times, table
from wccflow.app import create_app
from wccflow.base import audiences, clock
from wccflow.cycles.queries import cases_for
from wccflow.finding import indexing
from wccflow.people.queries import person_by_email, reach_of
from wccflow.review import tallying
from wccflow.review.readers import shared
from wccflow.wiring import House

LENGTHS, ROUNDS, WARM = (20, 2_000), 20, 3
Pair: TypeAlias = tuple[float, float]
READER, WRITER = "analyst@q34.example", "manager@q34.example"


def main() -> None:
    """Write two threads into a copy of the demonstration, and open and answer them as people do."""
    parser = argparse.ArgumentParser(prog="./run bench threads", description=__doc__)
    parser.add_argument("--instance", type=Path, help="folder of a demonstration")
    with copied(parser.parse_args().instance) as house:
        client = client_of(create_app(house.settings, house), house, READER)
        rows = [row for count in LENGTHS for row in _measured(house, client, _thread(house, count), count)]
    print(f"milliseconds of the server, p50 / p95 of {ROUNDS} whole answers\n")
    head = (
        "messages",
        "ms of",
        "opened",
        "opened whole",
        "posted",
        "found in search after",
        "kB",
        "kB whole",
    )
    print(table(head, rows))


def _measured(house: House, client: FlaskClient, thread: UUID, count: int) -> list[tuple[str, ...]]:
    address = f"/threads/{thread}"
    size, whole_size = len(client.get(address).data), len(client.get(f"{address}?all=1").data)
    acts: list[list[Pair]] = [[], [], [], []]
    proof = TOKEN.search(client.get(address).text)
    for number in range(WARM + ROUNDS):
        form = {"csrf_token": proof and proof[1], "audience": "", "body": f"Also {number}."}
        acts[0].append(_taken(lambda: client.get(address)))
        acts[1].append(_taken(lambda: client.get(f"{address}?all=1")))
        acts[2].append(_taken(lambda: client.post(f"{address}/comments", data=form)))  # noqa: B023 - at once
        acts[3].append(_taken(lambda: indexing.drain(house.database, house.index)))
    return [
        (
            f"{count:,}",
            clock_name,
            *(str(Times([pair[which] for pair in each[WARM:]])) for each in acts),
            f"{size / 1e3:.0f}",
            f"{whole_size / 1e3:.0f}",
        )
        for which, clock_name in enumerate(("the processor", "the clock"))
    ]


def _taken(act: Callable[[], object]) -> Pair:
    """Milliseconds of the processor and of the clock."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = act()
    taken = (time.process_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3
    if getattr(answer, "status_code", 200) >= 400:
        raise SystemExit("A page of the thread was refused.")
    return taken


def _thread(house: House, count: int) -> UUID:
    """A thread with so many messages, none of them read."""
    with house.database.writing():
        reach = reach_of(person_by_email(READER).id, clock.now())
        case = next(each for each in cases_for(reach) if each.cycle.key == CYCLE)
        who = shared(case)
        author = person_by_email(WRITER).id
        made = write_thread(case.id, author, audiences.ensure(who.key, who.tokens), count)
        tallying.recount(made)
    return made


if __name__ == "__main__":
    main()
