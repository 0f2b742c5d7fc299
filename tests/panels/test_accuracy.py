"""The round of factual accuracy: a point on a sentence, its answer, what it changes, and what it does not."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.harness.panel import CHAIR, Sitting
from wccflow.base import log
from wccflow.base.work import session
from wccflow.cycles.models import Extension
from wccflow.engine.facts import Fact
from wccflow.panels import accuracy, facts, queries, reporting
from wccflow.panels.anchors import sentences_of
from wccflow.panels.models import FactualPoint
from wccflow.panels.report import report_of
from wccflow.ratings import queries as ratings
from wccflow.ratings.rules import PANEL

CHIEF = "chief@5pg.example"
SAID = "The board met four times. It knows where it is going."


@pytest.fixture
def checked(sitting: Sitting) -> Sitting:
    """A report that the organisation checks."""
    sitting.agree_rated("1.1", "3.2")
    sitting.close()
    sitting.write("impression", SAID)
    sitting.issue()
    return sitting


def fact(sitting: Sitting, source: str) -> Fact:
    with sitting.world.database.reading():
        case = sitting.case
        found: dict[object, Fact] = getattr(facts, source)([case])
        return found[case.id]


def raised(sitting: Sitting, section: str = "impression", sentence: str = SAID[:25]) -> FactualPoint:
    chief = sitting.reach(CHIEF)
    with sitting.world.database.writing():
        return accuracy.raise_point(
            sitting.case,
            section,
            sentence=sentence,
            what="It met six times.",
            by=chief,
            now=sitting.world.now,
        )


def answered(sitting: Sitting, point: FactualPoint, outcome: str = "accepted", wording: str = "") -> None:
    chair = sitting.reach(CHAIR)
    with sitting.world.database.writing():
        mine = queries.point_of(sitting.case, point.id)
        accuracy.answer(
            sitting.case,
            mine,
            outcome,
            why="See the minutes.",
            wording=wording,
            by=chair,
            now=sitting.world.now,
        )


def carried(sitting: Sitting, point: FactualPoint, days: int = 0) -> None:
    chair, now = sitting.reach(CHAIR), sitting.world.now + timedelta(days=days)
    with sitting.world.database.writing():
        accuracy.carry(sitting.case, queries.point_of(sitting.case, point.id), by=chair, now=now)


def text_of(sitting: Sitting, section: str) -> str:
    with sitting.world.database.reading():
        return report_of(sitting.case, sitting.panel).prose_of(section)


def extensions(sitting: Sitting) -> list[str]:
    with sitting.world.database.reading():
        rows = session().scalars(select(Extension).where(Extension.case_id == sitting.case.id))
        return [row.why for row in rows]


def test_a_point_is_anchored_to_the_sentence_that_is_meant(checked: Sitting) -> None:
    key = sentences_of(SAID)[0].key

    by_key, by_words = raised(checked, sentence=key), raised(checked, sentence="met four times")

    assert {(each.anchor, each.sentence) for each in (by_key, by_words)} == {
        (key, "The board met four times.")
    }


def test_a_point_waits_until_it_is_answered_with_a_reason(checked: Sitting) -> None:
    point, chair = raised(checked), checked.reach(CHAIR)
    waiting = fact(checked, "disputes_open")

    said = checked.refused(
        lambda: accuracy.answer(checked.case, point, "accepted", why=" ", by=chair, now=checked.world.now)
    )
    answered(checked, point)

    assert (waiting, fact(checked, "disputes_open")) == (1, 0)
    assert said == "Say why: the organisation reads the reason."


def test_a_point_quotes_words_that_stand_there(checked: Sitting) -> None:
    chief = checked.reach(CHIEF)

    said = checked.refused(
        lambda: accuracy.raise_point(
            checked.case, "impression", sentence="never met", what="No.", by=chief, now=checked.world.now
        )
    )

    assert said == "These words do not stand in that part of the report. Copy them from it."


def test_an_accepted_sentence_stands_in_the_report_once_somebody_puts_it_there(checked: Sitting) -> None:
    point = raised(checked)
    answered(checked, point, wording="The board met six times.")
    before = text_of(checked, "impression")

    carried(checked, point)

    assert before == SAID
    assert text_of(checked, "impression") == "The board met six times. It knows where it is going."


def test_every_change_is_kept_with_what_stood_there_and_the_point_that_led_to_it(checked: Sitting) -> None:
    point = raised(checked)
    answered(checked, point, wording="The board met six times.")
    carried(checked, point)

    with checked.world.database.reading():
        (change,) = queries.changes_of(checked.panel)

    assert (change.before, change.after, change.point_id) == (
        "The board met four times.",
        "The board met six times.",
        point.id,
    )


def test_a_sentence_of_a_ratings_reason_is_changed_by_a_new_agreement(checked: Sitting) -> None:
    reason = text_of(checked, "3.2")
    point = raised(checked, "3.2", sentences_of(reason)[0].key)
    answered(checked, point, wording="Because of what it read of 3.2.")

    carried(checked, point)

    with checked.world.database.reading():
        case = checked.case
        rows = [row for row in ratings.ratings([case.id], channels=[PANEL]) if row.item == "3.2"]
        assert [(row.value, row.rationale) for row in sorted(rows, key=lambda row: row.number)] == [
            ("3", reason),
            ("3", "Because of what it read of 3.2."),
        ]


def test_a_sentence_that_was_rewritten_meanwhile_is_not_replaced_in_silence(checked: Sitting) -> None:
    point, chair = raised(checked), checked.reach(CHAIR)
    answered(checked, point, wording="The board met six times.")
    checked.write("impression", "It met often.")

    said = checked.refused(
        lambda: accuracy.carry(
            checked.case, queries.point_of(checked.case, point.id), by=chair, now=checked.world.now
        )
    )

    assert said.startswith("This sentence does not stand in the report any more")


def test_a_point_that_is_not_accepted_changes_no_words(checked: Sitting) -> None:
    point, chair = raised(checked), checked.reach(CHAIR)

    said = checked.refused(
        lambda: accuracy.answer(
            checked.case, point, "refused", why="No.", wording="Other.", by=chair, now=checked.world.now
        )
    )

    assert said == "A point that is not accepted changes no words. Empty the new sentence, or accept it."


def test_an_accepted_point_may_correct_a_rating_and_the_agreed_one_is_kept(checked: Sitting) -> None:
    point, chair = raised(checked), checked.reach(CHAIR)
    answered(checked, point, "partly")

    with checked.world.database.writing():
        mine = queries.point_of(checked.case, point.id)
        accuracy.correct(
            checked.case, mine, "1.1", "4", reason="It met six times.", by=chair, now=checked.world.now
        )

    with checked.world.database.reading():
        (change,) = queries.changes_of(checked.panel)
        now = {row.item: row.value for row in ratings.current([checked.case.id], channels=[PANEL])}
        assert (change.kind, change.before, change.after) == ("level", "Level 3", "Level 4 (world class)")
        assert now["1.1"] == "4"
        assert len(log.events_of([checked.case.id], accuracy.CORRECTED)) == 1


def test_a_refused_point_corrects_no_rating(checked: Sitting) -> None:
    point, chair = raised(checked), checked.reach(CHAIR)
    answered(checked, point, "refused")

    said = checked.refused(
        lambda: accuracy.correct(
            checked.case,
            queries.point_of(checked.case, point.id),
            "1.1",
            "4",
            reason="Better.",
            by=chair,
            now=checked.world.now,
        )
    )

    assert said == "Only a point that is accepted, whole or in part, can change a rating."


def test_new_words_of_the_panel_give_the_organisation_its_days_again(checked: Sitting) -> None:
    before, chair = extensions(checked), checked.reach(CHAIR)

    with checked.world.database.writing():
        late = checked.world.now + timedelta(days=26)
        reporting.write(checked.case, "impression", text=f"{SAID} Something new.", by=chair, now=late)

    assert (before, extensions(checked)) == ([], [reporting.NEW_WORDS])


def test_what_the_organisation_asked_for_gives_no_days_again(checked: Sitting) -> None:
    point = raised(checked)
    answered(checked, point, wording="The board met six times.")
    carried(checked, point, days=26)

    assert extensions(checked) == []


def test_words_between_theirs_and_its_own_are_new_to_the_organisation(checked: Sitting) -> None:
    point = raised(checked)
    answered(checked, point, "partly", wording="The board met often.")
    carried(checked, point, days=26)

    assert extensions(checked) == [accuracy.PARTLY_NEW]


def test_coming_back_to_an_answered_point_needs_something_new(checked: Sitting) -> None:
    point, chief = raised(checked), checked.reach(CHIEF)
    answered(checked, point, "refused")

    def again(what: str) -> FactualPoint:
        follows = queries.point_of(checked.case, point.id)
        return accuracy.raise_point(
            checked.case, "impression", what=what, follows=follows, by=chief, now=checked.world.now
        )

    said = checked.refused(lambda: again("it met  six times."))
    with checked.world.database.writing():
        made = again("The minutes of May were not read.")

    assert said == accuracy.NOTHING_NEW
    assert (made.follows_id, fact(checked, "disputes_open")) == (point.id, 1)


def test_a_point_that_is_taken_back_waits_for_nobody(checked: Sitting) -> None:
    point, chief = raised(checked), checked.reach(CHIEF)
    with checked.world.database.writing():
        mine = queries.point_of(checked.case, point.id)
        accuracy.withdraw(checked.case, mine, by=chief, now=checked.world.now)

    chair = checked.reach(CHAIR)
    said = checked.refused(
        lambda: accuracy.answer(
            checked.case,
            queries.point_of(checked.case, point.id),
            "accepted",
            why="Yes.",
            by=chair,
            now=checked.world.now,
        )
    )

    assert (fact(checked, "disputes_open"), said) == (0, "This point was taken back, so it needs no answer.")
