"""What was said of the same items a year ago: by this organisation, or by the one that it goes on from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from sqlalchemy import or_, select

from wccflow.base.places import workflows_folder
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import calendar_of, definition_of
from wccflow.engine.definition import Definition
from wccflow.engine.faults import Unsound
from wccflow.engine.loading import load
from wccflow.engine.migration import AS_IT_IS, Migration
from wccflow.engine.vocabulary import Scale
from wccflow.evidence.difference_words import Pieces, words_between
from wccflow.people.models import Succession
from wccflow.people.rights import Holding, Reach
from wccflow.ratings import queries
from wccflow.ratings.meeting_rules import calendar_start
from wccflow.ratings.models import Citation, Rating
from wccflow.ratings.rules import (
    MODERATED,
    NATIONAL,
    PANEL,
    SELF,
    TITLES,
    fault_of,
    in_words,
    item_in_words,
    rated_elements,
)

AGREED = (NATIONAL, MODERATED, PANEL)  # the last word first


@dataclass(frozen=True, slots=True)
class Earlier:
    """One item of this year beside what was said of it a year ago."""

    item: str
    title: str
    scale: Scale
    own: Rating | None  # what the organisation said of itself
    agreed: Rating | None  # what came of it
    cited: Sequence[Citation]
    notes: Sequence[str]  # what is other about the item itself since
    now: Rating | None  # what is said this year

    @property
    def said(self) -> str:
        """Its own value of a year ago, in words."""
        return in_words(self.scale, self.own.value) if self.own else ""

    @property
    def agreed_said(self) -> str:
        """What came of it, and by whose word."""
        if self.agreed is None:
            return ""
        return f"{in_words(self.scale, self.agreed.value)} ({TITLES[self.agreed.channel].lower()})"

    @property
    def now_said(self) -> str:
        """What is said this year, in words."""
        return in_words(self.scale, self.now.value) if self.now else ""

    @property
    def is_new(self) -> bool:
        """Whether there was no such item."""
        return NEW in self.notes

    @property
    def is_on_the_scale(self) -> bool:
        """Whether its value of a year ago is one of this year's."""
        return self.own is not None and not fault_of(self.scale, self.own.value)

    def difference(self, rationale: str) -> Pieces:
        """The words of its reason of a year ago beside other words."""
        return words_between(self.own.rationale if self.own else "", rationale)


@dataclass(frozen=True, slots=True)
class Year:
    """The case of a year ago, and every item of this year beside it."""

    case: Case
    is_own: bool  # or that of an organisation that this one goes on from
    items: Mapping[str, Earlier]
    gone: Sequence[str]  # what was rated then and is no item any more, in words

    @property
    def where(self) -> str:
        """Which cycle it was, and of which organisation where that is another."""
        title = self.case.cycle.title
        return title if self.is_own else f"{title}, {self.case.organisation.name}"


NEW = "This item is new in this edition."
REWORDED = "Its wording is another than a year ago."
OTHER_SCALE = "It is rated on another scale than a year ago."


def earlier_case(case: Case) -> Case | None:
    """The newest case of an earlier cycle of the same workflow, of this organisation or a predecessor."""
    organisations = {case.organisation_id, *_predecessors(case.organisation_id)}
    query = select(Case).where(
        Case.cycle_id != case.cycle_id,
        or_(Case.organisation_id.in_(organisations), Case.origin_id.in_(organisations)),
    )
    begins, workflow = calendar_start(calendar_of(case.cycle)), definition_of(case).workflow
    found = [
        each
        for each in session().scalars(query)
        if definition_of(each).workflow == workflow and calendar_start(calendar_of(each.cycle)) < begins
    ]
    own = case.organisation_id
    return max(
        found,
        key=lambda each: (calendar_start(calendar_of(each.cycle)), each.organisation_id == own, str(each.id)),
        default=None,
    )


