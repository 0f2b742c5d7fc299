"""What forbids a timetable is said in counts that a person can check."""

from dataclasses import replace

import pytest

from tests.scheduling.invented import region, working_days
from wccflow.scheduling.counting import in_the_way
from wccflow.scheduling.problem import Organisation, Person, Pin, Problem

DAYS = working_days(4)


def person(name: str, seat: str = "chair", **more: object) -> Person:
    said = {"skills": frozenset[str](), "days": frozenset(DAYS), "cap": 4, "conflicts": frozenset[str]()}
    return Person(id=name, seat=seat, **{**said, **more})  # type: ignore[arg-type]


def problem(*people: Person, codes: str = "AB", **more: object) -> Problem:
    said = {
        "days": DAYS,
        "organisations": tuple(Organisation(code, frozenset(DAYS)) for code in codes),
        "people": people,
        "seats": {"chair": 1},
        "skills": {},
        "rooms": 1,
        "per_week": 5,
    }
    return Problem(**{**said, **more})  # type: ignore[arg-type]


def test_nothing_is_said_of_what_can_be() -> None:
    assert in_the_way(problem(person("Ann"))) == []
    assert in_the_way(region(0)) == []


@pytest.mark.parametrize(
    ("asked", "say"),
    [
        (problem(person("Ann", cap=1)), "chair: 2 panels need one, but the pool can give only 1 day."),
        (
            problem(person("Ann"), codes="ABCDE"),
            "rooms: 5 panels need one, and 4 days with 1 each give 4.",
        ),
        (problem(person("Ann"), per_week=1), "weeks: 2 panels, and 1 week with 1 each give 1."),
        (
            problem(person("Ann", conflicts=frozenset("A"))),
            "A: it needs 1 as chair, and on no day are there more than none.",
        ),
        (
            problem(person("Ann"), skills={"finance": 1}),
            "A, B: each needs 1 with finance, and no day has more than none.",
        ),
        (
            problem(person("Ann"), organisations=(Organisation("A", frozenset()),)),
            "A: it can come on none of the days.",
        ),
        (
            problem(
                person("Ann", days=frozenset(DAYS[:1])), pinned=(Pin("A", DAYS[1], ("Ann",)),), codes="A"
            ),
            "Ann is pinned to A on 6 April 2010, and is not free then.",
        ),
    ],
)
def test_a_shortage_is_one_sentence(asked: Problem, say: str) -> None:
    assert say in in_the_way(asked)


def test_a_crowd_that_can_only_come_on_too_few_days_is_named() -> None:
    days = frozenset(DAYS[:1])
    organisations = tuple(Organisation(code, days if code != "C" else frozenset(DAYS)) for code in "ABC")

    found = in_the_way(problem(person("Ann"), organisations=organisations))

    assert found == ["rooms: A, B can come only on 5 April 2010, which have room for 1."]


def test_a_crowd_whom_only_few_may_chair_is_named() -> None:
    few = person("Ann", cap=1)
    many = person("Bea", conflicts=frozenset("AB"))

    found = in_the_way(replace(problem(few, many, codes="ABC")))

    assert found == ["chair: A, B need 2, and only Ann could sit there, 1 time at most."]
