"""The same application for servers that give a stream a thread or a greenlet: the usual way, without waste.

Each event is rendered once, as with ours, and put on the queues of those who may hear it; each stream takes
from its own queue. Under gevent the worker has made threads, locks and
queues those of gevent before this is read.
"""

import queue
import threading
from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, request

from wccflow.app import _rendered, create_app
from wccflow.base import audiences
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.live import wire
from wccflow.live.application import cursors_of
from wccflow.live.listeners import Listener
from wccflow.live.telling import Teller
from wccflow.live.watching import Watch
from wccflow.people import visitor
from wccflow.web.routes import SIGNED_IN
from wccflow.wiring import open_house

HEARTBEAT_SECONDS = 10.0


class Posts:
    """Everyone who listens in this process, and the thread that tells them."""

    def __init__(self, database: Database, teller: Teller) -> None:
        self._database = database
        self._teller = teller
        self._queues: dict[queue.SimpleQueue[bytes], tuple[Listener, frozenset[Any]]] = {}
        self._woken = threading.Event()
        database.after_commit.append(self._woken.set)
        Watch(database.engine.url, self._woken.set).start()
        threading.Thread(target=self._follow, daemon=True).start()

    def stream(self, listener: Listener, topics: frozenset[Any], token: str) -> Iterator[bytes]:
        """What was missed, then what happens."""
        mine: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._queues[mine] = (listener, topics)
        try:
            _, missed = self._teller.past(token, listener, topics)
            yield missed
            while True:
                try:
                    yield mine.get(timeout=HEARTBEAT_SECONDS)
                except queue.Empty:
                    yield wire.HEARTBEAT + b"\n"
        finally:
            self._queues.pop(mine, None)

    def _follow(self) -> None:
        cursor = self._teller.head()
        while True:
            self._woken.wait(5)
            self._woken.clear()
            batch = self._teller.next(cursor, lambda topic: True)
            cursor = batch.until
            for told in batch.told:
                for mine, (listener, topics) in list(self._queues.items()):
                    if told.audience_id in listener.audiences and (message := told.message(topics)):
                        mine.put(message)


def _app() -> Flask:
    settings = Settings.read()
    house = open_house(settings)
    app = create_app(settings, house)
    teller = Teller(house.database, lambda fragment: _rendered(app, fragment), cursors_of(app))
    posts = Posts(house.database, teller)

    def events() -> Response:
        reach, topics = visitor.reach(), wire.topics(request.args.getlist("topic"))
        listener = Listener(reach.person_id, audiences.readable(reach.tokens))
        stream = posts.stream(listener, topics or frozenset(), request.args.get("last", ""))
        return Response(stream, headers=wire.HEADERS)

    declared: Any = events
    declared.permission = SIGNED_IN
    app.view_functions["house.events"] = declared
    return app


app = _app()
