"""How soon a room of thirty sees what its chair does on a panel's day, on the embedded default.

Everyone listens as a browser does: what is pushed ready-made is there when it is heard, and after the same
short wait the page asks for the part of it that is its reader's own, then for the number of unread messages.
The chair lets parts of the day begin, one by one; the time counts from sending that.
"""

import argparse
import asyncio
import os
import re
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from benchmarks._instance import instance
from benchmarks._live_servers import OURS, running
from benchmarks._panel_house import RoomScene, room_scene
from benchmarks._timing import table

PEOPLE, ACTS, PAUSE_SECONDS = 30, 20, 5.0
ASKS_AFTER_SECONDS = 0.3  # as the page does
UNREAD_AFTER_SECONDS = 1.0
HEARD = re.compile(rb"event: screen-")
HEAD = (
    "people",
    "act: ms, p50 / p95",
    "heard: ms, p50 / p95 / max",
    "asked anew: ms, p50 / p95 / max",
    "heard",
)


@dataclass
class Room:
    """What is noted while the room is watched; all in seconds of the machine's steady clock."""

    port: int
    scene: RoomScene
    sent: float = 0.0
    acts: list[float] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)

    async def request(self, cookie: str, method: str, path: str, body: str = "", region: str = "") -> int:
        """Send one request as the page does; gives the status of the answer when all of it is here."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Cookie: {cookie}"]
        here = f"http://127.0.0.1:{self.port}{self.scene.room}"
        lines += ["Connection: close", "HX-Request: true", f"HX-Target: {region}", f"HX-Current-URL: {here}"]
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        writer.write(("\r\n".join(lines) + f"\r\n\r\n{body}").encode())
        answer = await reader.read()
        writer.close()
        return int(answer.split(b" ", 2)[1])

    async def listen(self, cookie: str, opened: asyncio.Event) -> None:
        """Hold one stream, and ask for what is new each time the screens have changed."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        path = f"/events?topic={self.scene.topic}&last={self.scene.token}"
        writer.write(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        tasks = set()
        while part := await reader.readline():
            if part.startswith(b"id: "):
                opened.set()
            if HEARD.match(part):
                self.heard.append(time.monotonic() - self.sent)
                tasks.add(asyncio.create_task(self._ask_anew(cookie, self.sent)))

    async def _ask_anew(self, cookie: str, since: float) -> None:
        await asyncio.sleep(ASKS_AFTER_SECONDS)
        assert await self.request(cookie, "GET", self.scene.room, region="steer") == 200
        self.asked.append(time.monotonic() - since)
        await asyncio.sleep(max(0.0, since + UNREAD_AFTER_SECONDS - time.monotonic()))
        assert await self.request(cookie, "GET", "/threads/unread", region="unread-messages") == 200

    async def act(self, number: int) -> None:
        """The chair lets the other part begin."""
        self.sent = time.monotonic()
        body = urlencode({"csrf_token": self.scene.proof, "_method": "PUT"})
        path = f"{self.scene.room}/parts/{1 + number % 2}/clock"
        assert await self.request(self.scene.cookies[0], "POST", path, body, "steer") == 303
        self.acts.append(time.monotonic() - self.sent)


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(prog="./run bench panel_room", description=__doc__)
    words.add_argument("--people", type=int, default=PEOPLE, help=f"in the room ({PEOPLE})")
    words.add_argument("--acts", type=int, default=ACTS, help=f"of the chair ({ACTS})")
    words.add_argument("--instance", type=Path, help="a demonstration that is there; it gains people")
    asked = words.parse_args()
    made = instance(12, asked.instance)
    place = made.house.settings.instance
    scene = room_scene(made.house, asked.people)
    made.house.database.engine.dispose()
    load = os.getloadavg()[0]
    with running(OURS, place, asked.people) as answering:
        room = asyncio.run(_watched(answering.port, scene, asked.acts))
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} processors, load {load:.1f} before")
    told = f"{len(room.heard):,} of {asked.people * asked.acts:,}"
    print(table(HEAD, [(str(asked.people), _two(room.acts), _three(room.heard), _three(room.asked), told)]))


async def _watched(port: int, scene: RoomScene, acts: int) -> Room:
    room = Room(port, scene)
    opened = [asyncio.Event() for _ in scene.cookies]
    streams = [
        asyncio.create_task(room.listen(cookie, one))
        for cookie, one in zip(scene.cookies, opened, strict=True)
    ]
    await asyncio.gather(*(each.wait() for each in opened))
    for number in range(acts):
        await room.act(number)
        await asyncio.sleep(PAUSE_SECONDS)
    await asyncio.sleep(3)
    for each in streams:
        each.cancel()
    return room


def _two(all_: list[float]) -> str:
    return " / ".join(_at(all_, share) for share in (0.5, 0.95))


def _three(all_: list[float]) -> str:
    return " / ".join(_at(all_, share) for share in (0.5, 0.95, 1.0))


def _at(all_: list[float], share: float) -> str:
    return f"{sorted(all_)[min(len(all_) - 1, int(share * len(all_)))] * 1000:.0f}" if all_ else "–"


if __name__ == "__main__":
    main()
