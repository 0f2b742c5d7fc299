"""A process of many listeners: raw connections that note when each message came, and nothing else.

Words: the port, how many, a file with a scene. It prints `ready` when all streams are open, and at the end of
its input what it heard: for each message the moments, in seconds of the machine's steady clock.
"""

import asyncio
import json
import re
import resource
import sys
import time
from pathlib import Path
from typing import Any

MARK = re.compile(rb"bench-(\d+)-end")
AT_ONCE = 10
LONGEST_MARK = 24


class Listening(asyncio.Protocol):
    """One stream."""

    def __init__(self, request: bytes, heard: dict[int, list[float]]) -> None:
        self._request = request
        self._heard = heard
        self._rest = self._begun = b""
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        if not self.opened.done():
            self._begun += data
            if b"id: " in self._begun:
                self.opened.set_result(None)
        now = time.monotonic()
        text = self._rest + data
        end = 0
        for found in MARK.finditer(text):
            self._heard.setdefault(int(found[1]), []).append(now)
            end = found.end()
        self._rest = text[max(end, len(text) - LONGEST_MARK) :]

    def connection_lost(self, fault: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(ConnectionError(f"the stream did not open: {self._begun[:500]!r}"))


async def listen(port: int, count: int, scene: dict[str, Any]) -> None:
    """Open all streams, say so, and hear until the input ends."""
    heard: dict[int, list[float]] = {}
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> None:
        cookie = scene["cookies"][number % len(scene["cookies"])]
        path = f"/events?topic={scene['topic']}&last={scene['token']}"
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n"
        async with gate:
            made = await asyncio.get_running_loop().create_connection(
                lambda: Listening(head.encode(), heard), "127.0.0.1", port
            )
            await asyncio.wait_for(made[1].opened, 120)

    await asyncio.gather(*(one(number) for number in range(count)))
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    print(json.dumps(heard))


def main() -> None:
    """Listen."""
    port, count, file = sys.argv[1:]
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65_536), hard))
    asyncio.run(listen(int(port), int(count), json.loads(Path(file).read_text())))


if __name__ == "__main__":
    main()
