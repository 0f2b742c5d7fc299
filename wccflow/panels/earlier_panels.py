"""How earlier panels of the same overseer rated an item, with their reasons and the passages beside them.

Shown to who may read those ratings anyway, and only once nothing that she gives alone can follow from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.panels.agenda import Line
from wccflow.panels.models import Panel
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Citation, Rating
from wccflow.ratings.rules import DOCUMENTS, PANEL, SELF, in_words

MOST_PANELS, MOST_PASSAGES = 12, 3


@dataclass(frozen=True, slots=True)
class EarlierPanel:
    """What one earlier panel agreed of the item."""

    organisation: str
    panel: Panel
    rating: Rating
    level: str
    passages: Sequence[Citation]


def is_due(line: Line, mine: Rating | None) -> bool:
    """Whether all have rated the item and this person among them, or it is revealed."""
    return line.reveal is not None or (line.fixed and mine is not None)


def earlier_panels(case: Case, panel: Panel, line: Line, reach: Reach) -> list[EarlierPanel]:
    """What those panels agreed that met before, the latest first; constant queries."""
    before = _before(case, panel)
    item = line.item.key
    agreed = {
        row.case_id: row for row in ratings.current(before, channels=[PANEL], items=[item], reach=reach)
    }
    shown = [before[each] for each in before if each in agreed][:MOST_PANELS]
    passages = _passages([each.id for each, _ in shown], item, reach)
    return [
        EarlierPanel(
            organisation=other.organisation.name,
            panel=theirs,
            rating=agreed[other.id],
            level=in_words(line.scale, agreed[other.id].value),
            passages=passages.get(other.id, ())[:MOST_PASSAGES],
        )
        for other, theirs in shown
    ]


def _before(case: Case, panel: Panel) -> dict[UUID, tuple[Case, Panel]]:
    """The cases of this cycle and overseer whose panels are over, the latest first."""
    query = (
        select(Case, Panel)
        .join(Panel, Panel.case_id == Case.id)
        .where(Case.cycle_id == case.cycle_id, Case.overseer_id == case.overseer_id, Case.id != case.id)
        .where(Panel.frozen_at.is_not(None))
        .order_by(Panel.frozen_at.desc(), Panel.id)
    )
    if panel.frozen_at is not None:
        query = query.where(Panel.frozen_at < panel.frozen_at)
    return {row[0].id: (row[0], row[1]) for row in session().execute(query)}


def _passages(case_ids: Sequence[UUID], item: str, reach: Reach) -> Mapping[UUID, list[Citation]]:
    """What assessors cited for the item in those cases, then what the organisations did."""
    rows = ratings.citations(case_ids, channels=[DOCUMENTS, SELF], items=[item], reach=reach)
    found: dict[UUID, list[Citation]] = {}
    for row in sorted(rows, key=lambda each: each.channel != DOCUMENTS):
        found.setdefault(row.case_id, []).append(row)
    return found
