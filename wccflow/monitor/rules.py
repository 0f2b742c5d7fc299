"""How a case stands in words: its milestones, what holds it back, and how much of its work is done."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from wccflow.engine.calendars import Due
from wccflow.engine.decisions import Offer
from wccflow.engine.definition import Definition, Track
from wccflow.engine.facts import Fact, Facts, Tally
from wccflow.engine.refusals import Refusal, Refused, either, told
from wccflow.monitor.rows import (
    AT_RISK,
    DONE,
    FINISHED,
    LATE,
    NOT_DUE,
    ON_TIME,
    Mark,
    Measure,
    Row,
)

SOON_DAYS = 14  # as on the case page, where a milestone so near is marked

_LISTED = ": {missing}"


def standing(due: date | None, late_days: int, on: date, *, is_over: bool) -> tuple[str, str]:
    """How a case stands, and the same in words with the days."""
    if is_over:
        return FINISHED, "finished"
    if due is None:
        return ON_TIME, "no date yet"
    if late_days:
        return LATE, f"late by {days(late_days)}"
    left = (due - on).days
    if left > SOON_DAYS:
        return ON_TIME, "on time"
    return AT_RISK, f"at risk: {days(left)} left" if left else "at risk: due today"


def obstacles(definition: Definition, onward: Offer | None, facts: Facts) -> tuple[str, ...]:
    """What stands in the way of the next move onward, shortened; or whom it waits for when nothing does."""
    if onward is None:
        return ()
    if isinstance(onward.answer, Refused):
        gates_first = sorted(onward.answer.refusals, key=lambda refusal: refusal.kind != "gate")
        return tuple(_shortened(definition, each, facts) for each in gates_first)
    people = [role for role in onward.move.by if not definition.roles[role].automatic] or onward.move.by
    return (f"open: “{onward.move.label}”, by the {either(definition.titles(tuple(people)))}",)


def marks(dues: Iterable[Due], on: date, *, is_over: bool) -> tuple[Mark, ...]:
    """Every milestone with how it stands."""
    return tuple(_mark(due, on, is_over=is_over) for due in dues)


def measures(definition: Definition, stage: str, facts: Facts, address: str) -> tuple[Measure, ...]:
    """How much of what the gates of this stage count of the tracks is there: one measure of each track.

    Of several counts of one track the first that is not complete is shown.
    """
    wanted = _wanted(definition, stage)
    found = []
    for track in definition.tracks.values():
        counts = [(name, facts.get(name)) for name in track.counts if name in wanted]
        tallies = [(name, fact) for name, fact in counts if isinstance(fact, Tally)]
        if tallies:
            name, fact = next((each for each in tallies if not each[1].complete), tallies[-1])
            title = definition.facts[name].title
            found.append(Measure(track.title, title, fact.have, fact.total, address + _page(track)))
    return tuple(found)


def lacking(onward: Offer | None, facts: Facts, definition: Definition) -> tuple[str, ...]:
    """By which words what is missing is found: the gates in the way, what they test, the names they miss."""
    if onward is None or not isinstance(onward.answer, Refused):
        return ()
    found = []
    for refusal in onward.answer.refusals:
        found += [refusal.gate, refusal.say]
        gate = definition.gates.get(refusal.gate)
        fact = facts.get(gate.fact) if gate else None
        found += fact.missing if isinstance(fact, Tally) else ()
    return tuple(found)


def counted(rows: Iterable[Row], key: Callable[[Row], str]) -> Mapping[str, int]:
    """How many rows have each value of a key."""
    return Counter(key(row) for row in rows)


def _mark(due: Due, on: date, *, is_over: bool) -> Mark:
    if due.met is not None:
        late = f"done, {days(due.late_days)} late" if due.late_days else "done"
        return Mark(due.key, due.title, due.due, DONE, late)
    if is_over:
        return Mark(due.key, due.title, due.due, NOT_DUE, "not reached")
    if due.due is None:
        return Mark(due.key, due.title, None, NOT_DUE, "no date yet")
    return Mark(due.key, due.title, due.due, *standing(due.due, due.late_days, on, is_over=False))


def _wanted(definition: Definition, stage: str) -> set[str]:
    states = set(definition.stages[stage].states)
    moves = [move for move in definition.moves.values() if not states.isdisjoint(move.sources)]
    return {definition.gates[gate].fact for move in moves for gate in move.when}


def _page(track: Track) -> str:
    return "/evidence" if track.of == "slots" else f"/ratings#{track.of}"


def _shortened(definition: Definition, refusal: Refusal, facts: Facts) -> str:
    if refusal.kind != "gate":
        return refusal.say
    gate = definition.gates[refusal.gate]
    if refusal.say == gate.empty:
        return gate.empty
    return told(gate.say.removesuffix(_LISTED), _with_few_names(facts[gate.fact]), gate.need)


def _with_few_names(fact: Fact) -> Fact:
    if not isinstance(fact, Tally) or len(fact.missing) <= 2:
        return fact
    return fact._replace(missing=(f"{fact.missing[0]} and {len(fact.missing) - 1} more",))


def days(count: int) -> str:
    """So many days, in words."""
    return f"{count} day{'' if count == 1 else 's'}"
