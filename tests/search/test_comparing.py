"""Comparing in a query: numbers, days, fields with a closed list of values, and sentences of refusal."""

from datetime import date

import pytest

from wccflow.base.errors import Refused
from wccflow.search.grammar import FieldKind, parse
from wccflow.search.tree import And, Compare, Field, Not, Phrase, Tree, Word, understood, wanted

FIELDS = {
    "days": FieldKind("days_in_state", "days here", holds="number"),
    "due": FieldKind("due", "due", holds="date"),
    "is": FieldKind("is", "is", values=("late", "at-risk", "forecast-late")),
    "level": FieldKind("level", "level", holds="level"),
    "pct": FieldKind("organisation", "PCT"),
}


def ask(text: str) -> Tree:
    return parse(text, fields=FIELDS)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("days>30", Compare("days_in_state", ">", 30, "days here")),
        ("days>=30", Compare("days_in_state", ">=", 30, "days here")),
        ("days≥30", Compare("days_in_state", ">=", 30, "days here")),
        ("Days:30", Compare("days_in_state", "=", 30, "days here")),
        ("due<2010-01-01", Compare("due", "<", date(2010, 1, 1), "due")),
        ('due<="2010-01-01"', Compare("due", "<=", date(2010, 1, 1), "due")),
        ("level<3", Compare("level", "<", 3, "level")),
        ("level:3", Field("level", "3", "level")),
        ("level:Green", Field("level", "Green", "level")),
        ("-days<3", Not(Compare("days_in_state", "<", 3, "days here"))),
        ("is:AT-risk", Field("is", "AT-risk", "is")),
        (
            "pct:5PG days>3",
            And((Field("organisation", "5PG", "PCT"), Compare("days_in_state", ">", 3, "days here"))),
        ),
        ("10<20", Phrase(("10", "20"))),
    ],
)
def test_numbers_and_days_are_compared(text: str, tree: Tree) -> None:
    assert ask(text) == tree


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("days>soon", '"soon" is not a whole number. Write days with one, such as days>30.'),
        ("due<1 January", '"1" is not a day. Write due with one, such as due<2010-01-31.'),
        ("due>2010-02-30", '"2010-02-30" is not a day. Write due with one, such as due>2010-01-31.'),
        ("level<green", '"green" is not a whole number. Write level with one, such as level<3.'),
        ("days>", 'Write what to look for after "days>", with no space between.'),
        (
            "dys>30",
            'There is no field "dys". Did you mean days? Fields you can use: days, due, is, level, pct.',
        ),
        ("pct>5", '"pct" has no order to compare by. Write it with a colon, such as pct:5.'),
        (
            "is:forecastlate",
            "There is no is:forecastlate. Did you mean is:forecast-late? "
            "You can write: is:late, is:at-risk, is:forecast-late.",
        ),
        ("is:blue", "There is no is:blue. You can write: is:late, is:at-risk, is:forecast-late."),
        (
            "days>(1 OR 2)",
            'Brackets cannot follow "days>". Write it for each value, such as days>one OR days>two.',
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask(text)

    assert str(refusal.value) == sentence


def test_a_comparison_is_said_back_in_words() -> None:
    query = ask("days>30 days<=2 due<2010-01-05 due>=2010-01-04 days:1")

    assert understood(query) == [
        "days here: more than 30",
        "days here: at most 2",
        "due: before 5 January 2010",
        "due: on or after 4 January 2010",
        "days here: exactly 1",
    ]


@pytest.mark.parametrize(
    ("sign", "expected"),
    [("<", [2]), ("<=", [2, 3]), (">", [4]), (">=", [3, 4]), ("=", [3])],
)
def test_a_comparison_holds_as_its_sign_says(sign: str, expected: list[int]) -> None:
    compare = Compare("days", sign, 3, "days")

    assert [number for number in (2, 3, 4) if compare.holds(number)] == expected


def test_what_is_not_known_never_compares() -> None:
    compare = Compare("due", "<", date(2010, 1, 1), "due")

    assert [compare.holds(found) for found in (None, 3, date(2009, 1, 1))] == [False, False, True]


def test_where_nothing_can_be_compared_the_signs_are_words() -> None:
    tree = parse("days>30", fields={"pct": FieldKind("organisation", "PCT")})

    assert tree == Phrase(("days", "30"))
    assert list(wanted(And((Word("a"), ask("days>30"))))) == [Word("a"), ask("days>30")]
