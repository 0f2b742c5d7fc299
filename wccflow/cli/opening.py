"""Opens the house for a command: settings read, today set, the database brought up to date when it is new."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.migrating import is_current, is_empty, upgrade
from wccflow.base.places import workflows_folder
from wccflow.base.settings import Settings
from wccflow.cli.answers import style
from wccflow.engine.definition import Workflow
from wccflow.engine.loading import load
from wccflow.evidence.reading_queue import read_waiting
from wccflow.finding import indexing
from wccflow.jobs import leader
from wccflow.jobs.table import move_journal
from wccflow.people.queries import person_by_email, reach_of
from wccflow.people.rights import Reach
from wccflow.search.indexer import Progress, quietly
from wccflow.wiring import House, open_house


@contextmanager
def the_house() -> Iterator[House]:
    """The house of the environment's settings, with its database ready for use."""
    settings = settings_asked()
    clock.pretend_today(settings.today)
    house = open_house(settings)
    try:
        if is_empty(house.database.engine):
            upgrade(house.database.engine)
        elif not is_current(house.database.engine):
            raise Refused("The database is of another version. Run: wccflow database upgrade")
        yield house
    finally:
        house.database.engine.dispose()
        house.index.close()


def settings_asked() -> Settings:
    """The environment's settings, with the day that the command's words ask for."""
    asked = {"WCCFLOW_TODAY": style.today} if style.today else {}
    return Settings.read({**os.environ, **asked})


@contextmanager
def leading(house: House) -> Iterator[Callable[[], int]]:
    """Lead while a long command writes, where nobody does; gives what is to be done now and then.

    A journal that nobody moves into the database grows to many times its size, and slows all that is read.
    """
    leadership = leader.leadership(house.settings)
    leads = leadership.take()
    try:
        yield lambda: move_journal(house) if leads else 0
    finally:
        leadership.release()


def acting_as(email: str) -> Reach:
    """What the person of this address holds now. Raises NotFound."""
    return reach_of(person_by_email(email).id, clock.now())


def workflow_of(key_or_folder: str) -> Workflow:
    """The workflow of this key, or in this folder. Raises NotFound or Unsound."""
    known = workflows_folder() / key_or_folder
    folder = known if "/" not in key_or_folder and known.is_dir() else Path(key_or_folder)
    if not (folder / "workflow.toml").is_file():
        raise NotFound(
            f"There is no workflow called {key_or_folder}, nor a folder with a workflow.toml there."
        )
    return load(folder)


def drained(house: House, progress: Progress = quietly) -> int:
    """Read what waits and bring the index up to date before the command ends, where no server does it.

    Gives how many lines of the log were taken into the index.
    """
    if leader.somebody_leads(house.settings):
        return 0
    read_waiting(house.database, house.files)
    return indexing.drain(house.database, house.index, progress)
