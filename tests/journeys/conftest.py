"""One early organisation of the demonstration, in a house that is served as its users meet it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.harness.server import served
from tests.harness.world import QUICK
from tests.journeys.stage import Stage
from wccflow.base import clock
from wccflow.base.migrating import upgrade
from wccflow.base.places import workflows_folder
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.cycles import opening, signing
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.demonstration import cast
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.scene import Journey, Scene, shifted
from wccflow.demonstration.texts import words
from wccflow.engine.loading import load
from wccflow.people.queries import organisation
from wccflow.wiring import open_house

SEED = 1


class Today(Scene):
    """A scene on which what happens today happens at this very moment, whatever the hour."""

    def at(self, day: date, hour: int = 10, minute: int = 0) -> datetime:
        """An instant of that day."""
        return super().at(day, hour, minute) if day < clock.today() else clock.now()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, browser: Browser, root: Path) -> Iterator[Stage]:
    """The cycle as it is when the organisation has just been invited."""
    instance = tmp_path_factory.mktemp("instance")
    settings = Settings.read({"WCCFLOW_INSTANCE": str(instance)} | QUICK)
    database = open_house(settings).database
    upgrade(database.engine)
    # One that ends its day at the panel leaves some agreements to the chair, who is in the browser here.
    part = next(part for part in cast.parts(cast.how_many()) if part.overseer == "Q37")
    part = cast.Part(part.code, part.name, part.overseer, "panel_in_session")
    scene = invited(database, part)
    journey = Journey(scene, part, Profile.of(part.code, part.name, SEED))
    axe = (root / "tests" / "vendor" / "axe-core" / "axe.min.js").read_text()
    with served(instance) as address:
        made = Stage(browser, address, database, journey, axe, instance / "serve.log")
        yield made
        for page in made.pages.values():
            page.context.close()
    database.engine.dispose()


def invited(database: Database, part: cast.Part) -> Scene:
    """The demonstration's cycle with this organisation alone, its overseer's windows open today."""
    told = words("journeys")
    workflow = load(workflows_folder() / "wcc")
    calendar = shifted(workflow.calendars[told["calendar"]], clock.today())
    scene = Today(database, workflow, calendar, SEED, told["key"], told["edition"])
    began = scene.at(scene.day("start of preparation - 14 days"), 9)
    definition = workflow.editions[told["edition"]]
    with database.writing():
        members = cast.enter([part], definition, seed=SEED, now=began)
        cycle = opening.open_cycle(
            scene.key,
            title=told["title"],
            definition=definition,
            calendar=calendar,
            by_id=None,
            now=began,
            demonstration=True,
        )
        opening.open_cases(cycle, list(members.values()), by_id=None, now=began)
    journey = Journey(scene, part, Profile.of(part.code, part.name, SEED))
    open_windows(journey)
    return scene


def open_windows(journey: Journey) -> None:
    """Keep analysis open until today and open the outcome before its day, each by two signatures."""
    scene = journey.scene
    now = scene.at(scene.day("end of analysis - 2 days"), 9)
    changes = (
        ("analysis", "closes", "end of panel - 1 days", "manager", "director"),
        ("outcome", "opens", "start of panel - 1 days", "director", "nation"),
    )
    for stage, edge, moment, first, second in changes:
        days = {"opens": None, "closes": None, edge: scene.day(moment)}
        with scene.database.writing():
            made = signing.change_window(
                cycle_called(scene.key),
                organisation(journey.part.overseer),
                stage,
                why="Everything happens on one day.",
                by=journey.by(first, now),
                now=now,
                **days,
            )
            signing.countersign_window(made, by=journey.by(second, now), now=now)
