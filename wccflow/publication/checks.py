"""What must always hold of published results: each is what its hash says, and what the log says."""

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.work import session
from wccflow.calibration.rules import digest
from wccflow.publication.actions import PUBLISHED
from wccflow.publication.models import PublishedResult


def broken_results() -> list[str]:
    """Every published result whose text, hash and line in the log do not agree."""
    rows = session().scalars(select(PublishedResult)).all()
    told = {each.subject_id: each.payload for each in log.events_of([row.case_id for row in rows], PUBLISHED)}
    return [
        f"The published result {row.id} is not what was published."
        for row in rows
        if digest(row.content) != row.sha256 or told.get(row.id, {}).get("sha256") != row.sha256
    ]
