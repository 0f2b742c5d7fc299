"""Feedback to the organisation on the day: prepared by the panel alone, given by the chair, and answered."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.panels.models import Panel
from wccflow.panels.room_acts import joined, led, record
from wccflow.panels.room_models import FeedbackPoint
from wccflow.panels.room_rules import LONGEST_WORDS, REPLY, TO_GIVE
from wccflow.people.rights import Reach

WRITTEN, CHANGED, DROPPED = "panel.feedback_written", "panel.feedback_changed", "panel.feedback_dropped"
GIVEN, REPLIED = "panel.feedback_given", "panel.feedback_replied"
STANDS = "This was given to the organisation already, so it stays as it is."


def feedback_of(panel: Panel, reach: Reach | None = None) -> Sequence[FeedbackPoint]:
    """The points in the order in which they were written; with `reach` those that she may read."""
    query = select(FeedbackPoint).where(FeedbackPoint.panel_id == panel.id)
    if reach is not None:
        query = query.where(audiences.visible(FeedbackPoint.audience_id, reach.tokens))
    return session().scalars(query.order_by(FeedbackPoint.at, FeedbackPoint.id)).all()


def write(case: Case, kind: str, words: str, *, by: Reach, now: datetime) -> FeedbackPoint:
    """One more point for the feedback; the panel alone reads it until it is given. Raises Refused."""
    panel = joined(case, by)
    if kind not in TO_GIVE:
        raise Refused("Say whether it is something good or something to work on.")
    made = _kept(panel, kind, words, audience_of(case, "panel"), by=by, now=now)
    record(WRITTEN, case, panel, by=by, now=now, words=made.words, point=made.id.hex)
    return made


def change(case: Case, point: FeedbackPoint, words: str, *, by: Reach, now: datetime) -> None:
    """Word a point otherwise that was not given yet. Raises Refused."""
    panel = joined(case, by)
    _demand_open(point)
    point.words = _words(words)
    record(CHANGED, case, panel, by=by, now=now, words=point.words, point=point.id.hex)


def drop(case: Case, point: FeedbackPoint, *, by: Reach, now: datetime) -> None:
    """Leave a point out that was not given yet. Raises Refused."""
    panel = joined(case, by)
    _demand_open(point)
    session().delete(point)
    record(DROPPED, case, panel, by=by, now=now, point=point.id.hex)


def give(case: Case, *, by: Reach, now: datetime) -> list[FeedbackPoint]:
    """Give the organisation every point that it has not been given: it is on its screen from now on."""
    panel = led(case, by)
    waiting = [each for each in feedback_of(panel) if each.given_at is None]
    if not waiting:
        raise Refused("There is no point that the organisation has not been given.")
    everyone = audience_of(case, "shared")
    for each in waiting:
        each.given_at, each.audience_id = now, everyone
    points = [each.id.hex for each in waiting]
    record(GIVEN, case, panel, by=by, now=now, audience_id=everyone, points=points)
    return waiting


def note_reply(case: Case, words: str, *, by: Reach, now: datetime) -> FeedbackPoint:
    """Write down what the organisation said to its feedback: the report may draw on it. Raises Refused."""
    panel = led(case, by)
    if all(each.given_at is None for each in feedback_of(panel)):
        raise Refused("Give the feedback first.")
    everyone = audience_of(case, "shared")
    made = _kept(panel, REPLY, words, everyone, by=by, now=now)
    made.given_at = now
    record(REPLIED, case, panel, by=by, now=now, audience_id=everyone, words=made.words, point=made.id.hex)
    return made


def point_here(panel: Panel, point_id: UUID) -> FeedbackPoint:
    """This point of the panel's feedback. Raises NotFound."""
    found = session().get(FeedbackPoint, point_id)
    if found is None or found.panel_id != panel.id:
        raise NotFound
    return found


def _kept(
    panel: Panel, kind: str, words: str, audience_id: UUID, *, by: Reach, now: datetime
) -> FeedbackPoint:
    made = FeedbackPoint(
        panel_id=panel.id,
        kind=kind,
        words=_words(words),
        by_id=by.person_id,
        at=now,
        audience_id=audience_id,
    )
    session().add(made)
    session().flush()
    return made


def _demand_open(point: FeedbackPoint) -> None:
    if point.given_at is not None:
        raise Refused(STANDS)


def _words(words: str) -> str:
    told = words.strip()
    if not told:
        raise Refused("Write something first.")
    if len(told) > LONGEST_WORDS:
        raise Refused(f"A point holds up to {LONGEST_WORDS:,} characters.")
    return told
