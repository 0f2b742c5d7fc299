"""Counting what happened in a rehearsal: lateness, refusals, queues, where cases strand, who was busy."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

from wccflow.engine.definition import Definition
from wccflow.engine.simulating import Ended, Happening, Simulated

_NAMED = 12  # organisations that are named where many strand
_BUSIEST = 12


def week_of(day: date) -> str:
    """The Monday of a day's week."""
    return (day - timedelta(days=day.weekday())).isoformat()


def late(definition: Definition, found: Simulated) -> dict[str, int]:
    """By milestone, how many cases missed it."""
    counts = Counter(due.key for case in found.cases for due in case.dues if due.late_days > 0)
    return {key: counts[key] for key in definition.milestones}


def lateness(definition: Definition, found: Simulated) -> list[dict[str, Any]]:
    """By milestone: of how many cases, how many late, half of them by at most so many days, and the most."""
    rows = []
    for key, milestone in definition.milestones.items():
        dues = [due for case in found.cases for due in case.dues if due.key == key and due.due]
        days = sorted(due.late_days for due in dues if due.late_days > 0)
        rows.append(
            {
                "milestone": key,
                "title": milestone.title,
                "cases": len(dues),
                "late": len(days),
                "half_within_days": int(median(days)) if days else 0,
                "most_days": days[-1] if days else 0,
            }
        )
    return rows


def refusals(found: Simulated, *kinds: str) -> list[list[Any]]:
    """What stood in the way of moves of one of these kinds, and on how many days of cases."""
    counts = Counter(each.name for each in found.happenings if each.what == "held" and each.to in kinds)
    return [[name, count] for name, count in _most(counts)]


def waits(found: Simulated) -> dict[str, list[int]]:
    """By gate, on how many working days it stood in the way of each case that it held."""
    counts = Counter((each.name, each.case) for each in found.happenings if each.what == "held")
    by_gate: dict[str, list[int]] = {}
    for (gate, _), count in sorted(counts.items()):
        by_gate.setdefault(gate, []).append(count)
    return {gate: sorted(days) for gate, days in by_gate.items()}


def stranded(definition: Definition, found: Simulated) -> list[dict[str, Any]]:
    """Where cases stand that have not come to an end, most first: how many, because of which gates, which."""
    by_state: dict[str, list[Ended]] = {}
    for case in found.cases:
        if not case.final:
            by_state.setdefault(case.state, []).append(case)
    rows = []
    for state, cases in sorted(by_state.items(), key=lambda each: (-len(each[1]), each[0])):
        counts = Counter(gate for case in cases for gate, _ in case.because)
        says = {gate: say for case in reversed(cases) for gate, say in case.because}
        rows.append(
            {
                "state": state,
                "title": definition.states[state].title,
                "cases": len(cases),
                "because": [{"gate": gate, "cases": n, "say": says[gate]} for gate, n in _most(counts)],
                "organisations": [case.name for case in cases[:_NAMED]],
            }
        )
    return rows


def queues(found: Simulated) -> list[dict[str, Any]]:
    """By stage, week and role: the most cases that waited on one evening, and the most at one person."""
    days: Counter[tuple[str, str, str, date]] = Counter()
    longest: dict[tuple[str, str, str], tuple[int, str]] = {}
    for each in _of(found, "queue"):
        key = (each.name, week_of(each.on), each.to)
        days[(*key, each.on)] += each.number
        if each.number > longest.get(key, (0, ""))[0]:
            longest[key] = (each.number, each.who[0])
    most: dict[tuple[str, str, str], int] = {}
    for (stage, week, role, _), count in sorted(days.items()):
        most[stage, week, role] = max(count, most.get((stage, week, role), 0))
    return [
        {
            "stage": stage,
            "week": week,
            "role": role,
            "waiting": count,
            "longest": longest[stage, week, role][0],
            "person": longest[stage, week, role][1],
        }
        for (stage, week, role), count in most.items()
    ]


