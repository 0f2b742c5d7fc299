"""The three phrases, and a gap in words."""

from wccflow.engine.triangulating import Triangulation
from wccflow.triangulation.rules import HIGHER, IN_LINE, LOWER, PHRASES, gap_of_item, gap_of_organisation

RULES = Triangulation()


def test_there_are_three_phrases() -> None:
    assert PHRASES == ("higher than the others bear out", "in line", "lower than the others bear out")


def test_one_item_is_asked_about_from_three_quarters_of_a_level_and_two_errors() -> None:
    phrases = [
        gap_of_item(gap, error, RULES).phrase for gap, error in ((0.75, 0.375), (0.74, 0.1), (0.9, 0.5))
    ]

    assert phrases == [HIGHER, IN_LINE, IN_LINE]
    assert gap_of_item(-0.75, 0.375, RULES).phrase == LOWER


def test_a_gap_says_by_how_much_and_that_one_asks() -> None:
    assert gap_of_item(1.1, 0.4, RULES).in_words == (
        "higher than the others bear out by 1.1 ± 0.8: ask about it"
    )
    assert gap_of_item(-0.2, 0.4, RULES).in_words == "in line (-0.2 ± 0.8)"


def test_an_items_gap_is_told_in_steps_of_its_own_scale() -> None:
    found = gap_of_item(1.5, 0.6, RULES, steps=2.0)

    assert (found.gap, round(found.margin, 3), found.phrase) == (1.0, 0.784, HIGHER)


def test_an_organisation_is_asked_about_from_six_tenths_when_chance_alone_would_hardly_do_it() -> None:
    assert gap_of_organisation(0.6, 0.2, RULES, 10).phrase == HIGHER
    assert gap_of_organisation(0.59, 0.2, RULES, 10).phrase == IN_LINE
    assert gap_of_organisation(-0.7, 0.4, RULES, 10).phrase == IN_LINE
    assert gap_of_organisation(-0.7, 0.2, RULES, 10).phrase == LOWER


def test_of_few_organisations_nothing_is_said() -> None:
    found = gap_of_organisation(2.0, 0.1, RULES, 9)

    assert (found.phrase, found.is_flag, found.in_words) == ("", False, "not said (+2.0 ± 0.2)")


def test_amber_is_only_a_reason_to_look() -> None:
    found = gap_of_item(0.5, 0.5, RULES)

    assert (found.is_amber(RULES.amber), found.is_flag) == (True, False)
    assert not gap_of_item(0.49, 0.5, RULES).is_amber(RULES.amber)
