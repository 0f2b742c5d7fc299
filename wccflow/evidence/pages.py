"""A document as it is read: its outline, and one part of its passages at a time so that long ones open."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from sqlalchemy import case, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import offers, session
from wccflow.evidence.models import PassageRow, PictureRow, RemarkRow, Version
from wccflow.evidence.rules import ROWS, Block, blocks, heading_levels
from wccflow.evidence.sections import Line, Section, sections
from wccflow.people.rights import Reach

PART = 200  # passages shown at a time: about 15 pages
MOST_REMARKS = 500
AMOUNT = re.compile(r"(?!(?:19|20)\d\d$)[-+(]?[£$€]?\d[\d,. ]*(?:%|m|bn|k)?\)?")  # and no year
NUMBER_AT_END = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a document but its words: every passage by its name, and the sections."""

    lines: Sequence[Line]
    sections: Sequence[Section]

    @property
    def parts(self) -> int:
        """In how many parts it is shown."""
        return max(1, -(-len(self.lines) // PART))

    def ordinal(self, key: str) -> int:
        """Where the passage of this name stands. Raises NotFound."""
        found = next((line.ordinal for line in self.lines if line.key == key), None)
        if found is None:
            raise NotFound
        return found

    def first_in(self, number: int) -> str:
        """The name of the first passage of a part; empty where there is no such part."""
        at = (number - 1) * PART
        return self.lines[at].key if 0 <= at < len(self.lines) else ""

    def last_in(self, number: int) -> str:
        """The name of the last passage of a part; empty where there is no such part."""
        at = min(number * PART, len(self.lines)) - 1
        return self.lines[at].key if 0 < number <= self.parts and at >= 0 else ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands beside a passage: how many threads talk of it, and what it is cited for."""

    threads: int = 0
    cited: tuple[str, ...] = ()
    waiting: int = 0  # of the threads, those of which nobody has said yet whether they stand here


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document, as it is drawn."""

    number: int
    parts: int
    blocks: Sequence[Block]
    levels: Mapping[str, int]
    pictures: Mapping[str, Sequence[PictureRow]]
    pages: Sequence[int] = ()
    head: PassageRow | None = None  # of the table that began in an earlier part
    headed: frozenset[str] = frozenset()  # the first rows of tables, where they are heads


def whole_of(version: Version) -> Whole:
    """The document without its words, in one question."""
    title = case((PassageRow.kind == "heading", PassageRow.text), else_="")
    columns = (PassageRow.ordinal, PassageRow.key, PassageRow.kind, PassageRow.level, PassageRow.page, title)
    query = select(*columns).where(PassageRow.version_id == version.id).order_by(PassageRow.ordinal)
    lines = [Line(*row) for row in session().execute(query)]
    return Whole(lines, sections(lines))


def part_number(ordinal: int) -> int:
    """The part in which a passage stands."""
    return ordinal // PART + 1


def part_of(version: Version, whole: Whole, number: int) -> Part:
    """The part of this number, from 1; the nearest one where there is none."""
    shown = min(max(number, 1), whole.parts)
    return _drawn(version, whole, shown, (shown - 1) * PART, shown * PART)


def stretch_of(version: Version, whole: Whole, first: int, most: int) -> Part:
    """The passages from ordinal `first` on, at most so many, drawn as one part."""
    return _drawn(version, whole, 1, first, first + most)


def marks_beside(version_id: UUID, reach: Reach) -> dict[str, Marks]:
    """What the later rooms offer to stand beside the passages, by passage.

    The offer `threads` counts, and says of which it is not sure; every other one names what a passage is
    cited for. Under no name is what came from an earlier version and has no passage in this one.
    """
    threads: dict[str, int] = {}
    waiting: dict[str, int] = {}
    cited: dict[str, list[str]] = {}
    for name, source in offers().margins.items():
        for key, what, count in source(version_id, reach):
            if name == "threads":
                threads[key] = threads.get(key, 0) + count
                waiting[key] = waiting.get(key, 0) + (count if what else 0)
            else:
                cited.setdefault(key, []).append(what)
    return {
        key: Marks(threads.get(key, 0), tuple(cited.get(key, ())), waiting.get(key, 0))
        for key in threads.keys() | cited.keys()
    }


def remarks_in(version_id: UUID) -> Sequence[RemarkRow]:
    """What was written in the margins of the file before it was filed, in order."""
    query = select(RemarkRow).where(RemarkRow.version_id == version_id)
    return session().scalars(query.order_by(RemarkRow.ordinal).limit(MOST_REMARKS)).all()


def only(version_id: UUID, keys: Collection[str]) -> Sequence[PassageRow]:
    """These passages of a version in their order."""
    query = select(PassageRow).where(PassageRow.version_id == version_id, PassageRow.key.in_(keys))
    return session().scalars(query.order_by(PassageRow.ordinal)).all()


def versions_with(document_id: UUID, key: str, reach: Reach) -> list[Version]:
    """The versions of a document that have this passage and that the person may read; newest first."""
    query = select(Version).where(
        Version.document_id == document_id,
        Version.id.in_(select(PassageRow.version_id).where(PassageRow.key == key)),
        audiences.visible(Version.audience_id, reach.tokens),
    )
    return list(session().scalars(query.order_by(Version.draft.desc())))


def first_on_page(version_id: UUID, number: int) -> str:
    """The name of the first passage that stands on a page, or after it; empty where there is none."""
    query = select(PassageRow.key).where(PassageRow.version_id == version_id, PassageRow.page >= number)
    return session().scalar(query.order_by(PassageRow.ordinal).limit(1)) or ""


def _drawn(version: Version, whole: Whole, number: int, first: int, end: int) -> Part:
    query = select(PassageRow).where(
        PassageRow.version_id == version.id, PassageRow.ordinal >= first, PassageRow.ordinal < end
    )
    rows = session().scalars(query.order_by(PassageRow.ordinal)).all()
    drawn = blocks(rows)
    before_all = {""} if first == 0 else set()
    return Part(
        number=number,
        parts=whole.parts,
        blocks=drawn,
        levels=heading_levels(rows),
        pictures=_pictures(version.id, before_all | {row.key for row in rows}),
        pages=sorted({row.page for row in rows if row.page}),
        head=_head(version.id, rows),
        headed=_headed(rows),
    )


def _headed(rows: Sequence[PassageRow]) -> frozenset[str]:
    """The rows that begin a table and have another below them, unless they hold amounts."""
    return frozenset(
        row.key
        for row, below in pairwise(rows)
        if row.kind in ROWS
        and NUMBER_AT_END.sub("", row.cell or "") == NUMBER_AT_END.sub("", below.cell or "")
        and (row.cell or "").endswith(" 1")
        and not any(AMOUNT.fullmatch(cell.strip()) for cell in row.cells[1:])
    )


def _pictures(version_id: UUID, keys: Collection[str]) -> dict[str, list[PictureRow]]:
    """The pictures that follow these passages; those before the first one under no name."""
    query = select(PictureRow).where(PictureRow.version_id == version_id).order_by(PictureRow.ordinal)
    found: dict[str, list[PictureRow]] = {}
    for row in session().scalars(query):
        if row.after in keys:
            found.setdefault(row.after, []).append(row)
    return found


def _head(version_id: UUID, rows: Sequence[PassageRow]) -> PassageRow | None:
    """The first row of the table in whose midst these passages begin."""
    wanted = NUMBER_AT_END.sub("1", rows[0].cell or "") if rows and rows[0].kind in ROWS else ""
    if not wanted or wanted == rows[0].cell:
        return None
    query = select(PassageRow).where(PassageRow.version_id == version_id, PassageRow.cell == wanted)
    return session().scalar(query.order_by(PassageRow.ordinal).limit(1))
