"""Invented problems: a region of the size of the largest, with rooms, weeks, conflicts, skills and caps."""

from datetime import date, timedelta
from random import Random

from wccflow.scheduling.problem import Organisation, Person, Problem

SEATS = {"chair": 1, "peer": 1, "clinician": 1, "authority": 1, "finance": 1}
FIRST = date(2010, 4, 5)  # a Monday


def working_days(count: int) -> tuple[date, ...]:
    """So many days from Monday to Friday."""
    days = (FIRST + timedelta(days=at) for at in range(count * 2))
    return tuple(day for day in days if day.weekday() < 5)[:count]


def region(
    seed: int,
    organisations: int = 31,
    people: int = 60,
    days: int = 40,
    availability: float = 0.55,
    rooms: int = 3,
    per_week: int = 5,
) -> Problem:
    """A region: everybody in one of five seats, free at so many days, with four conflicts each."""
    chance, when = Random(seed), working_days(days)
    codes = [f"O{at:02}" for at in range(organisations)]
    seats = list(SEATS)
    made = [
        Person(
            id=f"{seats[at % 5]}{at:02}",
            seat=seats[at % 5],
            skills=frozenset(
                [
                    skill
                    for skill, share in (("finance", 0.35), ("public health", 0.35))
                    if chance.random() < share
                ]
            ),
            days=frozenset(day for day in when if chance.random() < availability),
            cap=4,
            conflicts=frozenset(chance.sample(codes, min(4, organisations))),
        )
        for at in range(people)
    ]
    return Problem(
        days=when,
        organisations=tuple(
            Organisation(code, frozenset(day for day in when if chance.random() < 0.7)) for code in codes
        ),
        people=tuple(made),
        seats=SEATS,
        skills={"finance": 1, "public health": 1},
        rooms=rooms,
        per_week=per_week,
    )
