"""A process that asks for pages as fast as they come, over connections that it keeps.

Words: the port, how many connections, a file with a scene. It asks until its input ends, then prints how many
pages came, in how many seconds, and the milliseconds of each.
"""

import asyncio
import json
import sys
import threading
import time
from itertools import count
from pathlib import Path
from typing import Any


async def ask(
    port: int, scene: dict[str, Any], number: int, ended: threading.Event, took: list[float]
) -> None:
    """One after the other, until the end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    for turn in count(number):
        if ended.is_set():
            writer.close()
            return
        cookie = scene["cookies"][turn % len(scene["cookies"])]
        page = scene["pages"][turn % len(scene["pages"])]
        began = time.monotonic()
        head = f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n"
        writer.write(head.encode())
        try:
            await _answer(reader)
        except (asyncio.IncompleteReadError, ConnectionError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
            continue
        took.append((time.monotonic() - began) * 1000)


async def _answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(f"a page was not given: {head[:60]!r}")
    length = head.partition(b"content-length: ")[2].split(b"\r\n")[0]
    if length:
        await reader.readexactly(int(length))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()


async def load(port: int, connections: int, scene: dict[str, Any]) -> None:
    """Ask until the input ends, then tell."""
    ended, took = threading.Event(), list[float]()
    began = time.monotonic()
    asking = [asyncio.create_task(ask(port, scene, each, ended, took)) for each in range(connections)]
    await asyncio.to_thread(sys.stdin.read)
    ended.set()
    await asyncio.gather(*asking)
    print(json.dumps({"seconds": time.monotonic() - began, "milliseconds": took}))


if __name__ == "__main__":
    asyncio.run(load(int(sys.argv[1]), int(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text())))
