"""Forecasts are right four times in five where the truth is known, never early, and honest of little."""

import random
from datetime import date, timedelta
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wccflow.monitor.forecasting import FEW, ROUGH, Course, Forecast, Leg, Pace, Trail, forecast, pace_of

BEGAN = date(2009, 9, 1)
PIECES = 58
TOTAL = 30


def played(seed: int, on: date, *, clump: int) -> tuple[list[Trail], list[tuple[Course, date]]]:
    """Thirty cases that work each at its pace, as seen on a day; and when those not done will be done."""
    dice, trails, courses = random.Random(seed), [], []
    for _ in range(TOTAL):
        days, pace, time = [], dice.gammavariate(4, 0.2 / clump), 0.0
        while len(days) < PIECES:
            time += dice.expovariate(pace)
            days += [BEGAN + timedelta(days=int(time))] * dice.randint(1, 2 * clump - 1)
        ready = days[PIECES - 1]
        left = ready + timedelta(days=round(dice.lognormvariate(log(6), 0.7)))
        end = left + timedelta(days=round(dice.lognormvariate(log(6), 0.7)))
        done = tuple(day for day in days[:PIECES] if day <= on)
        waits = [("work", (left - ready).days)] * (left <= on) + [("board", (end - left).days)] * (end <= on)
        trails.append(Trail(BEGAN, min(on, ready), done, tuple(waits)))
        legs = [Leg("work", PIECES - len(done))] * (left > on) + [Leg("board")]
        if end > on:
            courses.append((Course(BEGAN, done, tuple(legs), min(on, ready if left > on else left)), end))
    return trails, courses


@pytest.mark.parametrize("clump", [1, 4, 8])
@pytest.mark.parametrize("after", [20, 40, 60, 90])
def test_four_in_five_ends_lie_within_the_interval(after: int, clump: int) -> None:
    on, within, told = BEGAN + timedelta(days=after), 0, 0
    for seed in range(12):
        trails, courses = played(seed, on, clump=clump)
        pace = pace_of(trails)
        for course, end in courses:
            found = forecast(course, pace, on)
            if found is not None:
                told += 1
                within += found.first <= end <= found.last

    assert told > 100
    assert 0.7 <= within / told <= 0.95


TRAILS = [
    Trail(BEGAN, BEGAN + timedelta(days=40), tuple(BEGAN + timedelta(days=day) for day in range(0, 40, gap)))
    for gap in (2, 3, 4, 5)
]
ON = BEGAN + timedelta(days=40)


def course(done: int, left: int) -> Course:
    """A case that has done so many pieces, one every other day, and has so many left."""
    days = tuple(BEGAN + timedelta(days=2 * number) for number in range(done))
    return Course(BEGAN, days, (Leg("work", left), Leg("board")), ON)


@given(done=st.integers(1, 20), left=st.integers(1, 60))
def test_more_left_is_never_earlier_and_more_done_never_later(done: int, left: int) -> None:
    pace = pace_of(TRAILS)

    found = [forecast(each, pace, ON) for each in (course(done, left), course(done, left + 1))]
    faster = forecast(course(done + 1, left), pace, ON)

    days = [each.day for each in found if each]
    assert days == sorted(days)
    assert faster is None or not days or faster.day <= days[0]


@given(
    done=st.integers(0, 20),
    left=st.integers(0, 60),
    ready=st.integers(0, 400),
    waits=st.lists(st.integers(0, 30), max_size=6),
)
def test_a_forecast_is_never_before_today_and_lies_in_its_interval(
    done: int, left: int, ready: int, waits: list[int]
) -> None:
    trails = [*TRAILS, *(Trail(BEGAN, ON, (), (("work", days), ("board", days))) for days in waits)]
    began = Course(BEGAN, course(done, left).done, course(done, left).legs, ON - timedelta(days=ready))

    found = forecast(began, pace_of(trails), ON)

    assert found is None or ON <= found.first <= found.hardly_before <= found.day <= found.last


def test_a_case_leaves_the_pace_of_its_peers_as_its_own_pieces_gather() -> None:
    slow = [
        Trail(BEGAN, ON, tuple(BEGAN + timedelta(days=day) for day in range(0, 40, gap)))
        for gap in (9, 10, 13)
    ]
    pace = pace_of(slow)

    found = [forecast(course(done, 3), pace, ON) for done in (1, 4, 10, 20)]

    days = [each.day for each in found if each]
    assert len(days) == 4
    assert days == sorted(days, reverse=True)
    assert days[0] > days[-1]


def test_nothing_is_said_when_nobody_has_begun() -> None:
    idle = [Trail(BEGAN, ON)] * 5

    assert forecast(course(0, 10), pace_of(idle), ON) is None
    assert forecast(course(0, 10), pace_of([]), ON) is None
    assert forecast(Course(BEGAN, (), (Leg("board"),), ON), Pace(), ON) is None
    assert forecast(Course(BEGAN, (), (), ON), pace_of(TRAILS), ON) is None


def test_nothing_is_said_when_it_could_be_half_a_year() -> None:
    one_a_month = [Trail(BEGAN, ON, (BEGAN,))] * 4

    assert forecast(course(1, 30), pace_of(one_a_month), ON) is None


def test_how_sure_it_is_stands_in_words() -> None:
    found = forecast(course(3, 6), pace_of(TRAILS), ON)

    assert found is not None
    assert found.confidence == FEW
    assert Forecast(date(2010, 1, 4), date(2009, 12, 30), date(2010, 1, 9), FEW, ON).words == (
        "4 January 2010, give or take 5 days; few data yet"
    )
    assert Forecast(ON, ON, ON, ROUGH, ON).words == "11 October 2009; a rough guess"


def test_what_is_waited_already_is_not_waited_again() -> None:
    known = [Trail(BEGAN, BEGAN, (), (("board", days),)) for days in (8, 9, 10, 11, 12, 10, 9, 11)]
    fresh, tired = (Course(BEGAN, (), (Leg("board"),), ON - timedelta(days=days)) for days in (0, 9))

    new, old = (forecast(each, pace_of(known), ON) for each in (fresh, tired))

    assert new is not None
    assert old is not None
    assert (new.day - ON).days == 10
    assert (old.day - ON).days <= 3


def test_no_day_is_forecast_before_the_stage_opens() -> None:
    opens = ON + timedelta(days=30)
    known = [Trail(BEGAN, BEGAN, (), (("board", 0),))] * 8

    found = forecast(Course(ON, (), (Leg("board", not_before=opens),), ON), pace_of(known), ON)

    assert found is not None
    assert found.day == opens


def test_what_the_calendar_does_by_itself_happens_at_the_latest_on_its_day() -> None:
    lapses = ON + timedelta(days=5)

    found = forecast(Course(ON, (), (Leg("facts", by_itself=lapses),), ON), Pace(), ON)

    assert found is not None
    assert found.last <= lapses


def test_what_is_appointed_happens_on_its_day() -> None:
    panel_day = ON + timedelta(days=12)

    found = forecast(Course(ON, (), (Leg("ready", 0, panel_day, None, True),), ON), Pace(), ON)

    assert found is not None
    assert found.day == panel_day


def test_work_that_peers_do_in_a_day_is_done_in_a_day() -> None:
    peers = [Trail(ON, ON, (ON,) * 49, (("session", 0),))] * 9

    found = forecast(Course(ON, (), (Leg("session", 49),), ON), pace_of(peers), ON)

    assert found is not None
    assert found.day == ON
