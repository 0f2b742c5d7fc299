"""What a search means by who filed a document, and since when."""

from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, select

from wccflow.base import audiences
from wccflow.base.clock import instant_on
from wccflow.base.work import session
from wccflow.evidence.models import PassageRow, Version
from wccflow.people.queries import people_meant
from wccflow.people.rights import Reach
from wccflow.search.meaning import Meaning, Named, day_of
from wccflow.search.port import KEY
from wccflow.search.tree import Compare

KINDS = ("passages", "documents")
MIDNIGHT = time(0, 0)


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
    """The passages that came with a version filed on this day or later and stood in none before."""
    since = instant_on(day_of(named), MIDNIGHT)
    mine = (audiences.visible(Version.audience_id, reach.tokens), Version.withdrawn_at.is_(None))
    later = select(Version.document_id).where(*mine, Version.filed_at >= since)
    query = (
        select(Version.document_id, Version.id, Version.filed_at, PassageRow.key)
        .join(PassageRow, PassageRow.version_id == Version.id)
        .where(*mine, Version.document_id.in_(later))
    )
    rows = session().execute(query).all()
    before = {(row.document_id, row.key) for row in rows if row.filed_at < since}
    came = (row for row in rows if row.filed_at >= since and (row.document_id, row.key) not in before)
    return {f"{row.id}#{row.key}" for row in came}


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
    "passages changed-since": Meaning("changed since", KEY, _changed_since, holds="date"),
}
