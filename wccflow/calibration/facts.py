"""What gates may ask of calibration: cases moderated, far changes unsigned, common cases rated."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.calibration import queries
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Tally

ENDING = "archive_case"


def cases_moderated(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many cases of each one's overseer have a recorded moderation; those that left the cycle apart."""
    query = select(Case).where(
        Case.cycle_id.in_({each.cycle_id for each in cases}),
        Case.overseer_id.in_({each.overseer_id for each in cases}),
    )
    beside: dict[tuple[UUID, UUID], list[Case]] = {}
    for each in session().scalars(query):
        if each.state not in left(definition_of(each)):
            beside.setdefault((each.cycle_id, each.overseer_id), []).append(each)
    done = queries.moderations([each.id for mine in beside.values() for each in mine])
    return {each.id: _tally(beside.get((each.cycle_id, each.overseer_id), []), done) for each in cases}


def large_changes_unsigned(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many changes go far from the panel's level and wait for a second signature."""
    return {case_id: len(mine) for case_id, mine in queries.unsigned([each.id for each in cases]).items()}


def anchors_rated(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """Common cases that every overseer rates: there are none yet, and all of none is done."""
    return {each.id: Tally(0, 0) for each in cases}


def left(definition: Definition) -> frozenset[str]:
    """The states of cases that have left the cycle."""
    return frozenset(
        move.to
        for move in definition.moves.values()
        if any(effect.partition(":")[0] == ENDING for effect in move.effects)
    )


def _tally(cases: Sequence[Case], done: Mapping[UUID, object]) -> Tally:
    missing = sorted(each.organisation.name for each in cases if each.id not in done)
    return Tally(len(cases) - len(missing), len(cases), tuple(missing))
