"""How hits of older versions stand today: superseded since when, and whether their passage lives on."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.evidence.models import Filling, PassageRow, Version
from wccflow.people.rights import Reach

Place = tuple[UUID, str]  # a version, and a passage's name in it (empty for the whole document)


@dataclass(frozen=True, slots=True)
class _Filled:
    document_id: UUID
    version_id: UUID
    called: str
    filled_at: datetime


@dataclass(frozen=True, slots=True)
class _Later:
    since: datetime
    newest: _Filled


def outdated(places: Collection[Place], reach: Reach) -> dict[Place, str]:
    """What is said of each of these places, in two queries, of versions that the person may read alone."""
    if not places:
        return {}
    later = _later({version for version, _ in places}, reach)
    kept = _kept({each.newest.version_id for each in later.values()}, {key for _, key in places})
    return {(version, key): _words(later[version], key, kept) for version, key in places if version in later}


def _words(later: _Later, key: str, kept: Collection[Place]) -> str:
    day, called = business_day(later.since), later.newest.called
    since = f"superseded {day.day} {day:%B %Y}"
    if not key:
        return f"{since}; {called} is the newest"
    stands = "unchanged in" if (later.newest.version_id, key) in kept else "not in"
    return f"{since}; {stands} {called}"


def _later(versions: Collection[UUID], reach: Reach) -> dict[UUID, _Later]:
    found: dict[UUID, _Later] = {}
    for row in _rows(versions, reach):
        for at, filled in enumerate(row):
            later = [each for each in row[at:] if each.version_id != filled.version_id]
            if later and filled.version_id in versions and filled.version_id not in found:
                found[filled.version_id] = _Later(later[0].filled_at, later[-1])
    return found


def _rows(versions: Collection[UUID], reach: Reach) -> Iterator[Sequence[_Filled]]:
    """What filled each slot that one of these versions fills, in order."""
    theirs = select(Filling.document_id).where(
        Filling.version_id.in_(versions), Filling.taken_back_at.is_(None)
    )
    query = (
        select(Filling.document_id, Filling.version_id, Version.called, Filling.filled_at)
        .join(Version, Version.id == Filling.version_id)
        .where(
            Filling.document_id.in_(theirs),
            Filling.taken_back_at.is_(None),
            Version.withdrawn_at.is_(None),
            audiences.visible(Version.audience_id, reach.tokens),
        )
        .order_by(Filling.document_id, Filling.ordinal)
    )
    rows: dict[UUID, list[_Filled]] = {}
    for row in session().execute(query):
        rows.setdefault(row.document_id, []).append(_Filled(*row))
    yield from rows.values()


def _kept(versions: Collection[UUID], keys: Collection[str]) -> set[Place]:
    query = select(PassageRow.version_id, PassageRow.key).where(
        PassageRow.version_id.in_(versions), PassageRow.key.in_(keys)
    )
    return {(row.version_id, row.key) for row in session().execute(query)}
