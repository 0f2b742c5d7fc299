"""The little application with pages that tell how they were made, and a process that makes them apart."""

import http.client
import io
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, send_file

from tests.live.little import WAIT_SECONDS, Little, little
from wccflow.live.making import APART, make_pages

ROOT = Path(__file__).resolve().parents[2]
MAKING = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.live.apart import main
main()
"""


class Apart(Little):
    """The little application, some of whose pages another process may make."""

    @property
    def flask(self) -> Flask:
        """The pages of the little application, and others that tell how they were made or go wrong."""
        app = Little.flask.fget(self)  # type: ignore[attr-defined]  # the property's own way
        folder = Path(self.database.engine.url.database or "").parent
        for address, view in VIEWS.items():
            app.add_url_rule(address, address, view, methods=["GET", "POST"])
        app.add_url_rule("/endless", "/endless", lambda: Response(_endless(folder)))
        app.add_url_rule("/gate", "/gate", lambda: _through_the_gate(folder))
        return app

    def command(self, folder: Path) -> tuple[str, ...]:
        """What starts the process that makes the pages."""
        return (sys.executable, "-c", MAKING, str(ROOT), str(folder))


@dataclass(frozen=True)
class Answered:
    """An answer as a browser has it."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def ask(port: int, address: str, method: str = "GET", **headers: str) -> Answered:
    """Ask over a connection of its own. Raises IncompleteRead when the answer breaks off."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    try:
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        connection.request(method, address, headers=given)
        answer = connection.getresponse()
        return Answered(answer.status, answer.getheaders(), answer.read())
    finally:
        connection.close()


def maker(port: int) -> int:
    """The process that makes pages now."""
    return int(ask(port, "/process").body)


def comes_true(question: Callable[[], bool]) -> bool:
    """Whether the answer becomes yes."""
    for _ in range(WAIT_SECONDS * 20):
        if question():
            return True
        time.sleep(0.05)
    return False


def _told() -> dict[str, Any]:
    return {name: each for name, each in request.environ.items() if isinstance(each, str | bool | int)}


def _cookies() -> Response:
    answer = Response("two")
    answer.set_cookie("one", "first")
    answer.set_cookie("two", "second; of two")
    return answer


def _dying() -> str:
    if request.environ.get(APART):
        os._exit(1)
    return "made here"


def _breaking_off() -> Response:
    def parts() -> Iterator[bytes]:
        yield b"x" * 2_000_000
        raise ValueError("nothing more can be made")

    return Response(parts(), headers={"Content-Length": "4000000"})


def _endless(folder: Path) -> Iterator[bytes]:
    try:
        while True:
            yield b"x" * 65_536
    finally:
        (folder / "ended").touch()


def _through_the_gate(folder: Path) -> str:
    (folder / "waiting").touch()
    comes_true((folder / "open").exists)
    return str(os.getpid())


def _failing() -> str:
    raise RuntimeError("this page cannot be made")


VIEWS: dict[str, Callable[[], Any]] = {
    "/process": lambda: str(os.getpid()),
    "/told": _told,
    "/cookies": _cookies,
    "/dying": _dying,
    "/breaking-off": _breaking_off,
    "/failing": _failing,
    "/file": lambda: send_file(io.BytesIO(b"0123456789"), mimetype="text/plain", etag="ten"),
}


def main() -> None:
    """Make pages over the database in this folder."""
    folder, number = sys.argv[2:]
    app = Apart(little(Path(folder)).database)
    make_pages(app.flask.wsgi_app, socket.socket(fileno=int(number)), beat_seconds=0.2)
