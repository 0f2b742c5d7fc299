"""The world full of secrets, made once for a module, and clients of everybody in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.harness import traces
from tests.harness.clients import token_of
from tests.harness.world import QUICK, World, populate, with_effects
from tests.house.canaries import Aviary
from tests.house.planting import fill
from wccflow.app import create_app
from wccflow.base import clock
from wccflow.base.database import connect
from wccflow.base.models import Base
from wccflow.base.settings import Settings
from wccflow.engine.definition import Workflow
from wccflow.finding import indexing
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link
from wccflow.wiring import House, offers


@dataclass(slots=True)
class Secretive:
    """The application over the world full of secrets."""

    house: House
    app: Flask
    aviary: Aviary
    faults: list[str]
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def client(self, email: str) -> FlaskClient:
        """A client in which this person is signed in; nobody is when the address is empty."""
        if email not in self.clients:
            self.clients[email] = self._signed_in(email) if email else self.app.test_client()
        return self.clients[email]

    def _signed_in(self, email: str) -> FlaskClient:
        with self.house.database.writing():
            secret = make_link(person_by_email(email), clock.now())
        client = self.app.test_client()
        proof = token_of(client.get(f"/sign-in?link={secret}").text)
        client.post("/sign-in", data={"link": secret, "csrf_token": proof})
        return client


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory, wcc: Workflow) -> Iterator[Secretive]:
    """The application over the world full of secrets, with everything indexed."""
    instance = tmp_path_factory.mktemp("instance")
    settings = Settings.read({"WCCFLOW_INSTANCE": str(instance), "WCCFLOW_SECRET_KEY": "test"} | QUICK)
    database = connect(settings, with_effects(offers()))
    Base.metadata.create_all(database.engine)
    with database.writing():
        cycle = populate(wcc)
    aviary = Aviary(World(database, cycle.id))
    fill(aviary)
    house = House(settings, database)
    indexing.drain(database, house.index)
    app = create_app(settings, house)
    app.config["TESTING"] = True
    yield Secretive(house, app, aviary, traces.watch(app, database))
    house.index.close()
    database.engine.dispose()
