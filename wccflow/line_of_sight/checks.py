"""What must always hold of lines of sight, each breach in a sentence."""

from sqlalchemy import and_, select

from wccflow.base.audiences import tokens_of
from wccflow.base.work import session
from wccflow.evidence.models import PassageRow
from wccflow.line_of_sight.models import Line, StepPassage


def passages_gone() -> list[str]:
    """Every step whose passage is not in the version from which it was taken."""
    there = and_(PassageRow.version_id == StepPassage.version_id, PassageRow.key == StepPassage.passage)
    query = select(StepPassage.id, StepPassage.passage).outerjoin(PassageRow, there)
    return [
        f"The passage {key} that shows a step of a line ({identifier}) is not in its document."
        for identifier, key in session().execute(query.where(PassageRow.key.is_(None)))
    ]


def passages_too_wide() -> list[str]:
    """Every passage of a step that somebody may read who may not read the line."""
    query = select(StepPassage.audience_id, Line.audience_id, Line.id).join(
        Line, Line.id == StepPassage.line_id
    )
    pairs = {(own, whole): line for own, whole, line in session().execute(query) if own != whole}
    return [
        f"A passage of the line {line} is read by more people than the line."
        for (own, whole), line in pairs.items()
        if not tokens_of(own) <= tokens_of(whole)
    ]
