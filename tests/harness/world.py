"""A small world for tests: a nation, two overseers, three organisations, their people, and one open cycle."""

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import event

from tests.harness.kept import Stages
from wccflow.base import clock, log
from wccflow.base.clock import instant_on
from wccflow.base.database import connect
from wccflow.base.files import FileStore
from wccflow.base.models import Base
from wccflow.base.offers import Offers
from wccflow.base.places import workflows_folder
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.cycles import opening
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import MOVED, case
from wccflow.engine.definition import Workflow
from wccflow.engine.loading import load
from wccflow.people import actions as people
from wccflow.people.models import Organisation, Person
from wccflow.people.queries import person_by_email, reach_of
from wccflow.people.rights import Reach
from wccflow.wiring import House, offers

QUICK = {"WCCFLOW_SEARCHES_PER_MINUTE": "1000000"}  # tests search faster than people
BEGAN = datetime(2009, 9, 1, 9, 0, tzinfo=UTC)
TO_COME = """
    notify open_checklist  freeze_documents snapshot_evidence
    share_with_assessors unfreeze_documents unfreeze_named_documents
    build_panel_pack withdraw_panel_pack open_panel_room record_attendance close_panel_room show_changes
    freeze_panel_ratings issue_draft_report withdraw_draft_report freeze_report seal_result
    publish_result
"""
HELD = (("lead", "pct_lead"), ("chief", "pct_chief"), ("editor", "pct_editor"))
OVERSEEING = (("analyst", "reviewer"), ("manager", "sha_lead"), ("director", "sha_director"))


def at_ten(day: date) -> datetime:
    """Ten o'clock on that business day; in the small hours earlier, for what is to come is told to nobody."""
    return min(instant_on(day), max(instant_on(day, time(0, 0)), clock.now() - timedelta(hours=2)))


@dataclass(slots=True)
class World:
    """One database with a cycle of the WCC workflow, `wcc-test`, in the autumn of 2009."""

    database: Database
    cycle_id: UUID
    now: datetime = field(default_factory=lambda: at_ten(date(2009, 10, 1)))
    stages: Stages = field(default_factory=lambda: Stages(None))

    def reach(self, email: str) -> Reach:
        """What this person holds now, e.g. `lead@5pg.example`."""
        return reach_of(person_by_email(email).id, self.now)

    def at(self, state: str, code: str = "5PG") -> Case:
        """The case, put into a state past all gates: for tests of what is open there."""
        with self.database.writing():
            found = self.case(code)
            moved = {"event": "accept", "from": found.state, "to": state, "waived": [], "facts": {}}
            found.state = state
            log.record(
                MOVED,
                at=self.now,
                by_id=None,
                subject_id=found.id,
                case_id=found.id,
                audience_id=found.audience_id,
                **moved,
            )
            return found

    def case(self, code: str = "5PG") -> Case:
        """The case of an organisation."""
        return case(f"wcc-test/{code}")


@pytest.fixture(scope="session")
def wcc() -> Workflow:
    """The WCC workflow as its files tell it."""
    return load(workflows_folder() / "wcc")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of an instance folder of this test's own."""
    return Settings.read(
        {"WCCFLOW_INSTANCE": str(tmp_path / "instance"), "WCCFLOW_SECRET_KEY": "test"} | QUICK
    )


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with every table and nothing in them, of which each test gets its copy."""
    settings = Settings.read({"WCCFLOW_INSTANCE": str(tmp_path_factory.mktemp("empty"))})
    made = connect(settings, offers())
    Base.metadata.create_all(made.engine)
    made.engine.dispose()
    return Path(made.engine.url.database or "")


@pytest.fixture
def database(settings: Settings, empty_database: Path) -> Iterator[Database]:
    """An empty SQLite database with every table, and everything that the rooms offer."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    shutil.copy(empty_database, settings.instance / empty_database.name)
    made = connect(settings, with_effects(offers()))
    event.listen(made.engine, "connect", _waits_for_no_disk)
    yield made
    made.engine.dispose()


@pytest.fixture
def files(settings: Settings) -> FileStore:
    """An empty store of files."""
    return FileStore(settings.files_folder)


@pytest.fixture
def house(settings: Settings, database: Database) -> House:
    """A running program's house on the test's database."""
    return House(settings, database)


@pytest.fixture
def world(database: Database, wcc: Workflow, stages: Stages) -> World:
    """The small world: cases of 5PG and 5MX under Q34 and of 5J9 under Q30, all in their first state."""
    made = World(database, UUID(int=0), stages=stages)

    def build() -> None:
        with database.writing():
            made.cycle_id = populate(wcc).id

    if stages.is_empty(database):
        stages.come_to(made, "world", build)
    else:
        build()
    return made


def with_effects(offered: Offers) -> Offers:
    """What the rooms offer, with an effect that does nothing for each that no room offers yet."""
    missing = {name: [_no_effect] for name in TO_COME.split() if name not in offered.effects}
    return replace(offered, effects={**missing, **offered.effects})


def _waits_for_no_disk(connection: sqlite3.Connection, _record: object) -> None:
    """No test outlives its machine; those that kill processes open databases of their own."""
    connection.execute("PRAGMA synchronous=OFF")


def _no_effect(case: Case, **details: object) -> None:
    """What an effect does whose room is not built yet."""


def populate(wcc: Workflow) -> Cycle:
    """Found the small world and open its cycle; ask inside a unit of work."""
    nation = _organisation("DH", "Department of Health", "nation", None)
    _person("lead@dh.example", "national", "nation", None)
    _person("observer@dh.example", "observer", "nation", None)
    midlands = _overseer("Q34", "West Midlands SHA", nation)
    north = _overseer("Q30", "North East SHA", nation)
    members = [
        _member("5PG", "Birmingham East and North PCT", midlands),
        _member("5MX", "Heart of Birmingham PCT", midlands),
        _member("5J9", "Darlington PCT", north),
    ]
    cycle = opening.open_cycle(
        "wcc-test",
        title="A cycle for tests",
        definition=wcc.editions["2009-10"],
        calendar=wcc.calendars["2009-10"],
        by_id=None,
        now=BEGAN,
    )
    opening.open_cases(cycle, members, by_id=None, now=BEGAN)
    return cycle


def _organisation(code: str, name: str, level: str, parent: Organisation | None) -> Organisation:
    return people.found_organisation(code, name=name, level=level, parent=parent, by_id=None, now=BEGAN)


def _overseer(code: str, name: str, nation: Organisation) -> Organisation:
    made = _organisation(code, name, "overseer", nation)
    for word, role in OVERSEEING:
        _person(f"{word}@{code.lower()}.example", role, "overseer", made)
    return made


def _member(code: str, name: str, overseer: Organisation) -> Organisation:
    made = _organisation(code, name, "organisation", overseer)
    for word, role in HELD:
        _person(f"{word}@{code.lower()}.example", role, "organisation", made)
    return made


def _person(email: str, role: str, scope: str, place: Organisation | None) -> Person:
    made = people.add_person(email, name=f"Person of {email}", by_id=None, now=BEGAN)
    people.grant(made, role, scope=scope, scope_id=place.id if place else None, by_id=None, now=BEGAN)
    return made
