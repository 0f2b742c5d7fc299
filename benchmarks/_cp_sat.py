"""The same timetable asked of CP-SAT (OR-Tools, an optional extra): every rule, and the evenest load.

A panel meets on a day, and a person sits on a panel: two small tables of choices, held together by who is
free when. One table of person, panel and day says the same with ten times the choices, and takes far longer.
"""

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from itertools import combinations
from typing import Any, TypeAlias

from wccflow.scheduling.problem import Panel, Problem, week_of

Meets: TypeAlias = Mapping[tuple[str, date], Any]
Sits: TypeAlias = Mapping[tuple[str, str], Any]


class Missing(Exception):
    """OR-Tools is not installed."""


def solved(problem: Problem, seconds: float) -> tuple[Panel, ...] | None:
    """A whole timetable with the least load on whoever sits most, or None. Raises Missing."""
    try:
        cp_model: Any = import_module("ortools.sat.python.cp_model")
    except ImportError:
        raise Missing from None
    model = cp_model.CpModel()
    meets = {(each.code, day): model.new_bool_var("") for each in problem.organisations for day in each.days}
    sits = {
        (each.code, person.id): model.new_bool_var("")
        for each in problem.organisations
        for person in problem.people
        if each.code not in person.conflicts
    }
    _days(model, problem, meets)
    _seats(model, problem, sits)
    _free(model, problem, meets, sits)
    _once_a_day(model, problem, meets, sits)
    most = model.new_int_var(0, len(problem.organisations), "")
    for person in problem.people:
        mine = [variable for (_, who), variable in sits.items() if who == person.id]
        model.add(sum(mine) <= person.cap)
        model.add(sum(mine) <= most)
    model.minimize(most)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    who = {key for key, variable in sits.items() if solver.value(variable)}
    return tuple(
        Panel(code, day, tuple(each.id for each in problem.people if (code, each.id) in who))
        for (code, day), variable in meets.items()
        if solver.value(variable)
    )


def _days(model: Any, problem: Problem, meets: Meets) -> None:
    """One day each, rooms, weeks."""
    for each in problem.organisations:
        model.add_exactly_one(meets[each.code, day] for day in each.days)
    for day in problem.days:
        model.add(sum(variable for (_, on), variable in meets.items() if on == day) <= problem.rooms)
    for week in {week_of(day) for day in problem.days}:
        there = [variable for (_, on), variable in meets.items() if week_of(on) == week]
        model.add(sum(there) <= problem.per_week)


def _seats(model: Any, problem: Problem, sits: Sits) -> None:
    """Seats and skills."""
    for each in problem.organisations:
        there = {who: variable for (code, who), variable in sits.items() if code == each.code}
        for seat, count in problem.seats.items():
            model.add(sum(there[who] for who in there if problem.by_id[who].seat == seat) == count)
        for skill, least in problem.skills.items():
            model.add(sum(there[who] for who in there if skill in problem.by_id[who].skills) >= least)


def _free(model: Any, problem: Problem, meets: Meets, sits: Sits) -> None:
    """Who sits on a panel can come on its day."""
    for (code, who), variable in sits.items():
        days = problem.by_code[code].days & problem.by_id[who].days
        model.add_bool_or([*(meets[code, day] for day in days), variable.negated()])


def _once_a_day(model: Any, problem: Problem, meets: Meets, sits: Sits) -> None:
    """Nobody sits on two panels of one day."""
    for one, other in combinations(problem.organisations, 2):
        same = model.new_bool_var("")
        for day in one.days & other.days:
            model.add_bool_or([meets[one.code, day].negated(), meets[other.code, day].negated(), same])
        for person in problem.people:
            pair = [(each.code, person.id) for each in (one, other)]
            if all(key in sits for key in pair):
                model.add_bool_or([*(sits[key].negated() for key in pair), same.negated()])
