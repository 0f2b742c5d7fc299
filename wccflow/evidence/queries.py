"""Questions about documents, versions and passages; a version's audience decides who may read it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Row, Select, select, tuple_

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.evidence.models import Arrival, Document, Filling, PassageRow, Version
from wccflow.people.rights import Reach

Found = TypeVar("Found")

AROUND = 60  # characters of context that find a quotation again


@dataclass(frozen=True, slots=True)
class Filled:
    """A version as it fills a slot."""

    document: Document
    filling: Filling
    version: Version

    @property
    def slot(self) -> str:
        """The key of the slot."""
        return self.document.slot

    @property
    def stands(self) -> bool:
        """Whether neither the version was withdrawn nor its place in this slot taken back."""
        return self.version.withdrawn_at is None and self.filling.taken_back_at is None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a passage with what stands around them, so that they can be found in the next version."""

    version_id: UUID
    key: str
    quote: str
    prefix: str
    suffix: str
    heading: str | None
    page: int | None


def version(reach: Reach, version_id: UUID) -> Version:
    """The version of this id, when the person may read it. Raises NotFound."""
    query = select(Version).where(
        Version.id == version_id, audiences.visible(Version.audience_id, reach.tokens)
    )
    return _found(session().scalar(query))


def version_by_id(version_id: UUID) -> Version:
    """The version of this id: for jobs and for rooms that have checked its audience. Raises NotFound."""
    return _found(session().get(Version, version_id))


def versions(ids: Collection[UUID]) -> dict[UUID, Version]:
    """These versions by id, in one query; the caller has checked their audiences."""
    return {row.id: row for row in session().scalars(select(Version).where(Version.id.in_(ids)))}


def document(case_id: UUID, slot: str) -> Document | None:
    """The document of a slot, or None when nothing was ever filed there."""
    return session().scalar(select(Document).where(Document.case_id == case_id, Document.slot == slot))


def home(version: Version) -> Document:
    """The document for which a version was filed."""
    return session().get_one(Document, version.document_id)


def fillings(case_ids: Collection[UUID], reach: Reach | None = None) -> list[Filled]:
    """What fills, or ever filled, the slots of these cases, oldest first; with `reach` what she may read."""
    query = _joined().where(Document.case_id.in_(case_ids))
    query = query.order_by(Document.case_id, Document.slot, Filling.ordinal)
    if reach is not None:
        query = query.where(audiences.visible(Version.audience_id, reach.tokens))
    return [_filled(row) for row in session().execute(query)]


def filling(reach: Reach, filling_id: UUID) -> Filled:
    """The filling of this id, when the person may read its version. Raises NotFound."""
    query = _joined().where(Filling.id == filling_id, audiences.visible(Version.audience_id, reach.tokens))
    row = session().execute(query).one_or_none()
    if row is None:
        raise NotFound
    return _filled(row)


def current(filled: Sequence[Filled]) -> dict[tuple[UUID, str], Filled]:
    """By case and slot, the newest filling that stands."""
    return {(each.document.case_id, each.slot): each for each in filled if each.stands}


def still_wanted(document: Document, there: Filled | None) -> bool:
    """Whether a reviewer asked for the document again and nothing has been filed since."""
    return document.wanted_at is not None and (there is None or there.filling.filled_at < document.wanted_at)


def in_slot(document: Document) -> list[Filled]:
    """What fills, or ever filled, one slot, oldest first."""
    query = _joined().where(Document.id == document.id).order_by(Filling.ordinal)
    return [_filled(row) for row in session().execute(query)]


def slots_filled_by(version_id: UUID) -> list[Filled]:
    """Every slot that a version fills, or ever filled."""
    query = _joined().where(Filling.version_id == version_id).order_by(Filling.filled_at)
    return [_filled(row) for row in session().execute(query)]


def documents(case: Case) -> dict[str, Document]:
    """The documents of a case by slot."""
    rows = session().scalars(select(Document).where(Document.case_id == case.id))
    return {row.slot: row for row in rows}


def passage(version_id: UUID, key: str) -> PassageRow:
    """The passage of this name; the caller has checked the version's audience. Raises NotFound."""
    query = select(PassageRow).where(PassageRow.version_id == version_id, PassageRow.key == key)
    return _found(session().scalar(query))


def visible_passage(reach: Reach, version_id: UUID, key: str) -> PassageRow:
    """The passage of this name, when the person may read its version. Raises NotFound."""
    return passage(version(reach, version_id).id, key)


def passages(names: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], PassageRow]:
    """These passages by version and name, in one query; the caller has checked their audiences."""
    if not names:
        return {}
    query = select(PassageRow).where(tuple_(PassageRow.version_id, PassageRow.key).in_(list(names)))
    return {(row.version_id, row.key): row for row in session().scalars(query)}


def passages_of(version_id: UUID, first: int = 0, last: int | None = None) -> Sequence[PassageRow]:
    """The passages of a version in order, from ordinal `first` to before `last`."""
    query = select(PassageRow).where(PassageRow.version_id == version_id, PassageRow.ordinal >= first)
    if last is not None:
        query = query.where(PassageRow.ordinal < last)
    return session().scalars(query.order_by(PassageRow.ordinal)).all()


def neighbours(row: PassageRow) -> tuple[PassageRow | None, PassageRow | None]:
    """The passages before and after one."""
    around = {each.ordinal: each for each in passages_of(row.version_id, row.ordinal - 1, row.ordinal + 2)}
    return around.get(row.ordinal - 1), around.get(row.ordinal + 1)


def quote(version_id: UUID, key: str, words: str = "") -> Quote:
    """Words of a passage as a citation keeps them; all of it when they are not there. Raises NotFound."""
    row = passage(version_id, key)
    before, after = neighbours(row)
    said = " ".join(words.split())
    at = row.text.find(said) if said else -1
    chosen = said if at >= 0 else row.text
    start = max(at, 0)
    prefix = row.text[:start] or (before.text if before else "")
    suffix = row.text[start + len(chosen) :] or (after.text if after else "")
    return Quote(version_id, row.key, chosen, prefix[-AROUND:], suffix[:AROUND], row.heading, row.page)


def arrivals(case_id: UUID, person_id: UUID) -> Sequence[Arrival]:
    """The files that this person brought to the case and has not placed yet, in order."""
    query = select(Arrival).where(Arrival.case_id == case_id, Arrival.by_id == person_id)
    return session().scalars(query.order_by(Arrival.at, Arrival.file_name)).all()


def by_case(filled: Sequence[Filled]) -> Mapping[UUID, list[Filled]]:
    """The fillings of each case."""
    found: dict[UUID, list[Filled]] = {}
    for each in filled:
        found.setdefault(each.document.case_id, []).append(each)
    return found


def _joined() -> Select[Document, Filling, Version]:
    return (
        select(Document, Filling, Version)
        .join(Filling, Filling.document_id == Document.id)
        .join(Version, Version.id == Filling.version_id)
    )


def _filled(row: Row[Document, Filling, Version]) -> Filled:
    return Filled(row[0], row[1], row[2])


def _found(row: Found | None) -> Found:
    if row is None:
        raise NotFound
    return row
