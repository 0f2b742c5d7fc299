"""Panels hang together by people who sit on several, doubles sit once, and what stands already counts."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.scheduling.invented import region, working_days
from wccflow.scheduling.checking import faults
from wccflow.scheduling.linking import groups
from wccflow.scheduling.problem import Organisation, Panel, Person, Pin, Problem
from wccflow.scheduling.solving import solve

DAYS = working_days(10)
NOBODY: frozenset[str] = frozenset()


def person(name: str, seat: str, days: tuple[date, ...] = DAYS, **more: object) -> Person:
    return Person(name, seat, NOBODY, frozenset(days), 9, NOBODY, **more)  # type: ignore[arg-type]


def small(people: list[Person], organisations: int = 2, **more: object) -> Problem:
    made = Problem(
        days=DAYS,
        organisations=tuple(Organisation(f"O{at}", frozenset(DAYS)) for at in range(organisations)),
        people=tuple(people),
        seats={"chair": 1, "member": 1},
        skills={},
        rooms=2,
        per_week=5,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_panels_without_anybody_in_common_are_groups_apart() -> None:
    problem = small(
        [person("a", "chair"), person("b", "member"), person("c", "chair"), person("d", "member")]
    )
    panels = [Panel("O0", DAYS[0], ("a", "b")), Panel("O1", DAYS[0], ("c", "d"))]

    assert groups(problem, panels) == (("O0",), ("O1",))
    assert groups(problem, [*panels, Panel("O2", DAYS[1], ("a", "d"))]) == (("O0", "O1", "O2"),)


@pytest.mark.parametrize("members", [2, 4])
def test_a_timetable_links_its_panels_where_evenness_allows_it(members: int) -> None:
    people = [person(f"c{at}", "chair") for at in range(2)]
    people += [person(f"m{at}", "member") for at in range(members)]
    problem = small(people, organisations=4)

    found = solve(problem)

    load = Counter(who for panel in found.panels for who in panel.people)
    assert found.is_whole
    assert faults(problem, found.panels) == []
    assert load == {"c0": 2, "c1": 2, **{f"m{at}": 4 // members for at in range(members)}}
    assert len(found.groups) == (1 if members == 2 else 2)


def test_nobody_sits_more_often_than_another_for_the_sake_of_links() -> None:
    people = [person(f"c{at}", "chair") for at in range(4)] + [person(f"m{at}", "member") for at in range(4)]

    found = solve(small(people, organisations=4))

    assert set(Counter(who for panel in found.panels for who in panel.people).values()) == {1}
    assert len(found.groups) == 4


def test_where_no_link_is_possible_the_groups_are_told() -> None:
    first, second = DAYS[:1], DAYS[1:2]
    people = [person("a", "chair", first), person("b", "member", first)]
    people += [person("c", "chair", second), person("d", "member", second)]

    found = solve(small(people))

    assert found.is_whole
    assert len(found.groups) == 2


def test_whoever_may_sit_in_two_seats_sits_in_one_of_them() -> None:
    people = [person("a as chair", "chair", who="a"), person("a as member", "member", who="a")]
    people += [person("b", "chair"), person("c", "member")]
    problem = small(people, organisations=3)

    found = solve(problem)

    assert found.is_whole
    assert faults(problem, found.panels) == []


def test_somebody_who_could_fill_either_of_two_seats_alone_cannot_fill_both() -> None:
    people = [person("a as chair", "chair", who="a"), person("a as member", "member", who="a")]

    found = solve(small(people, organisations=1))

    assert not found.is_whole
    assert found.needed == ("Find another member for O0 on 5 April 2010.",)


def test_panels_that_stand_already_take_rooms_weeks_and_people() -> None:
    people = [person("a", "chair"), person("b", "member")]
    standing = tuple(Panel(f"X{at}", DAYS[at], ("a", "b")) for at in range(4))
    problem = small(people, organisations=5, rooms=1, fixed=standing)

    found = solve(problem)

    days = Counter(panel.day for panel in (*standing, *found.panels))
    assert found.is_whole
    assert faults(problem, found.panels) == []
    assert max(days.values()) == 1


def test_a_pin_of_people_alone_leaves_the_day_free() -> None:
    people = [person("a", "chair", DAYS[3:4]), person("z", "chair"), person("b", "member")]
    problem = small(people, organisations=1, pinned=(Pin("O0", None, ("a",)),))

    found = solve(problem)

    assert found.panels == (Panel("O0", DAYS[3], ("a", "b")),)
    assert faults(problem, found.panels) == []


@pytest.mark.parametrize("seed", range(4))
def test_moving_one_panel_by_hand_moves_hardly_any_other(seed: int) -> None:
    problem = region(seed)
    first = solve(problem).panels
    panel = first[seed * 5]
    free = [day for day in problem.by_code[panel.organisation].days if day != panel.day]
    pinned = replace(problem, pinned=(Pin(panel.organisation, min(free)),), before=first)

    again = solve(pinned)

    moved = {each.organisation for each in again.panels} - {
        each.organisation
        for each in again.panels
        if any(each.day == was.day for was in first if was.organisation == each.organisation)
    }
    assert again.is_whole
    assert faults(pinned, again.panels) == []
    assert len(moved) <= 2


def test_who_is_no_longer_free_is_replaced_and_the_day_stays() -> None:
    people = [person("a", "chair"), person("c", "chair"), person("b", "member")]
    before = (Panel("O0", DAYS[2], ("a", "b")),)
    changed = [replace(people[0], days=frozenset(DAYS) - {DAYS[2]}), *people[1:]]

    found = solve(small(changed, organisations=1, before=before))

    assert found.panels == (Panel("O0", DAYS[2], ("c", "b")),)


def test_a_region_like_the_largest_is_placed_whole_and_linked() -> None:
    found = solve(region(5))

    assert found.is_whole
    assert len(found.groups) == 1
    assert found.panels[-1].day - found.panels[0].day < timedelta(days=60)
