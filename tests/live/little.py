"""The least application that has live pages, and a browser that listens to it, for tests of streams."""

import http.client
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import uvicorn
from flask import Flask, Response, request

from tests.harness.server import free_port
from wccflow.base import clock, log
from wccflow.base.database import connect
from wccflow.base.models import Base
from wccflow.base.offers import Offers
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.live.application import asgi, cursors_of
from wccflow.live.cursors import Cursors
from wccflow.live.fragments import Fragment
from wccflow.live.listeners import Application, Environ, Listener
from wccflow.live.pages import PageSaying
from wccflow.live.polling import answer
from wccflow.live.telling import Teller
from wccflow.live.uploads import Limits

PERSON = UUID(int=1)
TOPIC = UUID(int=2)
OURS = UUID(int=3)
THEIRS = UUID(int=4)
WAIT_SECONDS = 20


def shown(event: log.Event) -> Fragment | None:
    """The fragment of a note; a note that says `broken` cannot be shown."""
    if event.payload["text"] == "broken":
        raise ValueError("this note is broken")
    return Fragment("note", UUID(event.payload["topic"]), "note.html", {"text": event.payload["text"]})


def render(fragment: Fragment) -> str:
    """Its HTML, in two lines."""
    return f"<p>\n{fragment.context['text']}</p>"


@dataclass
class Little:
    """A database, an application, and who may hear what: `rights` by the name in the cookie."""

    database: Database
    rights: dict[str, frozenset[UUID]] = field(default_factory=lambda: {"ann": frozenset({OURS})})
    port: int = 0

    @property
    def flask(self) -> Flask:
        """The pages."""
        app = Flask("little")
        app.secret_key = "a secret for tests"
        teller = Teller(self.database, render, cursors_of(app))

        @app.get("/events")
        def events() -> Any:
            listener = self.may_listen(request.environ)
            return answer(teller, listener) if listener else Response("Sign in first.", 403)

        @app.post("/length")
        def length() -> str:
            return str(len(request.get_data()))

        @app.get("/large/<int:size>")
        def large(size: int) -> Response:
            return Response(b"x" * 8192 for _ in range(size // 8192))

        @app.get("/")
        def home() -> str:
            return "home"

        return app

    @property
    def cursors(self) -> Cursors:
        """The maker of the application's tokens."""
        return cursors_of(self.flask)

    def may_listen(self, environ: Environ) -> Listener | None:
        """Who has this cookie, as long as she is in `rights`."""
        name = environ.get("HTTP_COOKIE", "").removeprefix("who=")
        return Listener(PERSON, self.rights[name]) if name in self.rights else None

    def application(self, **settings: Any) -> Application:
        """The ASGI application."""
        return asgi(self.flask, database=self.database, may_listen=self.may_listen, render=render, **settings)

    def note(self, *texts: str, audience: UUID = OURS, topic: UUID = TOPIC, kind: str = "note.made") -> None:
        """Write these notes in one transaction."""
        with self.database.writing():
            for text in texts:
                happened = {"at": clock.now(), "by_id": None, "audience_id": audience, "subject_id": uuid4()}
                log.record(kind, **happened, topic=topic.hex, text=text)

    def here(self) -> str:
        """The token of this moment."""
        with self.database.reading() as reading:
            return self.cursors.here(reading)

    def listen(self, token: str = "", *, who: str = "ann", topic: UUID = TOPIC, again: str = "") -> "Browser":
        """A browser that listens to a topic."""
        query = urlencode({"topic": topic.hex, **({"last": token} if token else {})})
        headers = {"Cookie": f"who={who}", **({"Last-Event-ID": again} if again else {})}
        return Browser(self.port, f"/events?{query}", headers)

    @contextmanager
    def served(
        self,
        *,
        limits: Limits | None = None,
        heartbeat_seconds: float = 10,
        folder: Path | None = None,
        page_saying: PageSaying | None = None,
        page_process: Sequence[str] = (),
        root_path: str = "",
    ) -> Iterator[None]:
        """Serve the application on a free port, in a thread."""
        self.port = free_port()
        application = self.application(
            limits=limits,
            heartbeat_seconds=heartbeat_seconds,
            folder=folder,
            page_saying=page_saying,
            page_process=page_process,
        )
        config = uvicorn.Config(
            application,
            port=self.port,
            log_level="error",
            ws="none",
            timeout_graceful_shutdown=1,
            root_path=root_path,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                thread.join(0.01)
            yield
        finally:
            server.should_exit = True
            thread.join()


def little(folder: Path, address: str = "") -> Little:
    """A little application over an empty database."""
    settings = Settings(instance=folder, database_url=address)
    database = connect(settings, Offers(fragments={"note.made": [shown]}))
    Base.metadata.create_all(database.engine.execution_options(writes=True))
    return Little(database)


@dataclass(frozen=True)
class Heard:
    """One event as a browser hears it, with the id that the browser then remembers."""

    name: str
    html: str
    id: str


class Browser:
    """Listens to a stream as a browser would; used by `with`."""

    def __init__(self, port: int, address: str, headers: dict[str, str]) -> None:
        self.last = ""
        self.read: list[str] = []
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
        self._connection.request("GET", address, headers=headers)
        self.answer = self._connection.getresponse()
        self.status = self.answer.status

    def __enter__(self) -> "Browser":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.answer.close()
        self._connection.close()

    def blocks(self) -> Iterable[dict[str, list[str]]]:
        """The blocks of the stream, each with its fields; ends when the stream does."""
        fields: dict[str, list[str]] = {}
        while line := self.answer.readline().decode():
            self.read.append(line)
            name, _, text = line.rstrip("\n").partition(": ")
            if line != "\n":
                fields.setdefault(name, []).append(text)
                continue
            self.last = fields.get("id", [self.last])[-1]
            yield fields
            fields = {}

    def events(self) -> Iterator[Heard]:
        """The events, as they come."""
        for fields in self.blocks():
            if "data" in fields:
                yield Heard(fields.get("event", ["message"])[0], "\n".join(fields["data"]), self.last)

    def texts(self, number: int) -> list[str]:
        """The texts of the next notes; fewer when the stream ends before."""
        heard = (event.html[len("<p>\n") : -len("</p>")] for event in self.events())
        return list(islice(heard, number))

    def ready(self) -> "Browser":
        """Wait until the stream is open on the other side."""
        next(iter(self.blocks()))
        return self


def main() -> None:
    """Serve the application over the database in this folder, in this process, until it is told to stop."""
    folder, port = sys.argv[1:]
    uvicorn.run(
        Little(
            connect(Settings(instance=Path(folder)), Offers(fragments={"note.made": [shown]}))
        ).application(),
        port=int(port),
        log_level="error",
        timeout_graceful_shutdown=600,
    )


if __name__ == "__main__":
    main()
