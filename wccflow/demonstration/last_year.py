"""Last year's cycle of one organisation, played to its result: a year that can be looked back on."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from wccflow.cycles import opening
from wccflow.demonstration.cast import Part
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.scene import NATION, Journey, Scene
from wccflow.demonstration.texts import words
from wccflow.engine.calendars import shift
from wccflow.people.queries import organisation, person_by_email

END = "published"


@dataclass(frozen=True)
class PastJourney(Journey):
    """The way of one organisation through last year's cycle, whose panel met in its own window."""

    @property
    def is_early(self) -> bool:
        """Nothing was opened early."""
        return False

    @property
    def panel_on(self) -> date:
        """The day of its panel."""
        return self.scene.day(words("journeys")["last_year"]["panel"])


def scene_of(scene: Scene) -> Scene:
    """The stage of last year: its own edition, with the dates of this year's calendar a year before."""
    told = words("journeys")["last_year"]
    calendar = replace(shift(scene.calendar, -told["weeks"]), edition=told["edition"])
    return replace(scene, calendar=calendar, key=told["key"], edition=told["edition"])


def began(scene: Scene) -> datetime:
    """When last year's cycle was opened, and everybody came."""
    return scene.at(scene.day("start of preparation - 14 days"), 9)


def open_it(scene: Scene, part: Part) -> PastJourney:
    """Open last year's cycle with the one case of this organisation."""
    told, now = words("journeys")["last_year"], began(scene)
    with scene.database.writing():
        made = opening.open_cycle(
            scene.key,
            title=told["title"],
            definition=scene.workflow.editions[scene.edition],
            calendar=scene.calendar,
            by_id=person_by_email(NATION).id,
            now=now,
            demonstration=True,
        )
        opening.open_cases(made, [organisation(part.code)], by_id=None, now=now + timedelta(minutes=1))
    past = replace(part, target=END)
    return PastJourney(scene, past, Profile.of(part.code, part.name, scene.seed))
