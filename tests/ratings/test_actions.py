"""Rating: who may, what is kept, who reads it, and two people at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.ratings.conftest import Desk
from wccflow.base.audiences import key_of
from wccflow.base.errors import NotFound, Stale
from wccflow.base.work import session
from wccflow.cycles.queries import facts_of, standing
from wccflow.ratings import actions, drafts, queries
from wccflow.ratings.models import Rating, RatingDraft


def state_of(desk: Desk, item: str, track: str = "competency") -> str:
    with desk.world.database.reading():
        return standing(desk.world.case()).tracks[track][item]


def test_an_item_with_level_and_rationale_counts_as_self_assessed(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")

    assert state_of(desk, "1.1") == "self_assessed"
    assert state_of(desk, "1.2") == "unstarted"


def test_a_level_without_rationale_is_kept_but_does_not_count(desk: Desk) -> None:
    made = desk.rate("1.1", "3")

    assert (made.value, made.rationale) == ("3", "")
    assert state_of(desk, "1.1") == "unstarted"


def test_a_second_rating_leaves_the_first_as_it_was(desk: Desk) -> None:
    first = desk.rate("1.1", "3", "The survey says so.")
    desk.world.now += timedelta(hours=1)
    second = desk.rate("1.1", "2", "The auditor disagrees.", who="editor@5pg.example")

    with desk.world.database.reading():
        rows = session().scalars(select(Rating).order_by(Rating.number)).all()
        assert [(row.value, row.rationale, row.number) for row in rows] == [
            ("3", "The survey says so.", 1),
            ("2", "The auditor disagrees.", 2),
        ]
        assert second.supersedes_id == first.id
        (current,) = queries.current([desk.world.case().id])
        assert current.id == second.id


def test_a_rating_cannot_be_rewritten_even_by_the_program(desk: Desk) -> None:
    made = desk.rate("1.1", "3", "The survey says so.")

    with pytest.raises(RuntimeError, match="a rating never changes"), desk.world.database.writing():
        session().get_one(Rating, made.id).value = "4"


def test_the_same_words_by_the_same_person_make_no_second_rating(desk: Desk) -> None:
    first = desk.rate("1.1", "3", "The survey says so.")

    assert desk.rate("1.1", "3", " The survey says so. ").id == first.id


@pytest.mark.parametrize(
    ("item", "value", "sentence"),
    [
        ("1.1", "5", "“5” is not on the scale."),
        ("1.1", "", "Choose one: Level 1 (lowest), Level 2, Level 3, Level 4 (world class)."),
        ("board_1", "3", "“3” is not on the scale. Choose one of these: Red, Amber, Green."),
        ("life_expectancy", "80", "Outcomes: not rated under “Self-assessment”."),
    ],
)
def test_a_value_that_the_scale_does_not_have_is_refused(
    desk: Desk, item: str, value: str, sentence: str
) -> None:
    assert sentence in desk.refused(lambda: desk.rate(item, value, "Because."))


def test_a_rationale_that_was_there_cannot_be_emptied(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")

    assert desk.refused(lambda: desk.rate("1.1", "2")).startswith("Write a rationale")


@pytest.mark.parametrize("who", ["analyst@q34.example", "chief@5pg.example", "lead@5mx.example"])
def test_others_find_nothing_to_rate(desk: Desk, who: str) -> None:
    with pytest.raises(NotFound):
        desk.rate("1.1", "3", "Because.", who=who)


def test_a_self_rating_waits_for_its_stage(desk: Desk) -> None:
    desk.world.at("submitted")

    sentence = desk.refused(lambda: desk.rate("1.1", "3", "Because."))
    assert sentence == "You cannot rate the organisation's own work at this stage of the case."


def test_an_unknown_item_is_not_found(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.rate("99.9", "3", "Because.")


def test_two_people_at_once_meet_a_choice_and_not_an_overwrite(desk: Desk) -> None:
    desk.rate("1.1", "3", "Mine came first.", seen=0)

    with pytest.raises(Stale) as stale:
        desk.rate("1.1", "2", "I saw nothing yet.", who="editor@5pg.example", seen=0)

    fault = stale.value
    assert (fault.mine, fault.theirs, fault.version) == (
        "I saw nothing yet.",
        "Level 3\n\nMine came first.",
        1,
    )


def test_before_submission_only_the_organisation_reads_its_ratings(desk: Desk) -> None:
    made = desk.rate("1.1", "3", "A secret reason.")

    with desk.world.database.reading():
        assert key_of(made.audience_id) == "organisation"
        case = desk.world.case()
        readers = {
            who: len(queries.current([case.id], reach=desk.world.reach(who)))
            for who in ("editor@5pg.example", "analyst@q34.example", "lead@dh.example", "lead@5mx.example")
        }
    assert readers == {
        "editor@5pg.example": 1,
        "analyst@q34.example": 0,
        "lead@dh.example": 0,
        "lead@5mx.example": 0,
    }


def test_reviewing_an_item_takes_it_up_and_concludes_it_in_one_act(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.world.at("analysing")

    with desk.world.database.writing():
        made = actions.review_item(
            desk.world.case(),
            "1.1",
            "2",
            "The plan shows less.",
            by=desk.world.reach("analyst@q34.example"),
            now=desk.world.now,
        )
        assert (made.channel, key_of(made.audience_id)) == ("documents", "assessors")
    assert state_of(desk, "1.1") == "reviewed"


def test_an_item_that_was_reviewed_may_be_rated_again(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.world.at("analysing")
    for value in ("2", "3"):
        with desk.world.database.writing():
            actions.review_item(
                desk.world.case(),
                "1.1",
                value,
                "As the plan shows.",
                by=desk.world.reach("analyst@q34.example"),
                now=desk.world.now,
            )

    with desk.world.database.reading():
        rows = queries.ratings([desk.world.case().id], channels=["documents"])
        assert [row.value for row in rows] == ["2", "3"]
        assert facts_of([desk.world.case()])[desk.world.case().id]["competencies_reviewed"].have == 1  # type: ignore[union-attr]


def test_the_organisation_does_not_see_what_reviewers_rate(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.world.at("analysing")
    desk.rate("1.1", "1", "Nothing there.", who="analyst@q34.example", channel="documents")

    with desk.world.database.reading():
        found = queries.current([desk.world.case().id], reach=desk.world.reach("lead@5pg.example"))
        assert [row.channel for row in found] == ["self"]


def test_a_draft_is_kept_for_one_person_and_gone_once_rated(desk: Desk) -> None:
    with desk.world.database.writing():
        by = desk.world.reach("lead@5pg.example")
        drafts.keep_draft(desk.world.case(), "1.1", "3", "Half a", by=by, now=desk.world.now)
        drafts.keep_draft(desk.world.case(), "1.1", "3", "Half a sentence", by=by, now=desk.world.now)
        rows = session().scalars(select(RatingDraft)).all()
        assert [row.rationale for row in rows] == ["Half a sentence"]

    desk.rate("1.1", "3", "A whole sentence.")

    with desk.world.database.reading():
        assert session().scalars(select(RatingDraft)).all() == []
