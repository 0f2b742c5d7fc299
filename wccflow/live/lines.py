"""Lines to the process that makes pages: each carries one page at a time, and is used again."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from wccflow.live import frames

MOST_LINES = 64


class Line:
    """One line, as the process sees it that asks."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._is_free = True

    @property
    def is_free(self) -> bool:
        """Whether the last answer was taken to its end, so that another may be asked for."""
        return self._is_free and not self._reader.at_eof()

    async def ask(self, request: bytes) -> None:
        """Ask for a page. Raises OSError when the line is broken."""
        self._is_free = False
        self._writer.write(request)
        await self._writer.drain()

    async def heard(self) -> tuple[bytes, bytes]:
        """The next frame of the answer: its kind and its content. Raises EOFError when the line breaks."""
        kind, length = frames.BEGINNING.unpack(await self._reader.readexactly(frames.BEGINNING.size))
        content = await self._reader.readexactly(length) if length else b""
        self._is_free = kind == frames.END
        return kind, content

    def close(self) -> None:
        """Hang up: the page is made for nobody any more."""
        self._writer.transport.abort()


class Lines:
    """The lines to one process, made as they are needed and handed over through `control`."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._idle: list[Line] = []
        self._made = 0
        self._closed = False

    @asynccontextmanager
    async def borrowed(self) -> AsyncIterator[Line]:
        """A line for one page; closed when not all of it was taken. Raises OSError when none can be had."""
        line = await self._one()
        try:
            yield line
        finally:
            if line.is_free and not self._closed:
                self._idle.append(line)
            else:
                self._drop(line)

    def close(self) -> None:
        """Hang up where nobody is answered; pages that are being made come to their end."""
        self._closed = True
        while self._idle:
            self._drop(self._idle.pop())

    async def _one(self) -> Line:
        while self._idle:
            line = self._idle.pop()
            if line.is_free:
                return line
            self._drop(line)
        if self._made >= MOST_LINES or self._closed:
            raise ConnectionError("no line is free")
        self._made += 1
        try:
            return await self._new()
        except BaseException:
            self._made -= 1
            raise

    async def _new(self) -> Line:
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
            return Line(*await asyncio.open_unix_connection(sock=ours, limit=frames.PART_BYTES))
        except BaseException:
            ours.close()
            raise

    def _drop(self, line: Line) -> None:
        self._made -= 1
        line.close()
