"""Signatures that wait for a second one, as rows of "my work": of exceptions, of moves, of other windows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles import queries
from wccflow.cycles.cards import Task
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Cycle, Signature, WindowChange
from wccflow.cycles.signatures import lapses_after, signatures_of
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import day
from wccflow.people.models import Organisation
from wccflow.people.queries import names
from wccflow.people.rights import Place, Reach

ORDER, MINUTES = 8, 5


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What waits for her signature, or with hers for another; constant queries for any number of cases."""
    on = business_day(now)
    given = [(case, each) for case, each in _given(cases, on)]
    windows = _windows({each.cycle_id for each in cases}, {each.overseer_id for each in cases})
    people = names([*(each.person_id for _, each in given), *(each.by_id for each in windows)])
    found = [_of_signature(case, each, reach, people) for case, each in given]
    cycles = {each.cycle_id: each.cycle for each in cases}
    overseers = {each.overseer_id: each.overseer for each in cases}
    found += [
        _of_window(cycles[each.cycle_id], overseers[each.overseer_id], each, reach, people)
        for each in windows
    ]
    return [task for task in found if task is not None]


def _given(cases: Sequence[Case], on: date) -> Iterable[tuple[Case, Signature]]:
    """The lone signatures: those for which nobody of the other side has signed yet."""
    signatures = signatures_of(cases, on)
    for case in cases:
        for each in signatures[case.id]:
            wanted = still_to_sign(queries.definition_of(case), each)
            same = {other.role for other in signatures[case.id] if other.purpose == each.purpose}
            if wanted and same.isdisjoint(wanted) and _can_help(case, each):
                yield case, each


def still_to_sign(definition: Definition, first: Signature) -> tuple[str, ...]:
    """The roles that can give the other signature of an exception, or make the move that was signed."""
    verb, _, name = first.purpose.partition(" ")
    if verb == "move":
        return definition.moves[name].by if name in definition.moves else ()
    gate = definition.gates.get(name)
    if gate is None or gate.override is None:
        return ()
    return gate.override.countersign if first.role in gate.override.by else gate.override.by


def _can_help(case: Case, signature: Signature) -> bool:
    """Whether some move from here asks for what was signed."""
    verb, _, name = signature.purpose.partition(" ")
    moves = queries.definition_of(case).moves_from.get(case.state, ())
    return any(name in move.when if verb == "waive" else name == move.event for move in moves)


def _of_signature(case: Case, signature: Signature, reach: Reach, people: Mapping[UUID, str]) -> Task | None:
    definition = queries.definition_of(case)
    verb, _, name = signature.purpose.partition(" ")
    until = lapses_after(definition, signature)
    what = definition.moves[name].label if verb == "move" else _exception(definition, name)
    if signature.person_id == reach.person_id:
        why = f"{case.organisation.name}: you have signed; it lapses after {day(until)}."
        return Task(f"A second signature: {what}", case.address, why, until, order=ORDER, waiting=True)
    if reach.roles_at(case.place).isdisjoint(still_to_sign(definition, signature)):
        return None
    signer = people.get(signature.person_id, "Someone")
    why = f"{case.organisation.name}: {signer} has signed, and the other signature can be yours."
    verb = "Countersign" if verb == "waive" else "Signed, and yours to do"
    return Task(f"{verb}: {what}", case.address, why, until, MINUTES, ORDER)


def _exception(definition: Definition, gate: str) -> str:
    return f"an exception about {definition.facts[definition.gates[gate].fact].title}"


def _windows(cycle_ids: set[UUID], overseer_ids: set[UUID]) -> Sequence[WindowChange]:
    query = select(WindowChange).where(
        WindowChange.cycle_id.in_(cycle_ids),
        WindowChange.overseer_id.in_(overseer_ids),
        WindowChange.countersigned_at.is_(None),
    )
    return session().scalars(query.order_by(WindowChange.at)).all()


def _of_window(
    cycle: Cycle, overseer: Organisation, change: WindowChange, reach: Reach, people: Mapping[UUID, str]
) -> Task | None:
    stage = pinned(cycle.digest).stages[change.stage]
    pair = stage.early if change.opens else stage.late
    mine = reach.roles_at(Place(None, overseer.id, None))
    address = f"/cycles/{cycle.key}/windows/{overseer.code}"
    what = f"other days for “{stage.title}”"
    if change.by_id == reach.person_id:
        why = f"{overseer.name}: you have signed; the days hold once a second person has."
        return Task(f"A second signature: {what}", address, why, order=ORDER, waiting=True)
    if pair is None or mine.isdisjoint(pair.countersign):
        return None
    who = people.get(change.by_id, "Someone")
    why = f"{overseer.name}: {who} proposes them, and the second signature can be yours."
    return Task(f"Countersign: {what}", address, why, minutes=MINUTES, order=ORDER)
