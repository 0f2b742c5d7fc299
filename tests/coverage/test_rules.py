"""What passages amount to, and which gaps there are."""

import pytest

from wccflow.coverage.rules import (
    ABSENT,
    ALL,
    CLAIMED,
    CONTRADICTED,
    NONE,
    SAID,
    VERIFIED,
    Row,
    answered,
    filter_called,
    gaps,
    in_words,
    slots_of,
    state_of,
    together,
    words_named,
)


@pytest.mark.parametrize(
    ("stance", "verdict", "by_reviewer", "state"),
    [
        ("supports", "", False, CLAIMED),
        ("partly", "", False, CLAIMED),
        ("contradicts", "", False, CONTRADICTED),
        ("supports", "supports", False, VERIFIED),
        ("supports", "partly", False, VERIFIED),
        ("supports", "contradicts", False, CONTRADICTED),
        ("supports", "absent", False, ABSENT),
        ("supports", "", True, VERIFIED),
        ("absent", "", True, ABSENT),
    ],
)
def test_a_reviewers_word_on_a_passage_wins_over_the_claim(
    stance: str, verdict: str, by_reviewer: bool, state: str
) -> None:
    assert state_of(stance, verdict, by_reviewer=by_reviewer) == state


def test_a_contradiction_shows_above_all_and_nothing_is_none() -> None:
    assert together([CLAIMED, CONTRADICTED, VERIFIED]) == CONTRADICTED
    assert together([CLAIMED, VERIFIED, ABSENT]) == VERIFIED
    assert together([CLAIMED, ABSENT]) == CLAIMED
    assert together([ABSENT]) == ABSENT
    assert together([]) == NONE


def test_an_answer_is_less_than_a_passage_and_more_than_nothing() -> None:
    assert [answered(each) for each in ("supports", "partly", "contradicts", "absent")] == [
        SAID,
        SAID,
        CONTRADICTED,
        ABSENT,
    ]
    assert together([SAID, ABSENT]) == SAID
    assert together([SAID, CLAIMED]) == CLAIMED
    assert not Row("1", "One", SAID, []).is_gap
    assert Row("1", "One", SAID, []).fits(SAID)
    assert in_words(SAID, 2, "answers") == "said on the day, 2 answers"


def test_a_cell_names_how_many_passages_there_are_only_when_several() -> None:
    assert in_words(CLAIMED, 1) == "claimed"
    assert in_words(CONTRADICTED, 3) == "contradicted, 3 passages"


def test_gaps_are_told_by_name() -> None:
    rows = [
        Row("1", "One", NONE, ["plan"]),
        Row("2", "Two", ABSENT, ["jsna"]),
        Row("3", "Three", CLAIMED, ["plan"]),
        Row("4", "Four", CONTRADICTED, []),
        Row("5", "Five", VERIFIED, ["jsna"]),
    ]

    found = gaps(rows, {"plan", "papers"}, {"plan"}, ["plan", "papers", "jsna", "other"])

    assert [row.item for row in found.without] == ["1", "2"]
    assert [row.item for row in found.unverified] == ["3"]
    assert [row.item for row in found.against] == ["4"]
    assert found.unused == ["papers"]
    assert [(slot, [row.item for row in some]) for slot, some in found.unfiled] == [("jsna", ["2", "5"])]
    assert found.any


def test_without_gaps_nothing_is_missing() -> None:
    assert not gaps([Row("1", "One", VERIFIED, ["plan"])], {"plan"}, {"plan"}, ["plan"]).any


def test_a_filter_that_there_is_not_shows_all() -> None:
    assert filter_called("gaps") == "gaps"
    assert filter_called("<script>") == ALL


def test_a_page_belongs_to_the_slots_whose_pages_hold_it() -> None:
    merged = [("plan", 1, 20), ("money", 15, 40)]

    assert slots_of(3, merged, "plan") == ("plan",)
    assert slots_of(17, merged, "plan") == ("plan", "money")
    assert slots_of(99, merged, "plan") == ("plan",)
    assert slots_of(None, merged, "plan") == ("plan", "money")
    assert slots_of(3, [], "plan") == ("plan",)


def test_repeats_of_one_text_share_the_name_of_their_words() -> None:
    assert words_named("p-0123456789") == words_named("p-0123456789-2") == "p-0123456789"
