"""What search can find of evidence: the passages and the document of every version that filled a slot."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wccflow.base.clock import business_day
from wccflow.base.log import Event
from wccflow.base.models import AudienceMember
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence.models import Document, Filling, PassageRow, Version
from wccflow.evidence.queries import Filled
from wccflow.evidence.rules import READING
from wccflow.search.indexer import once
from wccflow.search.port import DAY, Change, Entry, Put, Remove


@dataclass(slots=True)
class _Found:
    """A version with the slots for which it is to be found: those that it fills, else those it filled."""

    version: Version
    now: list[str] = field(default_factory=list)
    once: list[str] = field(default_factory=list)

    @property
    def current(self) -> bool:
        """Whether it fills any slot now."""
        return bool(self.now)

    @property
    def slots(self) -> list[str]:
        """The slots, each once."""
        return list(dict.fromkeys(self.now or self.once))

    def take(self, filled: Filled, *, current: bool) -> None:
        """Count a slot."""
        (self.now if current else self.once).append(filled.slot)


def changed(session: Session, event: Event) -> Sequence[Change]:
    """What an event about documents changes of the index, read from the rows as they stand now."""
    ids = [UUID(each) for each in event.payload.get("versions", ())]
    return [*_gone(event), *_changes(session, ids)]


def shared(session: Session, event: Event) -> Sequence[Change]:
    """Everything of a case of which some moves to wider readers now, and makes what they had there old."""
    return [*_gone(event), *carried(session, event)]


def called_otherwise(session: Session, event: Event) -> Sequence[Change]:
    """The documents of a case that came to another definition, where that has other words for slots."""
    old, new = pinned(event.payload["old"]), pinned(event.payload["new"])
    if event.case_id is None or old.slots == new.slots:
        return []
    return [_put(session, found) for found in _found(session, {event.case_id}).values()]


def carried(session: Session, event: Event) -> Sequence[Change]:
    """Everything of a case that belongs to another organisation now, under that one's code."""
    found = _found(session, {event.case_id} if event.case_id else set())
    return [_put(session, each) for each in found.values()]


def everything(session: Session, audiences: Collection[UUID] | None = None) -> Iterator[Put]:
    """Everything of evidence that belongs into the index, of all or these audiences, ordered by audience."""
    for each in sorted(_found(session, None).values(), key=_by_audience):
        if audiences is None or each.version.audience_id in audiences:
            yield _put(session, each)


def _gone(event: Event) -> list[Remove]:
    """The versions that an event took out of the audience in which they were."""
    was = event.payload.get("was", {})
    return [Remove(UUID(audience), str(UUID(version))) for version, audience in was.items()]


def _changes(session: Session, ids: Collection[UUID]) -> Iterable[Change]:
    rows = session.scalars(select(Version).where(Version.id.in_(ids))).all()
    cases = frozenset(row.case_id for row in rows)
    found = once(session, ("filled", cases), lambda: _found(session, cases))
    for row in rows:
        if row in found:
            yield once(session, ("read", row.id), partial(_put, session, found[row]))
        else:
            yield Remove(row.audience_id, str(row.id))


def _found(session: Session, case_ids: Collection[UUID] | None) -> dict[Version, _Found]:
    """The versions to be found: those read that nobody took away.

    One is current until a later one replaces it for all who read it: what an organisation replaces before
    it shares it again must not grow old for those who cannot see why.
    """
    query = (
        select(Document, Filling, Version)
        .join(Filling, Filling.document_id == Document.id)
        .join(Version, Version.id == Filling.version_id)
        .where(Version.withdrawn_at.is_(None), Filling.taken_back_at.is_(None), Version.state != READING)
        .order_by(Filling.ordinal)
    )
    if case_ids is not None:
        query = query.where(Document.case_id.in_(case_ids))
    by_document: dict[UUID, list[Filled]] = {}
    for row in session.execute(query):
        by_document.setdefault(row[0].id, []).append(Filled(*row))
    rows = [each for filled in by_document.values() for each in filled]
    readers = _readers(session, {each.version.audience_id for each in rows})
    found: dict[Version, _Found] = {}
    for filled in rows:
        known = found.setdefault(filled.version, _Found(filled.version))
        beside = by_document[filled.document.id]
        known.take(filled, current=not any(_replaces(each, filled, readers) for each in beside))
    return found


def _by_audience(found: _Found) -> tuple[UUID, UUID]:
    return found.version.audience_id, found.version.id


def _replaces(later: Filled, earlier: Filled, readers: dict[UUID, frozenset[str]]) -> bool:
    mine, theirs = readers[earlier.version.audience_id], readers[later.version.audience_id]
    return later.filling.ordinal > earlier.filling.ordinal and mine <= theirs


def _readers(session: Session, ids: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    rows = session.execute(
        select(AudienceMember.audience_id, AudienceMember.token).where(AudienceMember.audience_id.in_(ids))
    )
    found: dict[UUID, set[str]] = {each: set() for each in ids}
    for audience_id, token in rows:
        found[audience_id].add(token)
    return {audience_id: frozenset(tokens) for audience_id, tokens in found.items()}


def _put(session: Session, found: _Found) -> Put:
    version = found.version
    fields = _fields(session.get_one(Case, version.case_id), found)
    query = select(PassageRow).where(PassageRow.version_id == version.id).order_by(PassageRow.ordinal)
    entries = [
        _document(version, fields),
        *(_passage(row, version, fields) for row in session.scalars(query)),
    ]
    return Put(version.audience_id, str(version.id), tuple(entries))


def _fields(case: Case, found: _Found) -> dict[str, str]:
    titles = [definition_of(case).slots[slot].title for slot in found.slots]
    return {
        "case": str(case.id),
        "organisation": case.organisation.code,
        "overseer": case.overseer.code,
        "cycle": case.cycle.key,
        "document": "\n".join(titles),
        "slot": "\n".join(found.slots),
        "version": str(found.version.id),
        "number": str(found.version.shared_number or found.version.called),
        "current": "yes" if found.current else "no",
        DAY: business_day(found.version.filed_at).isoformat(),
    }


def _document(version: Version, fields: dict[str, str]) -> Entry:
    text = "\n".join([fields["document"], version.file_name, version.note])
    return Entry(
        key=str(version.id),
        audience=version.audience_id,
        kind="documents",
        group=str(version.id),
        text=text,
        heading=None,
        fields=fields,
    )


def _passage(row: PassageRow, version: Version, fields: dict[str, str]) -> Entry:
    own = {"passage": row.key, "heading": row.heading, "page": str(row.page) if row.page else None}
    return Entry(
        key=f"{version.id}#{row.key}",
        audience=version.audience_id,
        kind="passages",
        group=str(version.id),
        text=row.text,
        heading=row.heading,
        fields=fields | {name: value for name, value in own.items() if value},
    )
