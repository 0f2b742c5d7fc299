"""The servers that are measured: ours as it is served, and the same application under gunicorn."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

OURS, GTHREAD, GEVENT = "wccflow serve", "gunicorn gthread", "gunicorn gevent"
SERVERS = (OURS, GTHREAD, GEVENT)
WAIT_SECONDS = 60
SPARE = 50  # threads or greenlets for pages, beside those of the listeners


@dataclass(frozen=True)
class Running:
    """A server, and the process that answers."""

    port: int
    process: int

    def cpu_seconds(self) -> float:
        """How much of the processors it has had."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kib(self) -> int:
        """The memory that it holds."""
        lines = Path(f"/proc/{self.process}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

    def threads(self) -> int:
        """How many threads it has."""
        return len(list(Path(f"/proc/{self.process}/task").iterdir()))


@contextmanager
def running(server: str, instance: Path, listeners: int) -> Iterator[Running]:
    """A server of this instance that answers, with the background process beside it."""
    port = _free_port()
    given = {"INSTANCE": str(instance), "PORT": str(port), "BASE_URL": f"http://127.0.0.1:{port}"}
    environment = os.environ | {f"WCCFLOW_{name}": value for name, value in given.items()}
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
    with _all(_commands(server, port, listeners), environment, instance / "bench.log") as processes:
        _wait_until_healthy(port)
        first = processes[0].pid
        yield Running(port, first if server == OURS else _child(first))


def _commands(server: str, port: int, listeners: int) -> list[list[str]]:
    if server == OURS:
        return [[sys.executable, "-m", "wccflow.cli", "serve", "--port", str(port)]]
    kind = ["-k", "gthread", "--threads", str(listeners + SPARE)] if server == GTHREAD else ["-k", "gevent"]
    kind += ["--worker-connections", str(listeners + 2 * SPARE)]
    always = ["-w", "1", "-b", f"127.0.0.1:{port}", "--keep-alive", "60", "--timeout", "300"]
    gunicorn = [sys.executable, "-m", "gunicorn", "--graceful-timeout", "1", *always]
    return [
        [*gunicorn, *kind, "--backlog", "4096", "benchmarks._live_wsgi:app"],
        [sys.executable, "-m", "wccflow.jobs.background"],
    ]


@contextmanager
def _all(
    commands: list[list[str]], environment: Mapping[str, str], log: Path
) -> Iterator[list["subprocess.Popen[bytes]"]]:
    with log.open("ab") as output:
        made = [
            subprocess.Popen(each, env=environment, stdout=output, stderr=output, stdin=subprocess.PIPE)
            for each in commands
        ]
        try:
            yield made
        finally:
            for each in made:
                each.send_signal(signal.SIGTERM)
            for each in made:
                _end(each)


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


def _child(parent: int) -> int:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return int(found[0])


def _wait_until_healthy(port: int) -> None:
    for _ in range(WAIT_SECONDS * 10):
        try:
            with urlopen(f"http://127.0.0.1:{port}/health", timeout=WAIT_SECONDS) as answer:
                if json.load(answer).get("page_process") != "away":  # others have none
                    return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.1)
    raise AssertionError("the server did not come up; its log is bench.log in the instance")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
