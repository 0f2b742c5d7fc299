"""How often one person may search."""

from collections.abc import Callable
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from tests.harness.world import World
from wccflow.finding.pace import PACE, Pace

Clients = Callable[[str], FlaskClient]
ANA, BEN = uuid4(), uuid4()


def test_the_one_too_many_is_told_when_to_go_on() -> None:
    pace = Pace(2, clock=lambda: 60.0 * 7 + 15)

    assert [pace.wait("searches", ANA) for _ in range(3)] == [0, 0, 45]
    assert pace.wait("searches", BEN) == 0


def test_a_new_minute_begins_anew() -> None:
    times = iter([0.0, 59.9, 60.0])
    pace = Pace(1, clock=lambda: next(times))

    assert [pace.wait("searches", ANA) for _ in range(3)] == [0, 1, 0]


def test_suggestions_are_counted_for_themselves() -> None:
    pace = Pace(1, clock=lambda: 0.0)

    assert [pace.wait("suggestions", ANA, times=2) for _ in range(3)] == [0, 0, 60]
    assert pace.wait("searches", ANA) == 0


def test_who_searches_too_often_is_told_in_a_sentence(app: Flask, world: World, client_of: Clients) -> None:
    app.extensions[PACE] = Pace(1, clock=lambda: 10.0)
    client, other = client_of("lead@5pg.example"), client_of("lead@5mx.example")
    assert client.get("/search?q=stroke").status_code == 200

    again = client.get("/search?q=stroke")

    assert again.status_code == 429
    assert again.headers["Retry-After"] == "50"
    assert "Wait a minute, then try again." in again.text
    assert client.get("/search/hits.xlsx?q=stroke").status_code == 429
    assert [client.get("/search").status_code, client.get("/search/suggestions?q=st").status_code] == [
        200,
        200,
    ]
    assert other.get("/search?q=stroke").status_code == 200


def test_suggestions_come_five_times_as_often(app: Flask, world: World, client_of: Clients) -> None:
    app.extensions[PACE] = Pace(1, clock=lambda: 10.0)
    client = client_of("lead@5pg.example")

    given = [client.get("/search/suggestions?q=st").status_code for _ in range(6)]

    assert given == [200] * 5 + [429]
