"""Partners without a database: what is asked, and who is counted with whom."""

from uuid import UUID

import pytest

from wccflow.engine.definition import Workflow
from wccflow.partners import rules
from wccflow.partners.rules import DO_NOT_KNOW, TOGETHER, Given


def waiting(*kinds: str) -> list[tuple[UUID, str]]:
    return [(UUID(int=number), kind) for number, kind in enumerate(kinds)]


def sizes(groups: list[tuple[str, list[UUID]]]) -> dict[str, int]:
    return {kind: len(ids) for kind, ids in groups}


def test_partners_are_asked_the_questions_of_the_definition_that_are_put_to_their_kind(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    assert len(rules.questions(definition)) == 12
    assert [each.key for each in rules.questions(definition, "clinicians")][:3] == [
        "leads",
        "clinicians",
        "needs",
    ]


def test_a_question_on_a_group_bears_on_all_of_its_items(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    assert rules.items_of_question(definition, "leads") == ("1.1", "1.2", "1.3")
    assert rules.items_of_question(definition, "priorities") == ("2.1",)
    assert rules.items_of_question(definition, "nothing") == ()


def test_the_question_about_the_overseer_rates_items_of_the_organisation(wcc: Workflow) -> None:
    definition = wcc.editions["2009-10"]

    assert rules.items_of_question(definition, "region_included") == ("1.2", "2.2")


@pytest.mark.parametrize(
    ("kinds", "groups"),
    [
        ("aaaa", {}),
        ("aaaaa", {"a": 5}),
        ("aaabb", {TOGETHER: 5}),
        ("aaaaabb", {TOGETHER: 7}),
        ("aaaaabbbcc", {"a": 5, TOGETHER: 5}),
        ("aaaaaabbbbbc", {"a": 6, TOGETHER: 6}),
        ("aaaaabbbbb", {"a": 5, "b": 5}),
    ],
)
def test_all_are_counted_in_groups_of_five_and_small_kinds_are_merged(
    kinds: str, groups: dict[str, int]
) -> None:
    assert sizes(rules.groups_of_all(waiting(*kinds))) == groups


def test_a_kind_is_counted_by_itself_from_five_on() -> None:
    assert sizes(rules.groups_of_a_kind(waiting(*"aaaaabbbbc"))) == {"a": 5}


def test_answers_of_a_group_wait_until_five_of_it_know() -> None:
    first = [Given("a", {"q": value}) for value in ("1", "2", "3", DO_NOT_KNOW, DO_NOT_KNOW)]
    second = [Given("a", {"q": value}) for value in ("4", "4", DO_NOT_KNOW, DO_NOT_KNOW, DO_NOT_KNOW)]

    assert rules.counted([first], "q") == []
    assert rules.counted([first, second], "q") == ["1", "2", "3", "4", "4"]


def test_words_stand_in_an_order_that_tells_nothing_of_who_wrote_them() -> None:
    said = [Given("a", {}, words) for words in ("One.", "Two.", "", "Three.", "Four.")]

    assert rules.words_of([said], "salt") == rules.words_of([list(reversed(said))], "salt")


def test_a_view_says_how_far_answers_lie_apart_and_of_how_many_it_speaks() -> None:
    view = rules.view_of([[1, 3, 3, 3, 5], [3, 3, 3, 3, 3, 3]])

    assert view is not None
    assert (view.mean, round(view.sd, 3), view.count) == (3.0, 0.894, 6)
    assert rules.view_of([]) is None
