"""Every figure and name that a sentence of an invented document may mention, as words."""

from wccflow.demonstration.dice import dice, listed, uncapitalised
from wccflow.demonstration.figures import PRIORITIES, People, Profile
from wccflow.demonstration.money import Line, Money
from wccflow.demonstration.texts import topics, words

SENTENCES = ("evidence", "market", "risk", "mitigation")


def pounds(tenths: int) -> str:
    """An amount of tenths of £1m, such as £4.1m."""
    sign = "–" if tenths < 0 else ""
    return f"{sign}£{abs(tenths) / 10:,.1f}m"


def organisation_fields(profile: Profile) -> dict[str, str]:
    """The fields that hold throughout a document, but for its years."""
    names = [topics()[key]["short"] for key in profile.priorities]
    figures = words("figures")
    return {
        "name": profile.brand,
        "pct": profile.name,
        "place": profile.place,
        "code": profile.code,
        "goals": listed(names),
        "first": names[0],
        "second": names[1],
        "third": names[2],
        "last": names[-1],
        "national_men": str(figures["national_men"]),
        "national_women": str(figures["national_women"]),
        **_people(profile.people),
        **_money(profile.money),
    }


def topic_fields(profile: Profile, key: str) -> dict[str, str]:
    """The fields that hold within the part of a document about one priority."""
    topic, place = topics()[key], profile.priorities.index(key)
    outcome = profile.outcomes[place - PRIORITIES]  # those of the priorities stand last
    share = dice(profile.code, key, "release").uniform(0.35, 0.85)
    return {
        "topic": topic["short"],
        "Topic": topic["name"],
        "goal": topic["goal"],
        "cases": f"{round(profile.people.population * topic['per_thousand'] / 1000, -1):,.0f}",
        "indicator": outcome.name,
        "baseline": outcome.said(outcome.baseline),
        "target": outcome.said(outcome.trajectory[-1]),
        "halfway": outcome.said(outcome.trajectory[2]),
        "soon": outcome.said(outcome.trajectory[0]),
        "national": outcome.said(outcome.national),
        "quartile": outcome.said(outcome.quartile),
        "rank": str(place + 1),
        "topic_money": pounds(profile.investments[place].total),
        "topic_money1": pounds(profile.investments[place].years[0]),
        "topic_release": pounds(round(profile.investments[place].total * share)),
        **{f"initiative{n}": each["name"] for n, each in enumerate(topic["initiative"], 1)},
        "saving": topic["saving"],
        "said": topic["said"],
        **{f"milestone{n}": uncapitalised(text) for n, text in enumerate(topic["milestones"], 1)},
        **{f"Milestone{n}": text for n, text in enumerate(topic["milestones"], 1)},
        **{name: uncapitalised(topic[name]) for name in SENTENCES},
        **{name.capitalize(): topic[name] for name in SENTENCES},
    }


def _people(people: People) -> dict[str, str]:
    return {
        "population": f"{people.population:,}",
        "over65": f"{round(people.population * people.over_65 / 100, -2):,.0f}",
        "over65_pct": f"{people.over_65}%",
        "growth65": f"{people.growth_65}%",
        "births": f"{people.births:,}",
        "deprived": f"{people.deprived}%",
        "minority": f"{people.minority}%",
        "practices": str(people.practices),
        "wards": str(people.wards),
        "staff": str(people.staff),
        "men": str(people.men),
        "women": str(people.women),
        "gap_men": str(people.gap_men),
        "gap_women": str(people.gap_women),
    }


def _money(money: Money) -> dict[str, str]:
    lines: dict[str, Line] = {
        "income": money.income,
        "invest": money.investment,
        "saving": money.saving,
        "stated": money.stated_saving,
        "pressures": money.pressures,
        "surplus": money.surplus,
    }
    fields = {
        "allocation": pounds(money.base_income),
        "base_surplus": pounds(money.base_surplus),
        "contingency": pounds(round(money.income.years[0] * 0.005)),
        "capital": pounds(round(money.base_income * 0.008)),
    }
    for name, line in lines.items():
        fields[f"{name}_total"] = pounds(line.total)
        fields |= {f"{name}{n}": pounds(amount) for n, amount in enumerate(line.years, 1)}
    fields |= {f"growth{n}": f"{rate}%" for n, rate in enumerate(money.growth, 1)}
    return fields | {f"pressure{n}": f"{rate}%" for n, rate in enumerate(money.pressure, 1)}
