"""The alternative beside which search is measured: one SQLite FTS5 table with the audience in the match."""

import sqlite3
import time
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import islice
from pathlib import Path
from uuid import UUID

from wccflow.search.port import Entry
from wccflow.search.tree import And, Field, Or, Phrase, Prefix, Tree, Word

AT_ONCE = 2_000
FACETS = ("organisation", "overseer", "document")
COLUMNS = ("audience", "text", "heading", *FACETS, "slot")
TABLE = (
    f"CREATE VIRTUAL TABLE passage USING fts5({', '.join(COLUMNS)}, tokenize='porter unicode61', prefix='4')"
)
INSERT = f"INSERT INTO passage VALUES ({', '.join('?' * len(COLUMNS))})"
HITS = (
    "SELECT rowid, snippet(passage, 1, '[', ']', '…', 24), organisation FROM passage "
    "WHERE passage MATCH ? ORDER BY rank LIMIT ?"
)
COUNTS = (
    "SELECT organisation, overseer, document, count(*) FROM passage WHERE passage MATCH ? GROUP BY 1, 2, 3"
)


class Fts5:
    """The same passages in one FTS5 table."""

    def __init__(self, file: Path, *, anew: bool = True) -> None:
        if anew:
            file.unlink(missing_ok=True)
        self.file = file
        self.database = sqlite3.connect(file)

    def build(self, entries: Iterable[Entry]) -> float:
        """Put in all entries, in one transaction; gives the seconds it took, without getting the entries."""
        seconds, rows = 0.0, map(_row, entries)
        with self.database:
            self.database.execute(TABLE)
            while batch := list(islice(rows, AT_ONCE)):
                seconds += self._timed(INSERT, batch)
            seconds += self._timed("INSERT INTO passage(passage) VALUES (?)", [("optimize",)])
        return seconds

    @property
    def passages(self) -> int:
        """How many passages it holds."""
        return int(self.database.execute("SELECT count(*) FROM passage").fetchone()[0])

    def search(self, tree: Tree, audiences: Collection[UUID] | None, limit: int) -> int:
        """The best hits with snippets, and the counts of every facet; gives how many there are in all.

        Without audiences it looks at everything, whoever asks.
        """
        match = _asked(tree) if audiences is None else f"({_permitted(audiences)}) AND {_asked(tree)}"
        self.database.execute(HITS, (match, limit)).fetchall()
        facets: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        total = 0
        for *values, count in self.database.execute(COUNTS, (match,)):
            total += count
            for name, value in zip(FACETS, values, strict=True):
                facets[name][value] += count
        return total

    def _timed(self, statement: str, rows: list[tuple[str, ...]]) -> float:
        began = time.perf_counter()
        self.database.executemany(statement, rows)
        return time.perf_counter() - began


def _row(entry: Entry) -> tuple[str, ...]:
    facets = (entry.fields.get(name, "") for name in (*FACETS, "slot"))
    return (entry.audience.hex, entry.text, entry.heading or "", *facets)


def _permitted(audiences: Collection[UUID]) -> str:
    return f"audience : ({' OR '.join(each.hex for each in sorted(audiences))})"


def _asked(tree: Tree) -> str:
    match tree:
        case Word(text):
            return f'{{text heading}} : "{text}"'
        case Phrase(words):
            return f'{{text heading}} : "{" ".join(words)}"'
        case Prefix(text):
            return f'{{text heading}} : "{text}" *'
        case Field(field=field, value=value):
            return f'{field} : "{value}"'
        case And(parts):
            return " AND ".join(f"({_asked(part)})" for part in parts)
        case Or(parts):
            return "(" + " OR ".join(f"({_asked(part)})" for part in parts) + ")"
        case _:
            raise ValueError(f"the benchmark does not ask for {tree}")
