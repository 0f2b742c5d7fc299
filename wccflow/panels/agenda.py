"""The agenda of a panel day: every item with how far it has come; what is not revealed has only a count."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element, Item
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import Scale
from wccflow.panels import queries
from wccflow.panels.models import Panel, Reveal
from wccflow.panels.room_rules import spread_in_words
from wccflow.panels.rules import SPREADABLE, distribution, same_level, spread
from wccflow.people.rights import Reach
from wccflow.ratings import queries as ratings
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import (
    DOCUMENTS,
    PANEL,
    PANEL_MEMBER,
    SELF,
    in_words,
    item_in_words,
    rated_elements,
)

RATING, READY, REVEALED, AGREED = "rating", "ready", "revealed", "agreed"


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the agenda; what members gave is there only once it is revealed."""

    item: Item
    element: Element
    scale: Scale
    title: str
    group: str
    have: int
    total: int
    reveal: Reveal | None
    revealed: Sequence[Rating]
    agreed: Rating | None
    fixed: bool = False  # everybody present gave one, and nobody changes it any more
    known_spread: int | None = None  # before the reveal: for who gave one of the fixed ratings herself

    @property
    def state(self) -> str:
        """Whether it is being rated, ready to reveal, revealed, or agreed."""
        if self.agreed is not None:
            return AGREED
        if self.reveal is not None:
            return REVEALED
        return READY if self.total and self.have == self.total else RATING

    @property
    def levels(self) -> list[str]:
        """What the members gave, once revealed."""
        return [row.value for row in self.revealed]

    @property
    def spread(self) -> int:
        """How far apart the members are, once revealed."""
        return spread(self.scale, self.levels)

    @property
    def same(self) -> str | None:
        """The level that all gave, once revealed."""
        return same_level(self.levels)

    @property
    def spread_in_words(self) -> str:
        """How far apart the members are, as far as the reader of the agenda may know it yet."""
        known = self.spread if self.reveal else self.known_spread
        return "" if known is None else spread_in_words(known)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many gave each level of the scale, once revealed, in words."""
        pairs = distribution(self.levels, [each.key for each in self.scale.values])
        return [(in_words(self.scale, level), count) for level, count in pairs]

    @property
    def given(self) -> list[Rating]:
        """What each member gave, once revealed, the lowest first."""
        return sorted(self.revealed, key=lambda row: self.scale.rank(row.value))

    @property
    def agreed_in_words(self) -> str:
        """The agreed level in words."""
        return in_words(self.scale, self.agreed.value) if self.agreed else ""

    @property
    def same_in_words(self) -> str:
        """The level that all gave, in words."""
        return in_words(self.scale, self.same) if self.same else ""


@dataclass(frozen=True, slots=True)
class Agenda:
    """The day's items in the order in which they want the panel's time."""

    lines: Sequence[Line]

    def at(self, *states: str) -> list[Line]:
        """The items in these states: those revealed by spread, widest first, the rest in their own order."""
        found = [line for line in self.lines if line.state in states]
        return sorted(found, key=lambda line: -line.spread) if states == (REVEALED,) else found

    @property
    def known_apart(self) -> list[Line]:
        """What waits to be revealed and is known to the reader to differ, the widest spread first."""
        found = [line for line in self.lines if line.reveal is None and line.known_spread]
        return sorted(found, key=lambda line: -(line.known_spread or 0))

    @property
    def known_alike(self) -> list[Line]:
        """What waits to be revealed and is known to the reader to be without spread."""
        return [line for line in self.lines if line.reveal is None and line.known_spread == 0]

    @property
    def rating(self) -> list[Line]:
        """What is not revealed and of whose spread the reader knows nothing, in the workflow's own order."""
        return [line for line in self.at(RATING, READY) if line.known_spread is None]

    @property
    def agreeable(self) -> list[Line]:
        """What is revealed without spread and not agreed."""
        return [line for line in self.at(REVEALED) if line.same is not None]

    @property
    def apart(self) -> list[Line]:
        """What is revealed with some spread and not agreed, the widest first."""
        return [line for line in self.at(REVEALED) if line.same is None]


