"""The outcomes of a case as one person may see them: menu, what is chosen, where each stands and aims."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Element, Item
from wccflow.indicators import queries
from wccflow.indicators.figures import NO_DATA, NOT_SHOWN, figure, in_interval, reason
from wccflow.indicators.models import Aim, OutcomeReason
from wccflow.indicators.queries import Measured
from wccflow.indicators.rules import POLARITIES, compared, measured_element
from wccflow.indicators.standings import NO_SIZE, Standing, standings_of
from wccflow.indicators.trajectories import Check, Year, checked, years
from wccflow.people.rights import Reach, audience_tokens


@dataclass(frozen=True, slots=True)
class Row:
    """One chosen outcome; `standing` is what data packs know of it."""

    item: Item
    is_fixed: bool
    measured: Measured | None
    aim: Aim | None
    standing: Standing | None = None
    reason: OutcomeReason | None = None

    @property
    def why(self) -> str:
        """Why it is chosen, in the organisation's words."""
        return self.reason.why if self.reason else ""

    @property
    def value(self) -> str:
        """The value with its interval, unit and period; why it is not shown, where it is not."""
        found = self.measured
        if found is None or found.value is None:
            return f"{NOT_SHOWN}: {reason(found.suppression)}" if found and found.suppression else NO_DATA
        period = f", {found.period}" if found.period else ""
        return f"{in_interval(found.value, found.low, found.high)} {found.unit}".strip() + period

    def beside(self, name: str) -> str:
        """A comparator, and how the organisation stands to it."""
        found = self.measured
        other: float | None = getattr(found, name, None)
        if found is None or other is None:
            return NO_DATA
        if found.value is None:
            return figure(other)
        return f"{figure(other)} ({compared(found.value, other, found.polarity)} here)"

    @property
    def direction(self) -> str:
        """Which way is better, in words."""
        return POLARITIES.get(self.measured.polarity, "") if self.measured else ""

    @property
    def trend(self) -> str:
        """Which way the value went, and whether by more than chance."""
        return self.standing.trend if self.standing else "no data pack speaks of it"

    @property
    def chance(self) -> str:
        """Where the value lies among organisations of its size."""
        return self.standing.chance if self.standing else NO_SIZE

    @property
    def notes(self) -> list[str]:
        """What is known of the quality of the value."""
        if self.standing is not None:
            return self.standing.notes
        return [self.measured.quality] if self.measured and self.measured.quality else []

    @property
    def fault(self) -> str:
        """What looks like a fault of coding, with its source; nothing when all may be true."""
        found = self.standing
        return f"{found.fault} Source: {found.newest.source}." if found and found.fault else ""

    @property
    def ahead(self) -> str:
        """The five years ahead."""
        return " → ".join(figure(each) for each in self.aim.trajectory) if self.aim else ""

    @property
    def told(self) -> list[tuple[str, str]]:
        """Everything that the scorecard says of it, each under its name: for papers."""
        found = [
            ("Now", self.value),
            ("Trend", self.trend),
            ("National average", self.beside("national_average")),
            ("Upper quartile", self.beside("upper_quartile")),
            ("Among its peers", self.chance),
            ("Five years ahead", self.ahead or "not given"),
            ("Source", self.measured.source if self.measured and self.measured.source else NO_DATA),
        ]
        noted = [*self.notes, *([self.fault] if self.fault else [])]
        other = [(f"By {each.series.period_kind}", each.sentence) for each in self.others]
        return [*found, *other, *([("To be noted", "; ".join(noted))] if noted else [])]

    @property
    def others(self) -> list[Standing]:
        """Where it stands by values of other kinds of period."""
        return self.standing.others if self.standing else []

    @property
    def years(self) -> list[Year]:
        """Each year of the trajectory, with what came of it."""
        return years_of(self.aim, self.standing) if self.aim else []

    @property
    def checks(self) -> list[Check]:
        """What is to be seen in the trajectory."""
        return checks_of(self.aim, self.standing) if self.aim else []


