"""Signing off: by somebody with no hand in the report, of what stands there, until it changes."""

from datetime import timedelta

import pytest

from tests.harness.panel import CHAIR, Sitting
from wccflow.base.clock import business_day
from wccflow.cycles.queries import definition_of
from wccflow.engine.definition import Definition
from wccflow.panels import accuracy, deputies, facts, queries, signing_off

MANAGER, DIRECTOR, CHIEF = "manager@q34.example", "director@q34.example", "chief@5pg.example"


@pytest.fixture
def checked(sitting: Sitting) -> Sitting:
    """A report that the organisation checks."""
    sitting.agree_rated("1.1", "3.2")
    sitting.close()
    sitting.write("impression", "The board met four times.")
    sitting.issue()
    return sitting


def sign(sitting: Sitting, who: str = MANAGER) -> None:
    by = sitting.reach(who)
    with sitting.world.database.writing():
        signing_off.sign(sitting.case, note="Read.", by=by, now=sitting.world.now)


def signed(sitting: Sitting) -> bool:
    with sitting.world.database.reading():
        case = sitting.case
        return bool(facts.report_signed([case])[case.id])


def test_the_report_is_signed_once_somebody_else_has_signed_it(checked: Sitting) -> None:
    before = signed(checked)

    sign(checked)

    assert (before, signed(checked)) == (False, True)


def test_a_report_cannot_become_final_without_the_signature(checked: Sitting) -> None:
    with checked.world.database.reading():
        definition: Definition = definition_of(checked.case)

    assert definition.moves["accept_facts"].when == ("facts_agreed", "signed_off")


def test_whatever_is_changed_afterwards_ends_the_signature(checked: Sitting) -> None:
    sign(checked)

    checked.write("impression", "The board met six times.")

    assert not signed(checked)
    with checked.world.database.reading():
        (row,) = signing_off.all_of(checked.panel)
        assert row.lapsed_why == signing_off.WORDS_CHANGED


def test_a_point_that_is_raised_ends_the_signature_and_is_answered_first(checked: Sitting) -> None:
    sign(checked)
    chief, manager = checked.reach(CHIEF), checked.reach(MANAGER)
    with checked.world.database.writing():
        accuracy.raise_point(checked.case, "impression", what="No.", by=chief, now=checked.world.now)

    said = checked.refused(lambda: signing_off.sign(checked.case, by=manager, now=checked.world.now))

    assert not signed(checked)
    assert said == "Points of factual accuracy without an answer: 1. They come first."


def test_an_accepted_sentence_stands_in_the_report_before_it_is_signed(checked: Sitting) -> None:
    chief, chair, manager = checked.reach(CHIEF), checked.reach(CHAIR), checked.reach(MANAGER)
    now = checked.world.now
    with checked.world.database.writing():
        case = checked.case
        point = accuracy.raise_point(
            case, "impression", sentence="The board met four times.", what="Six.", by=chief, now=now
        )
        accuracy.answer(case, point, "accepted", why="Yes.", wording="It met six times.", by=chair, now=now)

    said = checked.refused(lambda: signing_off.sign(checked.case, by=manager, now=now))

    assert said == "Sentences of accepted points that the report does not say yet: 1."


def test_whoever_deputised_for_a_writer_cannot_sign(checked: Sitting) -> None:
    manager, director = checked.reach(MANAGER), checked.reach(DIRECTOR)
    now = checked.world.now
    with checked.world.database.writing():
        until = business_day(now) + timedelta(days=7)
        deputies.name_deputy(checked.case, email=DIRECTOR, until=until, why="Ill.", by=manager, now=now)

    said = checked.refused(lambda: signing_off.sign(checked.case, by=director, now=now))

    assert said == signing_off.OWN_HAND.format(noun="report")


def test_a_signature_is_taken_back_by_whoever_gave_it(checked: Sitting) -> None:
    sign(checked)
    manager = checked.reach(MANAGER)
    with checked.world.database.writing():
        signing_off.take_back(checked.case, by=manager, now=checked.world.now)

    assert not signed(checked)


def test_it_is_signed_once(checked: Sitting) -> None:
    sign(checked)
    director = checked.reach(DIRECTOR)

    said = checked.refused(lambda: signing_off.sign(checked.case, by=director, now=checked.world.now))

    assert said == "The report is signed off already, as it stands."


def test_signatures_of_many_cases_are_asked_in_one_query(checked: Sitting) -> None:
    sign(checked)

    with checked.world.database.reading():
        others = [checked.world.case(code).id for code in ("5MX", "5J9")]
        assert queries.signed_off([checked.case.id, *others]) == {checked.case.id}
