"""What people do with documents: file, replace, fill another slot, approve, put dates right, ask for more."""

from datetime import date, datetime

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import queries
from wccflow.evidence.arriving import Received
from wccflow.evidence.dates import UNDATED, Dates, fault_of_dates
from wccflow.evidence.kinds import APPROVED, DATED, FILED, FILLED, WANTED
from wccflow.evidence.models import Document, Filling, Version
from wccflow.evidence.queries import Filled
from wccflow.evidence.rules import fault_of_pages
from wccflow.evidence.slots import (
    dates_of,
    demand_filing,
    demand_thawed,
    fill_slot,
    keep_version,
    move_item,
    opened,
    record,
    slot_of,
    standing,
)
from wccflow.evidence.track import APPROVE, FILE
from wccflow.people.rights import Reach, demand


def file(
    case: Case,
    slot: str,
    received: Received,
    *,
    by: Reach,
    now: datetime,
    note: str = "",
    dates: Dates = UNDATED,
    first_page: int | None = None,
    last_page: int | None = None,
) -> Version:
    """File a document into a slot, as its next version; `note` says what changed since the one before.

    Raises Refused when the slot is unknown or frozen, or holds this very file already.
    """
    document = _open_slot(case, slot, by=by)
    _refuse(fault_of_dates(dates, business_day(now)) or fault_of_pages(first_page, last_page, None))
    earlier = standing(document)
    if earlier is not None and earlier.version.sha256 == received.kept.sha256:
        raise Refused(f"{received.name} is the very file that is already there as {earlier.version.called}.")
    version = keep_version(case, document, received, by=by, now=now, note=note.strip(), dates=dates)
    fill_slot(document, version, by=by, now=now, first_page=first_page, last_page=last_page)
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
    _refuse(fault_of_pages(first_page, last_page, version.pages))
    earlier = standing(document)
    if earlier is not None and _same(earlier, version, first_page, last_page):
        raise Refused("These pages fill this slot already.")
    filling = fill_slot(document, version, by=by, now=now, first_page=first_page, last_page=last_page)
    move_item(case, slot, FILE, by=by, now=now)
    record(FILLED, version, [slot], earlier, by=by, now=now)
    return filling


def approve(case: Case, slot: str, *, on: date, by: Reach, now: datetime) -> Filling:
    """Record the day on which the board approved the document that fills a slot, or put it right."""
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
    before, filled.filling.board_approved_on = filled.filling.board_approved_on, on
    if before is None:
        move_item(case, slot, APPROVE, by=by, now=now)
    was = before.isoformat() if before else ""
    record(APPROVED, filled.version, [slot], None, by=by, now=now, on=on.isoformat(), before=was)
    return filled.filling


def put_dates_right(version: Version, dates: Dates, *, by: Reach, now: datetime) -> None:
    """Correct of which day a filed document is and which time it covers; what was said before is recorded."""
    case = case_by_id(version.case_id)
    demand_filing(case, by)
    for filled in queries.slots_filled_by(version.id):
        demand_thawed(filled.document, slot_of(definition_of(case), filled.slot))
    _refuse(fault_of_dates(dates, business_day(now)))
    before = dates_of(version)
    if dates == before:
        raise Refused("These are the dates that are there already.")
    version.as_of, version.period_from, version.period_until = dates.as_of, dates.since, dates.until
    slots = sorted({each.slot for each in queries.slots_filled_by(version.id)})
    record(DATED, version, slots, None, by=by, now=now, before=before.written(), after=dates.written())


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


def _open_slot(case: Case, slot: str, *, by: Reach) -> Document:
    demand_filing(case, by)
    wanted = slot_of(definition_of(case), slot)
    document = opened(case, slot)
    demand_thawed(document, wanted)
    return document


def _refuse(fault: str) -> None:
    if fault:
        raise Refused(fault)


def _same(filled: Filled, version: Version, first: int | None, last: int | None) -> bool:
    return filled.version.id == version.id and (filled.filling.first_page, filled.filling.last_page) == (
        first,
        last,
    )
