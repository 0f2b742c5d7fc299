"""Before the board: making its pack, and recording that it ratified what the pack gives."""

import io
from collections.abc import Sequence
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
from wccflow.people.rights import Reach, demand, holds
from wccflow.ratings.contents import aims_in_words, cited_now, contents_of
from wccflow.ratings.models import BoardPack, Ratification
from wccflow.ratings.pack_document import pack_document

MADE, RATIFIED = "pack.made", "board.ratified"
LARGEST_BYTES = 50 << 20


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
        citations=cited_now(case, by),
        aims=aims_in_words(case, by),
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
