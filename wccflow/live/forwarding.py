"""One page asked of the process that makes pages, and passed on to the browser as it comes."""

import asyncio
import io
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any

from a2wsgi.wsgi import build_environ

from wccflow.live import frames
from wccflow.live.lines import Line, Lines
from wccflow.live.listeners import Message, Receive, Scope, Send
from wccflow.live.pages import READS
from wccflow.live.turns import Turns

# So much of an answer is held until it has come whole or more comes: a page is sent whole or not at all.
HELD_BYTES = 1 << 20
PATIENCE_SECONDS = 30


def only_reads(scope: Scope) -> bool:
    """Whether a request changes nothing and brings nothing, so that any process may answer it, or two."""
    brings = any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])
    return scope["method"] in READS and not brings


async def forward(lines: Lines, turns: Turns, scope: Scope, receive: Receive, send: Send) -> bool:
    """Answer by the process of these lines; gives False, with nothing sent, when that did not answer."""
    environ: dict[str, Any] = dict(build_environ(scope, io.BytesIO()))  # type: ignore[arg-type]  # no body
    left = asyncio.create_task(_left(receive))
    answer = _Answer()
    try:
        async with AsyncExitStack() as held:
            async with turns.turn():
                if left.done():
                    return True
                line = await held.enter_async_context(lines.borrowed())
                await line.ask(frames.asking(environ))
                await answer.begin(line)
            await answer.hold(line)
            while not answer.is_whole and not left.done():
                await answer.pass_on(send)
                await answer.hold(line)
    except (OSError, EOFError):  # the process went away, or the browser takes nothing
        return answer.is_begun
    finally:
        left.cancel()
    with suppress(TimeoutError):
        await answer.pass_on(send)
    return True


@dataclass
class _Answer:
    is_whole: bool = False
    is_begun: bool = False
    start: Message = field(default_factory=dict)
    held: list[bytes] = field(default_factory=list)

    async def begin(self, line: Line) -> None:
        _, content = await line.heard()
        status, headers = frames.read_head(content)
        self.start = {"type": "http.response.start", "status": status, "headers": headers}

    async def hold(self, line: Line) -> None:
        """Take what comes, as much as may be held."""
        size = 0
        while not self.is_whole and size < HELD_BYTES:
            kind, part = await line.heard()
            self.is_whole = kind == frames.END
            self.held.append(part)
            size += len(part)

    async def pass_on(self, send: Send) -> None:
        """Send what is held. Raises TimeoutError when the browser takes nothing for long."""
        body = b"".join(self.held)
        self.held.clear()
        async with asyncio.timeout(PATIENCE_SECONDS):
            if not self.is_begun:
                self.is_begun = True
                await send(self.start)
            await send({"type": "http.response.body", "body": body, "more_body": not self.is_whole})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
