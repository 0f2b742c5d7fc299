"""The invariants of everything that is kept; each breach is a sentence, and there should be none."""

from collections.abc import Iterator

from sqlalchemy import select

from wccflow.base.chain import broken_links
from wccflow.base.work import offers, session
from wccflow.cycles import course, queries
from wccflow.cycles.models import Case
from wccflow.engine.decisions import Standing
from wccflow.engine.replaying import Impossible, Position, retrace
from wccflow.people.models import BrowserSession, Person


def breaches() -> list[str]:
    """Every breach: of the database itself, the log, the cases, the sessions, and what the rooms check."""
    found = [*_database(), *broken_links(session()), *cases_astray(), *_sessions()]
    for check in offers().checks.values():
        found += check()
    return found


def cases_astray() -> Iterator[str]:
    """Each case that does not stand where its events lead, or whose events its definition forbids.

    A constant number of queries for any number of cases.
    """
    cases = session().scalars(select(Case)).all()
    events, standings = course.events_of(cases), queries.standings(cases)
    definitions = course.definitions_of(event for found in events.values() for event in found)
    for case in cases:
        try:
            positions = list(retrace(definitions, course.happenings(events[case.id])))
        except Impossible as impossible:
            yield f"{case.name}: its history cannot have been: {impossible}."
        else:
            yield from _differences(case, positions, standings[case.id])


def _differences(case: Case, positions: list[Position], stands: Standing) -> Iterator[str]:
    if not positions:
        yield f"{case.name}: the log does not say that it was opened."
        return
    digest, replayed = positions[-1]
    if case.digest != digest:
        yield f"{case.name} has another definition than its events tell."
    elif stands.state != replayed.state:
        yield f"{case.name} stands at {stands.state}, but its moves lead to {replayed.state}."
    else:
        yield from (
            f"{case.name}: {item} of {track} is {states.get(item)}, but its moves lead to {led.get(item)}."
            for track, states in stands.tracks.items()
            for led in (replayed.tracks.get(track, {}),)
            for item in sorted(states.keys() | led.keys())
            if states.get(item) != led.get(item)
        )


def _database() -> Iterator[str]:
    if session().get_bind().dialect.name != "sqlite":
        return
    connection = session().connection()
    for (word,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if word != "ok":
            yield f"The database file is damaged: {word}."
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"A row of {row[0]} belongs to a row of {row[2]} that is not there."


def _sessions() -> Iterator[str]:
    query = (
        select(Person.email)
        .join(BrowserSession, BrowserSession.person_id == Person.id)
        .where(BrowserSession.ended_at.is_(None), Person.disabled_at.is_not(None))
    )
    for email in session().scalars(query):
        yield f"{email} is closed, but still signed in somewhere."
