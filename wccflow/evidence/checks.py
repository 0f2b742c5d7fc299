"""What must always hold of documents, each breach in a sentence."""

from datetime import timedelta

from sqlalchemy import func, select

from wccflow.base import clock
from wccflow.base.work import files, session
from wccflow.evidence.models import Arrival, PassageRow, Version
from wccflow.evidence.rules import READABLE, READING

LONGEST_WAIT = timedelta(days=1)


def broken_files() -> list[str]:
    """Every version and every waiting file whose bytes are gone or not what they were."""
    kept = select(Version.sha256, Version.size).union(select(Arrival.sha256, Arrival.size))
    return [
        f"The file {sha256[:12]} of {size} bytes is not in the store as it was filed."
        for sha256, size in session().execute(kept)
        if not files().sound(sha256, size)
    ]


def passages_missing() -> list[str]:
    """Every version that was read and has not the passages that it should have."""
    counted = (
        select(PassageRow.version_id, func.count().label("there")).group_by(PassageRow.version_id).subquery()
    )
    query = (
        select(Version, counted.c.there)
        .outerjoin(counted, counted.c.version_id == Version.id)
        .where(Version.state == READABLE)
    )
    return [
        f"Version {version.id} should have {version.passage_count} passages and has {there or 0}."
        for version, there in session().execute(query)
        if not there or there != version.passage_count
    ]


def waiting_too_long() -> list[str]:
    """Every version that has been waiting to be read for more than a day."""
    query = select(Version).where(Version.state == READING, Version.filed_at < clock.now() - LONGEST_WAIT)
    rows = session().scalars(query)
    return [f"Version {row.id} has been waiting to be read since {row.filed_at:%d %B %Y}." for row in rows]
