"""Working out what a migration would do, or what taking the last one back would; nothing is changed here."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wccflow.base.log import Event
from wccflow.cycles import course, queries
from wccflow.cycles.definitions import pinned
from wccflow.cycles.keeping import Under, everything_kept
from wccflow.cycles.migrating_plan import Coming, Plan
from wccflow.cycles.models import Case, Cycle, Signature
from wccflow.cycles.reaching import MIGRATED
from wccflow.cycles.signatures import signatures_of
from wccflow.engine.decisions import Refused, Standing
from wccflow.engine.definition import Definition
from wccflow.engine.migrating import Migration, keeps, migrate, rules_between, unfit
from wccflow.engine.refusals import listed

Contents = Mapping[str, Counter[Under]]


@dataclass(frozen=True, slots=True)
class Target:
    """A definition to come to, and the ways that lead to it."""

    definition: Definition
    ways: tuple[Migration, ...] = ()


def plan(cycle: Cycle, target: Target) -> Plan:
    """What would happen to the cases that still run; a constant number of queries for any number of them."""
    cases = queries.cases_of(cycle.id)
    running = [case for case in cases if not queries.definition_of(case).states[case.state].final]
    coming = [case for case in running if case.digest != target.definition.digest]
    where, signed, kept = queries.standings(coming), signatures_of(coming, date.min), everything_kept(coming)
    return Plan(
        cycle=cycle,
        definition=target.definition,
        comings=tuple(
            _coming(each, target, where[each.id], signed[each.id], kept[each.id]) for each in coming
        ),
        unfit=tuple(dict.fromkeys(_unfit(cycle, coming, target))),
        finished=len(cases) - len(running),
    )


def plan_back(cycle: Cycle) -> Plan | None:
    """What taking back the last migration would do; None where there is none that still holds."""
    cases = queries.cases_of(cycle.id)
    events = course.events_of(cases)
    last = max((each for found in events.values() for each in _migrations(found)), key=_number, default=None)
    if last is None or last.payload["undoes"]:
        return None
    came = [case for case in cases if case.digest == last.payload["new"]]
    where, kept = queries.standings(came), everything_kept(came)
    return Plan(
        cycle=cycle,
        definition=pinned(last.payload["cycle_was"]),
        comings=tuple(_back(each, last, events[each.id], where[each.id], kept[each.id]) for each in came),
        undoes=last.payload["migration"],
    )


def _unfit(cycle: Cycle, coming: Iterable[Case], target: Target) -> Iterator[str]:
    """What is against it whatever the case."""
    dates = queries.calendar_of(cycle).windows
    for stage in target.definition.stages.values():
        if stage.states and stage.key not in dates:
            yield f"The stage “{stage.title}” has no dates in the calendar of this cycle."
    for digest in dict.fromkeys(case.digest for case in coming):
        old = pinned(digest)
        rules = rules_between(target.ways, old, target.definition)
        yield from (f"{say[:1].upper()}{say[1:]}." for say in unfit(old, target.definition, rules))


def _coming(
    case: Case, target: Target, standing: Standing, signatures: Sequence[Signature], kept: Contents
) -> Coming:
    old, new = queries.definition_of(case), target.definition
    rules = rules_between(target.ways, old, new)
    answer = migrate(old, new, standing, rules)
    refusals = [each.say for each in answer.refusals] if isinstance(answer, Refused) else []
    general = unfit(old, new, rules)
    return Coming(
        case=case,
        old=old,
        new=new,
        before=standing,
        after=None if isinstance(answer, Refused) else answer,
        obstacles=(*(say for say in refusals if say not in general), *_orphans(old, new, kept)),
        signatures=tuple(each for each in signatures if _is_changed(old, new, each.purpose)),
        states=rules.states,
    )


def _back(case: Case, last: Event, events: Sequence[Event], standing: Standing, kept: Contents) -> Coming:
    mine = [each for each in _migrations(events) if each.payload["migration"] == last.payload["migration"]]
    old = queries.definition_of(case)
    if not mine:
        say = "it was opened since, so there is nowhere to take it back to"
        return Coming(case, old, old, standing, None, (say,))
    came = mine[-1].payload
    new = pinned(came["old"])
    moved = () if events[-1] is mine[-1] else ("it has moved since, so the way back is closed",)
    return Coming(
        case=case,
        old=old,
        new=new,
        before=standing,
        after=course.read(new, came["before"]),
        obstacles=(*moved, *_orphans(old, new, kept)),
        states={to: source for source, to in came["states"].items()},
    )


def _orphans(old: Definition, new: Definition, kept: Contents) -> Iterator[str]:
    """What somebody has said or filed under a name that the new definition does not have."""
    for words, counts in kept.items():
        lost = [under for under in counts if not keeps(old, new, under.kind, under.key)]
        if lost:
            count = sum(counts[under] for under in lost)
            names = listed(tuple(sorted(_called(old, under) for under in lost)))
            yield f"{words} ({count}) would lose their place: the new definition must keep {names}"


def _called(definition: Definition, under: Under) -> str:
    if under.kind == "items" and under.key in definition.items:
        return definition.items[under.key].called
    if under.kind == "slots" and under.key in definition.slots:
        return definition.slots[under.key].title
    seat = definition.seats.get(under.key)
    return seat.title if seat else under.key


def _is_changed(old: Definition, new: Definition, purpose: str) -> bool:
    """Whether what was signed for is no longer the same."""
    verb, _, key = purpose.partition(" ")
    if verb == "waive":
        return old.gates.get(key) != new.gates.get(key)
    return old.moves.get(key) != new.moves.get(key)


def _migrations(events: Iterable[Event]) -> list[Event]:
    return [each for each in events if each.kind == MIGRATED]


def _number(event: Event) -> int:
    return event.seq
