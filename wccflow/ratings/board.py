"""Before the board: making its pack, recording its ratification, and what has changed since."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import files, session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.people.rights import Reach, demand, holds
from wccflow.ratings import queries
from wccflow.ratings.contents import contents_of, versions_now
from wccflow.ratings.models import BoardPack, Ratification
from wccflow.ratings.pack_document import pack_document
from wccflow.ratings.rules import SELF, element_of, in_words, item_in_words

MADE, RATIFIED = "pack.made", "board.ratified"
LARGEST_BYTES = 50 << 20


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is not as it was in the board's pack."""

    what: str
    was: str
    now: str
    at: datetime


def may_make(case: Case, reach: Reach) -> bool:
    """Whether the person prepares the board's papers: by rating the organisation, or by ratifying."""
    definition = definition_of(case)
    return definition.anyone_may("ratify") and any(
        holds(reach, ability, place=case.place, definition=definition) for ability in ("rate_self", "ratify")
    )


def make_pack(case: Case, *, by: Reach, now: datetime) -> BoardPack:
    """The board pack of what is there now; while nothing has changed, the one that was made before."""
    if not may_make(case, by):
        raise NotFound
    contents = contents_of(case, by)
    kept = files().keep(io.BytesIO(pack_document(contents)), max_bytes=LARGEST_BYTES)
    earlier = packs(case, by)
    if earlier and earlier[0].sha256 == kept.sha256:
        return earlier[0]
    made = BoardPack(
        case_id=case.id,
        number=len(earlier) + 1,
        sha256=kept.sha256,
        size=kept.size,
        ratings=list(contents.ratings),
        versions=list(contents.versions),
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "drafts"),
    )
    session().add(made)
    session().flush()
    _record(MADE, made, made.id, by=by, now=now, sha256=made.sha256)
    return made


def ratify(case: Case, pack_id: UUID, *, met_on: date, minute: str, by: Reach, now: datetime) -> Ratification:
    """Record that the board ratified the self-assessment as this very pack gives it."""
    demand(by, "ratify", place=case.place, definition=definition_of(case), state=case.state)
    pack = pack_of(case, pack_id, by)
    if met_on > business_day(now):
        raise Refused("The board must have met: choose today or an earlier day.")
    if not minute.strip():
        raise Refused("Give the minute, or where it is found, so that others can find the decision.")
    made = Ratification(
        case_id=case.id,
        pack_id=pack.id,
        sha256=pack.sha256,
        met_on=met_on,
        minute=minute.strip(),
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "drafts"),
    )
    session().add(made)
    session().flush()
    _record(RATIFIED, made, made.id, by=by, now=now, sha256=pack.sha256, met_on=met_on.isoformat())
    return made


def packs(case: Case, reach: Reach) -> Sequence[BoardPack]:
    """The packs of a case that the person may read, newest first."""
    query = select(BoardPack).where(BoardPack.case_id == case.id).order_by(BoardPack.number.desc())
    return session().scalars(query.where(audiences.visible(BoardPack.audience_id, reach.tokens))).all()


def pack_of(case: Case, pack_id: UUID, reach: Reach) -> BoardPack:
    """The pack of this id, when it is this case's and the person may read it. Raises NotFound."""
    found = next((each for each in packs(case, reach) if each.id == pack_id), None)
    if found is None:
        raise NotFound
    return found


def ratifications(case: Case, reach: Reach) -> Sequence[Ratification]:
    """The board's decisions on a case that the person may read, newest first."""
    query = select(Ratification).where(Ratification.case_id == case.id).order_by(Ratification.at.desc())
    return session().scalars(query.where(audiences.visible(Ratification.audience_id, reach.tokens))).all()


def changes_since(case: Case, pack: BoardPack, reach: Reach) -> list[Change]:
    """What this person can see that is not as it was when the pack was made, oldest first."""
    return sorted([*_ratings_changed(case, pack, reach), *_documents_changed(case, pack)], key=lambda c: c.at)


def _ratings_changed(case: Case, pack: BoardPack, reach: Reach) -> list[Change]:
    definition = definition_of(case)
    rows = queries.ratings([case.id], reach=reach, channels=[SELF])
    before = {row.item: row for row in rows if row.id.hex in pack.ratings}
    found = []
    for row in queries.newest(rows):
        element = element_of(definition, row.item)
        if row.id.hex in pack.ratings or element is None:
            continue
        scale, earlier = definition.scales[element.scale], before.get(row.item)
        was = in_words(scale, earlier.value) if earlier else "not rated"
        now = in_words(scale, row.value)
        now = f"{now}, with another reason" if now == was else now
        found.append(Change(item_in_words(definition, row.item), was, now, row.at))
    return found


def _documents_changed(case: Case, pack: BoardPack) -> list[Change]:
    slots = definition_of(case).slots
    fresh = set(versions_now(case.id)) - set(pack.versions)
    filled = evidence.fillings([case.id])
    packed = [each for each in filled if each.version.id.hex in pack.versions]
    was = {each.slot: f"version {each.version.number}" for each in packed}
    return [
        Change(
            slots[slot].title,
            was.get(slot, "not there"),
            f"version {each.version.number}",
            each.filling.filled_at,
        )
        for (_, slot), each in evidence.current(filled).items()
        if each.version.id.hex in fresh
    ]


def _record(
    kind: str, row: BoardPack | Ratification, subject_id: UUID, *, by: Reach, now: datetime, **payload: str
) -> None:
    words = row.minute if isinstance(row, Ratification) else ""
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=subject_id,
        case_id=row.case_id,
        audience_id=row.audience_id,
        words=words,
        **payload,
    )
