"""One open stream, as the hub sees it: who listens to what, and what waits to be sent."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from uuid import UUID

from wccflow.live import wire
from wccflow.live.listeners import Environ, Listener, Send
from wccflow.live.saying import Rest, say

MOST_WAITING = 200
LAST_WORDS_SECONDS = 0.3


@dataclass(eq=False, slots=True)
class Ear:
    """A listener's open stream. Only the event loop touches it."""

    environ: Environ
    listener: Listener
    topics: frozenset[UUID]
    asking: int = 0
    ending: bool = False
    not_hers: set[UUID] = field(default_factory=set)
    sending: asyncio.Timeout | None = None
    send: Send | None = None
    _after: int = -1
    _idle: bool = False
    _rest: Rest | None = None
    _waiting: deque[tuple[int, bytes]] = field(default_factory=deque)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def offer(self, seq: int, message: bytes, token: str) -> None:
        """Say this at once, or let it wait. Who lets too much wait is told to load anew and let go."""
        if self.ending or (self._idle and self._said(seq, message)):
            return
        if len(self._waiting) >= MOST_WAITING:
            self.end(wire.reset(token))
            return
        self._waiting.append((seq, message))
        self._news.set()

    def end(self, last_words: bytes = b"") -> None:
        """End the stream at once. What waits is dropped: the browser asks for it when it comes back."""
        if self.ending:
            return
        self.ending, self._idle = True, False
        self._waiting.clear()
        self._waiting.append((-1, last_words))
        self._news.set()
        if self.sending is not None and not self.sending.expired():
            self.sending.reschedule(asyncio.get_running_loop().time() + LAST_WORDS_SECONDS)

    def _said(self, seq: int, message: bytes) -> bool:
        """Whether a message needs no more care: it is said, being said, or was said before."""
        if seq <= self._after or self.send is None:
            return seq <= self._after
        try:
            self._rest = say(self.send, message)
        except Exception:  # whoever cannot be spoken to is let go
            self.end()
            return True
        if self._rest is not None:
            self._idle = False
            self._news.set()
        return True

    def unsaid(self) -> Rest | None:
        """What is left of the last message that was begun, to be said before anything else."""
        rest, self._rest = self._rest, None
        return rest

    async def heard(self, after: int) -> bytes:
        """All that waits and comes after this place in the log; it is the last when the ear is ending."""
        self._after, self._idle = after, self.send is not None and not self._news.is_set()
        await self._news.wait()
        self._news.clear()
        self._idle = False
        messages = [message for seq, message in self._waiting if seq > after or seq == -1]
        self._waiting.clear()
        return b"".join(messages)
