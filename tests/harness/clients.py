"""Clients of the pages: one for anybody, one for each person who signs in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.harness import traces
from tests.harness.world import World
from wccflow.app import create_app, move_in
from wccflow.base import clock
from wccflow.base.settings import Settings
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link
from wccflow.wiring import House

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture(scope="session")
def applications() -> dict[Settings, Flask]:
    """The applications made so far, by their settings without the places: making one takes its time."""
    return {}


@pytest.fixture
def app(house: House, applications: dict[Settings, Flask]) -> Iterator[Flask]:
    """The application on the test's database; whatever changes through it must leave its line in the log."""
    settings = replace(house.settings, instance=Path(), database_url="", files="")
    if settings not in applications:
        applications[settings] = create_app(house.settings, house)
    made = applications[settings]
    with _left_as_found(made):
        move_in(made, house)
        made.config["TESTING"] = True
        untold = traces.watch(made, house.database)
        yield made
    assert untold == []


@contextmanager
def _left_as_found(app: Flask) -> Iterator[None]:
    """What a test sets or hooks in is gone for the next one."""
    config, extensions = dict(app.config), dict(app.extensions)
    before = {name: list(each) for name, each in app.before_request_funcs.items()}
    after = {name: list(each) for name, each in app.after_request_funcs.items()}
    app._got_first_request = False  # Flask takes no hooks once it has answered
    try:
        yield
    finally:
        for held, was in (
            (app.config, config),
            (app.extensions, extensions),
            (app.before_request_funcs, before),
            (app.after_request_funcs, after),
        ):
            held.clear()
            held.update(was)


@pytest.fixture
def anybody(app: Flask) -> FlaskClient:
    """A client in which nobody is signed in."""
    return app.test_client()


@pytest.fixture
def client_of(app: Flask, world: World) -> Callable[[str], FlaskClient]:
    """Gives a client in which this person is signed in, as by a link."""

    def sign_in(email: str) -> FlaskClient:
        with world.database.writing():
            secret = make_link(person_by_email(email), clock.now())
        client = app.test_client()
        proof = token_of(client.get(f"/sign-in?link={secret}").text)
        client.post("/sign-in", data={"link": secret, "csrf_token": proof})
        return client

    return sign_in


def token_of(html: str) -> str:
    """The proof of origin in a page's first form."""
    found = TOKEN.search(html)
    assert found is not None, "the page has no form"
    return found[1]
