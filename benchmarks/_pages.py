"""Pages as people get them: times of whole answers, and how many statements each sends to the database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from benchmarks._instance import CYCLE
from benchmarks._timing import Times, table, timed
from wccflow.app import create_app
from wccflow.base import clock
from wccflow.cycles.models import Case
from wccflow.evidence.models import Version
from wccflow.people.queries import person_by_email
from wccflow.people.signing_in import make_link
from wccflow.wiring import House

PEOPLE = {
    "lead": "lead@5pg.example",
    "analyst": "analyst@q34.example",
    "manager": "manager@q34.example",
    "nation": "lead@dh.example",
    "anybody": "",
}
CASE = f"/cycles/{CYCLE}/5PG"
RUNS, WARM = 15, 2
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Answered:
    """What one page took for one person."""

    page: str
    person: str
    statements: int
    size: int
    times: Times


@dataclass(frozen=True)
class Pages:
    """Everything that was measured of pages."""

    rows: list[Answered]

    def __str__(self) -> str:
        head = ("page", "person", "statements", "kB", "ms, p50 / p95")
        rows = [
            (each.page, each.person, str(each.statements), f"{each.size / 1000:.0f}", str(each.times))
            for each in self.rows
        ]
        return table(head, rows)

    def as_document(self) -> list[dict[str, Any]]:
        """The rows as they are written to a file."""
        return [
            {
                "page": each.page,
                "person": each.person,
                "statements": each.statements,
                "bytes": each.size,
                **each.times.as_document(),
            }
            for each in self.rows
        ]


def pages(house: House) -> Pages:
    """Ask for every page some times, each as the person who uses it."""
    app = create_app(house.settings, house)
    clients = {name: client_of(app, house, email) for name, email in PEOPLE.items()}
    return Pages(
        [
            _answered(house, clients[person], name, person, address)
            for name, address, people in _addresses(house)
            for person in people.split()
        ]
    )


def _addresses(house: House) -> list[tuple[str, str, str]]:
    """Each page with its address and the people who are asked to open it."""
    found = [
        ("my work", "/", "lead analyst manager nation"),
        ("cycle", f"/cycles/{CYCLE}", "manager nation"),
        ("case", CASE, "lead analyst manager nation"),
        ("dossier", f"{CASE}/evidence", "lead analyst"),
        ("reader of the largest document", f"/evidence/{_largest(house)}", "lead analyst"),
        ("ratings", f"{CASE}/ratings", "lead analyst"),
        ("threads", f"{CASE}/threads", "lead analyst"),
        ("monitor of an overseer", f"/monitor/{CYCLE}/Q34", "manager"),
        ("monitor of the nation", f"/monitor/{CYCLE}", "nation"),
        ("monitor, late ones", f"/monitor/{CYCLE}?q=is%3Alate", "nation"),
        ("monitor as a spreadsheet", f"/monitor/{CYCLE}/rows.xlsx", "nation"),
        ("remind all: the preview", f"/monitor/{CYCLE}/acts?act=remind&all=1", "nation"),
        ("calibration", f"/calibration/{CYCLE}", "manager nation"),
        ("search page", "/search?q=stroke+services", "lead manager nation"),
        ("notices", "/notices", "lead manager nation"),
        ("published results", f"/published/{CYCLE}", "anybody"),
    ]
    code = _published(house)
    return [*found, ("published result", f"/published/{CYCLE}/{code}", "anybody")] if code else found


def _answered(house: House, client: FlaskClient, name: str, person: str, address: str) -> Answered:
    with _counted(house) as statements:
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code} to {person}.")
    times = [timed(lambda: client.get(address).data)[0] for _ in range(WARM + RUNS)][WARM:]
    return Answered(name, person, len(statements), len(answer.data), Times(times))


def client_of(app: Flask, house: House, email: str) -> FlaskClient:
    """A browser in which this person is signed in; nobody is where there is no address."""
    client = app.test_client()
    if not email:
        return client
    with house.database.writing():
        secret = make_link(person_by_email(email), clock.now())
    form = TOKEN.search(client.get(f"/sign-in?link={secret}").text)
    assert form is not None, "the page on which one signs in has no form"
    client.post("/sign-in", data={"link": secret, "csrf_token": form[1]})
    return client


def _largest(house: House) -> Any:
    with house.database.reading() as session:
        case = Case.organisation.has(code="5PG")
        query = select(Version.id).join(Case, Case.id == Version.case_id).where(case)
        return session.scalar(query.order_by(Version.passage_count.desc()).limit(1))


def _published(house: House) -> str:
    with house.database.reading() as session:
        found = session.scalar(select(Case).where(Case.state == "published").limit(1))
        return found.organisation.code if found else ""


@contextmanager
def _counted(house: House) -> Iterator[list[str]]:
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(house.database.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(house.database.engine, "before_cursor_execute", note)
