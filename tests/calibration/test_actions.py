"""Changing agreed ratings: with a reason, never over what was there, far ones with two signatures."""

import json

import pytest

from tests.harness.panel import Sitting
from wccflow.base import log
from wccflow.base.errors import NotFound
from wccflow.calibration import actions, facts, meeting, queries, sealing
from wccflow.calibration.models import Adjustment
from wccflow.calibration.rules import digest
from wccflow.engine.facts import Fact, Tally
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL

MANAGER, DIRECTOR, LEAD = "manager@q34.example", "director@q34.example", "lead@5pg.example"


@pytest.fixture
def moderating(sitting: Sitting) -> Sitting:
    """A case whose report is accepted, in regional moderation."""
    sitting.report()
    return sitting


def adjust(
    sitting: Sitting, item: str, level: str, reason: str = "Others did more.", who: str = MANAGER
) -> Adjustment:
    by = sitting.reach(who)
    with sitting.world.database.writing():
        return actions.adjust(sitting.case, item, level, reason, by=by, now=sitting.world.now)


def fact(sitting: Sitting, source: str) -> Fact:
    with sitting.world.database.reading():
        case = sitting.case
        found: dict[object, Fact] = getattr(facts, source)([case])
        return found[case.id]


def test_a_change_needs_a_reason(moderating: Sitting) -> None:
    assert moderating.refused(lambda: adjust(moderating, "1.1", "2", " ")) == (
        "Say why: the reason is kept with the rating."
    )


def test_a_change_keeps_what_the_panel_agreed(moderating: Sitting) -> None:
    adjust(moderating, "1.1", "2")

    with moderating.world.database.reading():
        held = queries.held([moderating.case.id])[moderating.case.id, "1.1"]
        panel = ratings.standing(moderating.case.id, "1.1", PANEL)
        assert panel is not None
        assert (held.panel.id, held.panel.value, held.final.value) == (panel.id, "3", "2")


def test_the_same_level_is_no_change(moderating: Sitting) -> None:
    assert moderating.refused(lambda: adjust(moderating, "1.1", "3")) == (
        "That level holds already. Choose another, or leave it as it is."
    )


def test_more_than_one_level_waits_for_another_persons_signature(moderating: Sitting) -> None:
    made = adjust(moderating, "1.1", "1")
    waiting = fact(moderating, "large_changes_unsigned")
    manager, director = moderating.reach(MANAGER), moderating.reach(DIRECTOR)
    now = moderating.world.now

    said = moderating.refused(lambda: actions.sign(moderating.case, made, by=manager, now=now))
    with moderating.world.database.writing():
        mine = queries.adjustment_in(moderating.case, made.id, director)
        actions.sign(moderating.case, mine, by=director, now=now)

    assert said == "The second signature must be another person's."
    assert (waiting, fact(moderating, "large_changes_unsigned")) == (1, 0)


def test_two_small_changes_are_as_far_as_one_large(moderating: Sitting) -> None:
    adjust(moderating, "1.1", "2")
    before = fact(moderating, "large_changes_unsigned")

    adjust(moderating, "1.1", "1", "Further down.", DIRECTOR)

    assert (before, fact(moderating, "large_changes_unsigned")) == (0, 1)


def test_a_member_of_the_organisation_neither_changes_nor_sees_changes(moderating: Sitting) -> None:
    with pytest.raises(NotFound):
        adjust(moderating, "1.1", "4", "We know better.", LEAD)
    adjust(moderating, "1.1", "2")

    with moderating.world.database.reading():
        lead, case = moderating.reach(LEAD), moderating.case
        assert list(queries.adjustments([case.id], lead)) == []
        assert queries.held([case.id], lead)[case.id, "1.1"].final.value == "3"


def test_the_organisation_is_shown_level_before_level_after_and_reason(moderating: Sitting) -> None:
    adjust(moderating, "1.1", "2", "Others did more.")

    with moderating.world.database.writing():
        sealing.show(moderating.case, by=None, now=moderating.world.now)

    with moderating.world.database.reading():
        lead, case = moderating.reach(LEAD), moderating.case
        held = queries.held([case.id], lead)[case.id, "1.1"]
        assert (held.panel.value, held.final.value, held.final.rationale) == ("3", "2", "Others did more.")


def test_the_organisation_replies_once_it_was_shown_and_before_publication(moderating: Sitting) -> None:
    adjust(moderating, "1.1", "2")
    chief, now = moderating.reach("chief@5pg.example"), moderating.world.now
    early = moderating.refused(lambda: actions.reply(moderating.case, words="No.", by=chief, now=now))
    with moderating.world.database.writing():
        sealing.show(moderating.case, by=None, now=now)
    moderating.world.at("agreed")

    with moderating.world.database.writing():
        actions.reply(moderating.case, words="We had sent that evidence.", by=chief, now=now)

    assert early == "You can reply once the result is agreed, until it is published."
    with moderating.world.database.reading():
        assert [each.words for each in queries.replies(moderating.case)] == ["We had sent that evidence."]


def test_the_seal_holds_every_final_level_and_its_hash_is_in_the_log(moderating: Sitting) -> None:
    adjust(moderating, "1.1", "2")

    with moderating.world.database.writing():
        sealing.seal(moderating.case, by=None, now=moderating.world.now)

    with moderating.world.database.reading() as session:
        sealed = queries.sealed(moderating.case)
        assert sealed is not None
        levels = {row["item"]: (row["panel"], row["level"]) for row in json.loads(sealed.content)["ratings"]}
        (event,) = [each for each in log.events_after(session, 0) if each.kind == sealing.SEALED]
        assert len(levels) == 49
        assert levels["1.1"] == ("3", "2")
        assert event.payload["sha256"] == sealed.sha256 == digest(sealed.content)


def test_every_case_of_a_region_is_moderated_by_a_record_and_not_by_a_move(moderating: Sitting) -> None:
    before = fact(moderating, "cases_moderated")
    director = moderating.reach(DIRECTOR)

    with moderating.world.database.writing():
        actions.moderate(moderating.case, note="It holds.", by=director, now=moderating.world.now)

    assert before == Tally(0, 2, ("Birmingham East and North PCT", "Heart of Birmingham PCT"))
    assert fact(moderating, "cases_moderated") == Tally(1, 2, ("Heart of Birmingham PCT",))


def test_a_case_that_left_the_cycle_need_not_be_moderated(moderating: Sitting) -> None:
    moderating.world.at("withdrawn", "5MX")

    assert fact(moderating, "cases_moderated") == Tally(0, 1, ("Birmingham East and North PCT",))


def test_a_region_compares_itself_only_with_what_it_may_read(moderating: Sitting) -> None:
    with moderating.world.database.reading():
        cycle = moderating.case.cycle
        mine = meeting.meeting_of(cycle, moderating.reach(DIRECTOR))
        other = meeting.meeting_of(cycle, moderating.reach("director@q30.example"))
        nobody = meeting.meeting_of(cycle, moderating.reach(LEAD))

    assert mine is not None
    assert other is not None
    assert (mine.whole.cases, mine.whole.panel) == (1, 2.03)
    assert (other.whole.cases, other.whole.panel) == (0, None)
    assert nobody is None
