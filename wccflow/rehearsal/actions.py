"""What is done with rehearsals: asked for, taken up, ended, stopped, deleted. No cycle is touched."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.base import audiences
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.people.rights import Reach
from wccflow.rehearsal import queries
from wccflow.rehearsal.models import Rehearsal
from wccflow.rehearsal.rules import DONE, FAILED, RUNNING, STOPPED, WAITING, Choice
from wccflow.rehearsal.wanted import Wanted

MOST_WAITING = 3
MOST_ATTEMPTS = 2
GIVEN_UP = "The rehearsal was begun twice and each time ended with the process that played it."


def ask(subject: str, choice: Choice, *, by: Reach, now: datetime) -> Rehearsal:
    """Ask for a rehearsal, which is played in the background. Raises Refused."""
    tokens = queries.readers(by)
    found = next((each for each in queries.possible(by) if each.key == subject), None)
    if found is None:
        raise Refused("Choose what is to be rehearsed.")
    if queries.waiting_of(by.person_id) >= MOST_WAITING:
        raise Refused(
            f"{MOST_WAITING} of your rehearsals are not done yet. Wait for one of them, or stop it."
        )
    wanted = Wanted(
        definition=found.definition,
        calendar=found.calendar,
        behaviours=queries.behaviours_for(found.definition),
        organisations=choice.organisations,
        seed=choice.seed,
        pace=choice.pace,
        signatures=choice.signatures,
    )
    made = Rehearsal(
        by_id=by.person_id,
        audience_id=audiences.ensure("rehearsal", tokens),
        title=found.title,
        organisations=choice.organisations,
        seed=choice.seed,
        pace=choice.pace,
        signatures=choice.signatures,
        state=WAITING,
        asked_at=now,
        wanted=json.dumps(wanted.document),
    )
    session().add(made)
    session().flush()
    return made


def stop(found: Rehearsal, now: datetime) -> None:
    """Stop a rehearsal; one that has ended stays as it is."""
    if found.state in (WAITING, RUNNING):
        found.state, found.ended_at = STOPPED, now
        session().flush()


def delete(found: Rehearsal) -> None:
    """Delete a rehearsal and its report. Raises Refused while it is being played."""
    if found.state == RUNNING:
        raise Refused("This rehearsal is being played. Stop it first.")
    session().delete(found)
    session().flush()


def take(now: datetime) -> tuple[UUID, Wanted] | None:
    """Take up the next rehearsal; None when none waits. The attempt is counted before it is made."""
    found = queries.next_waiting()
    while found is not None and found.attempts >= MOST_ATTEMPTS:
        found.state, found.say, found.ended_at = FAILED, GIVEN_UP, now
        session().flush()
        found = queries.next_waiting()
    if found is None:
        return None
    found.attempts += 1
    found.state, found.percent = RUNNING, 0
    session().flush()
    return found.id, Wanted.from_document(json.loads(found.wanted))


def note_percent(identifier: UUID, percent: int) -> None:
    """Note how far it has come, if anybody still wants it."""
    found = session().get(Rehearsal, identifier)
    if found is not None and found.state == RUNNING:
        found.percent = percent


def is_wanted(identifier: UUID) -> bool:
    """Whether a rehearsal that is being played is still wanted."""
    found = session().get(Rehearsal, identifier)
    return found is not None and found.state == RUNNING


def keep(identifier: UUID, report: Mapping[str, Any], now: datetime) -> None:
    """Keep the report, if anybody still wants it."""
    found = session().get(Rehearsal, identifier)
    if found is not None and found.state == RUNNING:
        found.report = json.dumps(report, ensure_ascii=False)
        found.state, found.percent, found.ended_at = DONE, 100, now


def note_fault(identifier: UUID, say: str, now: datetime) -> None:
    """Note why there is no report; one that was stopped stays so."""
    found = session().get(Rehearsal, identifier)
    if found is not None and found.state == RUNNING:
        found.state, found.say, found.ended_at = FAILED, say, now
