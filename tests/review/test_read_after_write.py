"""Pages are made by one process and posts are taken by another: what was posted is on the next page."""

import json
import re
import threading
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
import uvicorn

from tests.harness.server import free_port
from tests.live.apart import comes_true
from tests.review.conftest import ANALYST, LEAD, Table
from wccflow.app import asgi_application
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
TIMES = 50


@pytest.fixture
def address(table: Table, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The whole application over the table's database, its pages made by a process of their own."""
    port = free_port()
    where = f"http://127.0.0.1:{port}"
    given = {"INSTANCE": str(settings.instance), "SECRET_KEY": "test", "BASE_URL": where}
    for name, value in given.items():
        monkeypatch.setenv(f"WCCFLOW_{name}", value)
    server = uvicorn.Server(uvicorn.Config(asgi_application(), port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    assert comes_true(lambda: server.started and who_makes_pages(where) == "here")
    yield where
    assert who_makes_pages(where) == "here"
    server.should_exit = True
    thread.join()


def who_makes_pages(address: str) -> str:
    """What the server says of it."""
    with build_opener().open(f"{address}/health") as answer:
        return str(json.load(answer)["page_process"])


class Visitor:
    """A browser without scripts."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self._proof = ""

    def open(self, path: str, **fields: str) -> str:
        """The page at this address, or that to which these fields lead when they are sent to it."""
        data = urlencode({"csrf_token": self._proof, **fields}).encode() if fields else None
        with self._opener.open(f"{self._address}{path}", data) as answer:
            page: str = answer.read().decode()
        found = TOKEN.search(page)
        self._proof = found[1] if found else self._proof
        return page


def signed_in(table: Table, address: str, email: str) -> tuple[Visitor, str]:
    """A browser in which this person is signed in, and the page that it is shown then."""
    with table.world.database.writing():
        secret = make_link(person_by_email(email), clock.now())
    visitor = Visitor(address)
    visitor.open(f"/sign-in?link={secret}")
    return visitor, visitor.open("/sign-in", link=secret)


def test_the_first_page_after_signing_in_knows_who_came(table: Table, address: str) -> None:
    with table.world.database.reading():
        name = person_by_email(LEAD).name

    _, page = signed_in(table, address, LEAD)

    assert name in page


def test_every_page_after_a_post_shows_it(table: Table, address: str) -> None:
    table.submit()
    thread = table.open(ANALYST, "Where is year 3?", kind="question")
    visitor, _ = signed_in(table, address, LEAD)
    visitor.open(thread.address)

    missing = [
        number
        for number in range(TIMES)
        if f"Answer {number}." not in visitor.open(f"{thread.address}/comments", body=f"Answer {number}.")
    ]

    assert missing == []
