"""How a file comes to fill a slot: its rows, the move of the slot's item, and the line of the log."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles import actions as cycles
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Slot
from wccflow.engine.definition import Definition
from wccflow.evidence import queries
from wccflow.evidence.arriving import Received
from wccflow.evidence.dates import Dates
from wccflow.evidence.models import Document, Filling, Version
from wccflow.evidence.queries import Filled
from wccflow.evidence.rules import READING
from wccflow.evidence.track import track_of
from wccflow.people.rights import Reach, demand


def opened(case: Case, slot: str) -> Document:
    """The document of a slot, held against others until the end of the work; made when it is new."""
    query = select(Document).where(Document.case_id == case.id, Document.slot == slot).with_for_update()
    found = session().scalar(query)
    if found is None:
        found = Document(case_id=case.id, slot=slot)
        session().add(found)
        session().flush()
    return found


def slot_of(definition: Definition, slot: str) -> Slot:
    """The slot of this key. Raises Refused when the workflow asks for no such document."""
    found = definition.slots.get(slot)
    if found is None:
        titles = ", ".join(each.title for each in definition.slots.values())
        raise Refused(f"No document called “{slot}” is asked for. Choose one of these: {titles}.")
    return found


def demand_filing(case: Case, by: Reach) -> None:
    """Raise NotFound or Refused unless the person may file documents here and now."""
    demand(by, "file_evidence", place=case.place, definition=definition_of(case), state=case.state)


def dates_of(version: Version) -> Dates:
    """The dates that a version bears now."""
    return Dates(version.as_of, version.period_from, version.period_until)


def demand_thawed(document: Document, slot: Slot) -> None:
    """Raise Refused while the slot is frozen."""
    if document.frozen_at is not None:
        raise Refused(
            f"{slot.title} is frozen as submitted. It can be changed once a reviewer asks for it again."
        )


def standing(document: Document) -> Filled | None:
    """What fills the slot now, or None."""
    return next((each for each in reversed(queries.in_slot(document)) if each.stands), None)


def keep_version(
    case: Case,
    document: Document,
    received: Received,
    *,
    by: Reach,
    now: datetime,
    note: str,
    dates: Dates,
) -> Version:
    """A new version of a document, not read yet and for the organisation's own eyes."""
    drafts = select(Version.draft).where(Version.document_id == document.id)
    version = Version(
        case_id=case.id,
        document_id=document.id,
        draft=max(session().scalars(drafts), default=0) + 1,
        file_name=received.name,
        sha256=received.kept.sha256,
        size=received.kept.size,
        note=note,
        as_of=dates.as_of,
        period_from=dates.since,
        period_until=dates.until,
        filed_by_id=by.person_id,
        filed_at=now,
        audience_id=audience_of(case, "drafts"),
        state=READING,
        warnings=[],
    )
    session().add(version)
    session().flush()
    return version


def fill_slot(
    document: Document,
    version: Version,
    *,
    by: Reach,
    now: datetime,
    first_page: int | None = None,
    last_page: int | None = None,
) -> Filling:
    """Let a version, or some of its pages, be what fills the slot from now on."""
    ordinals = select(Filling.ordinal).where(Filling.document_id == document.id)
    filling = Filling(
        document_id=document.id,
        version_id=version.id,
        ordinal=max(session().scalars(ordinals), default=0) + 1,
        first_page=first_page,
        last_page=last_page,
        filled_at=now,
        filled_by_id=by.person_id,
    )
    session().add(filling)
    session().flush()
    return filling


def move_item(case: Case, slot: str, meaning: str, *, by: Reach, now: datetime) -> None:
    """Move the slot's item by the track's move of this meaning. Raises Refused when that is not open."""
    track = track_of(definition_of(case))
    if track is None:
        return
    if meaning not in track.moves:
        raise Refused(
            "The only document of a slot cannot be withdrawn. File the right one in its place instead."
        )
    cycles.move_items(case, track.key, [slot], track.moves[meaning].event, by=by, now=now)


def record(
    kind: str,
    version: Version,
    slots: list[str],
    earlier: Filled | None,
    *,
    by: Reach,
    now: datetime,
    words: str = "",
    also: Collection[UUID] = (),
    **more: Any,
) -> None:
    """Record what was done with a version; `versions` names all whose place in the slots changed."""
    touched = [version.id, *([earlier.version.id] if earlier else []), *also]
    payload: dict[str, Any] = {
        "sha256": version.sha256,
        "slots": slots,
        "versions": [each.hex for each in dict.fromkeys(touched)],
        **more,
    }
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=version.id,
        case_id=version.case_id,
        audience_id=version.audience_id,
        words=words,
        **payload,
    )
