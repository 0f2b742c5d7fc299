"""Telling people of what their kept searches find that they did not find before."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.errors import Refused
from wccflow.base.work import Database, session
from wccflow.finding.models import SavedSearch
from wccflow.finding.queries import MOST, find
from wccflow.finding.rules import KINDS
from wccflow.finding.saving import address_of
from wccflow.notices.actions import tell
from wccflow.notices.rules import Notice
from wccflow.people.queries import reaches
from wccflow.people.rights import Reach
from wccflow.search.port import SearchIndex

FOUND = "search.found_more"
MOST_KEPT = 1_000  # keys; what a search found long ago is not news when it is found again


def alert(database: Database, index: SearchIndex, now: datetime) -> int:
    """Tell of new hits; gives how many searches had some. Done again it tells nothing twice."""
    with database.reading():
        read = index.watermark()
        query = select(SavedSearch.id).where(SavedSearch.alert, SavedSearch.seen_until < read)
        waiting = session().scalars(query.order_by(SavedSearch.person_id)).all()
    told = 0
    for each in waiting:
        with database.writing():
            search = session().get(SavedSearch, each)
            told += search is not None and _tell(search, index, read, now)
    return told


def _tell(search: SavedSearch, index: SearchIndex, read: int, now: datetime) -> bool:
    """Whether there was anything to tell. While the index is being rebuilt nothing is."""
    reach = reaches([search.person_id], now).get(search.person_id)
    keys = _found(search, reach, index) if reach else None
    if keys is None:
        return False
    new = [key for key in keys if key not in set(search.seen)]
    search.seen, search.seen_until = [*new, *search.seen][:MOST_KEPT], read
    if new:
        _notice(search, len(new), now)
    return bool(new)


def _found(search: SavedSearch, reach: Reach, index: SearchIndex) -> Sequence[str] | None:
    try:
        found = find(
            search.query, reach=reach, index=index, kind=search.kind, limit=MOST, newest=True, narrowing=False
        )
    except Refused:
        return (
            None  # A word of the query is no longer one of the workflow's; its keeper sees it when she asks.
        )
    return None if found.rebuilding else [hit.key for hit in found.hits]


def _notice(search: SavedSearch, count: int, now: datetime) -> None:
    mine = audiences.person_token(search.person_id)
    event = log.record(
        FOUND,
        at=now,
        by_id=None,
        subject_id=search.id,
        audience_id=audiences.ensure("own", [mine]),
        count=count,
    )
    what = KINDS[search.kind].lower() if count > 1 else KINDS[search.kind].lower().removesuffix("s")
    tell(
        Notice(
            sentence=f"Your search “{search.name}” finds {count} more {what}.",
            address=address_of(search),
            people=frozenset({search.person_id}),
            kind="question",
            topic=f"search {search.id}",
        ),
        event_id=event,
        but=None,
        now=now,
    )
