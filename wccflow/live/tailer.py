"""Follows the log for the whole process and hands each part of it to the hub, in order, once."""

import asyncio
import contextlib
import logging

from sqlalchemy.exc import SQLAlchemyError

from wccflow.live.hub import Hub
from wccflow.live.telling import MOST_MISSED, Batch, Teller
from wccflow.live.watching import Watch

SAFETY_LOOK_SECONDS = 5
AFTER_A_FAULT_SECONDS = 0.5

_log = logging.getLogger(__name__)


class Tailer:
    """One per process; its cursor only ever moves on after the hub has had everything before it."""

    def __init__(self, teller: Teller, hub: Hub, heartbeat_seconds: float) -> None:
        self._teller = teller
        self._hub = hub
        self._heartbeat_seconds = heartbeat_seconds
        self._cursor = 0
        self._woken = asyncio.Event()
        self._busy = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin at the end of the log; what happened before is for those who come back to ask for."""
        loop = asyncio.get_running_loop()

        def wake() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody listens any more
                loop.call_soon_threadsafe(self._woken.set)

        database = self._teller.database
        self._cursor = await asyncio.to_thread(self._teller.head)
        self._wake = wake
        self._watch = Watch(database.engine.url, wake)
        self._watch.start()
        database.after_commit.append(wake)
        self._tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._beat())]

    async def stop(self) -> None:
        """End everything that was begun."""
        self._teller.database.after_commit.remove(self._wake)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._watch.stop)

    async def _follow(self) -> None:
        while True:
            self._woken.clear()
            self._hub.calm.clear()
            try:
                batch = await asyncio.to_thread(self._teller.next, self._cursor, self._hub.is_wanted)
            except SQLAlchemyError:
                _log.exception("the log could not be read; it is tried again")
                self._hub.calm.set()
                await asyncio.sleep(AFTER_A_FAULT_SECONDS)
                continue
            await self._deliver(batch)
            self._hub.calm.set()
            if batch.length < MOST_MISSED:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), SAFETY_LOOK_SECONDS)

    async def _deliver(self, batch: Batch) -> None:
        async with self._busy:
            await self._hub.deliver(batch)
            self._cursor = batch.until

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._heartbeat_seconds)
            await self._hub.ask_again()
            async with self._busy:  # a heartbeat names a place: everything before it must have been said
                await self._hub.beat(self._cursor)