def items_of(definition: Definition) -> list[str]:
    """The items that a panel rates on a scale with levels, in order."""
    return [
        item
        for element in rated_elements(definition, PANEL)
        if definition.scales[element.scale].kind in SPREADABLE
        for item in element.items
    ]


def given(
    panel: Panel, items: Collection[str], present: Collection[UUID] | None = None
) -> dict[str, list[Rating]]:
    """What those present gave, by item: for deciding and counting, never for showing what is not revealed.

    `present` are the people, where the caller has asked for them already.
    """
    if present is None:
        present = queries.people_present(panel)
    found: dict[str, list[Rating]] = {item: [] for item in items}
    for row in ratings.current([panel.case_id], channels=[PANEL_MEMBER], items=items):
        if row.item in found and row.by_id in present:
            found[row.item].append(row)
    return found


def agenda_of(case: Case, panel: Panel, reach: Reach | None = None) -> Agenda:
    """The agenda as everyone on the panel may see it; constant queries.

    With `reach`, what she may know besides: how far apart the ratings are that are fixed and of which she
    gave one. Whoever has still to rate an item learns nothing of it, not even by its place.
    """
    definition = definition_of(case)
    items = items_of(definition)
    rows, reveals = given(panel, items), queries.reveals_of(panel)
    agreed = {row.item: row for row in ratings.current([case.id], channels=[PANEL])}
    total, fixed = len(queries.present(panel)), queries.fixed_items(panel)
    lines = [_line(definition, item, rows[item], total, reveals, agreed) for item in items]
    who = reach.person_id if reach else None
    return Agenda(
        [_fixed(line, rows[line.item.key], who) if line.item.key in fixed else line for line in lines]
    )


def line_of(case: Case, panel: Panel, item: str) -> Line | None:
    """One item of the agenda, or None when panels do not rate it."""
    return next((line for line in agenda_of(case, panel).lines if line.item.key == item), None)


def own(case: Case, reach: Reach) -> dict[str, Rating]:
    """What this person gave alone, by item."""
    rows = ratings.current([case.id], channels=[PANEL_MEMBER], reach=reach)
    return {row.item: row for row in rows if row.by_id == reach.person_id}


def beside(case: Case, reach: Reach, items: Collection[str]) -> Mapping[tuple[str, str], Rating]:
    """What the organisation and its reviewers said of these items, by item and channel."""
    rows = ratings.current([case.id], channels=[SELF, DOCUMENTS], items=items, reach=reach)
    return {(row.item, row.channel): row for row in rows}


def people_in(lines: Sequence[Line]) -> set[UUID]:
    """Whose ratings are shown in these lines."""
    return {row.by_id for line in lines for row in line.revealed}


def _fixed(line: Line, rows: Sequence[Rating], who: UUID | None) -> Line:
    """A line whose ratings are fixed, and what this person may know of them before they are revealed."""
    knows = line.reveal is None and any(row.by_id == who for row in rows)
    steps = spread(line.scale, [row.value for row in rows]) if knows else None
    return replace(line, fixed=True, known_spread=steps)


def _line(
    definition: Definition,
    item: str,
    rows: Sequence[Rating],
    total: int,
    reveals: Mapping[str, Reveal],
    agreed: Mapping[str, Rating],
) -> Line:
    found = definition.items[item]
    element = definition.elements[found.element]
    return Line(
        item=found,
        element=element,
        scale=definition.scales[element.scale],
        title=item_in_words(definition, item),
        group=definition.items[found.parent].title if found.parent else "",
        have=len(rows),
        total=total,
        reveal=reveals.get(item),
        revealed=rows if item in reveals else (),
        agreed=agreed.get(item),
    )
