"""The menu of outcomes with what is known of this organisation in each, and why one might fit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element, Item
from wccflow.indicators import queries
from wccflow.indicators.figures import NO_DATA, way
from wccflow.indicators.rules import measured_element
from wccflow.indicators.scorecard import ids_of
from wccflow.indicators.selections import Selection, selected
from wccflow.indicators.standings import Standing, standings_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One outcome of the menu."""

    item: Item
    is_fixed: bool
    is_chosen: bool
    standing: Standing | None

    @property
    def value(self) -> str:
        """The newest value with its interval and period."""
        found = self.standing
        if found is None:
            return NO_DATA
        unit = f" {found.series.unit}" if found.series.unit and found.value is not None else ""
        return f"{found.words}{unit}, {found.period}"

    @property
    def fits(self) -> list[str]:
        """Why it might fit: what the data packs would have somebody look at."""
        found, said = self.standing, []
        if found is None or found.value is None:
            return []
        if found.national is not None and way(found.value - found.national, found.polarity) == "worse":
            clear = found.verdict not in ("–", "within chance")
            said.append("worse than the national average" + (", by more than chance" if clear else ""))
        if found.arrow == "worse":
            said.append("getting worse, by more than chance")
        return said


@dataclass(frozen=True, slots=True)
class Menu:
    """All that may be chosen, in the definition's order."""

    element: Element
    entries: Sequence[Entry]

    @property
    def chosen(self) -> list[str]:
        """The outcomes that are chosen now."""
        return [each.item.key for each in self.entries if each.is_chosen]

    @property
    def local(self) -> int:
        """How many may be chosen beside those of the whole nation."""
        return max(0, self.element.max - len(self.element.fixed))


def menu_of(case: Case) -> Menu | None:
    """The menu of a case, for who may choose there; None where nothing is measured. Constant queries."""
    definition = definition_of(case)
    element = measured_element(definition)
    if element is None:
        return None
    chosen = queries.chosen([case])[case.id]
    standings = standings_of(ids_of(case), element.items)
    entries = [
        Entry(definition.items[item], item in element.fixed, item in chosen, standings.get(item))
        for item in element.items
    ]
    return Menu(element, entries)


def selection_of(case: Case, wanted: Collection[str]) -> Selection | None:
    """What it would mean to be measured by these outcomes."""
    element = measured_element(definition_of(case))
    return selected(element, queries.chosen([case])[case.id], wanted) if element else None
