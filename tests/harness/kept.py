"""What many tests begin with is built once by real acts, kept, and copied into the database of each."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

import pytest
from sqlalchemy import exists, select

from wccflow.base import log
from wccflow.base.work import Database
from wccflow.people.models import Person

IN_MEMORY = ":memory:"


class Worldly(Protocol):
    """A world in a database of its own, at an instant."""

    database: Database
    cycle_id: UUID
    now: datetime


@dataclass(frozen=True, slots=True)
class Stage:
    """A database as it was when a stage had been built, and the world in it."""

    copy: sqlite3.Connection
    files: Path
    cycle_id: UUID
    began: datetime
    now: datetime


@dataclass(slots=True)
class Untouched:
    """Where a test's database stands: at which stage, and whether anything was written to it since."""

    stage: str
    now: datetime
    written: bool = False

    def note(self) -> None:
        """Something was written."""
        self.written = True


class Stages:
    """The stages built so far in this process, by name; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._kept: dict[str, Stage] = {}
        self._stands: dict[Database, Untouched] = {}

    def come_to(self, world: Worldly, stage: str, build: Callable[[], object], *, after: str = "") -> None:
        """Bring the world to a stage: by copying what `build` made for another test, else by building it.

        It is built whenever the world is not, untouched, at the stage before.
        """
        name = f"{after} {stage}".strip()
        if self._folder is None or not self._is_at(world, after):
            build()
            return
        began = world.now
        if name in self._kept and self._kept[name].began == began:
            _restore(self._kept[name], world)
        else:
            build()
            self._kept[name] = _copy_of(world, began, self._folder / str(len(self._kept)))
        self._stand_at(world, name)

    def is_empty(self, database: Database) -> bool:
        """Whether nothing was ever told in this database."""
        with database.reading() as session:
            return log.head(session) == 0 and session.scalar(select(exists().select_from(Person))) is False

    def forget(self, database: Database) -> None:
        """The test with this database is over."""
        self._stands.pop(database, None)

    def _is_at(self, world: Worldly, stage: str) -> bool:
        if not stage:
            return True
        stands = self._stands.get(world.database)
        return stands is not None and not stands.written and (stands.stage, stands.now) == (stage, world.now)

    def _stand_at(self, world: Worldly, name: str) -> None:
        stands = self._stands[world.database] = Untouched(name, world.now)
        world.database.after_commit.append(stands.note)


def _copy_of(world: Worldly, began: datetime, files: Path) -> Stage:
    copy = sqlite3.connect(IN_MEMORY, check_same_thread=False)
    with closing(_open(world.database)) as made:
        made.backup(copy)
    _copy_files(world.database.files.folder, files)
    return Stage(copy, files, world.cycle_id, began, world.now)


def _restore(stage: Stage, world: Worldly) -> None:
    with closing(_open(world.database)) as here:
        stage.copy.backup(here)
    _copy_files(stage.files, world.database.files.folder)
    world.cycle_id, world.now = stage.cycle_id, stage.now


def _open(database: Database) -> sqlite3.Connection:
    return sqlite3.connect(database.engine.url.database or IN_MEMORY)


def _copy_files(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def stages_of_all(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """What the tests of this process have built."""
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def stages(stages_of_all: Stages, database: Database) -> Iterator[Stages]:
    """The same, for this test's database."""
    yield stages_of_all
    stages_of_all.forget(database)
