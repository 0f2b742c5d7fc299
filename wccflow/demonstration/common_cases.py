"""The common cases of the demonstration: two dossiers without names that people of the regions have rated."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from wccflow.base import clock
from wccflow.base.work import Database
from wccflow.calibration import background, common_queries, fits
from wccflow.calibration import common_actions as actions
from wccflow.calibration.common_models import CommonCase
from wccflow.calibration.common_rules import items_rated
from wccflow.cycles.queries import cases_for, definition_of
from wccflow.cycles.queries import cycle as cycle_called
from wccflow.demonstration.analysing import seen_level
from wccflow.demonstration.dice import dice
from wccflow.demonstration.scene import NATION, Journey
from wccflow.demonstration.texts import words
from wccflow.people.queries import person_by_email, reach_of

LOWEST, HIGHEST = 1, 4


def rate(journeys: Sequence[Journey]) -> None:
    """Let the nation open common cases of the first of a region, and people of all others rate them."""
    told = words("common_cases")
    sources = [each for each in journeys if each.part.overseer == told["of"]][: told["cases"]]
    if len(sources) < told["cases"]:
        return
    scene = journeys[0].scene
    now = scene.at(scene.day(told["on"]), 10)
    with scene.database.writing():
        nation = reach_of(person_by_email(NATION).id, now)
        opened = []
        for source in sources:
            made = actions.prepare(source.case, by=nation, now=now)
            actions.open_for_rating(made, source.case.cycle, by=nation, now=now)
            opened.append((made, source))
    for overseer in sorted({each.part.overseer for each in journeys} - {told["of"]}):
        with scene.database.writing():
            rate_all(overseer, opened, scene.at(scene.day(told["rated_on"]), 10))


def compare(database: Database, key: str) -> None:
    """Compare the ratings, so that the meeting has something to say at once."""
    with database.writing():
        asked = fits.ask(cycle_called(key), by=None, now=clock.now())
    background.fit_now(database, asked)


def rate_all(overseer: str, opened: Sequence[tuple[CommonCase, Journey]], now: datetime) -> None:
    """People of one region rate alone and hand in, as many as are asked."""
    told = words("common_cases")
    for common, source in opened:
        cycle, left = source.case.cycle, told["raters"]
        for mailbox in told["mailboxes"]:
            reach = reach_of(person_by_email(f"{mailbox}@{overseer.lower()}.example").id, now)
            if not left or common_queries.rates_for(reach, cases_for(reach, cycle.id), common) is None:
                continue
            given = _given(source, overseer, mailbox)
            actions.keep_all(common, cycle, given, by=reach, now=now)
            actions.hand_in(common, cycle, by=reach, now=now)
            left -= 1


def _given(source: Journey, overseer: str, mailbox: str) -> Mapping[str, tuple[str, str]]:
    """What a person gives: what the documents bear out, with the region's leaning and some chance."""
    leaning = words("common_cases")["leanings"].get(overseer, 0)
    definition = definition_of(source.case)
    found = {}
    for item in items_rated(definition):
        chance = dice(source.scene.seed, source.part.code, "common", overseer, mailbox, item)
        level = seen_level(source, definition.items[item]) + chance.choice((-1, 0, 0, 0, 0, 1))
        if chance.random() < abs(leaning):
            level += 1 if leaning > 0 else -1
        found[item] = (str(min(HIGHEST, max(LOWEST, level))), "")
    return found
