"""What triangulation tells of organisations and their items, from the weighed numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from wccflow.engine.triangulating import Triangulation
from wccflow.triangulation.model import Footing, Table, weigh
from wccflow.triangulation.rules import FOUR_LEVELS, TITLES, Gap, gap_of_item, gap_of_organisation

FIRST = 1.0  # the lowest of four levels


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest rank of a scale, and how many steps lead to its highest."""

    low: float = FIRST
    steps: float = FOUR_LEVELS

    def in_levels(self, rank: float) -> float:
        """A rank of this scale as if it had four levels."""
        return FIRST + (rank - self.low) * FOUR_LEVELS / self.steps

    def of_levels(self, level: float) -> float:
        """The other way round."""
        return self.low + (level - FIRST) * self.steps / FOUR_LEVELS


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One item of an organisation: what each source says, on the item's own scale, and the gap."""

    item: str
    says: Mapping[str, float]
    gap: Gap | None


@dataclass(frozen=True, slots=True)
class Told:
    """One organisation with its items; without a gap where nobody else has spoken."""

    organisation: str
    gap: Gap | None
    items: Sequence[ItemTold]

    @property
    def flags(self) -> int:
        """How many of its items are to be asked about."""
        return sum(1 for each in self.items if each.gap and each.gap.is_flag)

    @property
    def order(self) -> tuple[bool, float, str]:
        """Its place in a ranked list: the widest gap first, whichever way."""
        return (self.gap is None, -abs(self.gap.gap) if self.gap else 0.0, self.organisation)


def told_of(
    table: Table, footing: Footing, rules: Triangulation, spans: Mapping[str, Span] | None = None
) -> list[Told]:
    """Every organisation of a table, in its order; items on a scale of four levels unless it is told here."""
    said, known = weigh(table, footing), spans or {}
    gaps, errors = said.gaps.tolist(), said.errors.tolist()
    values = {source: rows.tolist() for source, rows in table.values.items()}
    found = []
    for row, organisation in enumerate(table.organisations):
        items = []
        for column, item in enumerate(table.items):
            span = known.get(item, Span())
            says = {
                source: span.of_levels(rows[row][column])
                for source, rows in values.items()
                if isfinite(rows[row][column])
            }
            gap, error = gaps[row][column], errors[row][column]
            there = gap_of_item(gap, error, rules, span.steps) if isfinite(gap) else None
            items.append(ItemTold(item, says, there))
        wide, chance = float(said.wide[row]), float(said.wide_errors[row])
        whole = gap_of_organisation(wide, chance, rules, footing.organisations) if isfinite(wide) else None
        found.append(Told(organisation, whole, items))
    return found


def ranked(found: Sequence[Told]) -> list[Told]:
    """The organisations with the widest gaps first, whichever way they point."""
    return sorted(found, key=lambda each: each.order)


def footnotes(footing: Footing, rules: Triangulation) -> list[str]:
    """What must be said of how much the nation's means rest on."""
    if footing.organisations < rules.fewest:
        return [
            f"The means rest on {footing.organisations} organisations, and {rules.fewest} are wanted: "
            "nothing is said of an organisation as a whole yet."
        ]
    left_out = [source for source, count in footing.heard.items() if count and source not in footing.weighed]
    if not left_out:
        return []
    titles = ", ".join(TITLES[source].lower() for source in left_out)
    few = f"fewer than {rules.fewest_of_source} organisations have it"
    return [f"Shown and not weighed yet, since {few}: {titles}."]
