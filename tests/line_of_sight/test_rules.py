"""What is missing in a set of lines, told without a database."""

from wccflow.engine.content import LineOfSight, Step
from wccflow.line_of_sight.rules import (
    Drawn,
    counted,
    is_whole,
    joined,
    led_to,
    missing,
    shortened,
    wanting,
    without_line,
)

STEPS = ("need", "goal", "money", "outcome")


def step(key: str, *wants: str, names: str = "") -> Step:
    return Step(key, key.capitalize(), f"Which {key}?", names=names, wants=wants)


SIGHT = LineOfSight(
    steps={
        "need": step("need"),
        "goal": step("goal", "money"),
        "money": step("money", "goal"),
        "outcome": step("outcome", "goal", names="outcomes"),
    }
)


def line(title: str, *shown: str, item: str = "") -> Drawn:
    return Drawn(title, frozenset(shown), item=item)


def test_a_line_with_every_step_is_whole() -> None:
    assert is_whole(line("Smoking", *STEPS), SIGHT)
    assert missing(line("Smoking", *STEPS), SIGHT) == ()


def test_missing_steps_are_told_in_the_order_of_the_chain() -> None:
    assert missing(line("Smoking", "money"), SIGHT) == ("need", "goal", "outcome")
    assert not is_whole(line("Smoking", "money"), SIGHT)


def test_without_steps_no_line_is_whole() -> None:
    assert not is_whole(line("Smoking"), LineOfSight())


def test_an_outcome_is_led_to_only_by_a_whole_line() -> None:
    lines = [line("A", *STEPS, item="a"), line("B", "need", "outcome", item="b")]

    assert led_to(("a", "b", "c"), lines, SIGHT) == ("a",)


def test_one_whole_line_is_enough_for_an_outcome() -> None:
    lines = [line("A", "need", item="a"), line("Again", *STEPS, item="a")]

    assert led_to(("a",), lines, SIGHT) == ("a",)


def test_outcomes_to_which_no_line_leads_are_named() -> None:
    assert without_line(("a", "b", "c"), [line("B", item="b"), line("Astray")]) == ("a", "c")


def test_a_goal_without_money_and_money_without_a_goal_are_told_with_their_lines() -> None:
    lines = [line("A", "need", "goal"), line("B", "goal"), line("C", "money"), line("D", *STEPS)]

    told = [(each.say, each.lines) for each in wanting(lines, SIGHT)]

    assert told == [("Goal without money", ("A", "B")), ("Money without goal", ("C",))]


def test_a_step_that_is_not_there_wants_nothing() -> None:
    assert wanting([line("A", "need")], SIGHT) == []


def test_an_outcome_must_cite_its_goal() -> None:
    told = wanting([line("A", "outcome", item="a")], SIGHT)

    assert [(each.step.key, each.other.key) for each in told] == [("outcome", "goal")]


def test_the_summary_counts_outcomes_that_lead_back_to_the_first_step() -> None:
    lines = [line("A", *STEPS, item="a")]

    assert counted(["a", "b", "c"], lines, SIGHT, "outcomes").say == "1 of 3 outcomes lead back to a need"
    assert counted(["a"], lines, SIGHT, "outcome").say == "1 of 1 outcome leads back to a need"


def test_where_no_step_names_items_whole_lines_are_counted() -> None:
    plain = LineOfSight(steps={"aim": step("aim"), "money": step("money")})

    two = counted([], [line("A", "aim", "money"), line("B", "aim")], plain, "items")
    assert (two.say, two.state) == ("1 of 2 lines are whole", "open")
    assert counted([], [], plain, "items").state == "none"


def test_words_are_shortened_between_words_and_joined_in_a_sentence() -> None:
    assert shortened("one two three four", 12) == "one two …"
    assert shortened(" short  enough ") == "short enough"
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined(["a"]) == "a"
    assert joined([]) == ""
