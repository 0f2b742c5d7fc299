"""Sending a review: all that was gathered in one act, what cannot be sent kept with the reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import Database, attempting, session
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.review.attention_models import PendingComment, SentReview
from wccflow.review.models import Comment
from wccflow.review.pending import GONE, pending_of, write
from wccflow.review.readers import Readers, people_of, readers

SENT = "review.sent"
NOTHING = "You have gathered nothing to send here."


@dataclass(slots=True)
class Outcome:
    """What became of a review: what was said, and what waits on, each with the reason."""

    review: SentReview
    said: list[Comment] = field(default_factory=list)
    left: dict[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would become of a gathered comment: who would read it, or why it cannot be sent."""

    readers: Readers | None
    names: Sequence[str]
    why: str = ""


def send(case: Case, *, by: Reach, now: datetime) -> Outcome:
    """Send all that the person has gathered in a case and that can be sent. Raises Refused for nothing."""
    rows = pending_of(by, case.id)
    if not rows:
        raise Refused(NOTHING)
    review = SentReview(case_id=case.id, person_id=by.person_id, at=now)
    session().add(review)
    session().flush()
    outcome = Outcome(review)
    for number, each in enumerate(rows):
        instant = now + timedelta(microseconds=number)  # so that they stand in the order of the review
        _send_one(each, case, review, outcome, by, instant)
    if not outcome.said:
        session().delete(review)
        session().flush()
        return outcome
    log.record(SENT, at=now, by_id=by.person_id, subject_id=review.id, case_id=case.id)
    return outcome


def prospects(database: Database, case: Case, *, by: Reach, now: datetime) -> Mapping[UUID, Prospect]:
    """By gathered comment what would become of it, found by sending all and keeping nothing."""
    if not pending_of(by, case.id):
        return {}
    with database.trying():
        held = session().get_one(Case, case.id)
        rows = pending_of(by, case.id)
        review = SentReview(case_id=case.id, person_id=by.person_id, at=now)
        session().add(review)
        session().flush()
        outcome = Outcome(review)
        ids = [each.id for each in rows]
        found: dict[UUID, Prospect] = {}
        for identifier, each in zip(ids, rows, strict=True):
            _send_one(each, held, review, outcome, by, now)
            if identifier in outcome.left:
                found[identifier] = Prospect(None, (), outcome.left[identifier])
            else:
                who = readers(held, outcome.said[-1].audience_id)
                found[identifier] = Prospect(who, people_of(who, now))
        return found


def _send_one(
    kept: PendingComment, case: Case, review: SentReview, outcome: Outcome, by: Reach, now: datetime
) -> None:
    identifier = kept.id
    try:
        with attempting():
            said = write(kept, case, by, now)
            said.review_id, kept.sent_as_id = review.id, said.id
            session().flush()
        outcome.said.append(said)
    except Refused as refusal:
        outcome.left[identifier] = str(refusal)
    except NotFound:
        outcome.left[identifier] = GONE
