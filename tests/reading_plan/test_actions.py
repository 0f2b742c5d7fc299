"""What a person does with her own plans."""

import pytest

from tests.reading_plan.conftest import ANALYST, LEAD, SPEAKING, Reader
from wccflow.base.errors import NotFound, Refused
from wccflow.evidence.pages import whole_of
from wccflow.evidence.viewed import NOT_VIEWED, VIEWED, viewed_by
from wccflow.reading_plan import actions
from wccflow.reading_plan.queries import plan, plans


def test_a_plan_needs_minutes_items_and_few_cases(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    now = reader.world.now

    with reader.world.database.reading():
        by, case = reader.world.reach(LEAD), reader.world.case()
        for asked, minutes, sentence in (
            ([(case, ["1.1"])], None, "Give the minutes as a number from 5 to 600."),
            ([(case, [])], 30, "Choose at least one item to read for."),
            ([(case, ["1.1"])] * 21, 30, "Plan for at most 20 cases at once."),
        ):
            with pytest.raises(Refused) as refusal:
                actions.make(asked, minutes, by=by, now=now)
            assert str(refusal.value) == sentence


def test_a_plan_is_for_the_one_who_made_it_alone(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    made = reader.plan(LEAD)

    with reader.world.database.reading():
        for who in ("editor@5pg.example", ANALYST):
            with pytest.raises(NotFound):
                plan(reader.world.reach(who), made.id)
            assert plans(reader.world.reach(who)) == []


def test_a_mark_moves_on_and_is_undone(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    reader.file("jsna", f"{SPEAKING} And it is told again.")
    made = reader.plan(LEAD)

    with reader.world.database.writing():
        found = reader.progress(made, LEAD)
        assert found.where == "Not begun. It takes 2 minutes."
        actions.mark(found.at(1).entry, actions.READ, now=reader.world.now)
        assert found.where == "You stopped at “Plan”, 1 minute left."
        actions.mark(found.at(2).entry, actions.SKIPPED, now=reader.world.now)
        assert (found.where, found.next) == ("All of it is read or left out.", None)
        actions.mark(found.at(1).entry, actions.OPEN, now=reader.world.now)
        assert [each.entry.number for each in found.open] == [1]


def test_what_is_read_on_a_plan_is_viewed_in_the_reader_until_it_is_taken_back(reader: Reader) -> None:
    version = reader.file("strategic_plan", SPEAKING)
    made = reader.plan(LEAD)

    states = []
    for how in (actions.READ, actions.OPEN, actions.SKIPPED):
        with reader.world.database.writing():
            actions.mark(reader.progress(made, LEAD).at(1).entry, how, now=reader.world.now)
        with reader.world.database.reading():
            (section,) = whole_of(version).sections
            mine, theirs = (
                viewed_by(reader.world.reach(who).person_id, version.document_id).state(section)
                for who in (LEAD, ANALYST)
            )
            states.append((mine, theirs))

    assert states == [(VIEWED, NOT_VIEWED), (NOT_VIEWED, NOT_VIEWED), (NOT_VIEWED, NOT_VIEWED)]


def test_a_mark_that_there_is_not_is_refused(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    made = reader.plan(LEAD)

    with reader.world.database.writing():
        entry = reader.progress(made, LEAD).at(1).entry
        with pytest.raises(Refused, match="Say whether you have read it"):
            actions.mark(entry, "eaten", now=reader.world.now)


def test_a_plan_that_is_thrown_away_is_gone_with_its_marks(reader: Reader) -> None:
    reader.file("strategic_plan", SPEAKING)
    made = reader.plan(LEAD)
    with reader.world.database.writing():
        actions.mark(reader.progress(made, LEAD).at(1).entry, actions.READ, now=reader.world.now)
    with reader.world.database.writing():
        actions.throw_away(plan(reader.world.reach(LEAD), made.id), now=reader.world.now)

    with reader.world.database.reading():
        assert plans(reader.world.reach(LEAD)) == []
    assert len(reader.why(reader.plan(LEAD), LEAD)) == 1
