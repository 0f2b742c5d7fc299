"""The house whose live pages are measured: a demonstration with many reviewers signed in, and one thread."""

import re
import secrets
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from wccflow.app import create_app
from wccflow.base import clock
from wccflow.cycles.models import Case
from wccflow.live.application import cursors_of
from wccflow.people import actions as people
from wccflow.people.models import Organisation
from wccflow.people.queries import person_by_email, reach_of
from wccflow.people.signing_in import make_link
from wccflow.review import actions
from wccflow.wiring import House

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
OVERSEER = "Q34"


@dataclass(frozen=True)
class Scene:
    """What the processes of the measurement are told: whom they are, where they go, what they listen to."""

    cookies: list[str]
    thread: str
    topic: str
    token: str
    proof: str
    pages: list[str]


def scene(house: House, people_count: int) -> Scene:
    """A new thread in a case of the demonstration, and as many reviewers signed in who may read it."""
    app = create_app(house.settings, house)
    emails = _reviewers(house, people_count)
    with house.database.writing() as unit:
        case = unit.scalars(select(Case).where(Case.organisation.has(code="5PG"))).one()
        by = reach_of(person_by_email(emails[0]).id, clock.now())
        thread = actions.open_thread(case, kind="comment", body="Let us begin.", by=by, now=clock.now())
        address, threads = thread.address, f"{case.address}/threads"
    clients = [signed_in(app, house, email) for email in emails]
    proof = TOKEN.search(clients[0].get(address).text)
    assert proof is not None, "the thread has a form"
    with house.database.reading() as unit:
        token = cursors_of(app).here(unit)
    cookies = [cookie_of(app, each) for each in clients]
    return Scene(cookies, address, address.rpartition("/")[2], token, proof[1], [address, threads, "/"])


def _reviewers(house: House, count: int) -> list[str]:
    mark = secrets.token_hex(4)
    emails = [f"listener{number}-{mark}@q34.example" for number in range(count)]
    with house.database.writing() as unit:
        overseer = unit.scalars(select(Organisation).where(Organisation.code == OVERSEER)).one()
        for number, email in enumerate(emails):
            now = clock.now()
            made = people.add_person(email, name=f"Reviewer {number}", now=now, by_id=None)
            place = {"scope": "overseer", "scope_id": overseer.id}
            people.grant(made, "reviewer", **place, now=now, by_id=None)
    return emails


def signed_in(app: Flask, house: House, email: str) -> FlaskClient:
    """A client in which this person is signed in."""
    with house.database.writing():
        secret = make_link(person_by_email(email), clock.now())
    client = app.test_client()
    form = TOKEN.search(client.get(f"/sign-in?link={secret}").text)
    assert form is not None, "the page on which one signs in has a form"
    client.post("/sign-in", data={"link": secret, "csrf_token": form[1]})
    return client


def cookie_of(app: Flask, client: FlaskClient) -> str:
    """What such a client sends to be known again."""
    found = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found is not None, "who signs in has a cookie"
    return f"{found.key}={found.value}"
