"""What changed between two versions, by passage: removed, added, moved, reworded; matched as anchors are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from wccflow.evidence import reworded
from wccflow.evidence.alignment import Alignment, align
from wccflow.evidence.difference_words import (
    GONE,
    NEW,
    SAME,
    cells_between,
    numbers_between,
    numbers_in,
    words_between,
)
from wccflow.evidence.likeness import longest_increasing

REMOVED, ADDED, MOVED, REWORDED = "removed", "added", "moved", "reworded"

__all__ = ["ADDED", "GONE", "MOVED", "NEW", "REMOVED", "REWORDED", "SAME", "words_between"]


class Said(reworded.Said, Protocol):
    """What comparing asks of a passage."""

    @property
    def cell(self) -> str | None:
        """Where in a table or sheet it stands."""
        ...

    @property
    def cells(self) -> Sequence[str]:
        """The cells of a row; of what is no row none."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that changed, by its place in each version, and how many before it stayed as they were."""

    kind: str
    before: int | None
    after: int | None
    has_moved: bool = False
    numbers: int = 0
    table: str = ""
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed, in the order of the new version, what was removed where it stood."""

    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    unchanged_at_end: int = 0

    def count(self, kind: str) -> int:
        """How many passages changed in this way; one that moved may be reworded too."""
        return sum(change.kind == kind or (kind == MOVED and change.has_moved) for change in self.changes)

    @property
    def numbers(self) -> int:
        """How many numbers changed, in passages that were reworded."""
        return sum(change.numbers for change in self.changes)

    @property
    def tables(self) -> int:
        """In how many tables something changed."""
        return len({change.table for change in self.changes if change.table})


def compared(old: Sequence[Said], new: Sequence[Said]) -> Comparison:
    """What changed from the old version to the new one."""
    found = align(old, new)
    images = {**found.reworded, **found.kept}
    in_order = _in_order(images)
    origins = {after: before for before, after in images.items()}
    steps = _steps(len(new), origins, in_order, len(old))
    return _counted(_change(step, old, new, found, in_order) for step in steps)


def _in_order(images: Mapping[int, int]) -> set[int]:
    rows = sorted(images)
    return {rows[at] for at in longest_increasing([images[row] for row in rows])}


def _steps(
    last: int, origins: Mapping[int, int], in_order: set[int], old_count: int
) -> Iterator[tuple[int | None, int | None]]:
    """Each passage once, as its places in both versions; what was removed follows what stood before it."""
    paired, at = set(origins.values()), 0
    for after in range(last):
        before = origins.get(after)
        if before is not None and before in in_order:
            yield from ((gone, None) for gone in range(at, before) if gone not in paired)
            at = before + 1
        yield before, after
    yield from ((gone, None) for gone in range(at, old_count) if gone not in paired)


def _change(
    step: tuple[int | None, int | None],
    old: Sequence[Said],
    new: Sequence[Said],
    found: Alignment,
    in_order: set[int],
) -> Change | None:
    """The change of one passage; none where it is as it was."""
    before, after = step
    if before is None or after is None:
        said = old[before] if before is not None else new[after or 0]
        return Change(REMOVED if after is None else ADDED, before, after, table=_table(said))
    moved = before not in in_order
    if found.old_words[before] == found.new_words[after]:
        return Change(MOVED, before, after, True) if moved else None
    return Change(REWORDED, before, after, moved, _numbers(old[before], new[after]), _table(new[after]))


def _counted(steps: Iterator[Change | None]) -> Comparison:
    """The changes, each with how many passages before it are as they were."""
    changes: list[Change] = []
    total = waiting = 0
    for is_same, run in groupby(steps, key=lambda step: step is None):
        found = list(run)
        if is_same:
            waiting = len(found)
            total += waiting
            continue
        first, *rest = (change for change in found if change is not None)
        changes += [_after(first, waiting), *rest]
        waiting = 0
    return Comparison(tuple(changes), total, waiting)


def _after(change: Change, unchanged: int) -> Change:
    return Change(
        change.kind, change.before, change.after, change.has_moved, change.numbers, change.table, unchanged
    )


def _numbers(before: Said, after: Said) -> int:
    if before.cells and after.cells:
        return len(numbers_in(cells_between(before.cells, after.cells, ())))
    return len(numbers_between(before.text, after.text))


def _table(said: Said) -> str:
    """The name of the table or sheet in which a row stands."""
    if not said.cell or "row" not in said.kind:
        return ""
    return said.cell.rsplit("!", 1)[0].rsplit(" row ", 1)[0] + (said.heading or "")
