"""What the model would look at: items whose level is probably another; only a person ever decides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.calibration.models import Comparison
from wccflow.calibration.proposing import SURE_ENOUGH
from wccflow.calibration.queries import Held
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.vocabulary import Scale
from wccflow.people.rights import Reach
from wccflow.ratings.rules import element_of

BORDERLINE, OUTLYING, TYPICAL = "borderline", "outlying", "typical"
NEAR = 0.15  # of a level from the middle between two: here the level hangs on a hair
FAR = 0.75  # of a level between the level that holds and what all would have given


@dataclass(frozen=True, slots=True)
class Proposed:
    """One item of one case: the level that holds, the most probable one, and how probable that is."""

    case_id: UUID
    item: str
    held: int
    likely: int
    probability: float
    raw: float
    adjusted: float
    error: float
    is_decided: bool

    @property
    def proposed(self) -> int | None:
        """The other level, where it is probable enough to be looked at."""
        return self.likely if self.likely != self.held and self.probability >= SURE_ENOUGH else None

    @property
    def is_open(self) -> bool:
        """Whether another level is proposed and nobody has decided on it yet."""
        return self.proposed is not None and not self.is_decided

    @property
    def kind(self) -> str:
        """Whether it is worth a look, and why."""
        if self.proposed is not None or abs(self.held - self.adjusted) >= FAR:
            return OUTLYING
        return BORDERLINE if abs(self.adjusted % 1 - 0.5) <= NEAR else TYPICAL


def proposed(
    results: Mapping[tuple[UUID, str], Mapping[str, Any]],
    held: Mapping[tuple[UUID, str], Held],
    cases: Mapping[UUID, Case],
    decided: Collection[tuple[UUID, str]],
) -> list[Proposed]:
    """Every item that the model knows and that is held, as it stands now."""
    found = []
    for (case_id, item), each in held.items():
        result, scale = results.get((case_id, item)), scale_of(cases[case_id], item)
        if result is None or scale is None:
            continue
        found.append(
            Proposed(
                case_id=case_id,
                item=item,
                held=scale.rank(each.final.value),
                likely=result["likely"],
                probability=result["probability"],
                raw=result["raw"],
                adjusted=result["adjusted"],
                error=result["error"],
                is_decided=(case_id, item) in decided or bool(each.changes),
            )
        )
    return found


def comparisons(case_ids: Collection[UUID], reach: Reach | None = None) -> Sequence[Comparison]:
    """What was decided side by side in these cases, oldest first; with `reach` as far as one may read it."""
    query = select(Comparison).where(Comparison.case_id.in_(case_ids)).order_by(Comparison.at, Comparison.id)
    if reach is not None:
        query = query.where(audiences.visible(Comparison.audience_id, reach.tokens))
    return session().scalars(query).all()


def decided_in(case_ids: Collection[UUID]) -> set[tuple[UUID, str]]:
    """The items of these cases on which somebody has decided side by side."""
    query = select(Comparison.case_id, Comparison.item).where(Comparison.case_id.in_(case_ids))
    return {(row[0], row[1]) for row in session().execute(query)}


def scale_of(case: Case, item: str) -> Scale | None:
    """The scale of an item of a case, or None where it has none."""
    definition = definition_of(case)
    element = element_of(definition, item)
    return definition.scales[element.scale] if element else None
