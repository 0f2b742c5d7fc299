"""Tests that the invented figures agree with one another."""

import tomllib

from wccflow.base.places import workflows_folder
from wccflow.demonstration.figures import Profile
from wccflow.demonstration.money import PLANTED_YEAR, shares

MANY = [Profile.of(f"5{n:02d}", f"Place {n} PCT", 1) for n in range(152)]


def test_figures_are_the_same_for_the_same_organisation_and_seed() -> None:
    assert Profile.of("5N2", "Kirklees PCT", 7) == Profile.of("5N2", "Kirklees PCT", 7)
    assert Profile.of("5N2", "Kirklees PCT", 7) != Profile.of("5N2", "Kirklees PCT", 8)


def test_the_place_is_the_name_without_the_kind_of_organisation() -> None:
    places = [
        Profile.of("X", name, 1).place
        for name in (
            "Kirklees PCT",
            "Hull Teaching PCT",
            "Torbay Care Trust",
            "North East Lincolnshire Care Trust Plus",
        )
    ]

    assert places == ["Kirklees", "Hull", "Torbay", "North East Lincolnshire"]


def test_income_less_expenditure_is_the_surplus_and_each_year_follows_from_the_last() -> None:
    for profile in MANY:
        money = profile.money
        spent = [money.base_income - money.base_surplus, *money.expenditure.years]
        for year in range(5):
            change = money.pressures.years[year] + money.investment.years[year] - money.saving.years[year]
            assert spent[year + 1] == spent[year] + change
            assert money.income.years[year] - spent[year + 1] == money.surplus.years[year]


def test_investments_and_savings_by_line_add_up_to_their_totals() -> None:
    for profile in MANY:
        for lines, whole in (
            (profile.investments, profile.money.investment),
            (profile.savings, profile.money.saving),
        ):
            added = tuple(sum(line.years[year] for line in lines) for year in range(5))
            assert added == whole.years


def test_savings_are_positive_and_hardest_in_the_third_year_as_the_plans_say() -> None:
    for profile in MANY:
        saving = profile.money.saving.years
        assert min(saving) > 0
        assert max(saving) == saving[2]


def test_growth_never_covers_pressures_as_the_financial_strategy_says() -> None:
    for profile in MANY:
        pairs = zip(profile.money.growth, profile.money.pressure, strict=True)
        assert all(growth < pressure for growth, pressure in pairs)


def test_a_planted_inconsistency_is_in_the_third_year_only_and_in_a_few_organisations() -> None:
    planted = [profile for profile in MANY if profile.planted]

    assert 10 <= len(planted) <= 45
    for profile in MANY:
        pairs = zip(profile.money.saving.years, profile.money.stated_saving.years, strict=True)
        wrong = [year for year, (true, stated) in enumerate(pairs) if true != stated]
        assert wrong == ([PLANTED_YEAR] if profile.planted else [])


def test_there_are_ten_outcomes_and_each_trajectory_moves_the_better_way() -> None:
    for profile in MANY:
        assert [outcome.key for outcome in profile.outcomes[:2]] == ["life_expectancy", "health_inequalities"]
        assert len({outcome.key for outcome in profile.outcomes}) == 10
        for outcome in profile.outcomes:
            way = list(outcome.trajectory)
            assert way == sorted(way, reverse=outcome.better == "lower")
            assert (way[-1] > outcome.baseline) == (outcome.better == "higher")


def test_every_outcome_is_on_the_menu_of_the_workflow() -> None:
    path = workflows_folder() / "wcc" / "elements" / "outcomes.toml"
    menu = tomllib.loads(path.read_text(encoding="utf-8"))["items"]

    chosen = {(outcome.key, outcome.name) for profile in MANY for outcome in profile.outcomes}

    assert chosen <= {(key, item["title"]) for key, item in menu.items()}


def test_programmes_of_care_add_up_to_the_expenditure_of_the_base_year() -> None:
    for profile in MANY:
        money = profile.money
        assert sum(row.amount for row in profile.programmes) == money.base_income - money.base_surplus


def test_shares_add_up_exactly_and_follow_the_weights() -> None:
    assert shares(10, [1, 1, 1]) == [4, 3, 3]
    assert shares(100, [3, 1]) == [75, 25]
