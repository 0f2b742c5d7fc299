"""Withdrawing the proposal of other days for a window while only one person has signed it."""

from datetime import datetime
from uuid import UUID

from wccflow.base import log
from wccflow.base.work import session
from wccflow.cycles.models import WindowChange
from wccflow.people.rights import Reach


def withdraw_window(change_id: UUID, *, by: Reach, now: datetime) -> bool:
    """Withdraw one's own proposal; gives whether it was still to be withdrawn. The log keeps both."""
    change = session().get(WindowChange, change_id, with_for_update=True)
    if change is None or change.countersigned_at is not None or change.by_id != by.person_id:
        return False
    session().delete(change)
    session().flush()
    log.record("window.withdrawn", at=now, by_id=by.person_id, subject_id=change_id, stage=change.stage)
    return True
