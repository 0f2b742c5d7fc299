"""The calibration meeting: levels side by side, each overseer's mean beside the whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.calibration import queries
from wccflow.calibration.queries import Held
from wccflow.calibration.rules import mean
from wccflow.calibration.severity import Severity, severity_of
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import cases_for, definition_of
from wccflow.engine.content import Element, Item
from wccflow.engine.definition import Definition
from wccflow.panels.agenda import items_of
from wccflow.people.rights import Reach, holds
from wccflow.ratings.rules import grouped, in_words


@dataclass(frozen=True, slots=True)
class Cell:
    """The levels of one group of items, in order; `changed` when calibration changed one of them."""

    levels: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One case with its levels."""

    case: Case
    state: str
    cells: Sequence[Cell]
    mean: float | None
    changes: int
    unsigned: int
    moderated: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One element: its groups across, the cases down."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Beside:
    """One overseer's means beside the whole of what the reader may read."""

    title: str
    cases: int
    panel: float | None
    final: float | None
    raised: int
    lowered: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything that the meeting looks at."""

    cycle: Cycle
    overseers: Sequence[Beside]
    whole: Beside
    sheets: Sequence[Sheet]
    severity: Severity


def meeting_of(cycle: Cycle, reach: Reach) -> Meeting | None:
    """The meeting as far as the person calibrates; None for one who calibrates nowhere. Constant queries."""
    cases = [each for each in cases_for(reach, cycle.id) if calibrates(each, reach)]
    if not cases:
        return None
    ids = [each.id for each in cases]
    held, unsigned, moderated = queries.held(ids, reach), queries.unsigned(ids), queries.moderations(ids)
    rated = [case for case in cases if any(key[0] == case.id for key in held)]
    definition = definition_of(cases[0])
    sheets = [
        _sheet(definition, element, rated, held, unsigned, moderated)
        for element in definition.elements.values()
        if set(element.items) & set(items_of(definition))
    ]
    names = sorted({each.overseer.name for each in rated})
    by_name = {name: [each for each in rated if each.overseer.name == name] for name in names}
    return Meeting(
        cycle=cycle,
        overseers=[_beside(name, mine, held) for name, mine in by_name.items()],
        whole=_beside("All that you can see", rated, held),
        sheets=sheets,
        severity=severity_of(cycle, cases, held, reach),
    )


def calibrates(case: Case, reach: Reach) -> bool:
    """Whether this person has a part in the calibration of the case."""
    return holds(reach, "adjust", place=case.place, definition=definition_of(case))


def _sheet(
    definition: Definition,
    element: Element,
    cases: Sequence[Case],
    held: Mapping[tuple[UUID, str], Held],
    unsigned: Mapping[UUID, Sequence[object]],
    moderated: Mapping[UUID, object],
) -> Sheet:
    groups = grouped(definition, element)
    heads = [group.called if group else element.title for group, _ in groups]
    rows = []
    for case in cases:
        mine = [held[case.id, item] for item in element.items if (case.id, item) in held]
        scale = definition_of(case).scales[element.scale]
        rows.append(
            Row(
                case=case,
                state=definition_of(case).states[case.state].title,
                cells=[_cell(definition, case, items, held) for _, items in groups],
                mean=mean([scale.rank(each.final.value) for each in mine]),
                changes=sum(each.is_changed for each in mine),
                unsigned=len(unsigned[case.id]),
                moderated=case.id in moderated,
            )
        )
    return Sheet(element.title, heads, rows)


def _cell(
    definition: Definition, case: Case, items: Sequence[Item], held: Mapping[tuple[UUID, str], Held]
) -> Cell:
    mine = [held.get((case.id, item.key)) for item in items]
    element = definition.elements[items[0].element]
    scale = definition.scales[element.scale]
    short = {
        each.key: each.key if each.key.isdigit() else in_words(scale, each.key)[:1] for each in scale.values
    }
    levels = " ".join(short[each.final.value] if each else "–" for each in mine)
    return Cell(levels, any(each is not None and each.is_changed for each in mine))


def _beside(title: str, cases: Sequence[Case], held: Mapping[tuple[UUID, str], Held]) -> Beside:
    before, after, raised, lowered = [], [], 0, 0
    for case in cases:
        definition = definition_of(case)
        for item in items_of(definition):
            each = held.get((case.id, item))
            scale = definition.scales[definition.elements[definition.items[item].element].scale]
            if each is None or scale.kind != "levels":
                continue
            was, now = scale.rank(each.panel.value), scale.rank(each.final.value)
            before.append(was)
            after.append(now)
            raised, lowered = raised + (now > was), lowered + (now < was)
    return Beside(title, len(cases), mean(before), mean(after), raised, lowered)
