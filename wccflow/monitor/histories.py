"""When each case was opened, and the moves that it has made since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.log import Event
from wccflow.cycles.models import Case
from wccflow.cycles.queries import moves_of
from wccflow.cycles.reaching import first_reached

OPENED = "case.opened"


@dataclass(frozen=True, slots=True)
class History:
    """The business day on which a case was opened, and its moves, oldest first."""

    opened: date
    moves: tuple[Event, ...]

    @property
    def here_since(self) -> date:
        """The business day on which it came to its present state."""
        return business_day(self.moves[-1].at) if self.moves else self.opened

    @property
    def reached(self) -> Mapping[str, date]:
        """The business day on which it first came to each state that a move led to."""
        return first_reached(self.moves)


def histories(cases: Sequence[Case]) -> dict[UUID, History]:
    """The history of each of these cases, in two queries."""
    opened, moves = {each.id: business_day(each.cycle.opened_at) for each in cases}, moves_of(cases)
    for event in log.events_of(list(opened), OPENED):
        if event.case_id is not None:
            opened[event.case_id] = business_day(event.at)
    return {each.id: History(opened[each.id], tuple(moves[each.id])) for each in cases}
