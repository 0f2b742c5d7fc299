"""The embargo: each organisation reads its own final page before anybody else, and who did so is noted."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import Database, session
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.people.rights import Reach, holds
from wccflow.publication import queries
from wccflow.publication.actions import demand_publisher
from wccflow.publication.content import content_of
from wccflow.publication.models import Embargo, FinalPageOpening

OPENED, ENDED = "embargo.opened", "embargo.ended"


class Answer(Protocol):
    """What is asked of an answer: that it says when it was sent."""

    def call_on_close(self, func: Callable[[], None], /) -> object:
        """Call this when it was sent."""


def open_to_readers(
    cycle: Cycle, *, begins_at: datetime, lifts_at: datetime | None, note: str, by: Reach, now: datetime
) -> Embargo:
    """Let organisations read their own final page from an instant on. Raises NotFound or Refused."""
    demand_publisher(cycle, by)
    if standing(cycle.id) is not None:
        raise Refused("Organisations read their final pages already. End that before you begin anew.")
    if not note.strip():
        raise Refused("Write what readers are to know: it stands above each final page.")
    if lifts_at is not None and lifts_at <= begins_at:
        raise Refused("Publication must come after organisations have begun to read.")
    made = Embargo(
        cycle_id=cycle.id,
        begins_at=begins_at,
        lifts_at=lifts_at,
        note=note.strip(),
        by_id=by.person_id,
        at=now,
    )
    session().add(made)
    session().flush()
    log.record(OPENED, at=now, by_id=by.person_id, subject_id=made.id, words=made.note, cycle=cycle.key)
    return made


def end(cycle: Cycle, *, by: Reach, now: datetime) -> None:
    """Let nobody read final pages any more that are not published. Raises NotFound or Refused."""
    demand_publisher(cycle, by)
    held = standing(cycle.id)
    if held is None:
        raise Refused("No organisation reads its final page before publication.")
    held.ended_at, held.ended_by_id = now, by.person_id
    session().flush()
    log.record(ENDED, at=now, by_id=by.person_id, subject_id=held.id, cycle=cycle.key)


def standing(cycle_id: UUID) -> Embargo | None:
    """The embargo of a cycle that has not ended."""
    query = select(Embargo).where(Embargo.cycle_id == cycle_id, Embargo.ended_at.is_(None))
    return session().scalar(query.limit(1))


def may_read(case: Case, by: Reach, now: datetime) -> bool:
    """Whether this person may read the final page of this case now, before everybody else."""
    definition = definition_of(case)
    if holds(by, "publish", place=case.place, definition=definition):
        return is_final(case, definition)
    held = standing(case.cycle_id)
    begun = held is not None and held.begins_at <= now
    return begun and is_final(case, definition) and bool(by.roles_at(case.place) & readers(definition))


def final_page(case: Case, by: Reach, now: datetime) -> tuple[dict[str, Any], Embargo | None]:
    """What will be published, exactly as it stands now. Raises NotFound for who may not read it yet."""
    if not may_read(case, by, now):
        raise NotFound
    return content_of(case), standing(case.cycle_id)


def is_final(case: Case, definition: Definition) -> bool:
    """Whether the result is agreed and not published yet."""
    return "publish" in definition.states[case.state].opens and queries.result_of(case) is None


def readers(definition: Definition) -> frozenset[str]:
    """The roles that read first: those that the workflow names, else those that check the report."""
    named = frozenset(definition.publication.readers)
    own = {key for key, role in definition.roles.items() if role.scope == definition.takes_part}
    return named or frozenset(key for key in own if "check_facts" in definition.roles[key].may)


def is_own(case: Case, by: Reach) -> bool:
    """Whether this person is among those who read the final page of this case first."""
    definition = definition_of(case)
    final = "publish" in definition.states[case.state].opens
    return final and bool(by.roles_at(case.place) & readers(definition))


def begun(cycle_ids: Collection[UUID], now: datetime) -> set[UUID]:
    """Those of the cycles whose organisations read now. One query."""
    query = select(Embargo.cycle_id).where(
        Embargo.cycle_id.in_(cycle_ids), Embargo.ended_at.is_(None), Embargo.begins_at <= now
    )
    return set(session().scalars(query))


def called(embargo_id: UUID) -> Embargo | None:
    """The embargo of this id."""
    return session().get(Embargo, embargo_id)


def waiting(cycle_id: UUID) -> list[Case]:
    """The cases of a cycle whose result is agreed and not published."""
    every = session().scalars(select(Case).where(Case.cycle_id == cycle_id)).all()
    agreed = [each for each in every if "publish" in definition_of(each).states[each.state].opens]
    known = queries.published_cases([each.id for each in agreed])
    return [each for each in agreed if each.id not in known]


def note_when_read(answer: Answer, case: Case, database: Database, by: Reach, now: datetime) -> None:
    """Note that this person has read the final page, once the answer was sent."""
    case_id, person_id = case.id, by.person_id

    def note() -> None:
        # She has the page already; a database that cannot be written to now must not spoil it.
        with suppress(OperationalError), database.writing():
            session().add(FinalPageOpening(case_id=case_id, person_id=person_id, at=now))

    answer.call_on_close(note)


def readings(case_ids: Sequence[UUID]) -> dict[UUID, dict[UUID, tuple[datetime, int]]]:
    """By case and person when the final page was first read, and how often. One query."""
    query = (
        select(
            FinalPageOpening.case_id, FinalPageOpening.person_id, func.min(FinalPageOpening.at), func.count()
        )
        .where(FinalPageOpening.case_id.in_(case_ids))
        .group_by(FinalPageOpening.case_id, FinalPageOpening.person_id)
    )
    found: dict[UUID, dict[UUID, tuple[datetime, int]]] = {}
    for case_id, person_id, first, count in session().execute(query):
        found.setdefault(case_id, {})[person_id] = (first, count)
    return found
