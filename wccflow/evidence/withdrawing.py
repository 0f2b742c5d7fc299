"""Taking back: a version filed by mistake, its withdrawal, a filing just made, pages of another document."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence import queries
from wccflow.evidence.kinds import EMPTIED, RESTORED, WITHDRAWN
from wccflow.evidence.models import Arrival, Document, Version
from wccflow.evidence.queries import Filled
from wccflow.evidence.slots import demand_filing, demand_thawed, move_item, record, slot_of, standing
from wccflow.evidence.track import FILE, WITHDRAW
from wccflow.people.rights import Reach

UNDO_WITHIN = timedelta(days=1)
UNDONE = "The filing was undone."
NOT_UNDONE = (
    "This filing can no longer be undone: it is not yours, was shared or approved by the board, or was made "
    "more than a day ago. Withdraw the version instead, and say why."
)


def withdraw(version: Version, *, why: str, by: Reach, now: datetime) -> None:
    """Mark a version as filed by mistake: the one before fills its slots again, and nothing is deleted."""
    case = case_by_id(version.case_id)
    demand_filing(case, by)
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


def restore(version: Version, *, by: Reach, now: datetime) -> None:
    """Take a withdrawal back: the version counts again, and fills its slots where no later one does."""
    case = case_by_id(version.case_id)
    demand_filing(case, by)
    if version.withdrawn_at is None:
        raise Refused("This version is not withdrawn.")
    filled = list({each.document.id: each for each in queries.slots_filled_by(version.id)}.values())
    earlier = {each.document.id: standing(each.document) for each in filled}
    version.withdrawn_at, version.withdrawn_by_id, version.withdrawn_why = None, None, ""
    session().flush()
    taken = [each for each in filled if _fills(each.document, version)]
    for each in taken:
        demand_thawed(each.document, slot_of(definition_of(case), each.slot))
        move_item(case, each.slot, FILE, by=by, now=now)
    before = [found.version.id for each in taken if (found := earlier[each.document.id])]
    record(RESTORED, version, [each.slot for each in taken], None, by=by, now=now, also=before)


def take_back(filled: Filled, *, by: Reach, now: datetime) -> None:
    """Let pages of a document fill a slot no more; the document stays where it was filed."""
    document, version = filled.document, filled.version
    case = case_by_id(document.case_id)
    demand_filing(case, by)
    if not filled.stands or version.document_id == document.id:
        raise NotFound
    demand_thawed(document, slot_of(definition_of(case), document.slot))
    was_there = standing(document)
    filled.filling.taken_back_at = now
    session().flush()
    there = standing(document)
    if was_there is not None and was_there.filling.id == filled.filling.id:
        move_item(case, document.slot, FILE if there else WITHDRAW, by=by, now=now)
    record(EMPTIED, version, [document.slot], there, by=by, now=now)


def undo_filing(version: Version, *, by: Reach, now: datetime) -> Arrival:
    """Undo one's own filing of just now; the file waits for its place again."""
    case = case_by_id(version.case_id)
    demand_filing(case, by)
    filled, drafts = queries.slots_filled_by(version.id), audience_of(case, "drafts")
    if not can_undo(version, filled, drafts, by=by, now=now):
        raise Refused(NOT_UNDONE)
    withdraw(version, why=UNDONE, by=by, now=now)
    arrival = Arrival(
        case_id=case.id,
        file_name=version.file_name,
        sha256=version.sha256,
        size=version.size,
        by_id=by.person_id,
        at=now,
    )
    session().add(arrival)
    session().flush()
    return arrival


def can_undo(version: Version, filled: Sequence[Filled], drafts: UUID, *, by: Reach, now: datetime) -> bool:
    """Whether this is the person's own filing of just now, on which nobody has built yet.

    `filled` is what the version fills or ever filled, `drafts` the audience of what nobody else has seen.
    """
    return (
        version.filed_by_id == by.person_id
        and version.withdrawn_at is None
        and now - version.filed_at < UNDO_WITHIN
        and version.audience_id == drafts
        and all(each.document.frozen_at is None for each in filled)
        and all(each.filling.board_approved_on is None for each in filled)
    )


def _fills(document: Document, version: Version) -> bool:
    there = standing(document)
    return there is not None and there.version.id == version.id


def _slots_left_by(case: Case, version: Version) -> list[tuple[Document, Filled | None]]:
    """The slots that a version fills now, each with what fills it without this version."""
    left = []
    for filled in queries.slots_filled_by(version.id):
        if not _fills(filled.document, version):
            continue
        demand_thawed(filled.document, slot_of(definition_of(case), filled.slot))
        others = [
            each for each in queries.in_slot(filled.document) if each.stands and each.version.id != version.id
        ]
        left.append((filled.document, others[-1] if others else None))
    return list({document.id: (document, before) for document, before in left}.values())
