"""One engine asked every query by every sort of reader: how long it takes, what it costs, what it holds."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias
from uuid import UUID

from benchmarks._classes import SCOPES
from benchmarks._corpus import Corpus
from benchmarks._engines import ENGINES, Ask, noted
from benchmarks._timing import Times, memory
from wccflow.search.tree import Tree

READERS = 4
OURS = "ours"
NATION = "the nation"

Queries: TypeAlias = Mapping[str, Sequence[Tree]]


@dataclass
class Taken:
    """Milliseconds of a class of queries in a scope: of the clock and the processor, first and again."""

    found: int = 0
    first: list[float] = field(default_factory=list)
    first_cpu: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    again_cpu: list[float] = field(default_factory=list)

    def as_document(self) -> dict[str, Any]:
        """What is kept of them."""
        names = ("first", "first_cpu", "again", "again_cpu")
        return {"found": self.found} | {name: Times(getattr(self, name)).as_document() for name in names}


@dataclass
class Raced:
    """What one engine did."""

    engine: str
    built: dict[str, float]
    taken: dict[tuple[str, str], Taken]
    crowd: dict[str, list[float]]
    memory: tuple[int, int]

    def p95(self, scope: str, kind: str, *, cpu: bool) -> float:
        """How long all but the slowest took of one class."""
        taken = self.taken[scope, kind]
        return Times(taken.first_cpu if cpu else taken.first).p95

    def as_document(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "engine": self.engine,
            "built": self.built,
            "own_bytes": self.memory[0],
            "files_bytes": self.memory[1],
            "taken": [
                {"scope": scope, "query": kind} | each.as_document()
                for (scope, kind), each in self.taken.items()
            ],
            "four_readers": {scope: Times(times).as_document() for scope, times in self.crowd.items()},
        }


def race(engine: str, corpus: Corpus, folder: Path, queries: Queries) -> Raced:
    """Build the engine's index if it is not there, and ask it everything, in every scope."""
    with ENGINES[engine](corpus, folder) as ask:
        taken: dict[tuple[str, str], Taken] = {}
        crowd: dict[str, list[float]] = {}
        for scope, count in SCOPES.items():
            # Everything, whoever asks, is what others do for the nation; we go through its audiences.
            audiences = corpus.audiences[:count] or None
            _each(ask, audiences, [trees[0] for trees in queries.values()])  # opens what is to be opened
            for kind, trees in queries.items():
                taken[scope, kind] = _asked(ask, audiences, trees)
            if engine == OURS:
                crowd[scope] = _crowd(ask, audiences, queries)
        return Raced(engine, noted(folder, engine), taken, crowd, memory())


def _asked(ask: Ask, audiences: Sequence[UUID] | None, trees: Sequence[Tree]) -> Taken:
    taken = Taken()
    for clocks in ((taken.first, taken.first_cpu), (taken.again, taken.again_cpu)):
        for tree in trees:
            wall, cpu = time.perf_counter(), time.process_time()
            found = ask(tree, audiences)
            clocks[0].append((time.perf_counter() - wall) * 1000)
            clocks[1].append((time.process_time() - cpu) * 1000)
            taken.found += found if clocks[0] is taken.first else 0
    return taken


def _crowd(ask: Ask, audiences: Sequence[UUID] | None, queries: Queries) -> list[float]:
    """Milliseconds of each query while several readers of one process ask at once."""
    trees = [tree for each in zip(*queries.values(), strict=True) for tree in each]
    turned: list[Callable[[], list[float]]] = [
        partial(_each, ask, audiences, [*trees[at::READERS], *trees[:at]]) for at in range(READERS)
    ]
    with ThreadPoolExecutor(READERS) as pool:
        return [each for times in pool.map(_called, turned) for each in times]


def _called(act: Callable[[], list[float]]) -> list[float]:
    return act()


def _each(ask: Ask, audiences: Sequence[UUID] | None, trees: Sequence[Tree]) -> list[float]:
    taken = []
    for tree in trees:
        began = time.perf_counter()
        ask(tree, audiences)
        taken.append((time.perf_counter() - began) * 1000)
    return taken
