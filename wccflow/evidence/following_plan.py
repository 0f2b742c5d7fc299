"""What has not followed yet into which version, and where it would stand; writes nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.work import session
from wccflow.evidence import queries
from wccflow.evidence.anchoring import Anchor, Placing, follow
from wccflow.evidence.following_models import KEPT, Following
from wccflow.evidence.hanging import Hanging, hanging_in
from wccflow.evidence.models import PassageRow
from wccflow.evidence.queries import Filled
from wccflow.evidence.trails import Slots, by_document, counts, is_within, later, slots_with

FOLLOWED = "evidence.anchors_followed"
MOST_AT_ONCE = 500

Pages = tuple[tuple[int | None, int | None], ...]
Rows = Mapping[tuple[UUID, UUID], Following]


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is to follow into a version: from where it stands now, into which of its pages."""

    hanging: Hanging
    from_version_id: UUID
    anchor: Anchor
    pages: Pages


@dataclass(frozen=True, slots=True)
class Step:
    """All that is to follow into one version; `is_first` when nothing was followed into it before."""

    version_id: UUID
    due: Sequence[Due]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Where one thing stands in the new version, and on which page."""

    due: Due
    placing: Placing


def next_step(case_id: UUID, told: Collection[UUID] = ()) -> Step | None:
    """What is to follow next in a case, into its oldest version first; None when all has followed.

    `told` are versions of which the caller has just noted that things followed into them.
    """
    slots = by_document(queries.fillings([case_id]))
    rows = _rows(case_id)
    due: dict[UUID, list[Due]] = {}
    for hanging in hanging_in([case_id]):
        found = _due(hanging, slots, rows)
        if found is not None:
            due.setdefault(found[0].version.id, []).append(found[1])
    fresh = _fresh(slots).difference(told)
    for filled in sorted(_replacing(slots), key=lambda each: (each.filling.filled_at, each.filling.ordinal)):
        target = filled.version.id
        if target in due or target in fresh:
            return Step(target, due.get(target, [])[:MOST_AT_ONCE], target in fresh)
    return None


def placed(step: Step) -> list[Found]:
    """Where everything of a step stands in the new version; a fixed number of questions for each pair."""
    groups: dict[tuple[UUID, Pages], list[Due]] = {}
    for each in step.due:
        groups.setdefault((each.from_version_id, each.pages), []).append(each)
    new = queries.passages_of(step.version_id) if groups else []
    old = {version_id: queries.passages_of(version_id) for version_id in {key[0] for key in groups}}
    found: list[Found] = []
    for (version_id, pages), due in groups.items():
        among = [row for row in new if _within(row, pages)]
        placings = follow([each.anchor for each in due], old[version_id], among)
        found += [Found(each, placing) for each, placing in zip(due, placings, strict=True)]
    return found


def _due(hanging: Hanging, slots: Slots, rows: Rows) -> tuple[Filled, Due] | None:
    """The first version into which a thing has not followed, and from where; None when there is none."""
    version_id = hanging.version_id
    anchor = Anchor(hanging.passage, hanging.quote, hanging.prefix, hanging.suffix, hanging.heading)
    for filled in later(hanging, slots):
        row = rows.get((hanging.id, filled.version.id))
        if row is None:
            return filled, Due(hanging, version_id, anchor, _pages(hanging, filled.version.id, slots))
        if row.decided == KEPT:
            return None
        if row.stands and row.place is not None:
            version_id, anchor = row.version_id, Anchor(row.place, row.words)
    return None


def _pages(hanging: Hanging, version_id: UUID, slots: Slots) -> Pages:
    """The pages of a version that fill the slots in which a thing hangs; none named means all of them."""
    ranges = {
        (each.filling.first_page, each.filling.last_page)
        for key in slots_with(hanging, slots)
        for each in slots[key]
        if each.version.id == version_id
    }
    return () if (None, None) in ranges else tuple(sorted(ranges, key=str))


def _within(row: PassageRow, pages: Pages) -> bool:
    return not pages or any(is_within(row.page, first, last) for first, last in pages)


def _replacing(slots: Slots) -> list[Filled]:
    """What stands, was read, and came after another version of its slot."""
    return [
        each
        for filled in slots.values()
        for place, each in enumerate(filled)
        if counts(each) and any(before.version.id != each.version.id for before in filled[:place])
    ]


def _fresh(slots: Slots) -> set[UUID]:
    """The versions that replace another and of which no line says yet that all has followed."""
    ids = {each.version.id for each in _replacing(slots)}
    return ids - {each.subject_id for each in log.events_about(ids, FOLLOWED) if each.subject_id}


def _rows(case_id: UUID) -> dict[tuple[UUID, UUID], Following]:
    query = select(Following).where(Following.case_id == case_id)
    return {(row.subject_id, row.version_id): row for row in session().scalars(query)}
