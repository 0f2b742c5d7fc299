"""The application: what it tells of its health, and the house it answers from."""

from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from tests.harness.world import World
from wccflow.app import move_in
from wccflow.base.database import connect
from wccflow.base.models import Base
from wccflow.base.settings import Settings
from wccflow.wiring import House, offers


def test_health_tells_of_the_database_the_index_and_who_leads(anybody: FlaskClient) -> None:
    told = anybody.get("/health").json

    assert told == {"database": "ok", "index_lag": 0, "leader": False}


def test_an_application_that_moves_answers_from_its_new_house(
    app: Flask, world: World, tmp_path: Path
) -> None:
    with world.database.reading():
        filled = app.test_client().get("/health").json
    settings = Settings.read({"WCCFLOW_INSTANCE": str(tmp_path / "other"), "WCCFLOW_SECRET_KEY": "test"})
    other = connect(settings, offers())
    Base.metadata.create_all(other.engine)

    move_in(app, House(settings, other))

    empty = app.test_client().get("/health").json
    other.engine.dispose()
    assert filled is not None
    assert empty is not None
    assert (filled["index_lag"] > 0, empty["index_lag"]) == (True, 0)
