"""What people do with documents: file, replace, fill another slot, record the board's approval, withdraw."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.files import Kept
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import queries
from wccflow.evidence.arriving import Received
from wccflow.evidence.models import Arrival, Document, Filling, Version
from wccflow.evidence.queries import Filled
from wccflow.evidence.rules import fault_of_pages
from wccflow.evidence.slots import (
    demand_thawed,
    fill_slot,
    keep_version,
    move_item,
    opened,
    record,
    slot_of,
    standing,
)
from wccflow.evidence.track import APPROVE, FILE, WITHDRAW
from wccflow.people.rights import Reach, demand

FILED, FILLED, APPROVED, WITHDRAWN, WANTED = (
    "evidence.filed",
    "evidence.filled",
    "evidence.approved",
    "evidence.withdrawn",
    "evidence.wanted",
)


def file(
    case: Case,
    slot: str,
    received: Received,
    *,
    by: Reach,
    now: datetime,
    note: str = "",
    as_of: date | None = None,
) -> Version:
    """File a document into a slot, as its next version; `note` says what changed since the one before.

    Raises Refused when the slot is unknown or frozen, or holds this very file already.
    """
    document = _open_slot(case, slot, by=by)
    earlier = standing(document)
    if earlier is not None and earlier.version.sha256 == received.kept.sha256:
        raise Refused(
            f"{received.name} is the very file that is already there as version {earlier.version.number}."
        )
    version = keep_version(case, document, received, by=by, now=now, note=note.strip(), as_of=as_of)
    fill_slot(document, version, by=by, now=now)
    move_item(case, slot, FILE, by=by, now=now)
    record(FILED, version, [slot], earlier, by=by, now=now, words=version.note)
    return version


def fill(
    case: Case,
    slot: str,
    version: Version,
    *,
    by: Reach,
    now: datetime,
    first_page: int | None = None,
    last_page: int | None = None,
) -> Filling:
    """Let a version that was filed elsewhere, or some pages of it, fill this slot too."""
    document = _open_slot(case, slot, by=by)
    if version.case_id != case.id or version.withdrawn_at is not None:
        raise NotFound
    fault = fault_of_pages(first_page, last_page, version.pages)
    if fault:
        raise Refused(fault)
    earlier = standing(document)
    if earlier is not None and _same(earlier, version, first_page, last_page):
        raise Refused("These pages fill this slot already.")
    filling = fill_slot(document, version, by=by, now=now, first_page=first_page, last_page=last_page)
    move_item(case, slot, FILE, by=by, now=now)
    record(FILLED, version, [slot], earlier, by=by, now=now)
    return filling


def approve(case: Case, slot: str, *, on: date, by: Reach, now: datetime) -> Filling:
    """Record the day on which the board approved the document that fills a slot."""
    definition = definition_of(case)
    demand(by, "approve_evidence", place=case.place, definition=definition, state=case.state)
    wanted = slot_of(definition, slot)
    if not wanted.board_approved:
        raise Refused(f"The board's approval is not asked for: {wanted.title}.")
    document = queries.document(case.id, slot)
    filled = standing(document) if document else None
    if document is None or filled is None:
        raise Refused(f"There is nothing to approve yet: no document is filed as {wanted.title}.")
    demand_thawed(document, wanted)
    if on > business_day(now):
        raise Refused("The board's approval must have been given: choose today or an earlier day.")
    filled.filling.board_approved_on = on
    move_item(case, slot, APPROVE, by=by, now=now)
    record(APPROVED, filled.version, [slot], None, by=by, now=now, on=on.isoformat())
    return filled.filling


def withdraw(version: Version, *, why: str, by: Reach, now: datetime) -> None:
    """Mark a version as filed by mistake: the one before fills its slots again, and nothing is deleted."""
    case = case_by_id(version.case_id)
    _demand_filing(case, by)
    if not why.strip():
        raise Refused("Say why the document is withdrawn: the reason is kept with it.")
    if version.withdrawn_at is not None:
        raise Refused("This version was withdrawn before.")
    touched = _slots_left_by(case, version)
    version.withdrawn_at, version.withdrawn_by_id, version.withdrawn_why = now, by.person_id, why.strip()
    session().flush()
    for document, filled_before in touched:
        move_item(case, document.slot, FILE if filled_before else WITHDRAW, by=by, now=now)
    before = [filled.version.id for _, filled in touched if filled]
    slots = [document.slot for document, _ in touched]
    record(WITHDRAWN, version, slots, None, by=by, now=now, words=why.strip(), also=before)


def want(case: Case, slot: str, *, why: str, by: Reach, now: datetime) -> Document:
    """Name a document that the organisation is to change when the case goes back to it."""
    definition = definition_of(case)
    demand(by, "ask", place=case.place, definition=definition, state=case.state)
    wanted = slot_of(definition, slot)
    if not why.strip():
        raise Refused(f"Say what is to change in: {wanted.title}.")
    document = opened(case, slot)
    document.wanted_at, document.wanted_why = now, why.strip()
    log.record(
        WANTED,
        at=now,
        by_id=by.person_id,
        subject_id=document.id,
        case_id=case.id,
        audience_id=audience_of(case, "filed"),
        words=why.strip(),
        slot=slot,
    )
    return document


def bring(case: Case, received: Received, *, by: Reach, now: datetime) -> Arrival:
    """Set a file aside until the person says which slot it is for; seen by her alone, so no event."""
    _demand_filing(case, by)
    kept = received.kept
    made = Arrival(
        case_id=case.id,
        file_name=received.name,
        sha256=kept.sha256,
        size=kept.size,
        by_id=by.person_id,
        at=now,
    )
    session().add(made)
    session().flush()
    return made


def place(
    case: Case,
    chosen: Mapping[UUID, str],
    *,
    by: Reach,
    now: datetime,
    notes: Mapping[UUID, str] | None = None,
) -> list[Version]:
    """File the brought files into the slots chosen for them; files without a slot are left out.

    Raises Refused, and files none, when two are meant for one slot or one of them cannot be filed.
    """
    waiting = queries.arrivals(case.id, by.person_id)
    taken = [chosen[each.id] for each in waiting if chosen.get(each.id)]
    twice = next((slot for slot in taken if taken.count(slot) > 1), None)
    if twice:
        title = slot_of(definition_of(case), twice).title
        raise Refused(
            f"Two files are set for {title}. Choose one of them; the other can follow as a new version."
        )
    filed = []
    for each in waiting:
        if each.id not in chosen:
            continue
        received = Received(each.file_name, Kept(each.sha256, each.size))
        note = (notes or {}).get(each.id, "")
        if chosen[each.id]:
            filed.append(file(case, chosen[each.id], received, by=by, now=now, note=note))
        session().delete(each)
    session().flush()
    return filed


def _open_slot(case: Case, slot: str, *, by: Reach) -> Document:
    _demand_filing(case, by)
    wanted = slot_of(definition_of(case), slot)
    document = opened(case, slot)
    demand_thawed(document, wanted)
    return document


def _demand_filing(case: Case, by: Reach) -> None:
    demand(by, "file_evidence", place=case.place, definition=definition_of(case), state=case.state)


def _same(filled: Filled, version: Version, first: int | None, last: int | None) -> bool:
    return filled.version.id == version.id and (filled.filling.first_page, filled.filling.last_page) == (
        first,
        last,
    )


def _slots_left_by(case: Case, version: Version) -> list[tuple[Document, Filled | None]]:
    """The slots that a version fills now, each with what fills it without this version."""
    left = []
    for filled in queries.slots_filled_by(version.id):
        now_there = standing(filled.document)
        if now_there is None or now_there.version.id != version.id:
            continue
        demand_thawed(filled.document, slot_of(definition_of(case), filled.slot))
        others = [
            each for each in queries.in_slot(filled.document) if each.stands and each.version.id != version.id
        ]
        left.append((filled.document, others[-1] if others else None))
    return list({document.id: (document, before) for document, before in left}.values())
