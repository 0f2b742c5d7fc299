"""Stages that are kept: copied into the next test's database, unless something else happened there first."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from tests.harness.kept import Stages
from tests.harness.world import BEGAN, World, populate
from wccflow.base.database import connect
from wccflow.base.models import Base
from wccflow.base.settings import Settings
from wccflow.engine.definition import Workflow
from wccflow.people import actions as people
from wccflow.people.queries import person_by_email
from wccflow.wiring import offers

NEW = "new@5pg.example"


@pytest.fixture
def worlds(tmp_path: Path, wcc: Workflow) -> Iterator[list[World]]:
    """Two worlds as two tests have them, which share what is kept."""
    stages, made = Stages(tmp_path / "kept"), []
    for name in ("one", "two"):
        database = connect(Settings.read({"WCCFLOW_INSTANCE": str(tmp_path / name)}), offers())
        Base.metadata.create_all(database.engine)
        made.append(World(database, UUID(int=0), stages=stages))
        _populate(made[-1], wcc)
    yield made
    for world in made:
        world.database.engine.dispose()


def test_what_was_built_for_one_test_is_copied_for_the_next(worlds: list[World]) -> None:
    one, two = worlds
    built: list[str] = []

    _add(one, NEW, built)
    _add(two, NEW, built)

    assert (built, one.cycle_id, _id_of(one, NEW)) == ([NEW], two.cycle_id, _id_of(two, NEW))


def test_where_something_was_written_first_it_is_built_and_nothing_is_lost(worlds: list[World]) -> None:
    one, two = worlds
    built: list[str] = []
    _add(one, NEW, built)
    with two.database.writing():
        people.add_person("first@5pg.example", name="Was there first", by_id=None, now=BEGAN)

    _add(two, NEW, built)

    assert built == [NEW, NEW]
    assert _id_of(two, "first@5pg.example")
    assert _id_of(two, NEW) != _id_of(one, NEW)


def test_files_are_copied_too(worlds: list[World], tmp_path: Path) -> None:
    one, two = worlds

    def file(world: World) -> None:
        source = tmp_path / "plan.txt"
        source.write_text("The plan.")
        with source.open("rb") as stream:
            world.database.files.keep(stream, max_bytes=100)

    for world in (one, two):
        world.stages.come_to(world, "filed", lambda: file(one), after="world")

    names = [
        sorted(each.name for each in world.database.files.folder.rglob("*") if each.is_file())
        for world in worlds
    ]
    assert len(names[0]) == 1
    assert names[0] == names[1]


def _populate(world: World, wcc: Workflow) -> None:
    def build() -> None:
        with world.database.writing():
            world.cycle_id = populate(wcc).id

    world.stages.come_to(world, "world", build)


def _add(world: World, email: str, built: list[str]) -> None:
    def build() -> None:
        with world.database.writing():
            people.add_person(email, name="Somebody new", by_id=None, now=BEGAN)
        built.append(email)

    world.stages.come_to(world, "with somebody new", build, after="world")


def _id_of(world: World, email: str) -> UUID:
    with world.database.reading():
        return person_by_email(email).id
