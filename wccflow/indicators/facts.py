"""What gates may ask of outcomes: how many are chosen, and which of them have data to compare."""

from collections.abc import Sequence
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.facts import Fact, Tally
from wccflow.indicators import queries


def count_chosen(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many outcomes each case is measured by, the fixed ones among them."""
    return {case_id: len(items) for case_id, items in queries.chosen(cases).items()}


def with_data(cases: Sequence[Case]) -> dict[UUID, Fact]:
    """How many of the chosen outcomes have a value beside the national average and the upper quartile."""
    wanted, known = queries.chosen(cases), queries.measured(cases)
    found: dict[UUID, Fact] = {}
    for case in cases:
        items = definition_of(case).items
        missing = [item for item in wanted[case.id] if not _is_complete(known.get((case.id, item)))]
        total = len(wanted[case.id])
        found[case.id] = Tally(total - len(missing), total, tuple(items[item].called for item in missing))
    return found


def _is_complete(measured: queries.Measured | None) -> bool:
    return measured is not None and measured.complete
