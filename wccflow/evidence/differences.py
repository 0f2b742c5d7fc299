"""The page of differences as a person sees it: one part of what changed, with what she hangs on it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.work import session
from wccflow.evidence import difference, pages, queries
from wccflow.evidence.difference import Change, Comparison
from wccflow.evidence.difference_words import (
    Cell,
    Number,
    Pieces,
    cells_between,
    numbers_between,
    numbers_in,
    words_between,
)
from wccflow.evidence.models import PassageRow, SectionViewed, Version
from wccflow.evidence.pages import Marks
from wccflow.people.rights import Reach

SHOWN = 100  # changes on one page
MOST_KEPT = 24  # comparisons kept in memory: versions never change
ALL, NUMBERS, TABLES, MOVED, MARKED = "", "numbers", "tables", "moved", "marked"


@dataclass(frozen=True, slots=True)
class Shown:
    """One change with its words."""

    change: Change
    before: PassageRow | None
    after: PassageRow | None
    pieces: Pieces
    numbers: tuple[Number, ...]
    cells: tuple[Cell, ...]
    marks: Marks

    @property
    def there(self) -> PassageRow:
        """The passage as it is, or as it was when it is gone."""
        row = self.after or self.before
        assert row is not None
        return row


@dataclass(frozen=True, slots=True)
class Marked:
    """The passages of one version that have threads or citations."""

    by_key: Mapping[str, Marks]
    ordinals: frozenset[int]


def comparison(before: Version, after: Version) -> Comparison:
    """What changed from one version to another; the caller has checked that the person may read both."""
    return _comparison(_identity(before), _identity(after))


def marked(version: Version, reach: Reach) -> Marked:
    """What of a version has threads or citations that the person may read."""
    marks = pages.marks_beside(version.id, reach)
    rows = pages.only(version.id, marks.keys()) if marks else ()
    return Marked(marks, frozenset(row.ordinal for row in rows))


def chosen(found: Comparison, before: Marked, after: Marked) -> dict[str, list[Change]]:
    """The changes by what a reader may want to see alone."""
    return {
        ALL: list(found.changes),
        NUMBERS: [each for each in found.changes if each.numbers],
        TABLES: [each for each in found.changes if each.table],
        MOVED: [each for each in found.changes if each.has_moved],
        MARKED: [
            each for each in found.changes if each.before in before.ordinals or each.after in after.ordinals
        ],
    }


def shown(
    changes: Sequence[Change], before: tuple[Version, Marked], after: tuple[Version, Marked]
) -> list[Shown]:
    """These changes with their words."""
    old = _rows(before[0].id, [each.before for each in changes])
    new = _rows(after[0].id, [each.after for each in changes])
    heads = _heads(after[0].id, new.values())
    return [_shown(each, old, new, heads, before[1], after[1]) for each in changes]


def last_read(person_id: UUID, beside: Sequence[Version]) -> Version | None:
    """The version that was the newest when the person last marked a section of the document as viewed."""
    documents = {each.document_id for each in beside}
    query = select(func.max(SectionViewed.at)).where(
        SectionViewed.person_id == person_id, SectionViewed.document_id.in_(documents)
    )
    at = session().scalar(query)
    return next((each for each in reversed(beside) if at and each.filed_at <= at), None)


Identity = tuple[UUID, str, datetime | None, int]


def _identity(version: Version) -> Identity:
    return version.id, version.sha256, version.read_at, version.passage_count


@lru_cache(maxsize=MOST_KEPT)
def _comparison(before: Identity, after: Identity) -> Comparison:
    return difference.compared(queries.passages_of(before[0]), queries.passages_of(after[0]))


def _rows(version_id: UUID, ordinals: Collection[int | None]) -> dict[int, PassageRow]:
    query = select(PassageRow).where(
        PassageRow.version_id == version_id,
        PassageRow.ordinal.in_({each for each in ordinals if each is not None}),
    )
    return {row.ordinal: row for row in session().scalars(query)}


def _shown(
    change: Change,
    old: Mapping[int, PassageRow],
    new: Mapping[int, PassageRow],
    heads: Mapping[str, Sequence[str]],
    marked_before: Marked,
    marked_after: Marked,
) -> Shown:
    before = old.get(change.before) if change.before is not None else None
    after = new.get(change.after) if change.after is not None else None
    words = (before.text if before else "", after.text if after else "")
    cells: tuple[Cell, ...] = ()
    numbers: tuple[Number, ...] = ()
    if before and after:
        if change.kind == difference.REWORDED and before.cells and after.cells:
            cells = cells_between(before.cells, after.cells, heads.get(_first_row(after), ()))
        numbers = numbers_in(cells) if cells else numbers_between(*words)
    marks = marked_after.by_key.get(after.key) if after else None
    marks = marks or (marked_before.by_key.get(before.key) if before else None) or Marks()
    return Shown(change, before, after, words_between(*words), numbers, cells, marks)


def _heads(version_id: UUID, rows: Collection[PassageRow]) -> dict[str, Sequence[str]]:
    """The cells that name the columns, by where the first row of each table stands."""
    wanted = {_first_row(row) for row in rows if row.cells}
    if not wanted:
        return {}
    query = select(PassageRow).where(PassageRow.version_id == version_id, PassageRow.cell.in_(wanted))
    return {row.cell or "": row.cells for row in session().scalars(query) if _names_columns(row.cells)}


def _first_row(row: PassageRow) -> str:
    """Where the first row of the table or sheet stands to which a row belongs."""
    cell = row.cell or ""
    return f"{cell.rsplit('!', 1)[0]}!1" if "!" in cell else f"{cell.rsplit(' row ', 1)[0]} row 1"


def _names_columns(cells: Sequence[str]) -> bool:
    """Whether a row says names, or years, rather than figures."""
    return all(not cell[:1].isdigit() or (len(cell) >= 4 and cell[:2] in ("19", "20")) for cell in cells[1:])
