"""Everything that is no stream: the body to disk, then Flask in one of a few threads, then the answer."""

import asyncio
import html
import io
import json
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from a2wsgi import WSGIMiddleware
from flask import Flask

from wccflow.live.listeners import Environ, Message, Receive, Scope, Send
from wccflow.live.turns import once
from wccflow.live.uploads import Gone, Limits, NotTaken, taken

THREADS = 8
# So many pages are made at once: more would only wait for one another, and let the streams wait with them.
MADE_AT_ONCE = 3
# Parts of an answer that may wait for a slow reader (some 4 MB), so that a page never holds its thread.
PARTS_WAITING = 512
PATIENCE_SECONDS = 30
LINGER_SECONDS = 5

READS = ("GET", "HEAD")

_BODY = "wccflow.body"

PageSaying = Callable[[str, str], str]
TITLES = {413: "That is too large", 408: "That took too long", 507: "There is no room left"}


class Pages:
    """Flask behind a2wsgi."""

    def __init__(
        self, flask_app: Flask, limits: Limits, folder: Path | None, page_saying: PageSaying | None = None
    ) -> None:
        self._flask = flask_app
        self._limits = limits
        self._folder = folder
        self._page_saying = page_saying
        # Its types are narrower than what servers and Flask agree on.
        bridge: Any = WSGIMiddleware
        self._turns = asyncio.Semaphore(MADE_AT_ONCE)
        self._bridge = bridge(self._call, workers=THREADS, send_queue_size=PARTS_WAITING)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with Flask's page, or in a sentence when the body was not taken."""
        scope = dict(scope)
        try:
            async with taken(scope, receive, self._limits, self._folder) as body:
                scope[_BODY] = body
                await self._made(scope, _patient(send))
        except NotTaken as refusal:
            await _refuse(_words(refusal, scope, self._page_saying), refusal, receive, send)
        except Gone:
            return

    async def _made(self, scope: Scope, send: Send) -> None:
        if (
            scope["method"] not in READS
        ):  # a writer may wait for another one: that shall keep no reader waiting
            await self._bridge(scope, nothing_more, send)
            return
        await self._turns.acquire()
        leave = once(self._turns.release)

        async def sending(message: Message) -> None:
            leave()  # it is made; how slowly it is taken holds nobody up
            await send(message)

        try:
            await self._bridge(scope, nothing_more, sending)
        finally:
            leave()

    def _call(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ["wsgi.input"] = environ["asgi.scope"].get(_BODY) or io.BytesIO()
        environ["wsgi.errors"] = sys.stderr
        return self._flask.wsgi_app(environ, start_response)


async def nothing_more() -> Message:
    """The body of a request that brings nothing."""
    # A coroutine whatever the server's own is: a2wsgi asks for one, and some servers give a future.
    return {"type": "http.request", "body": b"", "more_body": False}


def _patient(send: Send) -> Send:
    """The same, but once the reader takes nothing for long, the rest goes nowhere and holds nothing up."""
    gone = False

    async def sending(message: Message) -> None:
        nonlocal gone
        if gone:
            return
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await send(message)
        except TimeoutError:
            gone = True

    return sending


async def _refuse(words: tuple[bytes, bytes], refusal: NotTaken, receive: Receive, send: Send) -> None:
    kind, body = words
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
        (b"hx-retarget", b"#notices"),
        (b"hx-reswap", b"innerHTML"),
    ]
    await send({"type": "http.response.start", "status": int(refusal.status), "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": True})
    # A browser that is still sending reads the answer only when nobody hangs up on it.
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while (await receive()).get("more_body"):
                pass
    await send({"type": "http.response.body", "body": b""})


def _words(refusal: NotTaken, scope: Scope, page_saying: PageSaying | None) -> tuple[bytes, bytes]:
    if scope["path"].startswith("/api/"):
        problem = {"title": refusal.status.phrase, "status": refusal.status, "detail": refusal.sentence}
        return b"application/problem+json", json.dumps(problem).encode()
    title = TITLES.get(refusal.status, refusal.status.phrase)
    said = f"<h1>{html.escape(title)}</h1><p>{html.escape(refusal.sentence)}</p>"
    if not any(name == b"hx-request" for name, _ in scope["headers"]):
        if page_saying is not None:
            return b"text/html; charset=utf-8", page_saying(title, refusal.sentence).encode()
        head = f'<meta charset="utf-8"><title>{html.escape(title)}</title>'
        said = f'<!doctype html><html lang="en"><head>{head}</head><body><main>{said}</main></body></html>'
    return b"text/html; charset=utf-8", said.encode()
