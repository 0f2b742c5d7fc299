"""Keeping the search index abreast of the log with what the rooms offer."""

from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from uuid import UUID

from sqlalchemy.orm import Session

from wccflow.base.log import Event, head
from wccflow.base.offers import Offers
from wccflow.base.work import Database
from wccflow.search.indexer import Everything, Indexer, Progress, Source, Verdict, quietly
from wccflow.search.port import Change, Put, SearchIndex


def drain(database: Database, index: SearchIndex, progress: Progress = quietly) -> int:
    """Take in everything that has happened since the index was last changed; gives how many events."""
    reader = _indexer(database, index)
    with database.reading() as session:
        if 0 < index.watermark() <= head(session) or not head(session):
            taken = reader.drain(session)
        else:
            # From nothing, each document once as it stands is a third of the work of each of its events.
            # An index that has read further than the log reaches is of another database, an older copy.
            reader.rebuild(session, _everything(database.offers), progress)
            taken = index.watermark()
        if index.damaged:
            reader.repair(session, _everything(database.offers))
        return taken


def rebuild(database: Database, index: SearchIndex, progress: Progress = quietly) -> int:
    """Make the index anew from the database; gives how many documents, threads and cases it holds."""
    with database.reading() as session:
        return _indexer(database, index).rebuild(session, _everything(database.offers), progress)


def verify(database: Database, index: SearchIndex, progress: Progress = quietly) -> Verdict:
    """Compare the index with the database, entry by entry."""
    with database.reading() as session:
        return _indexer(database, index).verify(session, _everything(database.offers), progress)


def _indexer(database: Database, index: SearchIndex) -> Indexer:
    return Indexer(index, {kind: _all(sources) for kind, sources in database.offers.entries.items()})


def _all(sources: Sequence[Source]) -> Source:
    def changes(session: Session, event: Event) -> list[Change]:
        return [change for source in sources for change in source(session, event)]

    return changes


def _everything(offered: Offers) -> Everything:
    def puts(session: Session, audiences: Collection[UUID] | None = None) -> Iterator[Put]:
        # By audience through all sources, so that an index built anew is in as few pieces as may be.
        sources = (source(session, audiences) for source in offered.corpus.values())
        return merge(*sources, key=lambda put: put.audience)

    return puts
