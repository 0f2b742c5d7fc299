"""The demonstration that is measured, in an instance of its own outside the tree, kept for the next run."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from wccflow.base.migrating import is_current, is_empty, upgrade
from wccflow.base.settings import Settings
from wccflow.cli.opening import leading
from wccflow.demonstration import cycle
from wccflow.finding import indexing
from wccflow.wiring import House, open_house

CYCLE = "wcc-demo"
TWELVE = 12  # organisations of the demonstration that is usually measured
UNHURRIED = {"WCCFLOW_SEARCHES_PER_MINUTE": "1000000"}


@dataclass(frozen=True)
class Instance:
    """An opened house with the demonstration, and how long it took to make, or None when it was there."""

    house: House
    made_in: float | None


def instance(organisations: int, folder: Path | None) -> Instance:
    """The demonstration with so many organisations, made now when it is not there."""
    place = folder or Path(tempfile.gettempdir()) / f"wccflow-bench-{organisations}"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if place.stat().st_uid != os.getuid():
        sys.exit("That folder is somebody else's. Name another with --instance.")
    house = open_house(Settings.read({"WCCFLOW_INSTANCE": str(place), **UNHURRIED}))
    if is_empty(house.database.engine):
        upgrade(house.database.engine)
    elif not is_current(house.database.engine):
        sys.exit(
            "The demonstration that is kept there is of another version. Delete it, or name another folder."
        )
    return Instance(house, _made(house, organisations))


@contextmanager
def copied(folder: Path | None, organisations: int = TWELVE) -> Iterator[House]:
    """A house of its own with a copy of the demonstration, to be written to and thrown away afterwards."""
    kept = instance(organisations, folder).house
    kept.index.close()
    kept.database.engine.dispose()
    with tempfile.TemporaryDirectory() as place:
        shutil.copytree(kept.settings.instance, place, dirs_exist_ok=True)
        house = open_house(Settings.read({"WCCFLOW_INSTANCE": place, **UNHURRIED}))
        yield house
        house.index.close()
        house.database.engine.dispose()


def _made(house: House, organisations: int) -> float | None:
    began = time.perf_counter()
    new = not cycle.exists(house.database)
    if new:
        with leading(house) as pause:

            def told(what: str, done: int, total: int) -> None:
                _tell(what, done, total)
                pause()

            cycle.build(house.database, organisations=organisations, seed=1, progress=told)
    taken = indexing.drain(house.database, house.index)
    return time.perf_counter() - began if new or taken else None


def _tell(what: str, done: int, total: int) -> None:
    if done in (0, total):
        print(f"{what}: {done} of {total}", file=sys.stderr)
