"""Invented but coherent figures of an organisation: the same numbers in every one of its documents."""

from dataclasses import dataclass, replace
from random import Random

from wccflow.demonstration.dice import dice
from wccflow.demonstration.money import Line, Money, divided, money, shares
from wccflow.demonstration.texts import Words, topics, words

PRIORITIES = 8
PLANTED_ONE_IN = 6


@dataclass(frozen=True)
class Outcome:
    """A measured outcome: where the organisation stands, with whom it compares, where it wants to be."""

    key: str
    name: str
    unit: str
    better: str
    digits: int
    baseline: float
    national: float
    quartile: float
    trajectory: tuple[float, ...]

    def said(self, value: float) -> str:
        """The value with its unit, as a document writes it."""
        return f"{value:,.{self.digits}f}{self.unit}"


@dataclass(frozen=True)
class People:
    """An invented population; shares are in per cent, life expectancy and its gaps in years."""

    population: int
    over_65: float
    growth_65: float
    births: int
    deprived: float
    minority: float
    practices: int
    wards: int
    staff: int
    men: float
    women: float
    gap_men: float
    gap_women: float


@dataclass(frozen=True)
class Programme:
    """Spending on one programme of care: £m in tenths, and £ a head here and in places alike."""

    name: str
    amount: int
    per_head: int
    peers_per_head: int


@dataclass(frozen=True)
class Profile:
    """All that the invented documents of one organisation agree upon."""

    code: str
    name: str
    place: str
    brand: str
    planted: bool
    people: People
    money: Money
    priorities: tuple[str, ...]
    investments: tuple[Line, ...]
    savings: tuple[Line, ...]
    programmes: tuple[Programme, ...]
    outcomes: tuple[Outcome, ...]
    levels: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, code: str, name: str, seed: int) -> "Profile":
        """The figures of this organisation, the same for the same code, name and seed."""
        chance = dice(seed, code, "profile")
        known = words("figures")
        place = _place(name, known["suffixes"])
        planted = chance.randrange(PLANTED_ONE_IN) == 0
        people = _people(chance)
        funds = money(round(people.population * chance.uniform(1490, 1690) / 100_000), planted, chance)
        priorities = tuple(chance.sample(sorted(topics()), PRIORITIES))
        return cls(
            code=code,
            name=name,
            place=place,
            brand=known["brand"].format(place=place),
            planted=planted,
            people=people,
            money=funds,
            priorities=priorities,
            investments=_investments(funds, priorities, chance),
            savings=_savings(funds, known["saving"], chance),
            programmes=_programmes(funds, people.population, known["programme"], chance),
            outcomes=_outcomes(people, priorities, known["fixed_outcome"], chance),
            levels=tuple(_levels(chance) for _ in known["competency"]),
        )

    def mended(self) -> "Profile":
        """The same organisation with its planted inconsistency put right."""
        return replace(self, planted=False, money=replace(self.money, stated_saving=self.money.saving))


def _place(name: str, suffixes: list[str]) -> str:
    for suffix in suffixes:
        name = name.removesuffix(suffix)
    return name


def _people(chance: Random) -> People:
    population = round(min(880_000, max(128_000, chance.lognormvariate(12.7, 0.42))), -2)
    deprived = round(chance.uniform(6, 46), 1)
    women = round(82.6 - deprived / 22 + chance.uniform(-0.4, 0.4), 1)
    return People(
        population=int(population),
        over_65=round(chance.uniform(11.5, 21.5), 1),
        growth_65=round(chance.uniform(6, 15), 1),
        births=round(population * chance.uniform(0.0108, 0.0148)),
        deprived=deprived,
        minority=round(chance.uniform(3, 34), 1),
        practices=round(population / chance.uniform(5600, 7400)),
        wards=round(population / chance.uniform(8600, 12500)),
        staff=round(population / chance.uniform(1100, 1700)),
        men=round(women - chance.uniform(3.8, 4.9), 1),
        women=women,
        gap_men=round(chance.uniform(6.2, 11.8), 1),
        gap_women=round(chance.uniform(4.4, 8.9), 1),
    )


def _investments(funds: Money, priorities: tuple[str, ...], chance: Random) -> tuple[Line, ...]:
    names = [topics()[key]["name"] for key in priorities]
    weights = sorted((chance.uniform(0.6, 2.0) for _ in names), reverse=True)
    return divided(funds.investment, names, weights, chance)


def _savings(funds: Money, known: list[Words], chance: Random) -> tuple[Line, ...]:
    return divided(funds.saving, [row["name"] for row in known], [row["share"] for row in known], chance)


def _programmes(funds: Money, population: int, known: list[Words], chance: Random) -> tuple[Programme, ...]:
    weights = [row["share"] * chance.uniform(0.85, 1.15) for row in known]
    amounts = shares(funds.base_income - funds.base_surplus, weights)
    heads = [round(amount * 100_000 / population) for amount in amounts]
    return tuple(
        Programme(row["name"], amount, head, round(head * chance.uniform(0.88, 1.12)))
        for row, amount, head in zip(known, amounts, heads, strict=True)
    )


def _outcomes(
    people: People, priorities: tuple[str, ...], fixed: list[Words], chance: Random
) -> tuple[Outcome, ...]:
    starts = [round((people.men + people.women) / 2, 1), round((people.gap_men + people.gap_women) / 2, 1)]
    found = [_outcome(row["key"], row, start, chance) for row, start in zip(fixed, starts, strict=True)]
    for key in priorities:
        known = topics()[key]["outcome"]
        found.append(_outcome(known["key"], known, chance.uniform(known["low"], known["high"]), chance))
    return tuple(found)


def _outcome(key: str, known: Words, start: float, chance: Random) -> Outcome:
    digits, sign = known["digits"], 1 if known["better"] == "higher" else -1
    gain = sign * known["gain"] * chance.uniform(0.75, 1.1)
    steps = (0.1, 0.28, 0.52, 0.77, 1.0)
    baseline = round(start, digits)
    return Outcome(
        key=key,
        name=known["name"],
        unit=known["unit"],
        better=known["better"],
        digits=digits,
        baseline=baseline,
        national=known["national"],
        quartile=known["quartile"],
        trajectory=tuple(round(baseline + gain * step, digits) for step in steps),
    )


def _levels(chance: Random) -> tuple[int, int]:
    now = chance.choices((1, 2, 3), (3, 6, 2))[0]
    return now, min(4, now + chance.choice((1, 1, 1, 0)))
