"""The target profile: at which level an organisation aims in each item, and how far that is from here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.errors import NotFound, Refused, Stale
from wccflow.base.work import session
from wccflow.calibration import queries as calibration
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.vocabulary import Scale
from wccflow.improvement.models import Target
from wccflow.people.rights import Reach, demand
from wccflow.ratings.rules import PANEL, element_of, in_words, item_in_words, rated_elements

SET = "target.set"
CHANGED = "Somebody else has set this target since you opened the page."


@dataclass(frozen=True, slots=True)
class Aim:
    """An item: the level that it has, the one aimed at, and the steps between them."""

    item: str
    title: str
    scale: Scale
    level: str
    target: str
    version: int

    @property
    def level_said(self) -> str:
        """The level that holds, in words."""
        return in_words(self.scale, self.level)

    @property
    def target_said(self) -> str:
        """The level aimed at, in words; empty where none is set."""
        return in_words(self.scale, self.target) if self.target else ""

    @property
    def gap(self) -> int:
        """How many steps the target lies above the level; nought where none is set or it is reached."""
        return max(0, self.scale.rank(self.target) - self.scale.rank(self.level)) if self.target else 0

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What can be aimed at: the level that it has, and those above it."""
        here = self.scale.rank(self.level)
        return [(each.key, each.title) for each in self.scale.values if each.rank >= here]


def aims_of(case: Case, reach: Reach) -> list[Aim]:
    """Every item with a level that the person may read, in order, with its target; constant queries."""
    definition = definition_of(case)
    held = {item: each.final.value for (_, item), each in calibration.held([case.id], reach).items()}
    targets = _targets(case, reach)
    found = []
    for element in rated_elements(definition, PANEL):
        scale = definition.scales[element.scale]
        for item in element.items:
            if item in held and scale.values:
                target = targets.get(item)
                aimed, version = (target.value, target.version) if target else ("", 0)
                title = item_in_words(definition, item)
                found.append(Aim(item, title, scale, held[item], aimed, version))
    return found


def profile(aims: Sequence[Aim]) -> list[str]:
    """How often each level is aimed at, such as `7 × Level 2`; an item without a target keeps its level."""
    counts: dict[str, int] = {}
    scales = list(dict.fromkeys(each.scale.key for each in aims))
    order: dict[str, tuple[int, int]] = {}
    for each in aims:
        said = each.target_said or each.level_said
        counts[said] = counts.get(said, 0) + 1
        order[said] = scales.index(each.scale.key), each.scale.rank(each.target or each.level)
    return [f"{counts[said]} × {said}" for said in sorted(counts, key=lambda said: order[said])]


def set_target(case: Case, item: str, value: str, *, by: Reach, now: datetime, seen: int) -> Target:
    """Aim at a level of an item. Raises Refused below the level that it has, Stale, or NotFound."""
    definition = definition_of(case)
    demand(by, "answer", place=case.place, definition=definition, state=case.state)
    aim = next((each for each in aims_of(case, by) if each.item == item), None)
    element = element_of(definition, item)
    if aim is None or element is None:
        raise NotFound
    if value not in {key for key, _ in aim.choices}:
        raise Refused("Choose the level that the item has, or one above it.")
    row = session().scalar(select(Target).where(Target.case_id == case.id, Target.item == item))
    if (row.version if row else 0) != seen:
        raise Stale(CHANGED, mine=value, theirs=aim.target_said, version=aim.version)
    if row is None:
        row = Target(case_id=case.id, item=item, audience_id=audience_of(case, "shared"))
        session().add(row)
    row.value, row.set_at, row.set_by_id = value, now, by.person_id
    session().flush()
    log.record(
        SET,
        at=now,
        by_id=by.person_id,
        subject_id=row.id,
        case_id=case.id,
        audience_id=row.audience_id,
        item=item,
        value=value,
    )
    return row


def _targets(case: Case, reach: Reach) -> Mapping[str, Target]:
    query = select(Target).where(
        Target.case_id == case.id, audiences.visible(Target.audience_id, reach.tokens)
    )
    return {row.item: row for row in session().scalars(query)}
