"""The invariants of everything that is kept; each breach is a sentence, and there should be none."""

from collections.abc import Iterator

from sqlalchemy import select

from wccflow.base.chain import broken_links
from wccflow.base.work import offers, session
from wccflow.cycles import queries
from wccflow.cycles.models import Case
from wccflow.people.models import BrowserSession, Person


def breaches() -> list[str]:
    """Every breach: of the database itself, the log, the cases, the sessions, and what the rooms check."""
    found = [*_database(), *broken_links(session()), *_states(), *_sessions()]
    for check in offers().checks.values():
        found += check()
    return found


def _database() -> Iterator[str]:
    if session().get_bind().dialect.name != "sqlite":
        return
    connection = session().connection()
    for (word,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if word != "ok":
            yield f"The database file is damaged: {word}."
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"A row of {row[0]} belongs to a row of {row[2]} that is not there."


def _states() -> Iterator[str]:
    cases = session().scalars(select(Case)).all()
    moves = queries.moves_of(cases)
    for case in cases:
        state = queries.definition_of(case).initial
        for event in moves[case.id]:
            if event.payload["from"] != state:
                yield f"{case.name}: a move from {event.payload['from']} follows the state {state}."
            state = event.payload["to"]
        if case.state != state:
            yield f"{case.name} stands at {case.state}, but its moves lead to {state}."


def _sessions() -> Iterator[str]:
    query = (
        select(Person.email)
        .join(BrowserSession, BrowserSession.person_id == Person.id)
        .where(BrowserSession.ended_at.is_(None), Person.disabled_at.is_not(None))
    )
    for email in session().scalars(query):
        yield f"{email} is closed, but still signed in somewhere."
