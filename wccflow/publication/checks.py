"""What must always hold of what is published: it is what its hash says, and what the log says."""

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.work import session
from wccflow.calibration.rules import digest
from wccflow.publication import releases
from wccflow.publication.actions import PUBLISHED
from wccflow.publication.models import CorrectedResult, PublishedResult, Release


def broken_results() -> list[str]:
    """Every published result whose text, hash and line in the log do not agree."""
    rows = session().scalars(select(PublishedResult)).all()
    told = {each.subject_id: each.payload for each in log.events_of([row.case_id for row in rows], PUBLISHED)}
    return [
        f"The published result {row.id} is not what was published."
        for row in rows
        if digest(row.content) != row.sha256 or told.get(row.id, {}).get("sha256") != row.sha256
    ]


def broken_releases() -> list[str]:
    """Every release, or corrected result in one, whose text, hash and line in the log do not agree."""
    corrected = session().scalars(select(CorrectedResult)).all()
    found = [
        f"The corrected result {row.id} is not what was released."
        for row in corrected
        if digest(row.content) != row.sha256
    ]
    rows = session().scalars(select(Release)).all()
    events = log.events_about([row.id for row in rows], releases.SIGNED)
    told = {each.subject_id: each.payload["sha256"] for each in events}
    return found + [
        f"The release {row.label} with the id {row.id} is not what was signed."
        for row in rows
        if digest(row.content) != row.sha256 or told.get(row.id) != row.sha256
    ]
