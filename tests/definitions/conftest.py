"""Other workflows in the house of the small world, beside its PCTs, and people who act on their pages."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.definitions.hands import Person
from tests.definitions.letter import CASE, EVIDENCE, SLOTS, WRITTEN, Persons, letter_of, passage
from tests.harness.world import BEGAN, World
from wccflow.base import clock
from wccflow.cycles import members, opening
from wccflow.engine.definition import Workflow
from wccflow.engine.loading import load
from wccflow.evidence.reading_queue import read_waiting
from wccflow.people import actions as people
from wccflow.people.models import Organisation
from wccflow.people.queries import organisation
from wccflow.wiring import House

On = Callable[[date], None]
BELOW = Path(__file__).resolve().parents[2] / "workflows"


@pytest.fixture
def on() -> Iterator[Callable[[date], None]]:
    """Lets it be another day."""
    yield clock.pretend_today
    clock.pretend_today(None)


@pytest.fixture
def persons(client_of: Callable[[str], FlaskClient]) -> Callable[[str], Person]:
    """Gives a person who is signed in, always the same one for an address."""
    known: dict[str, Person] = {}

    def of(email: str) -> Person:
        return known.setdefault(email, Person(client_of(email)))

    return of


@pytest.fixture
def icb(world: World) -> Workflow:
    """The annual assessment, opened for two boards of one region beside the PCTs of the same database."""
    workflow = load(BELOW / "icb")
    with world.database.writing():
        nation = found("X24", "NHS England", "nation", None)
        region = found("Y60", "NHS England Midlands", "overseer", nation)
        for code, name in (("QHL", "NHS Birmingham and Solihull ICB"), ("QUA", "NHS Black Country ICB")):
            board = found(code, name, "organisation", region)
            for word in ("contributor", "lead", "chief", "chair"):
                person(f"{word}@{code.lower()}.example", f"icb_{word}", "organisation", board)
        for word in ("assessor", "lead", "director"):
            person(f"{word}@y60.example", f"region_{word}", "overseer", region)
        person("lead@x24.example", "england_lead", "nation", None)
        open_cycle(workflow, "2024-25", "icb-test", under=("X24",))
    return workflow


@pytest.fixture
def diagnosis(world: World) -> Workflow:
    """The diagnosis of both SHAs of the small world, of whom one has people for it."""
    workflow = load(BELOW / "sha-diagnostic")
    with world.database.writing():
        person("diagnosis@q34.example", "diagnosis_lead", "overseer", organisation("Q34"))
        for word in ("contributor", "sponsor"):
            person(f"{word}@q34.example", f"diagnosis_{word}", "overseer", organisation("Q34"))
        person("diagnosis@q30.example", "diagnosis_lead", "overseer", organisation("Q30"))
        open_cycle(workflow, "2009-10", "own-test", under=("DH",))
    return workflow


@pytest.fixture
def read_all(house: House) -> Callable[[], None]:
    """Reads what was filed, as the background does."""
    return lambda: read_waiting(house.database, house.files) and None


@pytest.fixture
def filed(icb: Workflow, persons: Persons, on: On, read_all: Callable[[], None]) -> None:
    """The evidence is filed and handed over."""
    lead, chief = persons("lead@qhl.example"), persons("chief@qhl.example")
    on(date(2025, 4, 3))
    lead.move(CASE, "begin")
    for slot in SLOTS:
        lead.upload(EVIDENCE, slot, f"What stands in the {slot}.", "The board met twelve times.")
    read_all()
    chief.send(EVIDENCE, "/annual_report/approval", on="2025-04-02")
    on(date(2025, 5, 2))
    chief.move(CASE, "file")


@pytest.fixture
def written(filed: None, icb: Workflow, persons: Persons, on: On) -> None:
    """Every area and duty is written of, with a passage of the annual report."""
    assessor = persons("assessor@y60.example")
    on(date(2025, 5, 12))
    persons("lead@y60.example").move(CASE, "begin_assessment")
    link = passage(assessor)
    for key, item in icb.editions["2024-25"].items.items():
        assessor.send(f"{CASE}/ratings/{key}", f"/{key}/citations", link=link, stance="supports")
        assessor.send(f"{CASE}/ratings/{key}", f"/{key}/review", value=WRITTEN.format(item.called))


@pytest.fixture
def sent(written: None, persons: Persons, on: On) -> str:
    """The draft letter is with the board; gives its address."""
    assessor, director = persons("assessor@y60.example"), persons("director@y60.example")
    assessor.move(CASE, "begin_letter")
    on(date(2025, 6, 10))
    letter = letter_of(assessor)
    assessor.write(letter, "opening", "It was a hard year for the board.")
    assessor.write(letter, "conclusion", "We will help with the finances.")
    director.move(CASE, "send_draft")
    return letter


def open_cycle(workflow: Workflow, calendar: str, key: str, under: tuple[str, ...]) -> None:
    """A cycle with a case for everyone below these."""
    dates = workflow.calendars[calendar]
    definition = workflow.editions[dates.edition]
    made = opening.open_cycle(
        key, title=definition.title, definition=definition, calendar=dates, by_id=None, now=BEGAN
    )
    opening.open_cases(made, members.fit(definition, dates, under=under), by_id=None, now=BEGAN)


def found(code: str, name: str, level: str, parent: Organisation | None) -> Organisation:
    """A new organisation."""
    return people.found_organisation(code, name=name, level=level, parent=parent, by_id=None, now=BEGAN)


def person(email: str, role: str, scope: str, place: Organisation | None) -> None:
    """A new person with this role at this place."""
    made = people.add_person(email, name=f"Person of {email}", by_id=None, now=BEGAN)
    people.grant(made, role, scope=scope, scope_id=place.id if place else None, by_id=None, now=BEGAN)
