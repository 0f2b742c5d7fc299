"""What a search means by who filed a document, and since when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select

from wccflow.base import audiences
from wccflow.base.clock import instant_on
from wccflow.base.work import session
from wccflow.cycles.meanings import reached
from wccflow.evidence.models import PassageRow, Version
from wccflow.people.queries import people_meant
from wccflow.people.rights import Reach
from wccflow.search.meaning import Meaning, Named, day_of
from wccflow.search.port import KEY
from wccflow.search.tree import Compare

KINDS = ("passages", "documents")
MIDNIGHT = time(0, 0)

Came: TypeAlias = Row[UUID, UUID, UUID, datetime, str]
"""A passage: its case, its document and the version that it came with, when that was filed, and its name."""


def _filed_by(named: Named, reach: Reach) -> set[str]:
    """The versions that a person filed: @me, or a part of a name."""
    return _versions(reach, Version.filed_by_id.in_(people_meant(str(named.value), reach.person_id)))


def _filed(named: Named, reach: Reach) -> set[str]:
    """The versions filed on a day, before it or after it."""
    day = day_of(named)
    sign = named.sign if isinstance(named, Compare) else "="
    first, after = instant_on(day, MIDNIGHT), instant_on(day + timedelta(days=1), MIDNIGHT)
    return _versions(reach, *_BOUNDS[sign](first, after))


def _changed_since(named: Named, reach: Reach) -> set[str]:
    """The passages that came with a version filed since then and stood in none before.

    Since a day, or since the case first came to a stage, a state or a milestone that is named.
    """
    mine = (audiences.visible(Version.audience_id, reach.tokens), Version.withdrawn_at.is_(None))
    if isinstance(named, Compare):
        since = instant_on(day_of(named), MIDNIGHT)
        rows = _passages(*mine, Version.document_id.in_(_filed_since(since, *mine)))
        return _came(rows, lambda row: since)
    came = reached(named, reach)
    rows = _passages(*mine, Version.case_id.in_(came))
    return _came(rows, lambda row: came[row.case_id])


def _filed_since(since: datetime, *which: ColumnElement[bool]) -> Select[UUID]:
    return select(Version.document_id).where(*which, Version.filed_at >= since)


def _passages(*which: ColumnElement[bool]) -> Sequence[Came]:
    columns = (Version.case_id, Version.document_id, Version.id, Version.filed_at, PassageRow.key)
    query = select(*columns).join(PassageRow, PassageRow.version_id == Version.id)
    return session().execute(query.where(*which)).all()


def _came(rows: Sequence[Came], since: Callable[[Came], datetime]) -> set[str]:
    before = {(row.document_id, row.key) for row in rows if row.filed_at < since(row)}
    came = (row for row in rows if row.filed_at >= since(row))
    return {f"{row.id}#{row.key}" for row in came if (row.document_id, row.key) not in before}


def _versions(reach: Reach, *which: ColumnElement[bool]) -> set[str]:
    query = select(Version.id).where(audiences.visible(Version.audience_id, reach.tokens), *which)
    return {str(each) for each in session().scalars(query)}


_BOUNDS: Mapping[str, Callable[[datetime, datetime], tuple[ColumnElement[bool], ...]]] = {
    "<": lambda first, after: (Version.filed_at < first,),
    "<=": lambda first, after: (Version.filed_at < after,),
    ">": lambda first, after: (Version.filed_at >= after,),
    ">=": lambda first, after: (Version.filed_at >= first,),
    "=": lambda first, after: (Version.filed_at >= first, Version.filed_at < after),
}

MEANINGS: Mapping[str, Meaning] = {
    **{f"{kind} by": Meaning("filed by", "version", _filed_by) for kind in KINDS},
    **{f"{kind} filed": Meaning("filed", "version", _filed, holds="date") for kind in KINDS},
    "passages changed-since": Meaning("changed since", KEY, _changed_since, holds="since"),
}