class Aiming(Protocol):
    """What is aimed at: as it is kept, or as somebody is writing it."""

    @property
    def baseline(self) -> float | None:
        """Where it starts."""

    @property
    def trajectory(self) -> Sequence[float]:
        """Where it is to be in each year."""

    @property
    def period(self) -> str:
        """The period of the baseline."""

    @property
    def polarity(self) -> str:
        """Which way is better."""

    @property
    def upper_quartile(self) -> float | None:
        """Where the best quarter begins."""


def years_of(aim: Aiming, standing: Standing | None) -> list[Year]:
    """Each year that is aimed at, with what the data packs say came."""
    own = [each.measure for each in standing.points] if standing else []
    came = [(each.period, each.value, each.low, each.high) for each in own if each.value is not None]
    return years(aim.trajectory, aim.period, aim.polarity, came)


def checks_of(aim: Aiming, standing: Standing | None) -> list[Check]:
    """What is to be seen in a trajectory beside what was ever achieved."""
    if aim.baseline is None:
        return []
    own = [each.measure for each in standing.points] if standing else []
    series = [(each.period, each.value) for each in own if each.value is not None]
    said = dict(series).get(aim.period, aim.baseline)
    found = checked(aim.baseline, aim.trajectory, aim.polarity, series, aim.upper_quartile)
    if figure(said) != figure(aim.baseline):
        words = f"The baseline is {figure(aim.baseline)}; the data pack says {figure(said)} for {aim.period}."
        found.append(Check(words, warns=True))
    return found


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What a case is measured by; `menu` is what may still be chosen."""

    element: Element
    count: int
    sees: bool
    rows: Sequence[Row]
    menu: Sequence[Item]

    @property
    def faults(self) -> list[Row]:
        """The outcomes whose values somebody should look at before reading them."""
        return [row for row in self.rows if row.fault]

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
    own = bool(reach.tokens & audience_tokens(definition, definition.sharing["drafts"], case.place))
    aims = queries.aims([case.id], reach)
    sees = own or bool(aims)
    shown = [item for item in chosen if sees or item in element.fixed]
    menu = [definition.items[item] for item in element.items if item not in chosen]
    known, reasons = queries.measured([case], reach), queries.reasons([case.id], reach)
    return Scorecard(element, len(chosen), sees, _rows(case, element, shown, aims, known, reasons), menu)


def rows_within(case: Case, readable: Collection[UUID]) -> Sequence[Row]:
    """The outcomes of a case as everyone sees them who reads these audiences; for papers that many read."""
    element = measured_element(definition_of(case))
    if element is None:
        return []
    aims = {key: aim for key, aim in queries.aims([case.id]).items() if aim.audience_id in readable}
    reasons = {key: each for key, each in queries.reasons([case.id]).items() if each.audience_id in readable}
    shown = [item for item in queries.chosen([case])[case.id] if aims or item in element.fixed]
    rows = _rows(case, element, shown, aims, queries.measured([case]), reasons)
    return [row if row.standing or row.aim else replace(row, measured=None) for row in rows]


def ids_of(case: Case) -> list[UUID]:
    """The organisations whose values are the case's: its own, then the one from which it came to it."""
    return list(dict.fromkeys([case.organisation_id, *([case.origin_id] if case.origin_id else [])]))


def _rows(
    case: Case,
    element: Element,
    shown: Sequence[str],
    aims: Mapping[tuple[UUID, str], Aim],
    known: Mapping[tuple[UUID, str], Measured],
    reasons: Mapping[tuple[UUID, str], OutcomeReason],
) -> list[Row]:
    standings = standings_of(ids_of(case), shown)
    return [
        Row(
            item=definition_of(case).items[item],
            is_fixed=item in element.fixed,
            measured=known.get((case.id, item)),
            aim=aims.get((case.id, item)),
            standing=standings.get(item),
            reason=reasons.get((case.id, item)),
        )
        for item in shown
    ]
