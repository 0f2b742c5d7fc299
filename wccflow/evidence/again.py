"""Reading a file once more that could not be read: after the service was mended, or to be sure."""

from datetime import datetime

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.evidence.models import Version
from wccflow.evidence.rules import READING, UNREADABLE
from wccflow.people.rights import Reach, holds

READ_AGAIN = "evidence.read_again"
MANAGING = "manage_people"


def may_read_again(version: Version, case: Case, reach: Reach) -> bool:
    """Whether this person may have the file read once more: who filed it, or who manages people there."""
    if version.state != UNREADABLE or version.withdrawn_at is not None:
        return False
    return _is_hers(version, case, reach)


def read_again(version: Version, *, by: Reach, now: datetime) -> None:
    """Put a version that could not be read back into the queue, with all its attempts.

    Raises NotFound when it is not for this person to say, Refused when it was read or is being read.
    """
    case = case_by_id(version.case_id)
    if not _is_hers(version, case, by):
        raise NotFound
    session().refresh(version, with_for_update=True)
    if version.state != UNREADABLE:
        raise Refused("This file is being read, or was read already. Reload the page to see how far it is.")
    before = version.outcome_kind
    version.state, version.attempts, version.read_at = READING, 0, None
    version.outcome = version.outcome_kind = ""
    version.warnings = []
    session().flush()
    log.record(
        READ_AGAIN,
        at=now,
        by_id=by.person_id,
        subject_id=version.id,
        case_id=version.case_id,
        audience_id=version.audience_id,
        before=before,
    )


def _is_hers(version: Version, case: Case, reach: Reach) -> bool:
    managing = holds(reach, MANAGING, place=case.place, definition=definition_of(case))
    return version.filed_by_id == reach.person_id or managing
