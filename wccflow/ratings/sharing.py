"""Widening who reads ratings, and what else follows for them when a case moves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from wccflow.base import log
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.models import AnswerCitation, Citation, Ratification, Rating
from wccflow.ratings.rules import PANEL_MEMBER, SELF

WIDENED, SHARED, SETTLED, GIVEN_BACK = (
    "rating.widened",
    "rating.shared",
    "rating.settled",
    "rating.given_back",
)


def widen(
    case: Case,
    ratings: Sequence[Rating],
    audience_id: UUID,
    *,
    by: Reach | None,
    now: datetime,
    kind: str = WIDENED,
) -> None:
    """Let this audience read these ratings from now on; the event's own audience is the new one."""
    fresh = [each for each in ratings if each.audience_id != audience_id]
    if not fresh:
        return
    for each in fresh:
        each.audience_id = audience_id
    session().flush()
    _record(case, kind, audience_id, by=by, now=now, ratings=[each.id.hex for each in fresh])


def reveal(case: Case, item: str, audience_id: UUID) -> None:
    """Let these readers see what the members of a panel cite for an item: passages and answers."""
    for table in (Citation, AnswerCitation):
        mine = (table.case_id == case.id, table.item == item, table.channel == PANEL_MEMBER)
        session().execute(update(table).where(*mine).values(audience_id=audience_id))


def share(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Let those who assess read the organisation's own ratings and what they cite."""
    wider, narrow = audience_of(case, "filed"), audience_of(case, "drafts")
    for table in (Citation, AnswerCitation, Ratification):
        mine = (table.case_id == case.id, table.audience_id == narrow)
        session().execute(update(table).where(*mine).values(audience_id=wider))
    own = queries.current([case.id], channels=[SELF])
    widen(case, own, wider, by=by, now=now, kind=SHARED)


def settle(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Record which ratings go before the board, so that they can be seen as they stood."""
    own = queries.current([case.id], channels=[SELF])
    ids = sorted(each.id.hex for each in own)
    _record(case, SETTLED, audience_of(case, "drafts"), by=by, now=now, ratings=ids)


def give_back(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Set the board's ratification aside: what the authors change now must go before the board again."""
    query = select(Ratification).where(Ratification.case_id == case.id, Ratification.set_aside_at.is_(None))
    rows = session().scalars(query).all()
    for each in rows:
        each.set_aside_at = now
    session().flush()
    ids = [each.id.hex for each in rows]
    _record(case, GIVEN_BACK, audience_of(case, "drafts"), by=by, now=now, ratifications=ids)


def _record(
    case: Case, kind: str, audience_id: UUID, *, by: Reach | None, now: datetime, **payload: Any
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=audience_id,
        **payload,
    )
