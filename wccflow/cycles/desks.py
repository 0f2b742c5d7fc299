"""One person who works for several organisations: what needs her, and for which of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.base.work import offers
from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.people.models import Organisation
from wccflow.people.queries import organisations
from wccflow.people.rights import Reach

Tasks = Callable[[Sequence[Case]], list[Task]]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do, and for which of her organisations; empty when she works for one alone."""

    task: Task
    place: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The cases of one of her organisations; of none of them in particular when it has no organisation."""

    organisation: Organisation | None
    cases: tuple[Case, ...]

    @property
    def name(self) -> str:
        """The organisation's name, or nothing."""
        return self.organisation.name if self.organisation else ""

    @property
    def code(self) -> str:
        """The organisation's code, or nothing."""
        return self.organisation.code if self.organisation else ""


def desks(reach: Reach, cases: Sequence[Case]) -> list[Desk]:
    """Her cases by the organisation for which she works on them; one desk where that is one or none."""
    own = {each.scope_id for each in reach.holdings if each.scope == "organisation" and not each.heir_id}
    mine = organisations({each for each in own if each})
    if len(mine) < 2:
        return [Desk(None, tuple(cases))]
    home = {each: each for each in mine} | {
        each.scope_id: each.heir_id for each in reach.holdings if each.scope_id and each.heir_id
    }
    by_place: dict[UUID | None, list[Case]] = {each: [] for each in mine}
    for case in cases:
        place = home.get(case.organisation_id) or home.get(case.place.organisation_id or case.organisation_id)
        by_place.setdefault(place, []).append(case)
    ordered = sorted(by_place, key=lambda each: mine[each].name if each in mine else "\uffff")
    return [Desk(mine.get(each) if each else None, tuple(by_place[each])) for each in ordered]


def lines(found: Sequence[Desk], reach: Reach, now: datetime) -> list[Line]:
    """What needs her at these desks, by its day; each source is asked once for each desk, so none mixes."""
    said: dict[tuple[str, str], Line] = {}
    for desk in found:
        for source in offers().tasks.values():
            for task in source(reach, desk.cases, now):
                said.setdefault((task.title, task.address), Line(task, desk.name))
    return sorted(said.values(), key=_urgency)


def chosen(found: Sequence[Desk], code: str) -> list[Desk]:
    """The desk of the organisation of this code; all of them when there is none."""
    return [each for each in found if code and each.code == code.upper()] or list(found)


def _urgency(line: Line) -> tuple[date, int, str]:
    return line.task.due or date.max, line.task.order, line.task.title
