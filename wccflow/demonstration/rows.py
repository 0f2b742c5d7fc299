"""Rows of the tables that show an organisation's figures; the words around them are in `tables.toml`."""

from collections.abc import Callable, Iterable

from wccflow.demonstration.dice import dice
from wccflow.demonstration.fields import pounds, topic_fields
from wccflow.demonstration.figures import Outcome, Profile
from wccflow.demonstration.money import Line, shares
from wccflow.demonstration.texts import words

Rows = list[tuple[str, ...]]


def investment(profile: Profile) -> Rows:
    """What each priority is given in each year, with totals."""
    return _lines(profile.investments, profile.money.investment)


def disinvestment(profile: Profile) -> Rows:
    """What is released in each year as the strategic plan states it, a planted wrong total included."""
    return _lines(profile.savings, profile.money.stated_saving)


def savings(profile: Profile) -> Rows:
    """What is released in each year as the financial plan has it."""
    return _lines(profile.savings, profile.money.saving)


def base_case(profile: Profile) -> Rows:
    """Income and expenditure in each year of the plan."""
    money = profile.money
    labels = words("tables")["base_case"]["labels"]
    minus = Line("", tuple(-amount for amount in money.saving.years))
    lines = (money.income, money.pressures, money.investment, minus, money.expenditure, money.surplus)
    return [_line(label, line.years) for label, line in zip(labels, lines, strict=True)]


def assumptions(profile: Profile) -> Rows:
    """Growth and pressures in per cent for each year."""
    labels = words("tables")["assumptions"]["labels"]
    money = profile.money
    return [
        (label, *(f"{rate}%" for rate in rates))
        for label, rates in zip(labels, (money.growth, money.pressure), strict=True)
    ]


def scenarios(profile: Profile) -> Rows:
    """The saving that each year needs if growth differs from the base case."""
    income, saving = profile.money.income.years, profile.money.saving.years
    return [
        _line(case["name"], [s + round(i * case["less"] / 100) for s, i in zip(saving, income, strict=True)])
        for case in words("tables")["scenarios"]["case"]
    ]


def history(profile: Profile) -> Rows:
    """Planned and actual surplus of the last three years."""
    return [
        (f"{{past{back}}}", pounds(planned), pounds(actual), pounds(actual - planned))
        for back, (planned, actual) in zip((3, 2, 1), profile.money.history, strict=True)
    ]


def programmes(profile: Profile) -> Rows:
    """Spending by programme of care against places alike."""
    return [
        (
            row.name,
            pounds(row.amount),
            f"£{row.per_head}",
            f"£{row.peers_per_head}",
            f"{row.per_head / row.peers_per_head - 1:+.0%}",
        )
        for row in profile.programmes
    ]


def outcomes(profile: Profile) -> Rows:
    """Each chosen outcome with its comparison and its five-year trajectory."""
    return [(each.name, *_comparison(each), *_trajectory(each)) for each in profile.outcomes]


def standing(profile: Profile) -> Rows:
    """Each chosen outcome against the national average and the best quarter."""
    return [(each.name, *_comparison(each), _verdict(each)) for each in profile.outcomes]


def population(profile: Profile) -> Rows:
    """Localities of the organisation with their population and deprivation."""
    names = words("tables")["population"]["localities"]
    chance, people = dice(profile.code, "localities"), profile.people
    weights = [chance.uniform(0.7, 1.4) for _ in names]
    return [
        (
            name,
            f"{hundreds * 100:,}",
            f"{people.over_65 * chance.uniform(0.8, 1.2):.1f}%",
            f"{people.deprived * chance.uniform(0.4, 1.7):.1f}%",
        )
        for name, hundreds in zip(names, shares(people.population // 100, weights), strict=True)
    ]


def goals(profile: Profile) -> Rows:
    """Line of sight from goal to money to outcome."""
    return [
        (found["goal"], found["initiative1"], found["topic_money"], found["indicator"], found["target"])
        for found in (topic_fields(profile, key) for key in profile.priorities)
    ]


def milestones(profile: Profile) -> Rows:
    """Milestones of the coming year for each priority, with a quarter and who answers for them."""
    chance = dice(profile.code, "milestones")
    rows: Rows = []
    for key in profile.priorities:
        found = topic_fields(profile, key)
        for n, quarter in enumerate(sorted(chance.choices(range(1, 5), k=2)), 1):
            rows.append((found["Topic"], found[f"Milestone{n}"], f"Q{quarter} {{year1}}", found["topic"]))
    return rows


def prioritisation(profile: Profile) -> Rows:
    """Invented scores by which the priorities were chosen, the best first."""
    chance = dice(profile.code, "prioritisation")
    scores = [sorted(chance.choices(range(4, 11), k=4), reverse=True) for _ in profile.priorities]
    scores.sort(key=sum, reverse=True)
    names = [topic_fields(profile, key)["Topic"] for key in profile.priorities]
    return [(name, *map(str, row), str(sum(row))) for name, row in zip(names, scores, strict=True)]


def topic_risks(profile: Profile) -> Rows:
    """The main risk to each priority with its score and what is done about it."""
    chance = dice(profile.code, "risks")
    found = [topic_fields(profile, key) for key in profile.priorities]
    return [(each["Risk"], str(chance.choice((6, 8, 9, 12, 15, 16))), each["Mitigation"]) for each in found]


def competencies(profile: Profile) -> Rows:
    """The organisation's own view of its competencies, now and in two years."""
    known = words("figures")["competency"]
    return [
        (f"{row['number']} {row['name']}", f"Level {now}", f"Level {then}")
        for row, (now, then) in zip(known, profile.levels, strict=True)
    ]


ROWS: dict[str, Callable[[Profile], Rows]] = {
    each.__name__: each
    for each in (
        investment, disinvestment, savings, base_case, assumptions, scenarios, history, programmes, outcomes,
        standing, population, goals, milestones, prioritisation, topic_risks, competencies,
    )
}  # fmt: skip


def _line(name: str, years: Iterable[int]) -> tuple[str, ...]:
    amounts = list(years)
    return (name, *(f"{amount / 10:,.1f}" for amount in amounts), f"{sum(amounts) / 10:,.1f}")


def _lines(lines: tuple[Line, ...], whole: Line) -> Rows:
    total = words("tables")["total"]["label"]
    return [_line(line.name, line.years) for line in (*lines, Line(total, whole.years))]


def _comparison(outcome: Outcome) -> tuple[str, str, str]:
    return outcome.said(outcome.baseline), outcome.said(outcome.national), outcome.said(outcome.quartile)


def _trajectory(outcome: Outcome) -> list[str]:
    return [f"{value:,.{outcome.digits}f}" for value in outcome.trajectory]


def _verdict(outcome: Outcome) -> str:
    behind, level, ahead = words("tables")["standing"]["verdicts"]
    sign = 1 if outcome.better == "higher" else -1
    if sign * (outcome.baseline - outcome.quartile) >= 0:
        return str(ahead)
    return str(level if sign * (outcome.baseline - outcome.national) >= 0 else behind)
