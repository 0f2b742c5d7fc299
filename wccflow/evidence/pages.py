"""A document as it is read: its outline, and one part of its passages at a time so that long ones open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base.errors import NotFound
from wccflow.base.work import offers, session
from wccflow.evidence.models import PassageRow, Version
from wccflow.evidence.rules import Block, blocks, heading_levels
from wccflow.people.rights import Reach

PART = 200  # passages shown at a time: about 15 pages
LONGEST_OUTLINE = 120


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the outline and the part in which it stands."""

    key: str
    text: str
    level: int
    page: int | None
    part: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands beside a passage: how many threads talk of it, and what it is cited for."""

    threads: int = 0
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document."""

    number: int
    parts: int
    blocks: Sequence[Block]
    levels: Mapping[str, int]
    outline: Sequence[Heading]
    first_page: int | None
    last_page: int | None


def part_of(version: Version, number: int) -> Part:
    """The part of this number, from 1; the nearest one where there is none."""
    parts = max(1, -(-version.passage_count // PART))
    shown = min(max(number, 1), parts)
    query = select(PassageRow).where(
        PassageRow.version_id == version.id,
        PassageRow.ordinal >= (shown - 1) * PART,
        PassageRow.ordinal < shown * PART,
    )
    rows = session().scalars(query.order_by(PassageRow.ordinal)).all()
    pages = [row.page for row in rows if row.page]
    return Part(
        number=shown,
        parts=parts,
        blocks=blocks(rows),
        levels=heading_levels(rows),
        outline=outline(version),
        first_page=min(pages, default=None),
        last_page=max(pages, default=None),
    )


def part_with(version: Version, key: str) -> int:
    """The number of the part in which a passage stands. Raises NotFound."""
    query = select(PassageRow.ordinal).where(PassageRow.version_id == version.id, PassageRow.key == key)
    ordinal = session().scalar(query)
    if ordinal is None:
        raise NotFound
    return ordinal // PART + 1


def outline(version: Version) -> list[Heading]:
    """The headings of a document, as deep as keeps the list readable."""
    depth = _depth(version.id)
    query = select(PassageRow.key, PassageRow.text, PassageRow.level, PassageRow.page, PassageRow.ordinal)
    found = session().execute(
        query.where(
            PassageRow.version_id == version.id, PassageRow.kind == "heading", PassageRow.level <= depth
        )
        .order_by(PassageRow.ordinal)
        .limit(2 * LONGEST_OUTLINE)
    )
    return [Heading(row.key, row.text, row.level or 1, row.page, row.ordinal // PART + 1) for row in found]


def marks_beside(version_id: UUID, reach: Reach) -> dict[str, Marks]:
    """What the later rooms offer to stand beside the passages, by passage.

    The offer `threads` counts, every other one names what a passage is cited for.
    """
    threads: dict[str, int] = {}
    cited: dict[str, list[str]] = {}
    for name, source in offers().margins.items():
        for key, what, count in source(version_id, reach):
            if name == "threads":
                threads[key] = threads.get(key, 0) + count
            else:
                cited.setdefault(key, []).append(what)
    return {
        key: Marks(threads.get(key, 0), tuple(cited.get(key, ()))) for key in threads.keys() | cited.keys()
    }


def _depth(version_id: UUID) -> int:
    """The deepest level of heading at which the outline is not too long; at least the first there is."""
    query = select(PassageRow.level, func.count()).where(
        PassageRow.version_id == version_id, PassageRow.kind == "heading"
    )
    rows = session().execute(query.group_by(PassageRow.level).order_by(PassageRow.level)).all()
    depth, total = 0, 0
    for level, count in rows:
        total += count
        if depth and total > LONGEST_OUTLINE:
            break
        depth = level or 1
    return depth
