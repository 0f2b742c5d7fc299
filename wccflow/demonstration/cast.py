"""Who takes part in the demonstration: real names of organisations, invented people, roles."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wccflow.base.places import workflows_folder
from wccflow.demonstration import people as invented
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.texts import FOLDER, words
from wccflow.engine.definition import Definition
from wccflow.people import actions as people
from wccflow.people.models import Organisation


@dataclass(frozen=True)
class Part:
    """One organisation's part: whose it is, and how far its case has come."""

    code: str
    name: str
    overseer: str
    target: str


def parts(count: int) -> list[Part]:
    """The first `count` organisations with their parts; the best known first, then all others."""
    journeys = words("journeys")
    rows = _rows("organisations")
    chosen = [
        row
        for overseer, most in zip(journeys["first"], journeys["counts"], strict=True)
        for row in _of(rows, overseer)[:most]
    ]
    chosen += [row for row in rows if row not in chosen]
    given: dict[str, int] = {}
    return [_part(row, given, journeys["targets"]) for row in chosen[:count]]


def everyone() -> list[dict[str, str]]:
    """Every organisation of the nation: code, name and overseer."""
    return _rows("organisations")


def how_many() -> int:
    """How many organisations there are in all."""
    return len(_rows("organisations"))


def enter(
    cast: Sequence[Part], definition: Definition, *, seed: int, now: datetime
) -> dict[str, Organisation]:
    """Found the nation, its overseers and the organisations, with their people; gives those by code."""
    nation = _found("DH", "Department of Health", "nation", None, now)
    _appoint(invented.of_nation(), definition, nation, now)
    overseers = {}
    for row in _rows("overseers"):
        if any(part.overseer == row["code"] for part in cast):
            made = _found(row["code"], row["name"], "overseer", nation, now)
            _appoint(invented.of_overseer(row["code"], row["place"]), definition, made, now)
            overseers[row["code"]] = made
    found = {}
    for part in cast:
        made = _found(part.code, part.name, "organisation", overseers[part.overseer], now)
        profile = Profile.of(part.code, part.name, seed)
        _appoint(invented.of_organisation(part.code, profile.place), definition, made, now)
        found[part.code] = made
    return found


def _part(row: dict[str, str], given: dict[str, int], targets: dict[str, list[str]]) -> Part:
    ways = targets.get(row["overseer"], targets["others"])
    number = given.get(row["overseer"], 0)
    given[row["overseer"]] = number + 1
    if number >= len(ways):
        ways, number = targets["others"], number - len(ways)
    return Part(row["code"], row["name"], row["overseer"], ways[number % len(ways)])


def _found(code: str, name: str, level: str, parent: Organisation | None, now: datetime) -> Organisation:
    return people.found_organisation(code, name=name, level=level, parent=parent, by_id=None, now=now)


def _appoint(
    cast: Sequence[invented.Invented], definition: Definition, place: Organisation, now: datetime
) -> None:
    for each in cast:
        person = people.add_person(each.email, name=each.name, by_id=None, now=now)
        scope = definition.roles[each.role].scope
        if scope != "panel":  # those sit on a panel only once they are seated there
            scope_id = None if scope == "nation" else place.id
            people.grant(person, each.role, scope=scope, scope_id=scope_id, by_id=None, now=now)


def _rows(name: str) -> list[dict[str, str]]:
    path = workflows_folder().joinpath(*FOLDER, f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _of(rows: Sequence[dict[str, str]], overseer: str) -> list[dict[str, str]]:
    return [row for row in rows if row["overseer"] == overseer]
