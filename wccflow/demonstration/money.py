"""Invented five-year finances that add up, in whole tenths of £1m."""

from dataclasses import dataclass
from random import Random

YEARS = 5
GROWTH_FROM = (4.2, 3.0, 0.9, 1.9, 2.1)  # per cent; the third year is the hardest, as the plans say
PLANTED_YEAR = 2  # the third year of the plan, counted from nought


@dataclass(frozen=True)
class Line:
    """A named row of money, one amount for each year of the plan."""

    name: str
    years: tuple[int, ...]

    @property
    def total(self) -> int:
        """The amount over all years."""
        return sum(self.years)


@dataclass(frozen=True)
class Money:
    """An organisation's base year and five plan years; expenditure is always income less surplus."""

    base_income: int
    base_surplus: int
    growth: tuple[float, ...]
    pressure: tuple[float, ...]
    income: Line
    pressures: Line
    investment: Line
    saving: Line
    surplus: Line
    stated_saving: Line
    history: tuple[tuple[int, int], ...]

    @property
    def expenditure(self) -> Line:
        """What is spent in each year of the plan."""
        pairs = zip(self.income.years, self.surplus.years, strict=True)
        return Line("Expenditure", tuple(income - surplus for income, surplus in pairs))


def money(base_income: int, planted: bool, chance: Random) -> Money:
    """Finances for an organisation of that income; `planted` states a wrong saving for the third year."""
    growth = tuple(round(chance.uniform(low, low + 0.3), 1) for low in GROWTH_FROM)
    pressure = tuple(round(chance.uniform(4.7, 5.0), 1) for _ in range(YEARS))
    base_surplus = round(base_income * chance.uniform(0.006, 0.012))
    income = _grown(base_income, growth)
    surplus = tuple(round(amount * 0.01) for amount in income)
    investment = tuple(round(amount * chance.uniform(0.0065, 0.0095)) for amount in income)
    spent = (base_income - base_surplus, *(a - b for a, b in zip(income, surplus, strict=True)))
    pressures = tuple(round(before * rate / 100) for before, rate in zip(spent, pressure, strict=False))
    saving = tuple(spent[n] + pressures[n] + investment[n] - spent[n + 1] for n in range(YEARS))
    return Money(
        base_income=base_income,
        base_surplus=base_surplus,
        growth=growth,
        pressure=pressure,
        income=Line("Income", income),
        pressures=Line("Pressures", pressures),
        investment=Line("Investment", investment),
        saving=Line("Saving", saving),
        surplus=Line("Surplus", surplus),
        stated_saving=Line("Saving", _stated(saving, planted, chance)),
        history=tuple(_past(base_income, back, chance) for back in (3, 2, 1)),
    )


def shares(total: int, weights: list[float]) -> list[int]:
    """The total divided by the weights into whole parts that add up to it exactly."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in by_remainder[: total - sum(parts)]:
        parts[n] += 1
    return parts


def divided(whole: Line, names: list[str], weights: list[float], chance: Random) -> tuple[Line, ...]:
    """The line divided among the names, every year adding up to the whole."""
    years = [shares(amount, [w * chance.uniform(0.8, 1.2) for w in weights]) for amount in whole.years]
    return tuple(Line(name, tuple(year[n] for year in years)) for n, name in enumerate(names))


def _grown(base: int, growth: tuple[float, ...]) -> tuple[int, ...]:
    amounts = [base]
    for rate in growth:
        amounts.append(round(amounts[-1] * (1 + rate / 100)))
    return tuple(amounts[1:])


def _stated(saving: tuple[int, ...], planted: bool, chance: Random) -> tuple[int, ...]:
    wrong = round(saving[PLANTED_YEAR] * chance.uniform(0.12, 0.3)) if planted else 0
    return tuple(amount + (wrong if n == PLANTED_YEAR else 0) for n, amount in enumerate(saving))


def _past(base_income: int, back: int, chance: Random) -> tuple[int, int]:
    planned = round(base_income * 0.006 * (1 - back / 10))
    return planned, round(planned * chance.uniform(0.4, 1.5))
