"""What follows for lines of sight when a case moves: those who assess may read the organisation's own."""

from datetime import datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.line_of_sight.models import Line, StepPassage
from wccflow.people.rights import Reach

SHARED = "line.shared"


def share(case: Case, *, by: Reach | None, now: datetime, argument: str = "") -> None:
    """Let those who assess read the lines that stand; what was withdrawn before stays the organisation's."""
    wider, narrow = audience_of(case, "filed"), audience_of(case, "drafts")
    own = session().scalars(
        select(Line).where(Line.case_id == case.id, Line.audience_id == narrow, Line.withdrawn_at.is_(None))
    )
    lines = own.all()
    standing = session().scalars(
        select(StepPassage)
        .join(Line, Line.id == StepPassage.line_id)
        .where(StepPassage.case_id == case.id, StepPassage.audience_id == narrow)
        .where(StepPassage.withdrawn_at.is_(None), Line.withdrawn_at.is_(None))
    )
    passages = standing.all()
    if not (lines or passages):
        return
    for line in lines:
        line.audience_id = wider
    for passage in passages:
        passage.audience_id = wider
    session().flush()
    log.record(
        SHARED,
        at=now,
        by_id=by.person_id if by else None,
        subject_id=case.id,
        case_id=case.id,
        audience_id=wider,
        lines=sorted(each.id.hex for each in lines),
        passages=sorted(each.id.hex for each in passages),
    )
