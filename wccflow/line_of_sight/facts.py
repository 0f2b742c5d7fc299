"""What gates may ask of lines of sight: how many chosen items a whole line leads to."""

from collections.abc import Sequence
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.facts import Fact, Tally
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.rules import Drawn, is_whole, led_to


def lines_complete(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many chosen items a whole line leads to; where no step names items, how many lines are whole."""
    drawn, chosen = queries.own(cases), queries.chosen_by_case(cases)
    return {case.id: _tally(case, drawn[case.id], chosen[case.id]) for case in cases}


def _tally(case: Case, lines: Sequence[Drawn], items: dict[str, str]) -> Tally:
    sight = definition_of(case).line_of_sight
    if sight.naming is None:
        broken = tuple(line.title for line in lines if not is_whole(line, sight))
        return Tally(len(lines) - len(broken), len(lines), broken)
    have = led_to(items, lines, sight)
    return Tally(len(have), len(items), tuple(title for key, title in items.items() if key not in have))
