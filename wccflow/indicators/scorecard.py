"""The outcomes of a case as one person may see them: menu, what is chosen, where each stands and aims."""

from collections.abc import Sequence
from dataclasses import dataclass

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element, Item
from wccflow.indicators import queries
from wccflow.indicators.models import Aim
from wccflow.indicators.queries import Measured
from wccflow.indicators.rules import POLARITIES, compared, measured_element
from wccflow.people.rights import Reach, audience_tokens

NO_DATA = "no data"


@dataclass(frozen=True, slots=True)
class Row:
    """One chosen outcome."""

    item: Item
    is_fixed: bool
    measured: Measured | None
    aim: Aim | None

    @property
    def value(self) -> str:
        """The value with its interval, unit and period."""
        found = self.measured
        if found is None or found.value is None:
            return "not shown" if found and found.suppression else NO_DATA
        whole = found.low is not None and found.high is not None
        interval = f" ({found.low:g} to {found.high:g})" if whole else ""
        period = f", {found.period}" if found.period else ""
        return f"{found.value:g}{interval} {found.unit}".strip() + period

    def beside(self, name: str) -> str:
        """A comparator, and how the organisation stands to it."""
        found = self.measured
        other: float | None = getattr(found, name, None)
        if found is None or other is None:
            return NO_DATA
        if found.value is None:
            return f"{other:g}"
        return f"{other:g} ({compared(found.value, other, found.polarity)} here)"

    @property
    def direction(self) -> str:
        """Which way is better, in words."""
        return POLARITIES.get(self.measured.polarity, "") if self.measured else ""

    @property
    def ahead(self) -> str:
        """The five years ahead."""
        return " → ".join(f"{each:g}" for each in self.aim.trajectory) if self.aim else ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What a case is measured by; `menu` is what may still be chosen."""

    element: Element
    count: int
    sees: bool
    rows: Sequence[Row]
    menu: Sequence[Item]

    @property
    def left(self) -> int:
        """How many more may be chosen."""
        return max(0, self.element.max - self.count)


def scorecard_of(case: Case, reach: Reach) -> Scorecard | None:
    """The outcomes of a case, or None where it has none; before submission others see a count."""
    definition = definition_of(case)
    element = measured_element(definition)
    if element is None:
        return None
    chosen = queries.chosen([case])[case.id]
    known, aims = queries.measured([case], reach), queries.aims([case.id], reach)
    own = bool(reach.tokens & audience_tokens(definition, definition.sharing["drafts"], case.place))
    sees = own or bool(aims)
    rows = [
        Row(
            definition.items[item],
            item in element.fixed,
            known.get((case.id, item)),
            aims.get((case.id, item)),
        )
        for item in chosen
        if sees or item in element.fixed
    ]
    menu = [definition.items[item] for item in element.items if item not in chosen]
    return Scorecard(element, len(chosen), sees, rows, menu)
