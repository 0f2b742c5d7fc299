"""How far the items of several panels in session have come, counted in a constant number of queries."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.panels import queries
from wccflow.panels.agenda import items_of
from wccflow.panels.models import Panel
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL_MEMBER


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items wait to be revealed, all being in, and how many that are revealed wait to be agreed."""

    ready: int
    revealed: int


def progress_of(cases: Sequence[Case]) -> dict[UUID, Progress]:
    """The progress of those of the cases that have a panel: numbers only, never what anybody gave."""
    ids = [each.id for each in cases]
    panels = queries.panels_of(ids)
    present = queries.present_by_case(ids)
    shown = queries.revealed_items([each.id for each in panels.values()])
    agreed = queries.agreements_by_item([each.id for each in panels.values()])
    given = Counter(
        (row.case_id, row.item)
        for row in ratings.current(ids, channels=[PANEL_MEMBER])
        if row.by_id in present[row.case_id]
    )
    return {
        case.id: _progress(case, panels[case.id], len(present[case.id]), shown, agreed, given)
        for case in cases
        if case.id in panels
    }


def _progress(
    case: Case,
    panel: Panel,
    everyone: int,
    shown: Collection[tuple[UUID, str]],
    agreed: Collection[tuple[UUID, str]],
    given: Counter[tuple[UUID, str]],
) -> Progress:
    items = items_of(definition_of(case))
    revealed = [item for item in items if (panel.id, item) in shown]
    waiting = [item for item in items if (panel.id, item) not in shown]
    return Progress(
        ready=sum(everyone > 0 and given[case.id, item] == everyone for item in waiting),
        revealed=sum((panel.id, item) not in agreed for item in revealed),
    )
