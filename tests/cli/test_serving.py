"""Serving as a whole: two processes that come together and go together, and refusals in sentences."""

import http.client
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.harness.server import free_port
from wccflow.base.errors import Refused
from wccflow.base.models import Base
from wccflow.base.settings import Settings
from wccflow.cli.serving import environment_of, serve
from wccflow.jobs.leader import somebody_leads
from wccflow.wiring import open_house

WAIT_SECONDS = 30
SERVING = """
import sys
from wccflow.base.settings import Settings
from wccflow.cli.serving import serve
serve(Settings.read(), "127.0.0.1", int(sys.argv[1]))
"""


@pytest.fixture
def settings(instance: Path) -> Settings:
    """Settings over a database with empty tables."""
    made = Settings(instance=instance)
    house = open_house(made)
    Base.metadata.create_all(house.database.engine.execution_options(writes=True))
    house.database.engine.dispose()
    return made


@contextmanager
def serving(port: int) -> Iterator["subprocess.Popen[str]"]:
    """The program serving at this port, once it answers and somebody leads."""
    command = [sys.executable, "-c", SERVING, str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def answers(port: int) -> bool:
    """Whether a page is answered at this port."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except ConnectionError:
        return False
    finally:
        connection.close()


def comes_true(question: Callable[[], bool]) -> bool:
    """Whether the answer becomes yes."""
    for _ in range(WAIT_SECONDS * 20):
        if question():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_both_processes_come_and_go_together(settings: Settings, told: signal.Signals) -> None:
    port = free_port()
    with serving(port) as process:
        came = (comes_true(lambda: answers(port)), comes_true(lambda: somebody_leads(settings)))

        process.send_signal(told)
        said, _ = process.communicate(timeout=WAIT_SECONDS)

    assert came == (True, True)
    assert said == f"wccflow is served at http://127.0.0.1:{port} — stop it with Ctrl+C.\n"
    assert (process.returncode, somebody_leads(settings)) == (0, False)


def test_the_background_process_outlives_no_killed_server(settings: Settings) -> None:
    with serving(free_port()) as process:
        led = comes_true(lambda: somebody_leads(settings))

        process.kill()

        assert (led, comes_true(lambda: not somebody_leads(settings))) == (True, True)


def page_process(server: int) -> list[int]:
    """The process that makes pages for this server, if it was started."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    return [int(each) for each in children if "page_process" in Path(f"/proc/{each}/cmdline").read_text()]


def who_makes_pages(port: int) -> str:
    """What the server says of it."""
    with urlopen(f"http://127.0.0.1:{port}/health", timeout=WAIT_SECONDS) as answer:
        return str(json.load(answer).get("page_process"))


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGKILL])
def test_the_process_that_makes_pages_goes_with_the_server(settings: Settings, told: signal.Signals) -> None:
    port = free_port()
    with serving(port) as process:
        came = comes_true(lambda: answers(port)) and comes_true(lambda: who_makes_pages(port) == "here")
        there = page_process(process.pid)

        process.send_signal(told)
        process.wait(WAIT_SECONDS)

    assert (came, len(there)) == (True, 1)
    assert comes_true(lambda: not Path(f"/proc/{there[0]}").exists())


def test_it_is_started_again_when_it_is_killed(settings: Settings) -> None:
    port = free_port()
    with serving(port) as process:
        came = comes_true(lambda: answers(port)) and comes_true(lambda: who_makes_pages(port) == "here")
        killed = page_process(process.pid)

        os.kill(killed[0], signal.SIGKILL)

        assert came
        assert comes_true(lambda: page_process(process.pid) not in ([], killed))
        assert comes_true(lambda: who_makes_pages(port) == "here")


def test_without_such_a_process_the_server_makes_pages(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WCCFLOW_PAGE_PROCESSES", "0")
    port = free_port()
    with serving(port) as process:
        came = comes_true(lambda: answers(port))

        assert (came, who_makes_pages(port), page_process(process.pid)) == (True, "None", [])


def test_a_taken_port_is_refused_in_a_sentence(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Refused, match=f"Port {port} of"):
            serve(settings, "127.0.0.1", port)


def test_several_workers_on_sqlite_are_refused_in_a_sentence(settings: Settings) -> None:
    with pytest.raises(Refused, match="SQLite is served by one worker"):
        serve(settings, "127.0.0.1", free_port(), workers=2)


def test_settings_go_through_the_environment_unchanged(tmp_path: Path) -> None:
    environment = {"WCCFLOW_INSTANCE": str(tmp_path), "WCCFLOW_PORT": "8123", "WCCFLOW_TODAY": "2009-11-02"}
    given = Settings.read(environment)

    assert Settings.read(environment_of(given)) == given


def test_the_soft_limit_of_descriptors_is_raised_for_the_server(settings: Settings) -> None:
    port = free_port()
    with serving(port) as process:
        came = comes_true(lambda: answers(port))
        limits = Path(f"/proc/{process.pid}/limits").read_text()

    soft = next(line.split()[3] for line in limits.splitlines() if line.startswith("Max open files"))
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    assert came
    assert int(soft) == min(65_536, hard if hard != resource.RLIM_INFINITY else 65_536)
