"""Whoever works stays signed in; whoever is away for long does not."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.harness.world import World
from wccflow.base import clock
from wccflow.people.models import BrowserSession

Clients = Callable[[str], FlaskClient]


def later(monkeypatch: pytest.MonkeyPatch, **away: float) -> datetime:
    """Let it be so much later, as the pages see it."""
    instant = clock.now() + timedelta(**away)
    monkeypatch.setattr(clock, "now", lambda: instant)
    return instant


def test_whoever_works_all_day_stays_signed_in(
    world: World, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("lead@5pg.example")

    for _ in range(4):
        later(monkeypatch, hours=5)

        assert client.get("/").status_code == 200


def test_whoever_was_away_for_long_signs_in_again(
    world: World, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("lead@5pg.example")

    later(monkeypatch, hours=13)

    assert client.get("/").location == "/sign-in"


def test_a_visit_is_noted_once_in_five_minutes(
    world: World, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("lead@5pg.example")
    began = seen(world)

    later(monkeypatch, minutes=4)
    client.get("/")
    soon = seen(world)
    instant = later(monkeypatch, minutes=4)
    client.get("/")

    assert soon == began
    assert seen(world) == instant


def seen(world: World) -> datetime:
    """When the only browser was last here."""
    with world.database.reading() as session:
        return session.scalars(select(BrowserSession.seen_at)).one()
