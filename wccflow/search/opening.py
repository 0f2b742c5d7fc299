"""Which engine keeps the search index: PostgreSQL where it is the store, files by Whoosh elsewhere."""

from pathlib import Path

from wccflow.base.database import engine_for
from wccflow.search.port import SearchIndex
from wccflow.search.postgres_index import PostgresIndex
from wccflow.search.whoosh_index import WhooshIndex


def open_index(database: str, folder: Path) -> SearchIndex:
    """The search index that belongs to the database of this address; its files, if any, are in the folder."""
    if database.startswith("postgresql"):
        return PostgresIndex(engine_for(database))
    return WhooshIndex(folder)
