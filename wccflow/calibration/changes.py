"""What moved between the panel, the overseer and the nation, item by item, each step with its reason."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.calibration import queries
from wccflow.calibration.models import Adjustment
from wccflow.calibration.queries import Held
from wccflow.calibration.rules import in_steps, needs_signature
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cases_by_ids, definition_of
from wccflow.engine.vocabulary import Scale
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import MODERATED, NATIONAL, PANEL, TITLES, element_of, in_words, item_in_words


@dataclass(frozen=True, slots=True)
class Step:
    """One change in words: the levels before and after, why, where, and how far from the panel's."""

    id: UUID
    before: str
    after: str
    reason: str
    channel: str
    where: str
    distance: str
    by_id: UUID
    at: datetime
    needs_signature: bool
    signed_by_id: UUID | None
    shown_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether a second person has still to sign it."""
        return self.needs_signature and self.signed_by_id is None


@dataclass(frozen=True, slots=True)
class Moved:
    """One item on its way: the panel's level, what the overseer made of it, what holds for the nation."""

    case: Case
    item: str
    title: str
    panel: str
    overseer: str
    nation: str
    steps: Sequence[Step]

    @property
    def is_other(self) -> bool:
        """Whether another level holds now than the panel's; it may have been changed and changed back."""
        return self.panel != self.nation

    @property
    def waits(self) -> bool:
        """Whether the last change waits for its second signature."""
        return self.steps[-1].waits


def changes_of(case_ids: Collection[UUID], reach: Reach | None = None) -> list[Moved]:
    """Every item that calibration touched in these cases, by the organisation's name and in the definition's
    order; with `reach` as far as the person may read. Constant queries.
    """
    held = {key: each for key, each in queries.held(case_ids, reach).items() if each.changes}
    cases = cases_by_ids({case_id for case_id, _ in held})
    channels = (PANEL, MODERATED, NATIONAL)
    touched = sorted({item for _, item in held})
    rows = ratings.ratings([each.id for each in cases], reach=reach, channels=channels, items=touched)
    by_id = {row.id: row for row in rows}
    return [
        _moved(case, item, held[case.id, item], by_id)
        for case in cases
        for item in definition_of(case).items
        if (case.id, item) in held
    ]


def _moved(case: Case, item: str, held: Held, rows: Mapping[UUID, Rating]) -> Moved:
    definition = definition_of(case)
    element = element_of(definition, item)
    scale = definition.scales[element.scale if element else definition.elements[held.panel.element].scale]
    steps = [_step(each, rows, scale) for each in held.changes]
    regional = [each for each in steps if each.channel == MODERATED]
    panel = in_words(scale, held.panel.value)
    return Moved(
        case=case,
        item=item,
        title=item_in_words(definition, item),
        panel=panel,
        overseer=regional[-1].after if regional else panel,
        nation=in_words(scale, held.final.value),
        steps=steps,
    )


def _step(change: Adjustment, rows: Mapping[UUID, Rating], scale: Scale) -> Step:
    after, before = rows[change.after_id], rows.get(change.before_id)
    return Step(
        id=change.id,
        before=in_words(scale, before.value) if before else "",
        after=in_words(scale, after.value),
        reason=after.rationale,
        channel=after.channel,
        where=TITLES[after.channel],
        distance=in_steps(change.distance),
        by_id=change.by_id,
        at=change.at,
        needs_signature=needs_signature(change.distance),
        signed_by_id=change.signed_by_id,
        shown_at=change.shown_at,
    )
