"""Where threads and citations stand now, for one reader: in no version that she may not read."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.evidence import queries
from wccflow.evidence.following_models import KEPT, Following
from wccflow.evidence.hanging import Hanging, hanging_in
from wccflow.evidence.models import Version
from wccflow.evidence.queries import Filled
from wccflow.evidence.trails import Slots, by_document, later
from wccflow.people.rights import Reach

HOME = "home"
WAITS = "waits for confirmation"
MOST_NAMED = 200  # ids in one question; of more all those of their cases are asked for


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one thing stands in the newest version that a reader may read; without `row` at home."""

    hanging: Hanging
    row: Following | None = None
    filled: Filled | None = None  # the version into which it followed, as it fills the slot
    home: Filled | None = None  # the version on which it was made, as it filled the slot

    @property
    def state(self) -> str:
        """home, exact, moved, edited (a person has to say), lost, here or elsewhere (said), or kept."""
        return (self.row.decided or self.row.outcome) if self.row else HOME

    @property
    def waits(self) -> bool:
        """Whether a person has to say whether it is still the same point."""
        return self.row is not None and self.row.waits

    @property
    def is_lost(self) -> bool:
        """Whether no passage of the newest version is its own any more."""
        return self.row is not None and self.row.is_lost

    @property
    def stands(self) -> bool:
        """Whether its place in the newest version is beyond doubt."""
        return self.row is None or self.row.stands

    @property
    def version_id(self) -> UUID:
        """The version in which it stands now; while that is in doubt, the one in which it was made."""
        return self.row.version_id if self.row and self.row.stands else self.hanging.version_id

    @property
    def passage(self) -> str:
        """The passage on which it stands now; while that is in doubt, the one on which it was made."""
        place = self.row.place if self.row and self.row.stands else None
        return place or self.hanging.passage


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing beside a passage of one version; `passage` is None for what is lost there."""

    hanging: Hanging
    passage: str | None
    outcome: str  # home, exact, moved, edited, lost, here or elsewhere
    row: Following | None = None

    @property
    def waits(self) -> bool:
        """Whether a person has to say whether it is still the same point."""
        return self.row is not None and self.row.waits


def of(
    hangings: Sequence[Hanging], reach: Reach | None, *, within: Collection[UUID] | None = None
) -> dict[UUID, Standing]:
    """Where each of these stands now as far as the person may know; two queries for all of them.

    Without `reach` in any version there is, or in those of these audiences. The caller has checked that each
    may be read where it was made.
    """
    if not hangings:
        return {}
    case_ids = {each.case_id for each in hangings}
    filled = queries.fillings(case_ids, reach)
    if within is not None:
        filled = [each for each in filled if each.version.audience_id in within]
    slots = {case_id: by_document(each) for case_id, each in queries.by_case(filled).items()}
    rows = _rows(hangings, case_ids)
    followed = {subject_id for subject_id, _ in rows}
    return {
        each.id: _standing(each, slots.get(each.case_id, {}), rows if each.id in followed else {})
        for each in hangings
    }


def places(version_id: UUID, reach: Reach) -> list[Placed]:
    """What stands at which passage of this version, wherever it was made, as far as the person may read it.

    The caller has checked that she may read the version.
    """
    version = queries.version_by_id(version_id)
    mine = hanging_in([version.case_id], reach)
    rows = {each.subject_id: each for each in into(version_id)}
    found = []
    for each in mine:
        row = rows.get(each.id)
        if each.version_id == version_id:
            found.append(Placed(each, each.passage, HOME))
        elif row is not None and row.decided != KEPT:
            found.append(Placed(each, row.place, row.decided or row.outcome, row))
    return found


def into(version_id: UUID, kind: str = "") -> Sequence[Following]:
    """What followed into one version, unless that was withdrawn; the caller checks who may read each."""
    query = (
        select(Following)
        .join(Version, Version.id == Following.version_id)
        .where(Following.version_id == version_id, Version.withdrawn_at.is_(None))
        .order_by(Following.at, Following.id)
    )
    return session().scalars(query.where(Following.kind == kind) if kind else query).all()


def _standing(hanging: Hanging, slots: Slots, rows: Mapping[tuple[UUID, UUID], Following]) -> Standing:
    """Where a thing stands in the newest of these versions into which it has followed."""
    home = next((each for each in _all(slots) if each.version.id == hanging.version_id), None)
    for filled in reversed(later(hanging, slots)) if rows else ():
        row = rows.get((hanging.id, filled.version.id))
        if row is not None:
            return Standing(hanging, row, filled, home)
    return Standing(hanging, home=home)


def _all(slots: Slots) -> Iterator[Filled]:
    return (each for filled in slots.values() for each in filled)


def _rows(hangings: Sequence[Hanging], case_ids: Collection[UUID]) -> dict[tuple[UUID, UUID], Following]:
    query = select(Following).where(Following.case_id.in_(case_ids))
    if len(hangings) <= MOST_NAMED:
        query = query.where(Following.subject_id.in_([each.id for each in hangings]))
    return {(row.subject_id, row.version_id): row for row in session().scalars(query)}
