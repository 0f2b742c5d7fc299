"""Passages that may show a step: by the words of the step, about what the line is about."""

from tests.line_of_sight.conftest import ANALYST, GOAL, LEAD, MONEY, NEED, PLAN, Sight
from wccflow.cycles.queries import definition_of
from wccflow.line_of_sight.suggesting import suggestions

OTHER = "Our goal is that nobody waits longer than a week for a talking therapy by 2013."


def found(sight: Sight, step: str, who: str = LEAD, about: str = "Smoking in pregnancy") -> list[str]:
    with sight.world.database.reading():
        case = sight.world.case()
        asked = definition_of(case).line_of_sight.steps[step]
        told = suggestions(case, about, [asked], sight.world.reach(who))
        return ["".join(words for words, _ in each.pieces) for each in told[step]]


def test_a_step_is_offered_what_names_it_and_is_about_the_line(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN, OTHER)
    sight.file("financial_strategy", MONEY)

    assert found(sight, "goal") == [GOAL]
    assert found(sight, "need")[0] == NEED
    assert found(sight, "money")[0] == MONEY


def test_at_most_five_passages_are_offered(sight: Sight) -> None:
    sight.file(
        "strategic_plan", *(f"Our goal {n} is that fewer mothers are smoking in {n} years." for n in range(9))
    )

    assert len(found(sight, "goal")) == 5


def test_nothing_is_offered_of_what_one_may_not_read(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN)

    assert found(sight, "goal", ANALYST) == []


def test_without_documents_nothing_is_offered(sight: Sight) -> None:
    assert found(sight, "goal") == []


def test_words_of_every_line_do_not_make_a_passage_one_about_this(sight: Sight) -> None:
    sight.file(
        "strategic_plan", OTHER, "The goal for the teenage conception rate is to be below the average."
    )

    assert found(sight, "goal", about="Teenage conception rate") == [
        "The goal for the teenage conception rate is to be below the average."
    ]
