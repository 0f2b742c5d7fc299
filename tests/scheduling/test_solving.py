"""A timetable keeps every rule, is even, keeps what is pinned, and changes as little as it can."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from random import Random

import pytest

from tests.scheduling.invented import region, working_days
from wccflow.scheduling.checking import faults
from wccflow.scheduling.counting import in_the_way
from wccflow.scheduling.problem import Organisation, Panel, Person, Pin, Problem
from wccflow.scheduling.solving import solve


@pytest.mark.parametrize("availability", [0.55, 0.3, 0.25])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_every_panel_of_a_large_region_finds_its_place_by_every_rule(seed: int, availability: float) -> None:
    problem = region(seed, availability=availability)

    found = solve(problem)

    assert found.is_whole
    assert len(found.panels) == 31
    assert faults(problem, found.panels) == []


def test_nobody_sits_more_often_than_evenness_needs() -> None:
    problem = region(0)

    panels = solve(problem).panels

    times = Counter(person for panel in panels for person in panel.people)
    assert max(times.values()) == 3  # 31 panels, 12 people for each seat


def test_the_same_problem_has_the_same_timetable() -> None:
    assert solve(region(3)) == solve(region(3))


def test_what_is_pinned_stays_with_the_people_that_are_named() -> None:
    problem = region(1)
    panel = solve(problem).panels[7]
    moved = next(
        day for day in problem.days if day != panel.day and day in problem.by_code[panel.organisation].days
    )
    chair = next(
        each
        for each in problem.in_seat["chair"]
        if moved in each.days and panel.organisation not in each.conflicts
    )
    pinned = replace(problem, pinned=(Pin(panel.organisation, moved, (chair.id,)),))

    found = solve(pinned)

    assert found.is_whole
    assert faults(pinned, found.panels) == []
    here = next(each for each in found.panels if each.organisation == panel.organisation)
    assert (here.day, chair.id in here.people) == (moved, True)


def test_after_a_change_by_hand_the_rest_stays_as_far_as_it_can() -> None:
    problem = region(2)
    first = solve(problem).panels
    ill = first[4].people[0]
    people = tuple(
        replace(each, days=each.days - {first[4].day}) if each.id == ill else each for each in problem.people
    )

    again = solve(replace(problem, people=people, before=first)).panels

    assert len(set(first) - set(again)) == 1


def test_who_is_only_before_and_no_longer_allowed_is_placed_anew() -> None:
    problem = region(2)
    first = solve(problem).panels
    closed = first[0].day
    days = tuple(day for day in problem.days if day != closed)

    found = solve(replace(problem, days=days, before=first))

    assert found.is_whole
    assert closed not in {each.day for each in found.panels}


def test_what_cannot_be_names_the_shortage_and_what_would_help() -> None:
    problem = region(0)
    chairs = [each.id for each in problem.in_seat["chair"]][:3]
    people = tuple(each for each in problem.people if each.seat != "chair" or each.id in chairs)

    found = solve(replace(problem, people=people))

    assert not found.is_whole
    assert found.reasons[-1] == "chair: 31 panels need one, but the pool can give only 12 days."
    assert len(found.panels) == 12
    assert faults(replace(problem, people=people), found.panels) == []
    assert len(found.needed) >= 19
    assert all("chair" in each or "Ask chair" in each for each in found.needed if "Find another" in each)


@pytest.mark.parametrize("seed", range(24))
def test_small_problems_are_solved_exactly_where_trying_everything_solves_them(seed: int) -> None:
    problem = _small(Random(seed))

    found = solve(problem)

    possible = any(True for _ in _everything(problem))
    assert found.is_whole == possible
    assert faults(problem, found.panels) == []
    assert (in_the_way(problem) == []) or not possible  # a count never forbids what can be


def _small(chance: Random) -> Problem:
    """Three organisations, three days, two kinds of seat and a skill: small enough to try everything."""
    days = working_days(3)
    codes = ["A", "B", "C"]

    def some(items: tuple[date, ...], share: float) -> frozenset[date]:
        return frozenset(each for each in items if chance.random() < share)

    people = tuple(
        Person(
            id=f"{seat}{at}",
            seat=seat,
            skills=frozenset({"money"} if chance.random() < 0.5 else ()),
            days=some(days, 0.7),
            cap=chance.choice([1, 2, 3]),
            conflicts=frozenset(chance.sample(codes, chance.choice([0, 0, 1]))),
        )
        for seat, count in (("chair", 2), ("peer", 3))
        for at in range(count)
    )
    return Problem(
        days=days,
        organisations=tuple(Organisation(code, some(days, 0.8)) for code in codes),
        people=people,
        seats={"chair": 1, "peer": chance.choice([1, 2])},
        skills={"money": 1} if chance.random() < 0.6 else {},
        rooms=chance.choice([1, 2]),
        per_week=chance.choice([2, 3, 5]),
    )


def _everything(problem: Problem) -> Iterator[tuple[Panel, ...]]:
    """Every timetable that keeps every rule, by trying all."""
    teams = [
        tuple(each.id for part in parts for each in part)
        for parts in product(
            *(combinations(problem.in_seat[seat], count) for seat, count in problem.seats.items())
        )
    ]
    choices = [
        [
            panel
            for day in problem.days
            for team in teams
            if not faults(problem, [panel := Panel(each.code, day, team)])
        ]
        for each in problem.organisations
    ]
    return (panels for panels in product(*choices) if not faults(problem, panels))
