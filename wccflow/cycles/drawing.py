"""The workflow drawn with where a case is and was, with the days on which its stages are open."""

from collections.abc import Mapping
from dataclasses import dataclass

from wccflow.cycles import queries
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.reaching import first_reached
from wccflow.engine.calendars import Window
from wccflow.engine.picture_svg import sheets, svg
from wccflow.engine.picture_words import MoveTold, StageTold, always, told
from wccflow.engine.refusals import day


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing as SVG, sheet by sheet, and the same as a list."""

    sheets: tuple[str, ...]
    stages: tuple[StageTold, ...]
    always: tuple[MoveTold, ...]


def of_case(case: Case, *, headed: bool = False) -> Drawing:
    """The way of this case through its cycle."""
    definition, passed = queries.definition_of(case), states_passed(case)
    pictures = sheets(
        definition,
        here=case.state,
        passed=passed,
        notes=_days(queries.windows([case])[case.id]),
        name=case.organisation.name,
        headed=headed,
    )
    return Drawing(pictures, told(definition, here=case.state, passed=passed), always(definition))


def whole(case: Case) -> str:
    """The same in one piece, for a file."""
    return svg(
        queries.definition_of(case),
        here=case.state,
        passed=states_passed(case),
        notes=_days(queries.windows([case])[case.id]),
        name=case.organisation.name,
        headed=True,
    )


def of_cycle(cycle: Cycle) -> Drawing:
    """The way of every case through this cycle, on its planned days."""
    definition = pinned(cycle.digest)
    notes = _days(queries.calendar_of(cycle).windows)
    return Drawing(sheets(definition, notes=notes, headed=True), told(definition), always(definition))


def states_passed(case: Case) -> tuple[str, ...]:
    """The states that the case has been in, by what they are called now, in the definition's order."""
    definition = queries.definition_of(case)
    been = {definition.initial, *first_reached(queries.steps_of([case])[case.id])} - {case.state}
    return tuple(state for state in definition.states if state in been)


def _days(windows: Mapping[str, Window]) -> dict[str, str]:
    return {stage: f"{day(window.first)} to {day(window.last)}" for stage, window in windows.items()}
