"""The sheets of days: when stages open and close, when milestones fall due, and bank holidays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wccflow.engine.moments import Moment
from wccflow.evidence.reading.workbooks import Sheet
from wccflow.frameworks.british_days import day_of
from wccflow.frameworks.grid import Line, Telling, table_of
from wccflow.frameworks.layout import DATES, HOLIDAYS, MILESTONES, plain
from wccflow.frameworks.places import Places

Names = Mapping[str, str]
EARLIEST, LATEST = 2000, 2100


@dataclass(frozen=True, slots=True)
class Course:
    """The stages and milestones of a process in order: titles by key, and each milestone's stage.

    `moments` are what a day may be told by besides the edge of a stage: states, and dates among the facts.
    """

    stages: Names
    milestones: Names
    stage_of: Names
    moments: frozenset[str]


def windows_of(sheet: Sheet, stages: Names, places: Places, telling: Telling) -> dict[str, dict[str, date]]:
    """The first and last day of each stage; `stages` are the titles of the process's, by key."""
    table = table_of(sheet, DATES, telling)
    if table is None:
        return {}
    places.put("windows", DATES, table.heading_at("stage"))
    found: dict[str, dict[str, date]] = {}
    for line in table.lines:
        stage = _named(line, "stage", stages, telling)
        if not stage:
            continue
        if stage in found:
            telling.fault(DATES, line.at("stage"), f"“{line.text('stage')}” stands already further up")
            continue
        days = {key: _day(line, key, telling) for key in ("opens", "closes")}
        found[stage] = {key: day for key, day in days.items() if day}
        places.put(f"windows.{stage}", DATES, line.at("closes"))
        places.put(f"windows.{stage}.opens", DATES, line.at("opens"))
    for key, title in stages.items():
        if key not in found:
            telling.fault(DATES, table.heading_at("stage"), f"the stage “{title}” has no row")
    return found


def due_of(sheet: Sheet, course: Course, places: Places, telling: Telling) -> dict[str, str]:
    """When milestones fall due where the sheet says otherwise than the process."""
    table = table_of(sheet, MILESTONES, telling)
    if table is None:
        return {}
    found = {}
    for line in table.lines:
        milestone, said = _named(line, "milestone", course.milestones, telling), line.text("due")
        if not milestone or not said:
            continue
        moment = _moment(said, course)
        if moment is None:
            say = f"“{said[:60]}” is not understood; write like: end of {next(iter(course.stages))} - 2 weeks"
            telling.fault(MILESTONES, line.at("due"), say)
            continue
        found[milestone] = moment
        places.put(f"milestones.{milestone}", MILESTONES, line.at("due"))
    return found


def holidays_of(sheet: Sheet, telling: Telling) -> tuple[date, ...]:
    """The bank holidays that the sheet adds."""
    table = table_of(sheet, HOLIDAYS, telling)
    days = [_day(line, "day", telling) for line in table.lines] if table else []
    return tuple(day for day in days if day)


def course_of(tables: Mapping[str, Any]) -> Course:
    """The course of a process, by its tables."""
    files = [tables[f"stages/{key}.toml"] for key in tables["workflow.toml"]["stages"]]
    milestones = [
        (file["stage"]["key"], *one) for file in files for one in file.get("milestones", {}).items()
    ]
    facts = tables["gates.toml"].get("facts", {})
    dates = [key for key, fact in facts.items() if fact["type"] == "date"]
    return Course(
        moments=frozenset((*dates, *(state for file in files for state in file["states"]))),
        stages={file["stage"]["key"]: file["stage"]["title"] for file in files},
        milestones={key: one["title"] for _, key, one in milestones},
        stage_of={key: stage for stage, key, _ in milestones},
    )


def _named(line: Line, column: str, known: Names, telling: Telling) -> str:
    """The key of what a cell names, by key or title."""
    said = line.text(column)
    found = next((key for key, title in known.items() if plain(said) in (plain(key), plain(title))), "")
    if not found:
        words = ", ".join(known.values())
        say = f"there is no {column} “{said[:40]}”; there is {words}" if said else f"write one of {words}"
        telling.fault(line.sheet, line.at(column), say)
    return found


def _day(line: Line, column: str, telling: Telling) -> date | None:
    said = line.text(column)
    day = day_of(said)
    if not said:
        telling.fault(line.sheet, line.at(column), "write a date here, such as 1 September 2027")
    elif day is None:
        say = f"“{said[:40]}” is no date that is understood; write it like 1 September 2027 or 01/09/2027"
        telling.fault(line.sheet, line.at(column), say)
    elif not EARLIEST <= day.year <= LATEST:
        telling.fault(line.sheet, line.at(column), f"a date lies between {EARLIEST} and {LATEST}")
        return None
    return day


def _moment(said: str, course: Course) -> str | None:
    """A day told by an edge of a stage, which people may call by its title."""
    text = " ".join(said.casefold().replace("–", "-").replace("−", "-").split())
    for key, title in course.stages.items():
        text = re.sub(rf"\b{re.escape(title.casefold())}\b", key, text)
    try:
        moment = Moment.parse(text)
    except ValueError:
        return None
    known = course.stages if moment.anchor in ("start", "end") else course.moments
    return str(moment) if moment.name in known else None
