"""Confirming that an answer holds, and saying that it does not after all."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.home import Home
from wccflow.evidence import queries as evidence
from wccflow.people.rights import Reach
from wccflow.review import queries, undoable
from wccflow.review.actions import may_close
from wccflow.review.acts import entered, locked, record
from wccflow.review.anchoring import demand_readable
from wccflow.review.models import Thread, Verification
from wccflow.review.readers import readers
from wccflow.review.rules import NOT_YOURS_TO_VERIFY, VERIFIED, verifying_obstacle
from wccflow.review.topics import life_now

CONFIRMED, TAKEN_BACK = "thread.verified", "thread.unverified"
NO_PASSAGE = "This is no link to a passage. Open the passage in its document and press “Copy link” there."

_ID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_PASSAGE = re.compile(rf"/evidence/({_ID})(?:/passages/|[^#\s]*#)(p-[0-9a-z-]+)")


@dataclass(frozen=True, slots=True)
class Proof:
    """The passage that bears an answer out, and the words quoted of it."""

    version_id: UUID
    passage: str
    quote: str


def verify(thread: Thread, *, by: Reach, now: datetime, why: str = "", passage: str = "") -> Verification:
    """Confirm the answer as it stands, with a reason and the link of a passage if given. Raises Refused."""
    case = entered(thread, by)
    held = locked(thread)
    life, answer = life_now(case, held)
    obstacle = verifying_obstacle(
        held.kind,
        life,
        may_close=may_close(case, held, by),
        is_own_answer=answer is not None and answer.author_id == by.person_id,
    )
    if obstacle or answer is None:
        raise Refused(obstacle)
    proof = _proof(case, held, passage, by, now) if passage.strip() else None
    made = Verification(
        thread_id=held.id,
        comment_id=answer.id,
        by_id=by.person_id,
        at=now,
        why=why.strip(),
        version_id=proof.version_id if proof else None,
        passage=proof.passage if proof else None,
        quote=proof.quote if proof else "",
    )
    session().add(made)
    event = record(CONFIRMED, held, by=by, now=now, subject_id=held.id, words=made.why)
    undoable.note(undoable.VERIFIED, held, event, by=by, now=now, subject_id=made.id)
    return made


def unverify(thread: Thread, *, by: Reach, now: datetime) -> None:
    """Say that the answer does not hold after all: the thread waits for somebody to verify it again."""
    case = entered(thread, by)
    held = locked(thread)
    if not may_close(case, held, by):
        raise Refused(NOT_YOURS_TO_VERIFY)
    confirmed = queries.verifications([held.id]).get(held.id)
    if confirmed is None or life_now(case, held)[0] != VERIFIED:
        raise Refused("The answer is not verified, so there is nothing to take back.")
    confirmed.ended_at, confirmed.ended_by_id = now, by.person_id
    event = record(TAKEN_BACK, held, by=by, now=now, subject_id=held.id)
    undoable.note(undoable.UNVERIFIED, held, event, by=by, now=now, subject_id=confirmed.id)


def _proof(case: Home, thread: Thread, link: str, by: Reach, now: datetime) -> Proof:
    """The passage of a link, which everyone who reads the thread can read too. Raises Refused, NotFound."""
    found = _PASSAGE.search(link)
    if found is None:
        raise Refused(NO_PASSAGE)
    version = evidence.version(by, UUID(found[1]))
    if version.case_id != case.id:
        raise Refused("This passage stands in a document of another case. Choose one of this case.")
    demand_readable(version.audience_id, readers(case, thread.audience_id), now)
    quoted = evidence.quote(version.id, found[2], "")
    return Proof(version.id, quoted.key, quoted.quote)
