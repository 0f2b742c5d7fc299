"""Questions about cycles that are being prepared, and about who could take part in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.cycles.models import Cycle
from wccflow.engine.definition import Definition
from wccflow.frameworks import sources
from wccflow.frameworks.models import CycleDraft, FrameworkUpload
from wccflow.people.models import Grant, Organisation
from wccflow.people.rights import Place, Reach, holds

OPEN = "open_cycles"


@dataclass(frozen=True, slots=True)
class Members:
    """One overseer with the organisations below it that could take part."""

    overseer: Organisation
    organisations: Sequence[Organisation]


def may_open(reach: Reach) -> bool:
    """Whether the person opens cycles for the whole nation, by a definition that runs or one on disk.

    The ones on disk count too, since a first cycle must be opened by somebody.
    """
    if any(holds(reach, OPEN, place=Place(), definition=each) for each in cycles.definitions()):
        return True
    if not reach.is_national:
        return False
    on_disk = [definition for each in sources.workflows() for definition in each.editions.values()]
    return any(holds(reach, OPEN, place=Place(), definition=each) for each in on_disk)


def drafts() -> Sequence[CycleDraft]:
    """The drafts that are neither opened nor discarded, newest first."""
    query = select(CycleDraft).where(CycleDraft.discarded_at.is_(None), CycleDraft.cycle_id.is_(None))
    return session().scalars(query.order_by(CycleDraft.made_at.desc())).all()


def draft(draft_id: UUID, reach: Reach) -> CycleDraft:
    """The draft of this id, also one that was opened since, for those who open cycles. Raises NotFound."""
    if not may_open(reach):
        raise NotFound
    found = session().get(CycleDraft, draft_id)
    if found is None or found.discarded_at is not None:
        raise NotFound
    return found


def uploads(draft_id: UUID) -> Sequence[FrameworkUpload]:
    """Every workbook that was sent for a draft, newest first."""
    query = select(FrameworkUpload).where(FrameworkUpload.draft_id == draft_id)
    return session().scalars(query.order_by(FrameworkUpload.number.desc())).all()


def newest_upload(draft_id: UUID) -> FrameworkUpload | None:
    """The workbook that counts."""
    found = uploads(draft_id)
    return found[0] if found else None


def cycle_of(draft: CycleDraft) -> Cycle | None:
    """The cycle that was opened of a draft."""
    return session().get(Cycle, draft.cycle_id) if draft.cycle_id else None


def is_taken(key: str) -> bool:
    """Whether a cycle has this key."""
    return session().scalar(select(Cycle.id).where(Cycle.key == key)) is not None


def members(definition: Definition, on: date) -> list[Members]:
    """The overseers, each with the organisations below it, that exist on this day; two queries."""
    overseers = _existing("overseer", on)
    below: dict[UUID, list[Organisation]] = {each.id: [] for each in overseers}
    for each in _existing("organisation", on) if definition.takes_part == "organisation" else ():
        if each.parent_id in below:
            below[each.parent_id].append(each)
    takes_part_itself = definition.takes_part == "overseer"
    return [Members(each, below[each.id]) for each in overseers if below[each.id] or takes_part_itself]


def held_roles(roles: Collection[str], now: datetime) -> dict[str, set[UUID | None]]:
    """By role the places at which somebody holds it now; one query."""
    query = select(Grant.role, Grant.scope_id).where(
        Grant.role.in_(roles),
        Grant.begins_at <= now,
        or_(Grant.until.is_(None), Grant.until > now),
        Grant.suspended_at.is_(None),
    )
    found: dict[str, set[UUID | None]] = {role: set() for role in roles}
    for role, place in session().execute(query):
        found[role].add(place)
    return found


def _existing(level: str, on: date) -> Sequence[Organisation]:
    query = select(Organisation).where(
        Organisation.level == level,
        or_(Organisation.valid_from.is_(None), Organisation.valid_from <= on),
        or_(Organisation.valid_until.is_(None), Organisation.valid_until >= on),
    )
    return session().scalars(query.order_by(Organisation.name)).all()
