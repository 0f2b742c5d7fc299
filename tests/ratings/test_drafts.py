"""Drafts of ratings: one for each person and item, with everything that is on the form."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.ratings.conftest import Desk
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.ratings import drafts, queries
from wccflow.ratings.models import RatingDraft
from wccflow.ratings.soundness import Given

LEAD = "lead@5pg.example"


def test_value_words_ticks_and_reason_are_one_draft_of_one_person(desk: Desk) -> None:
    with desk.world.database.writing():
        by = desk.world.reach(LEAD)
        for value in ("3", "off the scale"):
            made = drafts.keep_draft(
                desk.world.case(),
                "1.1",
                value,
                " Half a ",
                by=by,
                now=desk.world.now,
                clauses=["c-2", "c-1"],
                no_passage="Not yet.",
            )

    assert (made.value, made.rationale, made.clauses, made.no_passage) == (
        "off the scale",
        "Half a",
        ["c-1", "c-2"],
        "Not yet.",
    )
    with desk.world.database.reading():
        assert len(session().scalars(select(RatingDraft)).all()) == 1
        assert queries.draft(desk.world.case(), "1.1", "self", by.person_id) is not None
        assert queries.drafts(desk.world.case(), "documents", by.person_id) == {}


def test_drafts_of_many_items_are_kept_and_changed_together(desk: Desk) -> None:
    with desk.world.database.writing():
        case, by = desk.world.case(), desk.world.reach(LEAD)
        drafts.keep_draft(case, "1.1", "1", "Old", by=by, now=desk.world.now)
        later = desk.world.now + timedelta(minutes=1)
        given = [Given("1.1", "2", "New"), Given("strategy_1", "green", "Also new")]
        drafts.keep_drafts(case, given, by=by, now=later)

    with desk.world.database.reading():
        found = queries.drafts(desk.world.case(), "self", by.person_id)
        assert {item: (row.value, row.rationale, row.at) for item, row in found.items()} == {
            "1.1": ("2", "New", later),
            "strategy_1": ("green", "Also new", later),
        }


def test_a_draft_is_discarded_by_the_person_who_wrote_it_and_is_gone_once_kept(desk: Desk) -> None:
    editor = "editor@5pg.example"
    with desk.world.database.writing():
        case = desk.world.case()
        for who in (LEAD, editor):
            drafts.keep_draft(case, "1.1", "2", who, by=desk.world.reach(who), now=desk.world.now)
            drafts.keep_draft(case, "1.2", "2", who, by=desk.world.reach(who), now=desk.world.now)
        drafts.discard_draft(case, "1.1", by=desk.world.reach(LEAD))
    desk.rate("1.2", "3", "Kept.")

    with desk.world.database.reading():
        rows = session().scalars(select(RatingDraft).order_by(RatingDraft.item)).all()
        assert [(row.item, row.rationale) for row in rows] == [("1.1", editor), ("1.2", editor)]


def test_nobody_drafts_by_a_channel_that_is_not_theirs(desk: Desk) -> None:
    with desk.world.database.reading():
        case, by = desk.world.case(), desk.world.reach(LEAD)
    with pytest.raises(NotFound), desk.world.database.writing():
        drafts.keep_draft(case, "1.1", "2", "Words", by=by, now=desk.world.now, channel="documents")
