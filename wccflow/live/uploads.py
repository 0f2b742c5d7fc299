"""Bodies are taken to disk before Flask sees them, so that a slow or stalled upload holds no thread."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import IO

from wccflow.live.listeners import Receive, Scope

_KEPT_IN_MEMORY = 1 << 20

TOO_LARGE = "This is larger than the {limit} MB that can be taken. Split it, or save it in a smaller size."
TOO_SLOW = "Nothing more arrived, or it arrived too slowly, so it was not kept. Send it again."
NO_ROOM = "There is no room left to keep this, so it was not kept. Tell those who run this service."


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a body may be, and how slowly and how long it may arrive."""

    most_bytes: int = 50_000_000
    least_bytes_per_second: int = 500
    look_seconds: float = 10
    most_seconds: float = 900


class NotTaken(Exception):
    """The body was not taken; the status and the sentence are the answer."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Gone(Exception):
    """The browser hung up before all had arrived."""


@asynccontextmanager
async def taken(
    scope: Scope, receive: Receive, limits: Limits, folder: Path | None
) -> AsyncIterator[IO[bytes]]:
    """The whole body as a file, at its beginning; the scope then says its length. Raises NotTaken or Gone."""
    too_large = NotTaken(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE.format(limit=limits.most_bytes // 1_000_000)
    )
    if _length(scope) > limits.most_bytes:
        raise too_large
    with tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY, dir=str(folder) if folder else None) as file:
        size = 0
        async for chunk in _arriving(receive, limits):
            size += len(chunk)
            if size > limits.most_bytes:
                raise too_large
            await _write(file, chunk)
        file.seek(0)
        if size:
            scope["headers"] = _with_length(scope, size)
        yield file


async def _arriving(receive: Receive, limits: Limits) -> AsyncIterator[bytes]:
    """The body's parts. Raises NotTaken when too few come in any stretch of time, or all take too long."""
    loop = asyncio.get_running_loop()
    begun = look_begun = loop.time()
    least = int(limits.least_bytes_per_second * limits.look_seconds)
    arrived = 0
    more = True
    while more:
        ends = min(look_begun + limits.look_seconds, begun + limits.most_seconds)
        try:
            async with asyncio.timeout_at(ends):
                message = await receive()
        except TimeoutError:
            if arrived < least or loop.time() >= begun + limits.most_seconds:
                raise NotTaken(HTTPStatus.REQUEST_TIMEOUT, TOO_SLOW) from None
            look_begun, arrived = loop.time(), 0
            continue
        if message["type"] == "http.disconnect":
            raise Gone
        arrived += len(message.get("body", b""))
        more = message.get("more_body", False)
        yield message.get("body", b"")


async def _write(file: IO[bytes], chunk: bytes) -> None:
    try:
        # Beyond the first megabyte a write goes to disk, for which the other streams shall not wait.
        if file.tell() + len(chunk) > _KEPT_IN_MEMORY:
            await asyncio.to_thread(file.write, chunk)
        else:
            file.write(chunk)
    except OSError:
        raise NotTaken(HTTPStatus.INSUFFICIENT_STORAGE, NO_ROOM) from None


def _length(scope: Scope) -> int:
    text = next((text for name, text in scope["headers"] if name == b"content-length"), b"0")
    return int(text) if text.isdigit() else 0


def _with_length(scope: Scope, size: int) -> list[tuple[bytes, bytes]]:
    kept = [each for each in scope["headers"] if each[0] not in {b"content-length", b"transfer-encoding"}]
    return [*kept, (b"content-length", str(size).encode())]
