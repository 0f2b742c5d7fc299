"""The same timetable asked of CP-SAT (OR-Tools, an optional extra): every rule, and the evenest load."""

from importlib import import_module
from typing import Any

from wccflow.scheduling.problem import Panel, Problem, week_of


class Missing(Exception):
    """OR-Tools is not installed."""


def solved(problem: Problem, seconds: float) -> tuple[Panel, ...] | None:
    """A whole timetable with the least load on whoever sits most, or None. Raises Missing."""
    try:
        cp_model: Any = import_module("ortools.sat.python.cp_model")
    except ImportError:
        raise Missing from None
    model = cp_model.CpModel()
    meets = {
        (each.code, day): model.new_bool_var("")
        for each in problem.organisations
        for day in problem.days
        if day in each.days
    }
    sits = {
        (code, day, person.id): model.new_bool_var("")
        for code, day in meets
        for person in problem.people
        if day in person.days and code not in person.conflicts
    }
    _rules(model, problem, meets, sits)
    most = model.new_int_var(0, len(problem.organisations), "")
    for person in problem.people:
        mine = [variable for (_, _, who), variable in sits.items() if who == person.id]
        model.add(sum(mine) <= person.cap)
        model.add(sum(mine) <= most)
    model.minimize(most)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return tuple(
        Panel(
            code, day, tuple(each.id for each in problem.people if _is_one(solver, sits, code, day, each.id))
        )
        for (code, day), variable in meets.items()
        if solver.value(variable)
    )


def _is_one(solver: Any, sits: Any, code: str, day: Any, person: str) -> bool:
    variable = sits.get((code, day, person))
    return variable is not None and bool(solver.value(variable))


def _rules(model: Any, problem: Problem, meets: Any, sits: Any) -> None:
    """One day each, rooms, weeks, seats, skills, and nobody twice on a day."""
    for each in problem.organisations:
        model.add_exactly_one(variable for (code, _), variable in meets.items() if code == each.code)
    for day in problem.days:
        model.add(sum(variable for (_, on), variable in meets.items() if on == day) <= problem.rooms)
    for week in {week_of(day) for day in problem.days}:
        there = [variable for (_, on), variable in meets.items() if week_of(on) == week]
        model.add(sum(there) <= problem.per_week)
    at: dict[tuple[str, Any], list[tuple[str, Any]]] = {key: [] for key in meets}
    daily: dict[tuple[Any, str], list[Any]] = {}
    for (code, day, who), variable in sits.items():
        at[code, day].append((who, variable))
        daily.setdefault((day, who), []).append(variable)
    for variables in daily.values():
        model.add_at_most_one(variables)
    for key, meeting in meets.items():
        for seat, count in problem.seats.items():
            there = [variable for who, variable in at[key] if problem.by_id[who].seat == seat]
            model.add(sum(there) == count * meeting)
        for skill, least in problem.skills.items():
            there = [variable for who, variable in at[key] if skill in problem.by_id[who].skills]
            model.add(sum(there) >= least * meeting)
