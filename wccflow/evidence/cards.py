"""What the case page and "my work" show of documents: the tile, what is to be filed, what to be approved."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.calendars import Due
from wccflow.engine.content import Slot
from wccflow.engine.definition import Definition
from wccflow.evidence import queries
from wccflow.evidence.dossier import counts
from wccflow.evidence.models import Document
from wccflow.evidence.queries import Filled
from wccflow.evidence.reading.outcomes import NO_DOCUMENT
from wccflow.evidence.track import track_of
from wccflow.people.rights import Reach, can

MOST_ROWS = 3  # with more missing documents one row names them all
MINUTES_EACH = 5
FILE_ORDER, APPROVE_ORDER = 20, 30

Slots = Mapping[str, Filled]
Documents = Mapping[str, Document]


def card(case: Case, reach: Reach) -> Card | None:
    """How many of the required documents are filed; counts are for everyone who sees the case."""
    have, total = counts([case])[case.id]
    if not definition_of(case).slots:
        return None
    if not total:
        return Card("documents", "Documents", "none required", "none", address_of(case))
    track = track_of(definition_of(case))
    counted = tuple(track.track.counts) if track else ()
    state = "done" if have == total else "open"
    return Card("documents", "Documents", f"{have}/{total}", state, address_of(case), counted)


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What this person is to file, file again, or record the board's approval of."""
    filing = [each for each in cases if _may(reach, "file_evidence", each)]
    approving = [each for each in cases if _may(reach, "approve_evidence", each)]
    mine = list({each.id: each for each in [*filing, *approving]}.values())
    if not mine:
        return []
    filled, documents = _filled(mine), _documents(mine)
    dues = milestones_of(mine, business_day(now))
    days = {case.id: _due(case, dues[case.id]) for case in mine}
    found: list[Task] = []
    for case in filing:
        found += _to_file(case, reach, filled[case.id], documents[case.id], days[case.id])
    for case in approving:
        found += _to_approve(case, filled[case.id], documents[case.id], days[case.id])
    return found


def address_of(case: Case) -> str:
    """The path of the case's documents."""
    return f"{case.address}/evidence"


def _may(reach: Reach, ability: str, case: Case) -> bool:
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)


def _filled(cases: Sequence[Case]) -> dict[UUID, dict[str, Filled]]:
    found: dict[UUID, dict[str, Filled]] = {case.id: {} for case in cases}
    for (case_id, slot), filled in queries.current(queries.fillings(list(found))).items():
        found[case_id][slot] = filled
    return found


def _documents(cases: Sequence[Case]) -> dict[UUID, dict[str, Document]]:
    found: dict[UUID, dict[str, Document]] = {case.id: {} for case in cases}
    for row in session().scalars(select(Document).where(Document.case_id.in_(found))):
        found[row.case_id][row.slot] = row
    return found


def _to_file(
    case: Case, reach: Reach, filled: Slots, documents: Documents, due: date | None
) -> Iterator[Task]:
    roles = reach.roles_at(case.place)
    mine = [slot for slot in definition_of(case).slots.values() if roles.intersection(slot.owners)]
    for slot in mine:
        document, there = documents.get(slot.key), filled.get(slot.key)
        if document is not None and document.frozen_at is None and queries.still_wanted(document, there):
            yield _task(case, slot, f"File again: {slot.title}", document.wanted_why, due)
        elif there is not None and there.version.outcome_kind in NO_DOCUMENT:
            yield _task(case, slot, f"Replace: {slot.title}", there.version.outcome, due)
    missing = [slot for slot in mine if slot.required and slot.key not in filled]
    if len(missing) > MOST_ROWS:
        names = ", ".join(slot.title for slot in missing)
        minutes = MINUTES_EACH * len(missing)
        title = f"File {len(missing)} documents"
        yield Task(title, address_of(case), names, due=due, minutes=minutes, order=FILE_ORDER)
        return
    for slot in missing:
        yield _task(case, slot, f"File: {slot.title}", f"It is required of {case.organisation.name}.", due)


def _to_approve(case: Case, filled: Slots, documents: Documents, due: date | None) -> Iterator[Task]:
    slots = definition_of(case).slots.values()
    waiting = [slot for slot in slots if slot.board_approved and _unapproved(filled.get(slot.key))]
    open_ones = [slot for slot in waiting if documents[slot.key].frozen_at is None]
    if open_ones:
        names = ", ".join(slot.title for slot in open_ones)
        title = "Record the board's approval"
        yield Task(title, address_of(case), names, due=due, minutes=len(open_ones), order=APPROVE_ORDER)


def _unapproved(filled: Filled | None) -> bool:
    return filled is not None and filled.filling.board_approved_on is None


def _task(case: Case, slot: Slot, title: str, why: str, due: date | None) -> Task:
    address = f"{address_of(case)}#{slot.key}"
    return Task(title, address, why, due=due, minutes=MINUTES_EACH, order=FILE_ORDER)


def _due(case: Case, dues: Sequence[Due]) -> date | None:
    """The day of the first milestone that needs the documents: one reached by a move with a gate on them."""
    states = _states_behind_documents(definition_of(case))
    milestones = definition_of(case).milestones
    days = [
        due.due
        for due in dues
        if due.met is None and due.due and milestones[due.key].met.kind == "state"
        if milestones[due.key].met.name in states
    ]
    return min(days, default=None)


def _states_behind_documents(definition: Definition) -> set[str]:
    track = track_of(definition)
    facts = set(track.track.counts) if track else set()
    gates = {key for key, gate in definition.gates.items() if gate.fact in facts}
    return {move.to for move in definition.moves.values() if gates.intersection(move.when)}
