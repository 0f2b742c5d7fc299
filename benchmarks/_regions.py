"""Invented regions of panels: organisations, people in five seats, days, rooms, conflicts, limits, skills."""

from datetime import date, timedelta
from random import Random

from wccflow.scheduling.problem import Organisation, Person, Problem

SEATS = {"chair": 1, "peer": 1, "clinician": 1, "authority": 1, "finance": 1}
SKILLS = ("finance", "public health")
FIRST = date(2010, 4, 5)  # a Monday
CONFLICTS, CAP, ROOMS, PER_WEEK = 4, 4, 3, 5
SHARE_OF_SKILLED, SHARE_OF_DAYS = 0.35, 0.7


def region(seed: int, organisations: int, people: int, days: int, availability: float) -> Problem:
    """A region in which everybody is free on so many of the days and has four conflicts."""
    chance = Random(seed)
    when = tuple(day for day in (FIRST + timedelta(days=at) for at in range(days * 2)) if day.weekday() < 5)[
        :days
    ]
    codes = [f"O{at:02}" for at in range(organisations)]
    seats = list(SEATS)
    return Problem(
        days=when,
        people=tuple(
            Person(
                id=f"{seats[at % 5]}{at:02}",
                seat=seats[at % 5],
                skills=frozenset(each for each in SKILLS if chance.random() < SHARE_OF_SKILLED),
                days=frozenset(day for day in when if chance.random() < availability),
                cap=CAP,
                conflicts=frozenset(chance.sample(codes, CONFLICTS)),
            )
            for at in range(people)
        ),
        organisations=tuple(
            Organisation(code, frozenset(day for day in when if chance.random() < SHARE_OF_DAYS))
            for code in codes
        ),
        seats=SEATS,
        skills=dict.fromkeys(SKILLS, 1),
        rooms=ROOMS,
        per_week=PER_WEEK,
    )
