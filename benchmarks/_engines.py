"""Each engine made of the same texts, kept in a folder of its own, and asked in the same words."""

import json
import os
import resource
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from threading import local
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import create_engine

from benchmarks import _postgres
from benchmarks._corpus import Corpus
from benchmarks._fts5 import Fts5
from benchmarks._raw_whoosh import RawWhoosh
from benchmarks._tantivy import Tantivy
from benchmarks._texts import Texts
from wccflow.search.port import Audiences, SearchIndex
from wccflow.search.postgres_index import PostgresIndex
from wccflow.search.snippets import snippet
from wccflow.search.tree import Tree
from wccflow.search.whoosh_index import WhooshIndex

FACETS = ("organisation", "overseer", "document")
LIMIT = 10

Ask: TypeAlias = Callable[[Tree, Collection[UUID] | None], int]
"""Asks a query within audiences, or of everything, whoever asks; gives how many are found."""


class Ours:
    """Our port: the nation is all audiences, since nobody may ask without one."""

    def __init__(self, index: SearchIndex, texts: Texts, nation: Collection[UUID]) -> None:
        self.index = index
        self.file = texts.file
        self.own = local()  # SQLite wants a connection for each thread
        self.nation = frozenset(nation)

    def ask(self, tree: Tree, audiences: Collection[UUID] | None) -> int:
        """The best passages with their snippets, and the facets; gives how many there are in all."""
        scope = Audiences(self.nation if audiences is None else frozenset(audiences))
        page = self.index.search(tree, scope, kind="passages", limit=LIMIT, facets=FACETS)
        if not hasattr(self.own, "texts"):
            self.own.texts = Texts(self.file)
        said = self.own.texts.of_keys([hit.key for hit in page.hits])
        for hit in page.hits:
            snippet(said[hit.key], tree)
        return page.total


@contextmanager
def ours(corpus: Corpus, folder: Path) -> Iterator[Ask]:
    """Our port on files."""
    index = WhooshIndex(folder / "ours")
    _once(folder / "ours", lambda: _put(index, Texts.of(corpus, folder)))
    yield Ours(index, Texts.of(corpus, folder), corpus.audiences).ask
    index.close()


@contextmanager
def ours_on_postgres(corpus: Corpus, folder: Path) -> Iterator[Ask]:
    """Our port on PostgreSQL."""
    with _postgres.server(folder / "postgres") as address:
        index = PostgresIndex(create_engine(address.replace("postgresql://", "postgresql+psycopg://")))
        _once(folder / "ours_on_postgres", lambda: _put(index, Texts.of(corpus, folder)))
        yield Ours(index, Texts.of(corpus, folder), corpus.audiences).ask
        index.close()


@contextmanager
def raw_whoosh(corpus: Corpus, folder: Path) -> Iterator[Ask]:
    """Whoosh as it comes."""
    made = RawWhoosh(folder / "raw_whoosh" / "index")
    cores = os.cpu_count() or 1
    _once(folder / "raw_whoosh", lambda: made.build(Texts.of(corpus, folder).entries(), cores))
    made.open()
    yield lambda tree, audiences: made.search(tree, audiences, LIMIT)


@contextmanager
def fts5(corpus: Corpus, folder: Path) -> Iterator[Ask]:
    """SQLite FTS5."""
    file = folder / "fts5" / "index.sqlite3"
    _once(file.parent, lambda: Fts5(file).build(Texts.of(corpus, folder).entries()))
    made = Fts5(file, anew=False)
    yield lambda tree, audiences: made.search(tree, audiences, LIMIT)
    made.database.close()


@contextmanager
def tantivy(corpus: Corpus, folder: Path) -> Iterator[Ask]:
    """tantivy."""
    made = Tantivy(folder / "tantivy" / "index")
    cores = os.cpu_count() or 1
    _once(folder / "tantivy", lambda: made.build(Texts.of(corpus, folder).entries(), cores))
    made.open()
    yield lambda tree, audiences: made.search(tree, audiences, LIMIT)


@contextmanager
def postgres(corpus: Corpus, folder: Path) -> Iterator[Ask]:
    """PostgreSQL's own full text."""
    with _postgres.server(folder / "postgres") as address:
        made = _postgres.PlainPostgres(address)
        _once(folder / "plain_postgres", lambda: made.build(Texts.of(corpus, folder).entries()), made)
        yield lambda tree, audiences: made.search(tree, audiences, LIMIT)
        made.database.close()


ENGINES: dict[str, Callable[[Corpus, Path], Any]] = {
    "ours": ours,
    "ours on PostgreSQL": ours_on_postgres,
    "raw Whoosh": raw_whoosh,
    "FTS5": fts5,
    "PostgreSQL": postgres,
    "tantivy": tantivy,
}
FOLDERS = {
    "ours": "ours",
    "ours on PostgreSQL": "ours_on_postgres",
    "raw Whoosh": "raw_whoosh",
    "FTS5": "fts5",
    "PostgreSQL": "plain_postgres",
    "tantivy": "tantivy",
}


def noted(folder: Path, engine: str) -> dict[str, float]:
    """What was noted when the engine's index was built."""
    kept: dict[str, float] = json.loads(_note(folder / FOLDERS[engine]).read_text())
    return kept


def _put(index: SearchIndex, texts: Texts) -> None:
    index.clear()
    index.restore_all(groupby(texts.puts(), key=lambda put: put.audience))
    index.apply((), watermark=1)


def _once(folder: Path, build: Callable[[], object], sized: Any = None) -> None:
    """Build where that has not been done to the end, and note what it took."""
    note = _note(folder)
    if note.exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wall, cpu = time.perf_counter(), _cpu()
    build()
    files = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    kept = {
        "seconds": time.perf_counter() - wall,
        "cpu_seconds": _cpu() - cpu,
        "bytes": sized.bytes if sized else files,
    }
    note.write_text(json.dumps(kept))


def _note(folder: Path) -> Path:
    return folder.with_suffix(".built.json")


def _cpu() -> float:
    """Seconds of the processor that this process and its children have used."""
    uses = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)
