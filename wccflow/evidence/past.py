"""The dossier as it stood at any instant, told from the log: versions, approvals, dates, what was frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.log import Event
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of, steps_of
from wccflow.cycles.reaching import MIGRATED
from wccflow.engine.content import Slot
from wccflow.evidence import kinds, queries
from wccflow.evidence.dates import Dates
from wccflow.evidence.queries import Filled
from wccflow.evidence.slots import dates_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach

TELLING = (
    *(kinds.APPROVED, kinds.WITHDRAWN, kinds.RESTORED),
    *(kinds.DATED, kinds.FROZEN, kinds.GIVEN_BACK),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant that the case has lived: when it came to a state, and what that is called."""

    at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One slot as it stood."""

    slot: Slot
    filled: Filled | None
    approved_on: date | None
    frozen: bool
    dates: Dates


@dataclass(frozen=True, slots=True)
class Past:
    """All slots of a case as they stood, and who filed what fills them."""

    at: datetime
    lines: Sequence[Line]
    people: Mapping[UUID, str]

    @property
    def filed(self) -> int:
        """How many slots were filled."""
        return sum(line.filled is not None for line in self.lines)

    @property
    def versions(self) -> list[Filled]:
        """What filled the slots, each version once, in the order of the slots."""
        found = [line.filled for line in self.lines if line.filled]
        return list({each.version.id: each for each in reversed(found)}.values())[::-1]


def moments_of(case: Case) -> list[Moment]:
    """The instants at which the case came to another state, oldest first, as they were called then."""
    found, definition = [], definition_of(case)
    for event in reversed(steps_of([case])[case.id]):
        if event.kind == MIGRATED:
            definition = pinned(event.payload["old"])
        else:
            found.append(Moment(event.at, definition.states[event.payload["to"]].title))
    return found[::-1]


def dossier_at(case: Case, reach: Reach, at: datetime) -> Past:
    """The dossier as it stood at this instant, of what this person may read now."""
    filled = queries.fillings([case.id], reach)
    events = log.events_of([case.id], *TELLING)
    told = _Told([event for event in events if event.at <= at], [event for event in events if event.at > at])
    lines = [
        _line(slot, [each for each in filled if each.slot == slot.key], told, at)
        for slot in definition_of(case).slots.values()
    ]
    return Past(at, lines, names(line.filled.version.filed_by_id for line in lines if line.filled))


@dataclass(frozen=True, slots=True)
class _Told:
    """What the log says: what had happened by then, and what came after."""

    until: Sequence[Event]
    after: Sequence[Event]

    def withdrawn(self, version_id: UUID) -> bool:
        """Whether this version was withdrawn then."""
        return self._last(version_id, kinds.WITHDRAWN, kinds.RESTORED) == kinds.WITHDRAWN

    def frozen(self, slot: str) -> bool:
        """Whether this slot was frozen then."""
        acts = (kinds.FROZEN, kinds.GIVEN_BACK)
        found = [each.kind for each in self.until if each.kind in acts and slot in each.payload["slots"]]
        return bool(found) and found[-1] == kinds.FROZEN

    def approved(self, filled: Filled) -> date | None:
        """The day of the board's approval that was recorded by then for what filled the slot."""
        found = [
            each.payload["on"]
            for each in self.until
            if each.kind == kinds.APPROVED
            and each.subject_id == filled.version.id
            and filled.slot in each.payload["slots"]
            and each.at >= filled.filling.filled_at
        ]
        return date.fromisoformat(found[-1]) if found else None

    def dates(self, filled: Filled) -> Dates:
        """The dates that the version bore then: what the first later correction says was there before."""
        later = [
            each for each in self.after if each.kind == kinds.DATED and each.subject_id == filled.version.id
        ]
        return Dates.read(later[0].payload["before"]) if later else dates_of(filled.version)

    def _last(self, subject_id: UUID, *acts: str) -> str:
        found = [each.kind for each in self.until if each.kind in acts and each.subject_id == subject_id]
        return found[-1] if found else ""


def _line(slot: Slot, filled: Sequence[Filled], told: _Told, at: datetime) -> Line:
    there = [each for each in filled if _stood(each, told, at)]
    frozen = told.frozen(slot.key)
    if not there:
        return Line(slot, None, None, frozen, Dates())
    return Line(slot, there[-1], told.approved(there[-1]), frozen, told.dates(there[-1]))


def _stood(filled: Filled, told: _Told, at: datetime) -> bool:
    back = filled.filling.taken_back_at
    return (
        filled.filling.filled_at <= at
        and (back is None or back > at)
        and not told.withdrawn(filled.version.id)
    )
