"""Bringing the pool from a table: a line for each person, checked whole before anything is changed."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from wccflow.base.errors import NotFound, Refused
from wccflow.base.tables import rows_of
from wccflow.panels import pool, pooling
from wccflow.panels import timetable_queries as timetable
from wccflow.panels.availability import days_in
from wccflow.panels.pool_models import PoolMember
from wccflow.panels.region import Region, demand_manager
from wccflow.people.models import Organisation
from wccflow.people.queries import known_as, person_by_email
from wccflow.people.rights import Reach

COLUMNS = ("email", "name", "seats", "skills", "most", "works for", "free days")
MOST_LINES, MOST_FAULTS = 500, 20
_BETWEEN = re.compile(r"[;|]")


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the table; what is None is not in the table and stays as it is."""

    email: str
    name: str
    seats: tuple[str, ...]
    skills: tuple[str, ...] | None
    most: int | None
    home: Organisation | None
    days: frozenset[date] | None


def bring(region: Region, text: str, *, by: Reach, now: datetime) -> tuple[int, int]:
    """Take everybody of a table into the pool, or change them; gives how many are new and how many not.

    Raises Refused with every fault by its line, and then nothing is changed.
    """
    demand_manager(region, by)
    lines = _read(region, text)
    among = timetable.days_of(region, now)
    added = 0
    for line in lines:
        row = _member(region, line.email)
        if row is None:
            row = pooling.add(
                region,
                email=line.email,
                name=line.name,
                seats=line.seats,
                skills=line.skills or (),
                home=line.home,
                most=line.most,
                by=by,
                now=now,
            )
            added += 1
        else:
            was = pool.whole(row)
            pooling.change(
                region,
                row,
                seats=line.seats,
                skills=was.skills if line.skills is None else line.skills,
                home=line.home or was.home,
                most=line.most if line.most is not None else row.most,
                by=by,
                now=now,
            )
        if line.days is not None:
            pooling.say_days(region, row, line.days, among, by=by, now=now)
    return added, len(lines) - added


def _member(region: Region, email: str) -> PoolMember | None:
    try:
        found = pool.membership(region, person_by_email(email).id)
    except NotFound:
        return None
    return found if found is not None and found.left_at is None else None


def _read(region: Region, text: str) -> list[Line]:
    faults: list[str] = []
    lines = []
    for number, cells, too_much in rows_of(text, ("email",), most_rows=MOST_LINES):
        try:
            lines.append(_line(region, cells, too_much))
        except Refused as refusal:
            faults.append(f"Row {number}: {refusal}")
    faults += _doubles(lines)
    if faults:
        more = len(faults) - MOST_FAULTS
        raise Refused(*faults[:MOST_FAULTS], *([f"There are {more} more faults."] if more > 0 else []))
    return lines


def _line(region: Region, cells: Mapping[str, str], too_much: str) -> Line:
    unknown = [each for each in cells if each not in COLUMNS]
    if unknown or too_much:
        raise Refused(
            f"There is no column for “{too_much or unknown[0]}”. The columns are {', '.join(COLUMNS)}."
        )
    panel = region.definition.panel
    home = known_as(cells["works for"]) if cells.get("works for") else None
    if cells.get("works for") and home is None:
        raise Refused(f"There is no organisation called “{cells['works for']}”.")
    most = cells.get("most", "")
    if most and not (most.isdecimal() and most.isascii()):
        raise Refused(f"“{most}” is not a number of panels.")
    if "@" not in cells.get("email", ""):
        raise Refused("There is no e-mail address.")
    seats = {each.title: each.key for each in panel.seats.values()}
    skills = {each.title: each.key for each in panel.skills.values()}
    days = cells.get("free days")
    return Line(
        email=cells["email"].lower(),
        name=cells.get("name", ""),
        seats=tuple(_keys(cells.get("seats", ""), seats, "seat")),
        skills=tuple(_keys(cells["skills"], skills, "skill")) if cells.get("skills") else None,
        most=int(most) if most else None,
        home=home,
        days=frozenset(days_in(days)) if days else None,
    )


def _keys(text: str, titles: Mapping[str, str], what: str) -> Iterator[str]:
    """The keys of what a cell names, by key or by title."""
    known = {title.casefold(): key for title, key in titles.items()}
    known |= {key.casefold(): key for key in titles.values()}
    for each in (part.strip() for part in _BETWEEN.split(text) if part.strip()):
        if each.casefold() not in known:
            raise Refused(f"There is no {what} “{each}”. There are: {', '.join(titles)}.")
        yield known[each.casefold()]


def _doubles(lines: Collection[Line]) -> list[str]:
    times = Counter(each.email for each in lines)
    return [f"{email} is there {count} times." for email, count in times.items() if count > 1]
