"""What goes on a plan of so many minutes, and in which order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wccflow.reading_plan.rules import (
    ANSWER,
    CHANGED,
    CLAIMED,
    CONTRADICTED,
    UNCOVERED,
    Reason,
    Stretch,
    in_order,
    in_words,
    minutes_asked,
    minutes_of,
    planned,
    reason_in_words,
    together,
)

KINDS = (ANSWER, CONTRADICTED, UNCOVERED, CLAIMED, CHANGED)


def stretch(first: int, words: int, *kinds: str, document: int = 0) -> Stretch:
    reasons = tuple(Reason(kind, item=str(place)) for place, kind in enumerate(kinds))
    return Stretch((0, document), first, first, f"p-{first}", f"Section {first}", 1, words, "", reasons)


STRETCHES = st.lists(
    st.builds(
        lambda first, words, kinds, document: stretch(first, words, *kinds, document=document),
        st.integers(0, 500),
        st.integers(0, 4000),
        st.lists(st.sampled_from(KINDS), max_size=3),
        st.integers(0, 4),
    ),
    max_size=30,
    unique_by=lambda each: (each.document, each.first),
)


@given(STRETCHES, st.integers(5, 600))
def test_a_plan_is_never_longer_than_the_minutes_unless_its_one_entry_is(
    given_ones: list[Stretch], minutes: int
) -> None:
    plan = planned(given_ones, minutes)

    assert plan.minutes <= minutes or len(plan.chosen) == 1


@given(STRETCHES, st.integers(5, 600))
def test_the_most_important_is_always_there_and_in_the_first_document(
    given_ones: list[Stretch], minutes: int
) -> None:
    plan = planned(given_ones, minutes)

    wanted = [each for each in given_ones if each.reasons]
    assert bool(plan.chosen) == bool(wanted)
    if wanted:
        best = max(each.weight for each in wanted)
        assert max(each.weight for each in plan.chosen) == best
        first = plan.chosen[0].document
        assert max(each.weight for each in plan.chosen if each.document == first) == best


@given(STRETCHES, st.integers(5, 600))
def test_nothing_that_matters_more_and_would_have_fitted_is_left(
    given_ones: list[Stretch], minutes: int
) -> None:
    plan = planned(given_ones, minutes)

    for each in plan.left:
        weightier = [one for one in plan.chosen if one.weight >= each.weight]
        assert together(weightier) + each.minutes > minutes


@given(STRETCHES, st.integers(5, 600))
def test_each_document_is_read_once_from_front_to_back(given_ones: list[Stretch], minutes: int) -> None:
    chosen = planned(given_ones, minutes).chosen

    documents = [each.document for each in chosen]
    assert documents == sorted(documents, key=documents.index)
    assert len(dict.fromkeys(documents)) == sum(
        before != after for before, after in zip([None, *documents], documents, strict=False)
    )
    for document in set(documents):
        firsts = [each.first for each in chosen if each.document == document]
        assert firsts == sorted(firsts)


@given(STRETCHES, st.integers(5, 600), st.randoms())
def test_the_order_in_which_things_are_found_changes_nothing(
    given_ones: list[Stretch], minutes: int, chance: object
) -> None:
    turned = list(given_ones)
    chance.shuffle(turned)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert planned(turned, minutes) == planned(given_ones, minutes)


def test_what_nobody_needs_is_on_no_plan() -> None:
    plan = planned([stretch(1, 100), stretch(2, 100, CHANGED)], 30)

    assert [each.first for each in plan.chosen] == [2]
    assert plan.left == []


def test_the_first_entry_is_there_even_where_it_alone_takes_longer() -> None:
    plan = planned([stretch(1, 4000, ANSWER), stretch(2, 100, CHANGED)], 5)

    assert [each.first for each in plan.chosen] == [1]
    assert (plan.minutes, plan.left_minutes) == (20, 1)


def test_a_document_with_something_urgent_comes_before_one_with_much() -> None:
    much = [stretch(n, 100, CHANGED, document=0) for n in range(5)]
    urgent = stretch(9, 100, ANSWER, document=1)

    assert in_order([*much, urgent])[0].document == (0, 1)


def test_a_further_reason_counts_a_share_and_the_same_one_counts_once() -> None:
    one, two = stretch(1, 100, ANSWER), stretch(2, 100, ANSWER, CLAIMED)
    again = Stretch((0, 0), 3, 3, "p", "t", 1, 100, "", (Reason(CHANGED, at=1), Reason(CHANGED, at=2)))

    assert two.weight > one.weight
    assert again.weight == stretch(4, 100, CHANGED).weight


def test_the_best_suggestion_matters_more_than_the_fifth() -> None:
    assert Reason(UNCOVERED, rank=0).weight > Reason(UNCOVERED, rank=4).weight


def test_two_hundred_words_take_a_minute_and_nothing_takes_none() -> None:
    assert [minutes_of(words) for words in (0, 1, 200, 201, 1000)] == [1, 1, 1, 2, 5]


def test_times_are_said_as_people_say_them() -> None:
    assert [in_words(minutes) for minutes in (0, 1, 35, 60, 125)] == [
        "0 minutes",
        "1 minute",
        "35 minutes",
        "1 hour",
        "2 hours 5 minutes",
    ]


@pytest.mark.parametrize("given_one", ["", "4", "601", "-30", "thirty", "９０", "99999"])
def test_minutes_that_cannot_be_planned_are_none(given_one: str) -> None:
    assert minutes_asked(given_one) is None


def test_minutes_are_taken_as_they_are_said() -> None:
    assert minutes_asked("90") == 90


def test_every_reason_is_a_sentence() -> None:
    said = [reason_in_words(kind, "1.1 Reputation", "version 2") for kind in KINDS]

    assert said == [
        "A question about it is yours to answer.",
        "A passage contradicts what is claimed for 1.1 Reputation.",
        "Nothing shows 1.1 Reputation yet, and this speaks of it.",
        "It is claimed to show 1.1 Reputation, and nobody has said what it shows.",
        "It changed since version 2.",
    ]
