"""Search through our own port beside FTS5: the same passages, permission and queries, in turn."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks._fts5 import Fts5
from benchmarks._timing import Times, table, timed
from wccflow.base import audiences, clock
from wccflow.cycles.queries import definitions
from wccflow.finding.queries import find
from wccflow.finding.rules import FACETS, fields
from wccflow.people.queries import person_by_email, reach_of
from wccflow.people.rights import Reach
from wccflow.search.grammar import parse
from wccflow.search.port import Audiences, Entry
from wccflow.search.words import words
from wccflow.wiring import House

SCOPES = {
    "one organisation": "lead@5pg.example",
    "a panel member's cases": "panel1@q34.example",
    "an overseer": "analyst@q34.example",
    "the nation": "lead@dh.example",
}
QUERIES = 12
ROUNDS = 3
LIMIT = 20
SLOT = "strategic_plan"
ONE_OF = 20  # passages, from which words are drawn


@dataclass
class Measured:
    """What one class of queries took in one scope."""

    scope: str
    kind: str
    found: int = 0
    found_there: int = 0
    whole: list[float] = field(default_factory=list)
    index: list[float] = field(default_factory=list)
    fts5: list[float] = field(default_factory=list)


@dataclass
class Searches:
    """Everything that was measured of searching."""

    passages: int
    built_seconds: float
    fts5_bytes: int
    scopes: dict[str, int]
    rows: list[Measured]

    def __str__(self) -> str:
        head = ("scope (audiences)", "query", "found: ours, FTS5", "ours, whole", "ours, index", "FTS5")
        rows = [
            (
                f"{each.scope} ({self.scopes[each.scope]})",
                each.kind,
                f"{each.found}, {each.found_there}",
                *(str(Times(times)) for times in (each.whole, each.index, each.fts5)),
            )
            for each in self.rows
        ]
        return table(head, rows)

    def as_document(self) -> list[dict[str, Any]]:
        """The rows as they are written to a file."""
        return [
            {
                "scope": each.scope,
                "query": each.kind,
                "found": each.found,
                "found_fts5": each.found_there,
                "ours_whole": Times(each.whole).as_document(),
                "ours_index": Times(each.index).as_document(),
                "fts5": Times(each.fts5).as_document(),
            }
            for each in self.rows
        ]


def searches(house: House) -> Searches:
    """Measure every class of queries in every scope, each query in turn by us and by FTS5."""
    with tempfile.TemporaryDirectory() as folder, house.database.reading():
        other = Fts5(Path(folder) / "fts5.sqlite3")
        texts: list[str] = []
        seconds = other.build(_sampled(_passages(house), texts))
        asked = queries(texts)
        reaches = {name: reach_of(person_by_email(email).id, clock.now()) for name, email in SCOPES.items()}
        rows = [
            _measured(house, other, scope, reach, kind, each)
            for scope, reach in reaches.items()
            for kind, each in asked.items()
        ]
        sizes = {name: len(_readable(house, reach)) for name, reach in reaches.items()}
        return Searches(other.passages, seconds, other.file.stat().st_size, sizes, rows)


def queries(texts: list[str]) -> dict[str, list[str]]:
    """Queries of each class, drawn from what some of the passages say."""
    dice = random.Random(1)
    counts = Counter(word for text in texts for word in set(words(text)) if word.isalpha() and len(word) > 4)
    common = [word for word, _ in counts.most_common(60)]
    rare = sorted(word for word, count in counts.items() if count == 1)
    pairs = sorted({pair for text in texts[:500] for pair in _pairs(text) if counts.keys() >= set(pair)})
    return {
        "common word": dice.sample(common, QUERIES),
        "rare word": dice.sample(rare, QUERIES),
        "two words": [" ".join(dice.sample(common, 2)) for _ in range(QUERIES)],
        "phrase": [f'"{first} {second}"' for first, second in dice.sample(pairs, QUERIES)],
        "prefix": [f"{word[:4]}*" for word in dice.sample(common, QUERIES)],
        "word in one slot": [f"{word} slot:{SLOT}" for word in dice.sample(common, QUERIES)],
    }


def _measured(house: House, other: Fts5, scope: str, reach: Reach, kind: str, asked: list[str]) -> Measured:
    measured = Measured(scope, kind)
    index, permitted = house.index, _readable(house, reach)
    trees = {query: parse(query, fields=fields(definitions())) for query in asked}
    whole = partial(find, reach=reach, index=index, limit=LIMIT)
    inside = partial(index.search, kind="passages", limit=LIMIT, facets=tuple(FACETS))
    for number in range(ROUNDS + 1):
        for query, tree in trees.items():
            ours, found = timed(partial(whole, query))
            bare, _ = timed(partial(inside, tree, Audiences(permitted)))
            theirs, total = timed(partial(other.search, tree, permitted, LIMIT))
            if number == 0:  # the first round warms all three up
                measured.found += found.total
                measured.found_there += total
            else:
                measured.whole.append(ours)
                measured.index.append(bare)
                measured.fts5.append(theirs)
    return measured


def _readable(house: House, reach: Reach) -> frozenset[Any]:
    """What the person may read of that which was ever put into the index."""
    return audiences.readable(reach.tokens) & house.index.audiences()


def _passages(house: House) -> Iterator[Entry]:
    with house.database.reading() as session:
        for source in house.database.offers.corpus.values():
            for put in source(session):
                yield from (entry for entry in put.entries if entry.kind == "passages")


def _sampled(entries: Iterable[Entry], texts: list[str]) -> Iterator[Entry]:
    """All the entries; the texts of some are kept."""
    for number, entry in enumerate(entries):
        if number % ONE_OF == 0:
            texts.append(entry.text)
        yield entry


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    return pairwise(words(text))
