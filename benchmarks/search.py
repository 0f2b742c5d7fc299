"""Search over a nation's evidence, invented, beside four other engines: one run, the same queries."""

import argparse
import json
import multiprocessing
import os
import platform
import sqlite3
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks._classes import SCOPES, asked
from benchmarks._corpus import Corpus
from benchmarks._engines import ENGINES, LIMIT
from benchmarks._race import OURS, Queries, Raced, race
from benchmarks._standings import standings
from benchmarks._texts import Texts

QUERIES = 40


def main() -> None:
    """Measure and print; write the figures to a file when one is named."""
    said = _words()
    corpus = Corpus(said.organisations, said.documents, said.passages, said.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (said.folder or Path(temporary)) / corpus.name
        folder.mkdir(parents=True, exist_ok=True)
        queries = asked(Texts.of(corpus, folder), said.queries, said.seed)
        raced = [_apart(engine, corpus, folder, queries) for engine in said.engines]
    print(_head(corpus, said.queries))
    print(standings(raced, corpus))
    if said.json:
        said.json.write_text(json.dumps(_document(corpus, raced), indent=2) + "\n", encoding="utf-8")


def _words() -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="./run bench search", description=__doc__)
    usual = Corpus()
    for name in ("organisations", "documents", "passages", "seed"):
        words.add_argument(f"--{name}", type=int, default=getattr(usual, name))
    words.add_argument("--queries", type=int, default=QUERIES, help="of each class")
    words.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    words.add_argument("--folder", type=Path, help="where indexes are kept for the next run; else nowhere")
    words.add_argument("--json", type=Path, help="also write the figures to this file")
    return words.parse_args()


def _apart(engine: str, corpus: Corpus, folder: Path, queries: Queries) -> Raced:
    """The race of one engine in a process of its own, so that its memory is its own, too."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(race, engine, corpus, folder, queries).result()


def _head(corpus: Corpus, queries: int) -> str:
    now = datetime.now(UTC).isoformat(timespec="minutes")
    return (
        f"{corpus.organisations} organisations, {corpus.size} passages; {now}, Python "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores, load "
        f"{os.getloadavg()[1]:.1f}; {queries} queries of each class, {LIMIT} hits with their snippets and "
        "three facets\n"
    )


def _document(corpus: Corpus, raced: list[Raced]) -> dict[str, Any]:
    return {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "organisations": corpus.organisations,
        "passages": corpus.size,
        "load": os.getloadavg(),
        "scopes": SCOPES,
        "engines": [each.as_document() for each in raced],
        "ours": OURS,
    }


if __name__ == "__main__":
    main()
