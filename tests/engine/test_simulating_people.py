"""Who works in a rehearsal."""

from datetime import date, timedelta

from wccflow.engine.definition import Definition
from wccflow.engine.simulating_behaviours import Behaviours, Staff
from wccflow.engine.simulating_cases import seats
from wccflow.engine.simulating_people import People, Person

DAYS = [date(2010, 1, 4) + timedelta(days=number) for number in range(250)]


def people(definition: Definition, organisations: int, staff: Staff) -> People:
    """Everybody of so many organisations at one overseer, with this staff in one role."""
    cases = seats(definition.words, [1], organisations)
    return People(definition, Behaviours(people={staff.key: staff}), cases, DAYS, 1)


def test_one_reviewer_for_so_many_cases_has_a_block_of_them(definition: Definition) -> None:
    found = [each for each in people(definition, 7, Staff("reviewer", one_for=3)) if each.role == "reviewer"]

    assert [(each.key, each.cases) for each in found] == [
        ("Plan reviewer 1, SHA 1", [0, 1, 2]),
        ("Plan reviewer 2, SHA 1", [3, 4, 5]),
        ("Plan reviewer 3, SHA 1", [6]),
    ]


def test_more_cases_change_nobody_s_list(definition: Definition) -> None:
    staff = Staff("reviewer", one_for=3)

    few, many = (
        {each.key: each.cases for each in people(definition, count, staff) if each.role == "reviewer"}
        for count in (6, 12)
    )

    assert {key: many[key] for key in few} == few


def test_several_of_a_panel_sit_at_one_case(definition: Definition) -> None:
    found = people(definition, 4, Staff("panel_member", one_for=2, at_case=3))

    seat = seats(definition.words, [1], 4)
    assert len(found.told(("panel_member",), seat[0], 0)) == 3
    assert len(found.holders("panel_member", seat[0])) == 6


def test_those_without_an_account_and_the_calendar_are_nobody(definition: Definition) -> None:
    roles = {each.role for each in people(definition, 1, Staff("reviewer"))}

    assert roles.isdisjoint({"clock", "partner"})


def test_about_a_tenth_of_all_days_is_leave(definition: Definition) -> None:
    found = list(people(definition, 60, Staff("reviewer")))

    share = sum(len(each.away) for each in found) / (len(found) * len(DAYS))
    assert 0.08 < share < 0.18


def test_attention_is_spent_once() -> None:
    person = Person("someone", "reviewer", "overseer", "SHA 1", 60)

    person.begin(DAYS[0])

    assert [person.spend(40), person.spend(40), person.spend(40)] == [40, 20, 0]
    assert person.used == 60


def test_who_is_away_does_nothing() -> None:
    person = Person("someone", "reviewer", "overseer", "SHA 1", 60, away=frozenset({DAYS[0]}))

    assert person.begin(DAYS[0]) is False
    assert person.spend(10) == 0
