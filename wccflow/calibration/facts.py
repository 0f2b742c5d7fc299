"""What gates may ask of calibration: cases moderated, far changes unsigned, common cases rated."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.calibration import common_queries, queries
from wccflow.calibration.common_queries import Standing, left
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Tally


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
    """How many common cases each one's overseer has rated by enough people; where none is asked, all of none.

    What the definition asks for and the nation has not opened yet is missing, too.
    """
    found: dict[UUID, Fact] = {}
    standings = {each.cycle_id: each.cycle for each in cases}
    known = {key: common_queries.standing_of(cycle) for key, cycle in standings.items()}
    for each in cases:
        found[each.id] = _rated(definition_of(each), known[each.cycle_id], each.overseer_id)
    return found


def _rated(definition: Definition, standing: Standing, overseer_id: UUID) -> Tally:
    asked = definition.panel.common.cases
    if not asked:
        return Tally(0, 0)
    mine = standing.of(overseer_id)
    missing = [f"{each.common.title} ({each.have} of {each.need})" for each in mine if not each.is_done]
    unopened = asked - len(standing.opened)
    if unopened > 0:
        missing.append(f"{unopened} of {asked} that the nation has not opened yet")
    total = max(asked, len(standing.opened))
    return Tally(sum(each.is_done for each in mine), total, tuple(missing))


def _tally(cases: Sequence[Case], done: Mapping[UUID, object]) -> Tally:
    missing = sorted(each.organisation.name for each in cases if each.id not in done)
    return Tally(len(cases) - len(missing), len(cases), tuple(missing))
