"""One answer to `/events`: what was missed, then what happens, until somebody hangs up."""

import asyncio
import random
from collections.abc import Awaitable, Mapping, Sequence
from urllib.parse import parse_qs

from wccflow.live import wire
from wccflow.live.ears import LAST_WORDS_SECONDS, Ear
from wccflow.live.hub import Hub
from wccflow.live.listeners import Environ, Receive, Send
from wccflow.live.telling import Teller

PATIENCE_SECONDS = 15  # for a browser that takes nothing
RETRY_MILLISECONDS = (500, 3000)  # spread, so that a restart is not answered by everyone at once


class Streams:
    """Opens streams for those who may listen."""

    def __init__(self, hub: Hub, teller: Teller) -> None:
        self._hub = hub
        self._teller = teller

    async def answer(self, environ: Environ, receive: Receive, send: Send) -> bool:
        """Answer with a stream until it ends; gives False, with nothing sent, to whoever may not listen."""
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        topics = wire.topics(asked.get("topic", ()))
        ear = await self._hub.join(environ, topics or frozenset())
        if ear is None:
            return False
        gone = asyncio.create_task(_until_gone(receive, ear))
        try:
            if topics is None:
                await _refuse(send)
            else:
                await self._stream(ear, last_seen(environ, asked), send)
        except TimeoutError:
            pass  # the browser takes nothing: it will come back, or not
        finally:
            gone.cancel()
            self._hub.leave(ear)
        return True

    async def _stream(self, ear: Ear, token: str, send: Send) -> None:
        headers = [(name.encode(), text.encode()) for name, text in wire.HEADERS]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        # The ear is open already: what happens while the past is read waits in it, and is not said twice.
        head, missed = await asyncio.to_thread(self._teller.past, token, ear.listener, ear.topics)
        await _say(send, ear, wire.retry(random.randint(*RETRY_MILLISECONDS)) + missed)
        ear.send = send
        while not ear.ending:
            message = await ear.heard(head)
            if (rest := ear.unsaid()) is not None:
                await _patiently(ear, rest)
            if message:
                await _say(send, ear, message)
        await _say(send, ear, b"", more=False)


def last_seen(environ: Environ, asked: Mapping[str, Sequence[str]]) -> str:
    """The token that the browser had last: its own memory is newer than the page's address."""
    return environ.get("HTTP_LAST_EVENT_ID") or next(iter(asked.get("last", ())), "")


async def _say(send: Send, ear: Ear, message: bytes, *, more: bool = True) -> None:
    await _patiently(ear, send({"type": "http.response.body", "body": message, "more_body": more}))


async def _patiently(ear: Ear, saying: Awaitable[None]) -> None:
    limit = LAST_WORDS_SECONDS if ear.ending else PATIENCE_SECONDS
    try:
        async with asyncio.timeout(limit) as ear.sending:
            await saying
    finally:
        ear.sending = None


async def _until_gone(receive: Receive, ear: Ear) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    ear.end()


async def _refuse(send: Send) -> None:
    sentence = wire.NO_TOPICS.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(sentence))]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": sentence})
