"""How soon a message shows elsewhere, by number of listeners: ours beside gunicorn, in one run."""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks._instance import instance
from benchmarks._live_house import Scene, scene
from benchmarks._live_servers import SERVERS, Running, running
from benchmarks._timing import table

LISTENERS = (100, 500, 2000)
PEOPLE = 200
CONNECTIONS = 8
HEAD = (
    "server",
    "listeners",
    "quiet: ms, p50 / p95 / p99",
    "CPU ms a post",
    "busy: ms, p50 / p95 / p99",
    "post itself, ms p50 / p95",
    "pages a second",
    "page ms, p95",
    "heard",
    "KiB each",
    "threads",
)


@dataclass(frozen=True)
class Measured:
    """What came of one server with so many listeners; milliseconds from sending a post to hearing it."""

    server: str
    listeners: int
    quiet: list[float]
    busy: list[float]
    posts: list[float]
    cpu_milliseconds: float
    pages_a_second: float
    page_milliseconds: list[float]
    expected: int
    kib_each: float
    threads: int

    def row(self) -> list[str]:
        """Its line of the table."""
        return [
            self.server,
            f"{self.listeners:,}",
            _three(self.quiet),
            f"{self.cpu_milliseconds:.0f}",
            _three(self.busy),
            f"{_at(self.posts, 0.5):.0f} / {_at(self.posts, 0.95):.0f}",
            f"{self.pages_a_second:.0f}",
            f"{_at(self.page_milliseconds, 0.95):.0f}",
            f"{len(self.quiet) + len(self.busy):,} of {self.expected:,}",
            f"{self.kib_each:.1f}",
            str(self.threads),
        ]


def main() -> None:
    """Measure, print, and write the figures to a file when one is named."""
    words = argparse.ArgumentParser(prog="./run bench live", description=__doc__)
    words.add_argument("--listeners", type=int, nargs="*", default=LISTENERS, help="how many (100 500 2000)")
    words.add_argument("--servers", nargs="*", default=SERVERS, choices=SERVERS)
    words.add_argument("--posts", type=int, default=20, help="how many in quiet, and as many when busy (20)")
    words.add_argument(
        "--instance", type=Path, help="a demonstration that is there; it gains threads and people"
    )
    words.add_argument("--json", type=Path, help="also write the figures to this file")
    asked = words.parse_args()
    made = instance(12, asked.instance)
    place = made.house.settings.instance
    found = scene(made.house, PEOPLE)
    made.house.database.engine.dispose()
    began = (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    )
    measured = []
    runs = [(count, server) for count in asked.listeners for server in asked.servers]
    for turn, (count, server) in enumerate(runs, 1):
        measured.append(_measured(server, place, count, found, range(turn * 1000, turn * 1000 + asked.posts)))
        print(" | ".join(measured[-1].row()), file=sys.stderr)
    print(
        f"{began} before, {os.getloadavg()[0]:.1f} after; {PEOPLE} people; "
        f"{CONNECTIONS} connections ask for pages"
    )
    print(table(HEAD, [each.row() for each in measured]))
    if asked.json:
        asked.json.write_text(json.dumps([asdict(each) for each in measured]) + "\n", encoding="utf-8")


def _measured(server: str, place: Path, count: int, found: Scene, quiet: range) -> Measured:
    with tempfile.TemporaryDirectory() as folder, running(server, place, count) as answering:
        file = Path(folder) / "scene.json"
        file.write_text(json.dumps(asdict(found)))
        _post(answering, found, 0, [])  # so that whatever is made at the first post is there
        bare = answering.kib()
        with _process("_live_listeners", answering.port, count, file) as listening:
            assert listening.stdout is not None
            assert listening.stdout.readline().strip() == "ready", "every listener is heard"
            time.sleep(2)
            kib, threads, cpu = answering.kib(), answering.threads(), answering.cpu_seconds()
            sent: dict[int, float] = {}
            took: list[float] = []
            for number in quiet:
                sent[number] = _post(answering, found, number, [])
                time.sleep(0.25)
            time.sleep(1)
            cpu = answering.cpu_seconds() - cpu
            busy = range(quiet.stop, quiet.stop + len(quiet))
            pages = _busy(answering, found, file, busy, sent, took)
            heard = json.loads(listening.communicate()[0])
    delays = {number: [(at - sent[number]) * 1000 for at in heard.get(str(number), ())] for number in sent}
    return Measured(
        server=server,
        listeners=count,
        quiet=[each for number in quiet for each in delays[number]],
        busy=[each for number in busy for each in delays[number]],
        posts=took,
        cpu_milliseconds=cpu * 1000 / len(quiet),
        pages_a_second=len(pages["milliseconds"]) / pages["seconds"],
        page_milliseconds=pages["milliseconds"],
        expected=2 * len(quiet) * count,
        kib_each=(kib - bare) / count,
        threads=threads,
    )


def _busy(
    answering: Running, found: Scene, file: Path, numbers: range, sent: dict[int, float], took: list[float]
) -> dict[str, Any]:
    """Post while pages are asked for; what the one who asks for them tells."""
    with _process("_live_load", answering.port, CONNECTIONS, file) as loading:
        time.sleep(2)
        for number in numbers:
            sent[number] = _post(answering, found, number, took)
            time.sleep(0.5)
        pages: dict[str, Any] = json.loads(loading.communicate()[0])
    time.sleep(8)  # until the last has heard the last
    return pages


def _post(answering: Running, found: Scene, number: int, took: list[float]) -> float:
    """Post a message with the form of the page; gives when it was sent."""
    fields = {"csrf_token": found.proof, "body": f"Message bench-{number}-end", "audience": ""}
    headers = {
        "Cookie": found.cookies[0],
        "Content-Type": "application/x-www-form-urlencoded",
        "HX-Request": "true",
        "HX-Target": "comments",
    }
    connection = http.client.HTTPConnection("127.0.0.1", answering.port, timeout=60)
    connection.connect()
    sent = time.monotonic()
    connection.request("POST", f"{found.thread}/comments", urlencode(fields), headers)
    answer = connection.getresponse()
    body = answer.read()
    took.append((time.monotonic() - sent) * 1000)
    connection.close()
    assert answer.status == 303, f"{answer.status}: {body[:300]!r}"
    return sent


@contextmanager
def _process(module: str, *words: object) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as made:
        try:
            yield made
        finally:
            made.kill()


def _three(all_: list[float]) -> str:
    return " / ".join(f"{_at(all_, share):.0f}" for share in (0.5, 0.95, 0.99))


def _at(all_: list[float], share: float) -> float:
    return sorted(all_)[min(len(all_) - 1, int(share * len(all_)))] if all_ else float("nan")


if __name__ == "__main__":
    main()