def standing(definition: Definition, found: Simulated) -> list[dict[str, Any]]:
    """By week, how many cases stood in each stage when it ended; cases at an end are `ended`."""
    at = dict.fromkeys((case.name for case in found.cases), definition.initial)
    weeks: dict[str, dict[str, int]] = {}
    moves = [each for each in found.happenings if each.what == "moved"]
    for day in found.days:
        while moves and moves[0].on <= day:
            move = moves.pop(0)
            at[move.case] = move.to
        counts = Counter(
            "ended" if definition.states[state].final else definition.states[state].stage
            for state in at.values()
        )
        weeks[week_of(day)] = {key: counts[key] for key in (*definition.stages, "ended")}
    return [{"week": week, **counts} for week, counts in weeks.items()]


def by_kind(
    titles: Mapping[str, str], own_gap: Mapping[str, float], found: Simulated
) -> list[dict[str, Any]]:
    """How each kind of organisation fared."""
    rows = []
    for kind, title in titles.items():
        cases = [case for case in found.cases if case.kind == kind]
        if cases:
            gap = own_gap.get(kind)
            row = {"kind": kind, "title": title, **_fared(cases, found)}
            rows.append({**row, "own_ratings_above_truth": None if gap is None else round(gap, 2)})
    return rows


def by_overseer(found: Simulated) -> list[dict[str, Any]]:
    """How each overseer's cases fared, and how often a stage was held open for them."""
    longer = Counter(each.case for each in _of(found, "extended"))
    rows = []
    for overseer in dict.fromkeys(case.overseer for case in found.cases):
        cases = [case for case in found.cases if case.overseer == overseer]
        rows.append({"overseer": overseer, **_fared(cases, found), "held_open": longer[overseer]})
    return sorted(rows, key=lambda row: (-row["cases"], row["overseer"]))


def busiest(found: Simulated) -> list[dict[str, Any]]:
    """The people whom most waited for at once, with the share of their attention that the cycle took."""
    longest: dict[str, tuple[int, str]] = {}
    totals: Counter[tuple[str, date]] = Counter()
    for each in _of(found, "queue"):
        totals[each.who[0], each.on] += each.number
    for (person, day), count in sorted(totals.items()):
        if count > longest.get(person, (0, ""))[0]:
            longest[person] = (count, week_of(day))
    worked = {person.name: person for person in found.people}
    order = sorted(longest.items(), key=lambda each: (-each[1][0], each[0]))[:_BUSIEST]
    return [
        {
            "person": name,
            "role": worked[name].role,
            "cases": worked[name].cases,
            "longest_queue": count,
            "week": week,
            "attention_used": round(worked[name].used / worked[name].had, 2) if worked[name].had else 0,
        }
        for name, (count, week) in order
    ]


def exceptions(found: Simulated) -> list[list[Any]]:
    """By gate, how many cases passed it by two signatures."""
    return [[gate, n] for gate, n in _most(Counter(each.name for each in _of(found, "waived")))]


def held_open(found: Simulated) -> list[list[Any]]:
    """By stage, how often it was held open longer for an overseer."""
    return [[stage, n] for stage, n in _most(Counter(each.name for each in _of(found, "extended")))]


def _fared(cases: Sequence[Ended], found: Simulated) -> dict[str, Any]:
    names = {case.name for case in cases}
    backs = _count(found, lambda each: each.what == "moved" and each.number > 0 and each.case in names)
    return {
        "cases": len(cases),
        "finished": sum(case.final for case in cases),
        "late": sum(any(due.late_days > 0 for due in case.dues) for case in cases),
        "late_milestones": sum(due.late_days > 0 for case in cases for due in case.dues),
        "returns": backs,
        "exceptions": _count(found, lambda each: each.what == "waived" and each.case in names),
    }


def _count(found: Simulated, wanted: Callable[[Happening], bool]) -> int:
    return sum(wanted(each) for each in found.happenings)


def _of(found: Simulated, what: str) -> list[Happening]:
    return [each for each in found.happenings if each.what == what]


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
