"""Everyone who listens now: who gets what, and who is cut off."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from wccflow.live import wire
from wccflow.live.ears import Ear
from wccflow.live.listeners import Environ, Listener, MayListen, StillListen
from wccflow.live.telling import Batch, Told

_log = logging.getLogger(__name__)


class Hub:
    """The open streams of one process. Only the event loop touches it, but for `is_wanted`."""

    def __init__(
        self, may_listen: MayListen, token: Callable[[int], str], still_listen: StillListen | None = None
    ) -> None:
        self._may_listen = may_listen
        self._still_listen = still_listen
        self._token = token
        self._ears: set[Ear] = set()
        self._by_topic: defaultdict[UUID, set[Ear]] = defaultdict(set)
        self._closed = False
        self.calm = asyncio.Event()  # nothing is being told
        self.calm.set()
        self._askings = 0

    async def join(self, environ: Environ, topics: frozenset[UUID]) -> Ear | None:
        """The ear of the one who asks, or None when she may not listen."""
        listener = (await asyncio.to_thread(self._rights_of, [environ]))[0]
        if listener is None:
            return None
        # Whoever is asked for anew by what her browser is known by needs no more of her request.
        ear = Ear({} if self._still_listen else environ, listener, topics)
        if self._closed:
            ear.end()
        self._ears.add(ear)
        for topic in topics:
            self._by_topic[topic].add(ear)
        return ear

    def leave(self, ear: Ear) -> None:
        """Forget an ear."""
        self._ears.discard(ear)
        for topic in ear.topics:
            self._by_topic[topic].discard(ear)
            if not self._by_topic[topic]:
                del self._by_topic[topic]

    def is_wanted(self, topic: UUID) -> bool:
        """Whether anybody listens to this; may be asked from another thread."""
        return topic in self._by_topic

    async def deliver(self, batch: Batch) -> None:
        """Give every listener what she may hear of this part of the log, in its order."""
        await self._recheck(self._ears if batch.rights_changed else self._uncertain(batch))
        for told in batch.told:
            messages: dict[frozenset[UUID], bytes] = {}  # most listen to the same topics
            for ear in self._about(told):
                if told.audience_id in ear.listener.audiences:
                    message = messages.get(ear.topics) or told.message(ear.topics)
                    messages[ear.topics] = message
                    ear.offer(told.seq, message, told.token)
            await asyncio.sleep(0)  # lets the streams send, so that many events at once make nobody slow

    async def ask_again(self) -> None:
        """Cut off whoever may not listen any more. What is told meanwhile asks for itself where it must."""
        await self._recheck(list(self._ears))

    async def beat(self, position: int) -> None:
        """Tell everyone that the stream is alive and where it stands."""
        token = self._token(position)
        for ear in self._ears:
            ear.offer(position, wire.HEARTBEAT + wire.place(token) + b"\n", token)

    def close(self) -> None:
        """End every stream at once, for the program is stopping."""
        self._closed = True
        for ear in self._ears:
            ear.end()

    def _about(self, told: Told) -> set[Ear]:
        return set().union(*(self._by_topic.get(topic, ()) for topic, _ in told.pieces))

    def _uncertain(self, batch: Batch) -> set[Ear]:
        # An audience may have come to be after an ear's rights were read: she is asked for once.
        found = set()
        for told in batch.told:
            for ear in self._about(told):
                if told.audience_id not in ear.listener.audiences | ear.not_hers:
                    ear.not_hers.add(told.audience_id)
                    found.add(ear)
        return found

    async def _recheck(self, ears: Collection[Ear]) -> None:
        asked = [ear for ear in ears if not ear.ending]
        if not asked:
            return
        self._askings += 1
        asking = self._askings
        listeners = await asyncio.to_thread(self._rights_now, asked)
        for ear, listener in zip(asked, listeners, strict=True):
            if listener is None:
                ear.end()
            elif asking > ear.asking:  # an answer that was asked for later may have come earlier
                ear.listener, ear.asking = listener, asking

    def _rights_now(self, ears: Sequence[Ear]) -> Sequence[Listener | None]:
        if self._still_listen is None:
            return self._rights_of([ear.environ for ear in ears])
        try:
            return self._still_listen([ear.listener for ear in ears])
        except Exception:  # as below; they come back by themselves
            _log.exception("who still listens could not be found out")
            return [None] * len(ears)

    def _rights_of(self, environs: Sequence[Environ]) -> list[Listener | None]:
        known: dict[str, Listener | None] = {}  # the tabs of one browser are asked for once
        for environ in environs:
            cookie = environ.get("HTTP_COOKIE", "")
            if cookie not in known:
                known[cookie] = self._right_of(environ)
        return [known[environ.get("HTTP_COOKIE", "")] for environ in environs]

    def _right_of(self, environ: Environ) -> Listener | None:
        try:
            return self._may_listen(dict(environ))
        except Exception:  # whoever cannot be recognised may not listen
            _log.exception("who listens could not be found out")
            return None
