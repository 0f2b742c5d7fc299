"""Saying something to a browser: at once where it takes it, so that telling thousands wakes no task each."""

import inspect
from collections.abc import Coroutine, Generator
from typing import Any

from wccflow.live.listeners import Send


class Rest:
    """What is left of a message that was not taken at once; awaited, it goes on where it stopped."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self._coroutine = coroutine
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        waits_for = self._waits_for
        while True:
            try:
                try:
                    yield waits_for
                except BaseException as fault:  # also that nobody waits any longer
                    waits_for = self._coroutine.throw(fault)
                else:
                    waits_for = self._coroutine.send(None)
            except StopIteration:
                return


def say(send: Send, message: bytes) -> Rest | None:
    """Send a part of the stream as far as it goes at once; gives what is left of it, or None."""
    sending: Any = send({"type": "http.response.body", "body": message, "more_body": True})
    if not inspect.iscoroutine(sending):  # some servers have awaitables of their own
        return Rest(_awaited(sending), None)
    try:
        return Rest(sending, sending.send(None))
    except StopIteration:
        return None


async def _awaited(sending: Any) -> None:
    await sending
