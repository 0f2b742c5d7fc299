"""When each stage is open at one overseer, what was changed by two signatures, and what may be proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.cycles import queries
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle, WindowChange
from wccflow.engine.calendars import Window
from wccflow.engine.definition import Definition, Signatures, Stage
from wccflow.engine.refusals import day, either
from wccflow.people.models import Organisation
from wccflow.people.queries import names
from wccflow.people.rights import Place, Reach


@dataclass(frozen=True, slots=True)
class StageShown:
    """One stage with its window, and whether this person may propose other days."""

    stage: Stage
    window: Window
    state: str
    tone: str
    may_open_early: bool
    may_hold_late: bool


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One change in words, and whether this person may give the second signature."""

    id: UUID
    what: str
    why: str
    by: str
    at: datetime
    countersigned_by: str
    waits_for: str
    may_sign: bool


@dataclass(frozen=True, slots=True)
class Windows:
    """Everything that the page of an overseer's windows shows."""

    cycle: Cycle
    overseer: Organisation
    stages: tuple[StageShown, ...]
    changes: tuple[ChangeShown, ...]

    @property
    def address(self) -> str:
        """The path of the page."""
        return f"/cycles/{self.cycle.key}/windows/{self.overseer.code}"


def windows_shown(cycle: Cycle, overseer: Organisation, reach: Reach, on: date) -> Windows:
    """The windows of this overseer as this person sees them."""
    definition = pinned(cycle.digest)
    mine = reach.roles_at(Place(None, overseer.id, None))
    windows = queries.windows_at(cycle, overseer.id)
    stages = [
        _stage(stage, windows[key], mine, on) for key, stage in definition.stages.items() if key in windows
    ]
    changes = queries.window_changes(cycle.id, overseer.id)
    return Windows(cycle, overseer, tuple(stages), tuple(_changes(definition, changes, mine, reach)))


def _stage(stage: Stage, window: Window, mine: frozenset[str], on: date) -> StageShown:
    words, tone = _state(window, on)
    return StageShown(stage, window, words, tone, _may_begin(stage.early, mine), _may_begin(stage.late, mine))


def _state(window: Window, on: date) -> tuple[str, str]:
    if on < window.first:
        return "To come", "quiet"
    return ("Closed", "quiet") if window.last < on else ("Open", "good")


def _may_begin(signatures: Signatures | None, mine: frozenset[str]) -> bool:
    return signatures is not None and not mine.isdisjoint(signatures.by)


def _changes(
    definition: Definition, changes: Sequence[WindowChange], mine: frozenset[str], reach: Reach
) -> list[ChangeShown]:
    people = names(who for each in changes for who in (each.by_id, each.countersigned_by_id))
    return [_change(definition, each, people, mine, reach) for each in changes]


def _change(
    definition: Definition,
    change: WindowChange,
    people: Mapping[UUID, str],
    mine: frozenset[str],
    reach: Reach,
) -> ChangeShown:
    stage = definition.stages[change.stage]
    signatures = stage.early if change.opens else stage.late
    able = signatures.countersign if signatures else ()
    is_open = change.countersigned_by_id is None
    return ChangeShown(
        id=change.id,
        what=_what(stage, change),
        why=change.why,
        by=people.get(change.by_id, "Someone"),
        at=change.at,
        countersigned_by=people.get(change.countersigned_by_id, "") if change.countersigned_by_id else "",
        waits_for=either(definition.titles(able)) if able and is_open else "",
        may_sign=is_open and change.by_id != reach.person_id and not mine.isdisjoint(able),
    )


def _what(stage: Stage, change: WindowChange) -> str:
    if change.opens:
        return f"“{stage.title}” opens early, on {day(change.opens)}"
    return f"“{stage.title}” stays open until {day(change.closes)}" if change.closes else stage.title
