"""The invented nation kept in one SQLite file: what every engine is built from, and snippets are cut from."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from pathlib import Path
from uuid import UUID

from benchmarks._corpus import Corpus
from wccflow.search.port import Entry, Put
from wccflow.search.words import words

AT_ONCE = 5_000
_TABLE = """
CREATE TABLE passage (
    key TEXT NOT NULL, audience TEXT NOT NULL, text TEXT NOT NULL, heading TEXT NOT NULL, fields TEXT NOT NULL
)
"""


class Texts:
    """Every passage of a corpus. Several threads may read it, each with a copy of its own."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.database = sqlite3.connect(file)

    @classmethod
    def of(cls, corpus: Corpus, folder: Path) -> "Texts":
        """Those of the corpus, written the first time."""
        file = folder / "texts.sqlite3"
        if not file.exists():
            draft = file.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            cls(draft).write(corpus.puts())
            draft.replace(file)
        return cls(file)

    def write(self, puts: Iterable[Put]) -> None:
        """Keep the passages."""
        rows = (_row(entry) for put in puts for entry in put.entries)
        with self.database:
            self.database.execute(_TABLE)
            while batch := list(islice(rows, AT_ONCE)):
                self.database.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?)", batch)
            self.database.execute("CREATE INDEX passage_key ON passage (key)")
        self.database.close()

    def entries(self) -> Iterator[Entry]:
        """All passages, each organisation's together."""
        for row in self.database.execute("SELECT * FROM passage ORDER BY rowid"):
            yield _entry(*row)

    def puts(self) -> Iterator[Put]:
        """The same, a document at a time."""
        for group, entries in groupby(self.entries(), key=lambda entry: (entry.audience, entry.group)):
            yield Put(*group, tuple(entries))

    def of_keys(self, keys: Sequence[str]) -> dict[str, str]:
        """The texts of some passages."""
        marks = ", ".join("?" * len(keys))
        return dict(
            self.database.execute(f"SELECT key, text FROM passage WHERE key IN ({marks})", tuple(keys))
        )

    def counts(self, each: int) -> tuple[Counter[str], Counter[tuple[str, str]], int]:
        """In how many passages each word and each pair is, of one in so many; and how many are looked at."""
        said, pairs, passages = Counter[str](), Counter[tuple[str, str]](), 0
        for (text,) in self.database.execute("SELECT text FROM passage WHERE rowid % ? = 0", (each,)):
            spoken = words(text)
            said.update(set(spoken))
            pairs.update(set(pairwise(spoken)))
            passages += 1
        return said, pairs, passages


def _row(entry: Entry) -> tuple[str, ...]:
    return (
        entry.key,
        entry.audience.hex,
        entry.text,
        entry.heading or "",
        json.dumps([entry.group, dict(entry.fields)]),
    )


def _entry(key: str, audience: str, text: str, heading: str, kept: str) -> Entry:
    group, fields = json.loads(kept)
    return Entry(key, UUID(audience), "passages", group, text, heading, fields)
