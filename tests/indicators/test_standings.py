"""Where an organisation stands in an indicator."""

from datetime import timedelta

from tests.indicators.conftest import Desk
from wccflow.indicators.standings import Standing, standings_of

YEARS = {
    "2006/07": {"ENG": 50.0, "5PG": 80.0, "5MX": 40.0, "5J9": 45.0},
    "2007/08": {"ENG": 50.0, "5PG": 60.0, "5MX": 41.0, "5J9": 45.0},
}


def standing(desk: Desk, indicator: str = "mrsa", code: str = "5PG") -> Standing:
    with desk.world.database.reading():
        case = desk.world.case(code)
        return standings_of([case.organisation_id], [indicator])[indicator]


def test_a_value_is_told_with_its_interval_its_comparators_and_its_source(desk: Desk) -> None:
    desk.series("mrsa", YEARS)

    found = standing(desk)

    assert (found.words, found.period, found.where) == ("60 (57 to 63)", "2007/08", "A register, 2007/08")
    assert found.beside(found.national) == "50 (worse here)"
    assert found.direction == "lower is better"


def test_a_change_beyond_chance_is_called_better_or_worse(desk: Desk) -> None:
    desk.series("mrsa", YEARS)

    assert standing(desk).trend == "better: down by 20 since 2006/07, more than chance"
    assert standing(desk).arrow == "better"


def test_a_change_within_chance_is_said_to_be(desk: Desk) -> None:
    desk.series("mrsa", YEARS)

    assert standing(desk, code="5MX").trend == "within chance: up by 1 since 2006/07"
    assert standing(desk, code="5MX").arrow == ""


def test_the_same_value_and_a_single_one_are_said_as_they_are(desk: Desk) -> None:
    desk.series("mrsa", YEARS)
    desk.series("suicide", {"2007/08": {"5PG": 5.0}})

    assert standing(desk, code="5J9").trend == "the same as in 2006/07"
    assert standing(desk, "suicide").trend == "no earlier value to compare with"


def test_a_suppressed_value_is_said_not_to_be_shown_and_why(desk: Desk) -> None:
    desk.series("mrsa", {"2007/08": {"5PG": "*", "5MX": 4.0}})

    found = standing(desk)

    assert found.words == "not shown: five cases or fewer"
    assert (found.value, found.trend) == (None, "no earlier value to compare with")
    assert found.beside(7.5) == "7.5"


def test_what_looks_like_a_fault_of_coding_is_said_with_its_series(desk: Desk) -> None:
    values = {"2006/07": 74.0, "2007/08": 44.0, "2008/09": 18.0, "2009/10": 62.0}
    desk.series("mrsa", {period: {"5PG": value} for period, value in values.items()})

    assert "18 (2008/09)" in standing(desk).fault
    assert "fault of coding" in standing(desk).fault


def test_a_period_that_shares_years_is_passed_over_for_one_that_does_not(desk: Desk) -> None:
    values = {"2003-05": 9.0, "2004-06": 8.0, "2006-08": 6.0, "2007-09": 5.0}
    desk.series("mrsa", {period: {"5PG": value} for period, value in values.items()})

    assert standing(desk).trend == "better: down by 3 since 2004-06, more than chance"


def test_who_lies_outside_chance_is_told_and_where_no_size_is_known_that_too(desk: Desk) -> None:
    unit = "per 100,000 population"
    desk.series("mrsa", {"2007/08": {"ENG": 1000.0, "5PG": 1000.0}}, unit=unit)
    desk.series("suicide", {"2007/08": {"ENG": 5.0, "5PG": 5.0}})

    assert standing(desk).verdict == "within chance"
    assert standing(desk, "suicide").chance == "not told: no size is known"
    assert standing(desk, "suicide").verdict == "–"


def test_everything_known_is_told_in_the_words_of_the_scorecard(desk: Desk) -> None:
    desk.series("mrsa", YEARS, unit="per 1,000")

    found = standing(desk)

    assert found.told == [
        ("Now", "60 (57 to 63) per 1,000, 2007/08"),
        ("Trend", "better: down by 20 since 2006/07, more than chance"),
        ("National average", "50 (worse here)"),
        ("Upper quartile", "no data"),
        ("Among its peers", found.chance),
    ]
    assert found.sentence == (
        "60 (57 to 63) per 1,000, 2007/08. Trend: better: down by 20 since 2006/07, more than chance; "
        f"national average: 50 (worse here); upper quartile: no data; among its peers: {found.chance}."
    )


def test_values_of_other_kinds_of_period_stand_for_themselves(desk: Desk) -> None:
    desk.series("mrsa", {"2005-07": {"5PG": 70.0}})
    desk.world.now += timedelta(minutes=1)
    desk.series("mrsa", YEARS)

    found = standing(desk)

    assert (found.period, [each.period for each in found.others]) == ("2007/08", ["2005-07"])
    assert [each.words for each in found.others] == ["70 (66.5 to 73.5)"]
    assert found.is_one_of_several
