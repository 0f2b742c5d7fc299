"""Makes pages for another process, which holds the streams and has an interpreter to itself."""

import io
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO, Any, TypeAlias

from wccflow.live import frames

HERE = b"."
BEAT_SECONDS = 5.0
END_SECONDS = 8.0
APART = "wccflow.apart"  # in the environment of a request that is answered by such a process

WsgiApplication: TypeAlias = Callable[[frames.Environ, Any], Iterable[bytes]]

_log = logging.getLogger(__name__)


def make_pages(app: WsgiApplication, control: socket.socket, *, beat_seconds: float = BEAT_SECONDS) -> None:
    """Say that we are here, and answer on each line that comes through `control` until that is closed.

    When told to stop, what is being made is made to its end; when the other one is gone, nobody wants it.
    """
    told: list[int] = []
    lines: list[threading.Thread] = []

    def stop(number: int, frame: object) -> None:
        told.append(number)
        with suppress(OSError):
            control.shutdown(socket.SHUT_RDWR)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    with control:
        for line in _lines(control, beat_seconds):
            lines = [each for each in lines if each.is_alive()]
            lines.append(threading.Thread(target=_answer_all, args=(app, line), daemon=True))
            lines[-1].start()
    if told:
        _wait_for(lines)


def _lines(control: socket.socket, beat_seconds: float) -> Iterator[socket.socket]:
    """The lines as they come. Says now and then that we are here, so that the other knows we do not hang."""
    control.settimeout(beat_seconds)
    try:
        control.sendall(HERE)
        while True:
            try:
                said, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            except TimeoutError:
                control.sendall(HERE)
                continue
            if not said:
                return
            yield from (socket.socket(fileno=each) for each in descriptors)
    except OSError:
        return  # it is gone


def _answer_all(app: WsgiApplication, line: socket.socket) -> None:
    reading, writing = line.makefile("rb"), line.makefile("wb")
    try:
        with line, reading, writing:
            while (environ := frames.asked(reading)) is not None:
                _answer(app, environ, writing)
    except OSError:
        pass  # nobody waits for this page any more
    except Exception:  # the line is closed by now, and the other process tries for itself
        _log.exception("a page could not be made")


def _answer(app: WsgiApplication, environ: frames.Environ, writing: IO[bytes]) -> None:
    begun: list[bytes] = []

    def start_response(status: str, headers: list[tuple[str, str]], fault: object = None) -> Any:
        begun[:] = [frames.head(int(status.partition(" ")[0]), headers)]
        return None  # Flask never writes by the function that this could give

    given = {"wsgi.version": (1, 0), "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, APART: True}
    parts = app(environ | given, start_response)
    try:
        writing.write(begun[0])
        for part in _of_good_size(parts):
            writing.write(frames.framed(frames.PART, part))
        writing.write(frames.framed(frames.END))
        writing.flush()
    finally:
        getattr(parts, "close", lambda: None)()


def _of_good_size(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in parts of good size: each costs the other process a little, and takes its room."""
    waiting = bytearray()
    for part in parts:
        waiting += part
        if len(waiting) >= frames.PART_BYTES:
            whole = bytes(waiting)
            waiting.clear()
            for at in range(0, len(whole), frames.PART_BYTES):
                yield whole[at : at + frames.PART_BYTES]
    if waiting:
        yield bytes(waiting)


def _wait_for(threads: Iterable[threading.Thread]) -> None:
    until = time.monotonic() + END_SECONDS
    for each in threads:
        each.join(max(0.0, until - time.monotonic()))
