"""Seats, conflicts of interest, and what gates may ask of them."""

from datetime import timedelta

import pytest

from tests.harness.panel import CHAIR, MEMBERS, Sitting
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_for
from wccflow.engine.facts import Fact, Tally
from wccflow.panels import conflicts, facts, invitations, queries, seating
from wccflow.panels.models import ConflictDeclaration, PanelSeat
from wccflow.panels.report import report_of
from wccflow.people.queries import person_by_email


def fact(sitting: Sitting, source: str) -> Fact:
    with sitting.world.database.reading():
        case = sitting.case
        found: dict[object, Fact] = getattr(facts, source)([case])
        return found[case.id]


def declare(sitting: Sitting, who: str) -> ConflictDeclaration:
    with sitting.world.database.writing():
        by = sitting.reach(who)
        return conflicts.declare(
            sitting.case, person_by_email(who), what="My sister works there.", by=by, now=sitting.world.now
        )


def seen_by(sitting: Sitting, who: str) -> Case:
    with sitting.world.database.reading():
        return case_for(sitting.reach(who), "wcc-test", "5PG")


def test_a_seat_lets_a_person_see_the_case(gathered: Sitting) -> None:
    assert seen_by(gathered, MEMBERS[0]).organisation.code == "5PG"


def test_the_facts_of_a_panel_that_is_put_together(gathered: Sitting) -> None:
    assert fact(gathered, "panel_size") == 5
    assert fact(gathered, "panel_conflicts") == 0
    assert fact(gathered, "panel_skills") == Tally(4, 4)
    assert str(fact(gathered, "panel_date")) == "2009-10-01"


def test_the_facts_of_no_panel(gathered: Sitting) -> None:
    other = Sitting(gathered.world, "5MX")

    assert fact(other, "panel_size") == 0
    assert fact(other, "panel_skills") == Tally(
        0, 4, ("commissioning", "clinical practice", "partnership with local government", "finance")
    )
    assert fact(other, "panel_date") is None


def test_whoever_leaves_the_panel_sees_the_case_no_more(gathered: Sitting) -> None:
    manager = gathered.reach("manager@q34.example")
    with gathered.world.database.writing():
        seat = queries.seat_of(gathered.panel, person_by_email(MEMBERS[0]).id)
        assert seat is not None
        seating.withdraw(gathered.case, seat, why="Cannot come.", by=manager, now=gathered.world.now)

    assert fact(gathered, "panel_size") == 4
    with pytest.raises(NotFound):
        seen_by(gathered, MEMBERS[0])


def test_a_declared_conflict_counts_and_puts_the_person_aside_at_once(gathered: Sitting) -> None:
    declare(gathered, MEMBERS[0])

    assert fact(gathered, "panel_conflicts") == 1
    with pytest.raises(NotFound):
        seen_by(gathered, MEMBERS[0])


def test_a_conflict_is_dismissed_by_somebody_else_with_a_reason(gathered: Sitting) -> None:
    declared = declare(gathered, MEMBERS[0])
    manager = gathered.reach("manager@q34.example")

    said = gathered.refused(
        lambda: conflicts.dismiss(gathered.case, declared, why="", by=manager, now=gathered.world.now)
    )
    with gathered.world.database.writing():
        mine = queries.conflict_in(gathered.case, declared.id)
        conflicts.dismiss(gathered.case, mine, why="She left in 2007.", by=manager, now=gathered.world.now)

    assert said == "Say why you decide so: the reason is kept."
    assert fact(gathered, "panel_conflicts") == 0
    assert seen_by(gathered, MEMBERS[0]).organisation.code == "5PG"


def test_an_upheld_conflict_takes_the_person_off_the_panel(gathered: Sitting) -> None:
    declared = declare(gathered, MEMBERS[0])
    manager = gathered.reach("manager@q34.example")

    with gathered.world.database.writing():
        mine = queries.conflict_in(gathered.case, declared.id)
        conflicts.uphold(gathered.case, mine, why="Too near.", by=manager, now=gathered.world.now)

    assert fact(gathered, "panel_conflicts") == 0
    assert fact(gathered, "panel_size") == 4


def test_a_chair_cannot_decide_about_her_own_conflict(gathered: Sitting) -> None:
    chair = gathered.reach(CHAIR)
    declared = declare(gathered, CHAIR)

    said = gathered.refused(
        lambda: conflicts.dismiss(
            gathered.case, declared, why="It is nothing.", by=chair, now=gathered.world.now
        )
    )

    assert said == "Somebody else must decide about your own conflict of interest."


def test_a_panel_has_one_chair(gathered: Sitting) -> None:
    manager = gathered.reach("manager@q34.example")

    said = gathered.refused(
        lambda: invitations.invite(
            gathered.case,
            email="new@q34.example",
            name="Someone New",
            seat="chair",
            part="chair",
            skills=(),
            by=manager,
            now=gathered.world.now,
        )
    )

    assert said == "The panel has a chair. Withdraw that seat first."


def test_the_facts_are_told_for_every_case_at_once(gathered: Sitting) -> None:
    with gathered.world.database.reading():
        cases = [gathered.world.case(code) for code in ("5PG", "5MX", "5J9")]
        found = [
            source(cases)
            for source in (facts.panel_size, facts.panel_conflicts, facts.panel_skills, facts.panel_date)
        ]

    assert [len(each) for each in found] == [3, 3, 3, 3]


def test_a_substitute_takes_the_seat_of_whoever_is_absent_and_the_report_names_both(
    gathered: Sitting,
) -> None:
    manager, now = gathered.reach("manager@q34.example"), gathered.world.now
    with gathered.world.database.writing():
        case = gathered.case
        away = seat_of(gathered, MEMBERS[3])
        seating.note_absence(case, away, why="Snow on the line.", by=manager, now=now)
        made = invitations.invite(
            case,
            email="substitute@q34.example",
            name="Sam Substitute",
            seat=away.seat,
            part="member",
            skills={"finance"},
            by=manager,
            now=now,
        )
        seating.confirm(case, made, by=manager, now=now + timedelta(minutes=1))
        told = report_of(case, gathered.panel).absent
        with pytest.raises(Refused, match="A substitute has taken this seat"):
            seating.confirm(case, away, by=manager, now=now)

    assert [(name, why) for name, _, why in told] == [
        (f"Person of {MEMBERS[3]}", "Snow on the line. Sam Substitute took the seat.")
    ]
    assert fact(gathered, "panel_size") == 5


def test_a_panel_day_that_has_passed_is_refused(gathered: Sitting) -> None:
    manager, now = gathered.reach("manager@q34.example"), gathered.world.now
    with gathered.world.database.writing():
        case = gathered.case
        with pytest.raises(Refused, match="This day has passed"):
            seating.set_day(case, now.date() - timedelta(days=1), by=manager, now=now)


def seat_of(sitting: Sitting, who: str) -> PanelSeat:
    found = queries.seat_of(sitting.panel, person_by_email(who).id)
    assert found is not None
    return found
