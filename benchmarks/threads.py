"""How fast a thread of 2,000 messages opens and grows, beside reading it whole: ./run bench threads."""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from sqlalchemy import insert

from benchmarks._instance import CYCLE, instance
from benchmarks._pages import TOKEN, client_of
from benchmarks._timing import Times, table
from wccflow.app import create_app
from wccflow.base import audiences, clock
from wccflow.base.settings import Settings
from wccflow.base.work import session
from wccflow.cycles.queries import cases_for
from wccflow.finding import indexing
from wccflow.people.queries import person_by_email, reach_of
from wccflow.review import tallying
from wccflow.review.models import Comment, Thread
from wccflow.review.readers import shared
from wccflow.wiring import House, open_house

LENGTHS, ROUNDS, WARM = (20, 2_000), 20, 3
BEGUN = datetime(2009, 10, 1, 9, tzinfo=UTC)
Pair: TypeAlias = tuple[float, float]
READER, WRITER = "analyst@q34.example", "manager@q34.example"


def main() -> None:
    """Write two threads into a copy of the demonstration, and open and answer them as people do."""
    parser = argparse.ArgumentParser(prog="./run bench threads", description=__doc__)
    parser.add_argument("--instance", type=Path, help="folder of a demonstration")
    made = instance(12, parser.parse_args().instance).house
    made.database.engine.dispose()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(made.settings.instance, folder, dirs_exist_ok=True)
        house = open_house(Settings.read({"WCCFLOW_INSTANCE": folder}))
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
    thread_id = uuid4()
    with house.database.writing():
        reach = reach_of(person_by_email(READER).id, clock.now())
        author = person_by_email(WRITER).id
        case = next(each for each in cases_for(reach) if each.cycle.key == CYCLE)
        who = shared(case)
        audience_id = audiences.ensure(who.key, who.tokens)
        named = {"audience_id": audience_id, "opened_by_id": author, "opened_at": BEGUN}
        session().add(Thread(id=thread_id, case_id=case.id, kind="comment", **named))
        session().flush()
        session().execute(insert(Comment), _messages(thread_id, author, audience_id, count))
        tallying.recount(thread_id)
    return thread_id


def _messages(thread: UUID, author: UUID, audience: UUID, count: int) -> list[dict[str, object]]:
    return [
        {
            "id": uuid4(),
            "version": 1,
            "thread_id": thread,
            "ordinal": ordinal,
            "author_id": author,
            "role": "",
            "body": f"{ordinal}: as long as people write while they read a plan of **many** pages.",
            "at": BEGUN + timedelta(minutes=7 * ordinal),
            "audience_id": audience,
        }
        for ordinal in range(1, count + 1)
    ]


if __name__ == "__main__":
    main()
