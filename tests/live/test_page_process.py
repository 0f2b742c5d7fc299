"""Pages are made by a process of their own: nobody can tell but by the speed, and nothing needs it."""

import http.client
import json
import os
import signal
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.live.apart import Answered, Apart, ask, comes_true, maker
from tests.live.little import WAIT_SECONDS, little
from wccflow.live import page_process

NOT_THE_SAME = ("wccflow.apart", "REMOTE_PORT")


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Apart]:
    """The application, its pages made by another process."""
    monkeypatch.setattr(page_process, "FIRST_PAUSE_SECONDS", 0.1)
    made = Apart(little(tmp_path).database)
    with made.served(page_process=made.command(tmp_path)):
        assert comes_true(lambda: maker(made.port) != os.getpid())
        yield made
    made.database.engine.dispose()


def kibibytes(process: int) -> int:
    """The memory that a process holds."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def cookies(answer: Answered) -> list[str]:
    """What the browser is to remember."""
    return [text for name, text in answer.headers if name.lower() == "set-cookie"]


def test_pages_that_only_read_are_made_there_and_all_else_here(apart: Apart) -> None:
    there = maker(apart.port)

    made = [
        ask(apart.port, "/process", "HEAD").status,
        int(ask(apart.port, "/process", "POST").body),
        int(ask(apart.port, "/process", Content_Length="0").body),
    ]
    with apart.listen(apart.here()).ready() as browser:
        apart.note("here")
        heard = browser.texts(1)

    assert made == [200, os.getpid(), os.getpid()]
    assert there != os.getpid()
    assert heard == ["here"]


def test_a_page_is_told_the_same_there_as_here(tmp_path: Path) -> None:
    asked = {"X_Forwarded_For": "192.0.2.7", "X_Forwarded_Proto": "https", "Cookie": "who=ann", "X_Word": "é"}
    address = "/told?of=1&of=%C3%A9"
    made = Apart(little(tmp_path).database)

    with made.served(root_path="/place"):
        here = json.loads(ask(made.port, address, **asked).body)
    with made.served(root_path="/place", page_process=made.command(tmp_path)):
        assert comes_true(lambda: maker(made.port) != os.getpid())
        there = json.loads(ask(made.port, address, **asked).body)
    made.database.engine.dispose()

    assert there.pop("wccflow.apart")
    for told in (here, there):
        assert told.pop("REMOTE_PORT")
        for name in ("HTTP_HOST", "SERVER_PORT"):
            told.pop(name)
    assert there == here
    assert (there["REMOTE_ADDR"], there["wsgi.url_scheme"]) == ("192.0.2.7", "https")
    assert (there["SCRIPT_NAME"], there["PATH_INFO"], there["QUERY_STRING"]) == (
        "/place",
        "/told",
        "of=1&of=%C3%A9",
    )


def test_an_answer_comes_with_all_its_headers(apart: Apart) -> None:
    assert cookies(ask(apart.port, "/cookies")) == ["one=first; Path=/", 'two="second\\073 of two"; Path=/']


def test_what_the_browser_has_already_is_not_sent_again(apart: Apart) -> None:
    answer = ask(apart.port, "/file", If_None_Match='"ten"')

    assert (answer.status, answer.body) == (304, b"")


def test_a_part_of_a_file_is_sent_as_that_part(apart: Apart) -> None:
    answer = ask(apart.port, "/file", Range="bytes=2-4")

    assert (answer.status, answer.body) == (206, b"234")
    assert ("content-range", "bytes 2-4/10") in answer.headers


def test_no_page_fails_while_the_process_is_killed_again_and_again(apart: Apart) -> None:
    statuses: list[int] = []
    over = threading.Event()

    def keep_asking() -> None:
        while not over.is_set():
            statuses.append(ask(apart.port, "/large/300000").status)

    asking = [threading.Thread(target=keep_asking) for _ in range(6)]
    for each in asking:
        each.start()
    killed = []
    for _ in range(3):
        assert comes_true(lambda: (there := maker(apart.port)) != os.getpid() and there not in killed)
        killed.append(maker(apart.port))
        os.kill(killed[-1], signal.SIGKILL)
    over.set()
    for each in asking:
        each.join()

    assert len(set(killed)) == 3
    assert set(statuses) == {200}


def test_a_page_that_ends_its_process_is_made_here(apart: Apart) -> None:
    there = maker(apart.port)

    assert ask(apart.port, "/dying").body == b"made here"
    assert comes_true(lambda: maker(apart.port) not in (there, os.getpid()))


def test_a_page_that_cannot_be_made_fails_as_it_would_here(apart: Apart) -> None:
    there = maker(apart.port)

    assert ask(apart.port, "/failing").status == 500
    assert maker(apart.port) == there


def test_an_answer_that_breaks_off_is_not_taken_for_whole(apart: Apart) -> None:
    there = maker(apart.port)

    with pytest.raises(http.client.IncompleteRead):
        ask(apart.port, "/breaking-off")
    assert maker(apart.port) == there


def test_a_large_file_goes_through_without_being_held(apart: Apart) -> None:
    size = 200 * 8192 * 100
    there = maker(apart.port)
    ask(apart.port, f"/large/{8192 * 1000}")
    before = kibibytes(os.getpid()), kibibytes(there)

    connection = http.client.HTTPConnection("127.0.0.1", apart.port, timeout=WAIT_SECONDS)
    connection.request("GET", f"/large/{size}")
    answer, digest = connection.getresponse(), sha256()
    while part := answer.read(1 << 20):
        digest.update(part)
    connection.close()

    assert digest.hexdigest() == sha256(b"x" * size).hexdigest()
    grown = kibibytes(os.getpid()) - before[0], kibibytes(there) - before[1]
    assert max(grown) < 40_000


def test_slow_readers_hold_nobody_up(apart: Apart) -> None:
    there = maker(apart.port)
    slow = [http.client.HTTPConnection("127.0.0.1", apart.port, timeout=WAIT_SECONDS) for _ in range(30)]
    for each in slow:
        each.request("GET", "/large/80000000")

    made = [maker(apart.port) for _ in range(20)]
    for each in slow:
        each.close()

    assert made == [there] * 20


def test_what_a_browser_left_is_not_made_to_its_end(apart: Apart, tmp_path: Path) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", apart.port, timeout=WAIT_SECONDS)
    connection.request("GET", "/endless")
    connection.getresponse().read(5_000_000)

    connection.close()

    assert comes_true((tmp_path / "ended").exists)


def test_told_to_stop_it_ends_what_it_began(apart: Apart, tmp_path: Path) -> None:
    there = maker(apart.port)
    said: list[bytes] = []
    asking = threading.Thread(target=lambda: said.append(ask(apart.port, "/gate").body))
    asking.start()
    assert comes_true((tmp_path / "waiting").exists)

    os.kill(there, signal.SIGTERM)
    assert comes_true(lambda: maker(apart.port) != there)
    (tmp_path / "open").touch()
    asking.join()

    assert said == [str(there).encode()]
    assert comes_true(lambda: maker(apart.port) not in (there, os.getpid()))


def test_one_that_says_nothing_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_process, "FIRST_PAUSE_SECONDS", 0.1)
    monkeypatch.setattr(page_process, "SILENCE_SECONDS", 3)
    made = Apart(little(tmp_path).database)
    with made.served(page_process=made.command(tmp_path)):
        assert comes_true(lambda: maker(made.port) != os.getpid())
        there = maker(made.port)

        os.kill(there, signal.SIGSTOP)

        assert ask(made.port, "/process").status == 200
        assert comes_true(lambda: maker(made.port) not in (there, os.getpid()))
    made.database.engine.dispose()


@pytest.mark.parametrize("command", [("no-such-program",), ("false",)])
def test_where_it_cannot_be_started_pages_are_made_here(tmp_path: Path, command: tuple[str, ...]) -> None:
    made = Apart(little(tmp_path).database)
    with made.served(page_process=command):
        pages: list[Any] = [maker(made.port) for _ in range(5)]
    made.database.engine.dispose()

    assert pages == [os.getpid()] * 5