def year_before(case: Case, reach: Reach, items: Collection[str] = ()) -> Year | None:
    """Every item, or these, beside a year ago, as far as the person may read it; constant queries.

    None where there was no such cycle, or nothing of it is for her to read.
    """
    before = earlier_case(case)
    if before is None:
        return None
    back = reading_back(reach, case, before)
    renamed = mapping(definition_of(before), definition_of(case))
    rows = queries.current([before.id], reach=back, channels=(SELF, *AGREED))
    if not rows:
        return None
    said: dict[tuple[str, str], Rating] = {(row.item, row.channel): row for row in rows}
    cited: dict[str, list[Citation]] = {}
    for each in queries.citations([before.id], reach=back, channels=[SELF]):
        cited.setdefault(each.item, []).append(each)
    mine = {row.item: row for row in queries.current([case.id], reach=reach, channels=[SELF])}
    was = {new: old for old, new in renamed.items()}
    found = {
        item: _beside(case, before, item, was.get(item), said, cited, mine.get(item))
        for element in rated_elements(definition_of(case))
        for item in element.items
        if not items or item in items
    }
    return Year(before, before.organisation_id == case.organisation_id, found, _gone(before, renamed, rows))


def earlier_of(case: Case, reach: Reach, item: str) -> tuple[Year, Earlier] | None:
    """A year ago for one item; None where there is nothing."""
    found = year_before(case, reach, [item])
    return (found, found.items[item]) if found and item in found.items else None


def reading_back(reach: Reach, case: Case, before: Case) -> Reach:
    """The person with the roles that she holds at the successor held at its predecessor too, for reading.

    Who goes on from an organisation reads what the same role read there.
    """
    theirs = before.place.organisation_id
    if theirs is None or theirs == case.place.organisation_id:
        return reach
    own = case.place.organisation_id
    here = {each for each in reach.holdings if each.scope == "organisation" and each.scope_id == own}
    inherited = {Holding(each.role, "organisation", theirs, each.for_id, own) for each in here}
    return replace(reach, holdings=reach.holdings | inherited)


def mapping(before: Definition, now: Definition) -> dict[str, str]:
    """By item of the earlier definition that of this one: by its key, or as the workflow's files map it."""
    way = _migration(now.workflow, before.edition, before.digest, now.edition)
    pairs = {old: way.key("items", old) for old in before.items}
    return {old: new for old, new in pairs.items() if new is not None and new in now.items}


@lru_cache(maxsize=64)
def _migration(workflow: str, edition: str, digest: str, to: str) -> Migration:
    folder = workflows_folder() / workflow
    if not (folder / "workflow.toml").is_file():
        return AS_IT_IS
    try:
        ways = load(folder).migrations
    except Unsound:
        return AS_IT_IS
    return next((each for each in ways if each.leads(edition, digest, to)), AS_IT_IS)


def _predecessors(organisation_id: UUID) -> set[UUID]:
    """Every organisation that went on, step by step, in this one."""
    found: set[UUID] = set()
    waiting = {organisation_id}
    while waiting:
        query = select(Succession.predecessor_id).where(Succession.successor_id.in_(waiting))
        waiting = set(session().scalars(query)) - found - {organisation_id}
        found |= waiting
    return found


def _beside(
    case: Case,
    before: Case,
    item: str,
    old: str | None,
    said: Mapping[tuple[str, str], Rating],
    cited: Mapping[str, Sequence[Citation]],
    now: Rating | None,
) -> Earlier:
    definition = definition_of(case)
    scale = definition.scales[definition.elements[definition.items[item].element].scale]
    return Earlier(
        item=item,
        title=item_in_words(definition, item),
        scale=scale,
        own=said.get((old, SELF)) if old else None,
        agreed=next((said[old, each] for each in AGREED if (old, each) in said), None) if old else None,
        cited=cited.get(old, ()) if old else (),
        notes=_notes(definition_of(before), definition, old, item),
        now=now,
    )


def _notes(before: Definition, now: Definition, old: str | None, item: str) -> list[str]:
    if old is None:
        return [NEW]
    was, is_ = before.items[old], now.items[item]
    found = []
    if old != item:
        found.append(f"It was {item_in_words(before, old)} a year ago.")
    elif was.parent and was.parent != is_.parent and was.parent in before.items:
        found.append(f"It stood under “{before.items[was.parent].title}” a year ago.")
    if (was.title, was.statement, was.descriptors) != (is_.title, is_.statement, is_.descriptors):
        found.append(REWORDED)
    scales = before.elements[was.element].scale, now.elements[is_.element].scale
    if before.scales[scales[0]].values != now.scales[scales[1]].values:
        found.append(OTHER_SCALE)
    return found


def _gone(before: Case, renamed: Mapping[str, str], rows: Sequence[Rating]) -> list[str]:
    definition = definition_of(before)
    rated = {row.item for row in rows if row.channel == SELF}
    return [
        item_in_words(definition, each) for each in definition.items if each in rated and each not in renamed
    ]
