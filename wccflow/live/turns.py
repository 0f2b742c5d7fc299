"""Whose page is made now: a few at once, since more would only wait for one another."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

LONG_SECONDS = 0.3
MOST = (
    10  # with the longest ones; each may hold two of the database's connections, of which there are fifteen
)


class Turns:
    """Turns for so many at once. Whoever takes long keeps nobody waiting: she goes on beside the others."""

    def __init__(self, at_once: int, *, most: int = MOST) -> None:
        self._few = asyncio.Semaphore(at_once)
        self._all = asyncio.Semaphore(most)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a turn, and have it."""
        async with self._all:
            await self._few.acquire()
            leave = once(self._few.release)
            timer = asyncio.get_running_loop().call_later(LONG_SECONDS, leave)
            try:
                yield
            finally:
                timer.cancel()
                leave()


def once(act: Callable[[], None]) -> Callable[[], None]:
    """The same act, done at the first call alone."""
    acts = [act]
    return lambda: acts.pop()() if acts else None
