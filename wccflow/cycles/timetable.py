"""How cases stand against their milestones: due, met, late, and who owns each."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles import queries
from wccflow.cycles.extensions import NOTHING, granted_of
from wccflow.cycles.models import Case
from wccflow.cycles.reaching import reached_and_kept
from wccflow.engine.calendars import Due, milestones
from wccflow.engine.facts import Fact


def milestones_of(
    cases: Sequence[Case], on: date, facts: Mapping[UUID, Mapping[str, Fact]] | None = None
) -> dict[UUID, tuple[Due, ...]]:
    """Every milestone of each of these cases, in the definition's order; constant queries for any number.

    `facts` are those of `queries.facts_of`, for a caller who has asked for them already.
    """
    facts = queries.facts_of(cases) if facts is None else facts
    windows, moves, granted = queries.windows(cases), queries.steps_of(cases), granted_of(cases)
    calendars = {each.cycle_id: queries.calendar_of(each.cycle) for each in cases}
    return {
        each.id: milestones(
            queries.definition_of(each),
            calendars[each.cycle_id],
            standing_history=_history(each, moves[each.id]),
            case_dates=_dates(facts[each.id]),
            facts=facts[each.id],
            on=on,
            windows=windows[each.id],
            extended=granted.get(each.id, NOTHING).milestones,
        )
        for each in cases
    }


def next_due(dues: Sequence[Due]) -> Due | None:
    """The milestone that is not met yet and due first; None when all are met."""
    waiting = [due for due in dues if due.met is None and due.due is not None]
    return min(waiting, key=lambda due: due.due or date.max, default=None)


def _history(case: Case, moves: Sequence[Event]) -> dict[str, date]:
    return reached_and_kept(moves, queries.definition_of(case).initial)


def _dates(facts: Mapping[str, Fact]) -> dict[str, date]:
    return {name: fact for name, fact in facts.items() if isinstance(fact, date)}
