"""The ASGI application: `/events` as streams held by no thread, everything else by Flask."""

import asyncio
import contextlib
import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from a2wsgi.wsgi import build_environ
from flask import Flask

from wccflow.base.work import Database
from wccflow.live.cursors import Cursors
from wccflow.live.forwarding import only_reads
from wccflow.live.hub import Hub
from wccflow.live.listeners import Application, Environ, MayListen, Receive, Render, Scope, Send, StillListen
from wccflow.live.page_process import PageProcess
from wccflow.live.pages import Pages, PageSaying, nothing_more
from wccflow.live.stopping import before_stopping
from wccflow.live.streams import Streams
from wccflow.live.tailer import Tailer
from wccflow.live.telling import Teller
from wccflow.live.uploads import Limits

ADDRESS = "/events"
PAGES_WAIT_SECONDS = 0.1
# How long a thread may keep the interpreter from the others. At each statement of a database it is given up
# and asked for again: with Python's own 5 ms a message waits that long behind pages, statement by statement.
TURN_SECONDS = 0.001
HEARTBEAT_SECONDS = 5.0  # who lost her rights by no event of the log is cut off within two of them


def asgi(
    flask_app: Flask,
    *,
    database: Database,
    may_listen: MayListen,
    render: Render,
    still_listen: StillListen | None = None,
    limits: Limits | None = None,
    folder: Path | None = None,
    heartbeat_seconds: float = HEARTBEAT_SECONDS,
    page_saying: PageSaying | None = None,
    page_process: Sequence[str] = (),
) -> Application:
    """The application for an ASGI server. `folder` is where bodies of requests wait on disk.

    `may_listen(environ)` says who asks and what she may hear, `render(fragment)` makes its HTML; both are
    called in threads. `still_listen(listeners)` says the same again for all who listen, more cheaply. Whoever
    may not listen is answered by Flask, as for every other private address. `page_saying(title, sentence)` is
    the whole page on which a body that was not taken is refused. `page_process` is the command of a process
    that makes the pages of requests that only read, as `making.make_pages`; without it all are made here.
    """
    limits = limits or Limits(most_bytes=flask_app.config["MAX_CONTENT_LENGTH"] or Limits().most_bytes)
    return _Live(
        pages=Pages(flask_app, limits, folder, page_saying),
        teller=Teller(database, render, cursors_of(flask_app)),
        may_listen=may_listen,
        still_listen=still_listen,
        heartbeat_seconds=heartbeat_seconds,
        page_process=PageProcess(page_process) if page_process else None,
    )


def cursors_of(flask_app: Flask) -> Cursors:
    """The maker of this application's stream tokens."""
    if not flask_app.secret_key:
        raise RuntimeError("set the secret key of the application before it makes tokens")
    return Cursors(flask_app.secret_key)


@dataclass
class _Live:
    pages: Pages
    teller: Teller
    may_listen: MayListen
    still_listen: StillListen | None
    heartbeat_seconds: float
    page_process: PageProcess | None
    hub: Hub = field(init=False)
    streams: Streams = field(init=False)
    tailer: Tailer | None = None

    def __post_init__(self) -> None:
        self.hub = Hub(self.may_listen, self.teller.cursors.token, self.still_listen)
        self.streams = Streams(self.hub, self.teller)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection of the server, or live through its whole life."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif not (_asks_for_events(scope) and await self._listens(scope, receive, send)):
            await self._show(scope, receive, send)

    async def _show(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.page_process is not None and only_reads(scope):
            if await self.page_process.answer(scope, receive, send):
                return
            receive = nothing_more  # the server was asked already, and has nothing more to say
        # Pages wait a moment while listeners are told: in one process both want the same interpreter.
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.hub.calm.wait(), PAGES_WAIT_SECONDS)
        await self.pages.answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        sys.setswitchinterval(TURN_SECONDS)
        await self._start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.hub.close()
        if self.page_process is not None:
            await self.page_process.stop()
        if self.tailer is not None:
            await self.tailer.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def _start(self) -> None:
        loop = asyncio.get_running_loop()

        def close() -> None:
            with contextlib.suppress(RuntimeError):  # the loop ended before the program did
                loop.call_soon_threadsafe(self.hub.close)

        before_stopping(close)
        self.tailer = Tailer(self.teller, self.hub, self.heartbeat_seconds)
        await self.tailer.start()
        if self.page_process is not None:
            self.page_process.start()

    async def _listens(self, scope: Scope, receive: Receive, send: Send) -> bool:
        environ: Environ = dict(build_environ(scope, io.BytesIO()))  # type: ignore[arg-type]  # no body is read
        return self.tailer is not None and await self.streams.answer(environ, receive, send)


def _asks_for_events(scope: Scope) -> bool:
    path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
    return path == ADDRESS and scope["method"] == "GET"
