"""Checks by each calendar that windows are open when a case can be there, and due days in their order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wccflow.engine.definition import Definition, Milestone, Move
from wccflow.engine.drawing import everywhere
from wccflow.engine.findings import Finding
from wccflow.engine.windows import Calendar, day_of


@dataclass(frozen=True, slots=True)
class Earliest:
    """A definition by a calendar, and the first day on which a case can stand in each state."""

    definition: Definition
    calendar: Calendar
    days: Mapping[str, date]


def findings(definition: Definition, calendar: Calendar) -> Iterator[Finding]:
    """Windows that are over before anybody can use them, and milestones due before they can be met."""
    earliest = Earliest(definition, calendar, _earliest(definition, calendar))
    for move in definition.moves.values():
        yield from _window(earliest, move)
    for stage in definition.stages:
        yield from _stage(earliest, stage)
    yield from _milestones(earliest)


def _earliest(definition: Definition, calendar: Calendar) -> dict[str, date]:
    days = {definition.initial: min(window.opens for window in calendar.windows.values())}
    new = [definition.initial]
    while new:
        source = new.pop(0)
        for move in definition.moves_from[source]:
            day = _open(calendar, move, days[source])
            if day is not None and day < days.get(move.to, date.max):
                days[move.to] = day
                new.append(move.to)
    return days


def _open(calendar: Calendar, move: Move, day: date) -> date | None:
    """The first day, from this one, on which a move's window is open as planned; None when it never is."""
    windows = [calendar.windows[stage] for stage in move.stages]
    days = [max(day, window.opens) for window in windows if window.closes >= day]
    return min(days) if days else None if windows else day


def _window(earliest: Earliest, move: Move) -> Iterator[Finding]:
    windows = earliest.calendar.windows
    for stage in move.stages:
        standing = [source for source in move.sources if source in earliest.days]
        in_time = [source for source in standing if earliest.days[source] <= windows[stage].closes]
        if standing and not in_time:
            first = min(standing, key=lambda source: earliest.days[source])
            say = (
                f"the stage “{stage}” is over on {windows[stage].closes}, and a case stands at “{first}” on "
                f"{earliest.days[first]} at the earliest (calendar {earliest.calendar.key})"
            )
            yield Finding("moves", move.event, "in", say)


def _stage(earliest: Earliest, stage: str) -> Iterator[Finding]:
    definition, closes = earliest.definition, earliest.calendar.windows[stage].closes
    moving = [move for move in definition.moves.values() if not everywhere(definition, move)]
    used = [
        move
        for move in moving
        if stage in (move.stages or (definition.states[move.to].stage,))
        and any(earliest.days.get(source, date.max) <= closes for source in move.sources)
    ]
    if not used:
        say = f"nothing can happen in its window (calendar {earliest.calendar.key})"
        yield Finding("stages", stage, "", say)
    for state in definition.stages[stage].states:
        day = earliest.days.get(state)
        if day is not None and day > closes:
            say = f"a case comes here on {day} at the earliest, and the stage is over on {closes}"
            yield Finding("states", state, "", f"{say} (calendar {earliest.calendar.key})")


def _milestones(earliest: Earliest) -> Iterator[Finding]:
    """Dates of the case are tried on the first and on the last day of the stages that wait for them."""
    for edge in ("opens", "closes"):
        days = _due_days(earliest, edge)
        yield from _in_file_order(earliest, days)
        yield from _before_possible(earliest, days)
        yield from _before_forerunner(earliest, days)


def _due_days(earliest: Earliest, edge: str) -> dict[str, date]:
    dates = _case_dates(earliest, edge)
    found = {}
    for milestone in earliest.definition.milestones.values():
        due = day_of(milestone.due, earliest.calendar, history=earliest.days, case_dates=dates)
        if due is not None:
            found[milestone.key] = due
    return found


def _case_dates(earliest: Earliest, edge: str) -> dict[str, date]:
    definition, found = earliest.definition, {}
    for move in definition.moves.values():
        for gate in (definition.gates[key] for key in move.when):
            if gate.need.test == "reached" and move.stages and definition.facts[gate.fact].due is None:
                found[gate.fact] = getattr(earliest.calendar.windows[move.stages[0]], edge)
    return found


def _in_file_order(earliest: Earliest, days: Mapping[str, date]) -> Iterator[Finding]:
    before: tuple[date, str] | None = None
    for key, due in days.items():
        if before is not None and due < before[0]:
            yield _early(earliest, key, f"falls due on {due}, before “{before[1]}” on {before[0]}")
        before = (due, earliest.definition.milestones[key].title)


def _before_possible(earliest: Earliest, days: Mapping[str, date]) -> Iterator[Finding]:
    for key, due in days.items():
        met = earliest.definition.milestones[key].met
        day = earliest.days.get(met.name) if met.kind == "state" else None
        if day is not None and due < day:
            yield _early(earliest, key, f"falls due on {due}, and can be met on {day} at the earliest")


def _before_forerunner(earliest: Earliest, days: Mapping[str, date]) -> Iterator[Finding]:
    milestones = earliest.definition.milestones
    for key, due in days.items():
        for other, later in days.items():
            if later > due and _needed(earliest.definition, milestones[other], milestones[key]):
                title = milestones[other].title
                say = f"falls due on {due}, yet it cannot be met before “{title}”, due on {later}"
                yield _early(earliest, key, say)


def _needed(definition: Definition, first: Milestone, second: Milestone) -> bool:
    """Whether every way to the second milestone's state leads through what meets the first."""
    if second.met.kind != "state" or first is second:
        return False
    name, is_state = first.met.name, first.met.kind == "state"
    if is_state and name == second.met.name:
        return False
    reached, new = {definition.initial} - ({name} if is_state else set()), [definition.initial]
    while new:
        for move in definition.moves_from[new.pop()]:
            barred = move.to == name if is_state else name in move.when
            if not barred and move.to not in reached:
                reached.add(move.to)
                new.append(move.to)
    return second.met.name not in reached


def _early(earliest: Earliest, key: str, say: str) -> Finding:
    return Finding("milestones", key, "due", f"{say} (calendar {earliest.calendar.key})")
