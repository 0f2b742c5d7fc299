"""A form that is sent twice, from one browser or two, one after the other or at once, acts once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.harness.clients import token_of
from tests.harness.world import World
from wccflow.base import log
from wccflow.review.actions import open_thread
from wccflow.review.models import Comment, Thread

LEAD, EDITOR = "lead@5pg.example", "editor@5pg.example"
Browser = Callable[[str], FlaskClient]


@pytest.fixture
def thread(world: World) -> Thread:
    """A thread of an organisation that prepares."""
    world.at("preparing")
    with world.database.writing():
        return open_thread(
            world.case(), kind="comment", body="First words.", by=world.reach(LEAD), now=world.now
        )


def form(client: FlaskClient, address: str, **fields: str) -> dict[str, str]:
    """What a browser sends from the page at this address, with a key of its own unless one is given."""
    return {"csrf_token": token_of(client.get(address).text), "key": str(uuid4()), **fields}


def messages(world: World) -> int:
    """How many messages there are."""
    with world.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Comment)) or 0


def head(world: World) -> int:
    """Where the log stands."""
    with world.database.reading() as session:
        return log.head(session)


def test_two_browsers_that_send_one_form_act_once(client_of: Browser, world: World, thread: Thread) -> None:
    one, other = client_of(LEAD), client_of(LEAD)
    key, address = str(uuid4()), f"{thread.address}/comments"

    first = one.post(address, data=form(one, thread.address, key=key, body="Once."))
    stood_at = head(world)
    second = other.post(address, data=form(other, thread.address, key=key, body="Once."))

    assert (first.status_code, first.location) == (second.status_code, second.location)
    assert (first.status_code, (first.location or "").partition("#")[0]) == (303, thread.address)
    assert (messages(world), head(world)) == (2, stood_at)


def test_two_browsers_that_send_one_form_at_once_act_once(
    client_of: Browser, world: World, thread: Thread
) -> None:
    browsers, key = [client_of(LEAD) for _ in range(4)], str(uuid4())
    sent = [form(each, thread.address, key=key, body="Once.") for each in browsers]
    together = Barrier(len(browsers))

    def send(browser: FlaskClient, fields: dict[str, str]) -> tuple[int, str | None]:
        together.wait()
        answer = browser.post(f"{thread.address}/comments", data=fields)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(len(browsers)) as threads:
        answers = set(threads.map(send, browsers, sent))

    assert [(status, (to or "").partition("#")[0]) for status, to in answers] == [(303, thread.address)]
    assert messages(world) == 2


def test_a_key_of_somebody_else_acts_not_at_all(client_of: Browser, world: World, thread: Thread) -> None:
    mine, theirs = client_of(LEAD), client_of(EDITOR)
    key, address = str(uuid4()), f"{thread.address}/comments"
    mine.post(address, data=form(mine, thread.address, key=key, body="Mine."))

    answer = theirs.post(address, data=form(theirs, thread.address, key=key, body="Mine."))

    assert (answer.status_code, messages(world)) == (422, 2)


def test_a_key_does_not_carry_other_words(client_of: Browser, world: World, thread: Thread) -> None:
    client, key = client_of(LEAD), str(uuid4())
    client.post(f"{thread.address}/comments", data=form(client, thread.address, key=key, body="Mine."))

    answer = client.post(
        f"{thread.address}/comments", data=form(client, thread.address, key=key, body="Other.")
    )

    assert (answer.status_code, messages(world)) == (422, 2)


def test_a_form_that_was_refused_may_be_sent_again(client_of: Browser, world: World, thread: Thread) -> None:
    client, key = client_of(LEAD), str(uuid4())
    address = f"{thread.address}/comments"

    refused = client.post(address, data=form(client, thread.address, key=key, body=" "))
    mended = client.post(address, data=form(client, thread.address, key=key, body="Now with words."))

    assert (refused.status_code, mended.status_code, messages(world)) == (422, 303, 2)


def test_a_move_is_made_once_by_two_browsers(client_of: Browser, world: World) -> None:
    browsers, key, case = [client_of(LEAD), client_of(LEAD)], str(uuid4()), "/cycles/wcc-test/5PG"
    sent = [
        form(each, case, key=key, event="accept", version="1", label="Invited", reason="")
        for each in browsers
    ]

    answers = [
        browser.post(f"{case}/moves", data=fields) for browser, fields in zip(browsers, sent, strict=True)
    ]

    with world.database.reading():
        moves = [event.payload["event"] for event in log.events_of([world.case().id], "case.moved")]
    assert [(each.status_code, each.location) for each in answers] == [(303, case), (303, case)]
    assert moves == ["accept"]
