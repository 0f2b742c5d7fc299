"""What an organisation says in public beside its result, in its own words."""

from datetime import datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import definition_of
from wccflow.people.rights import Reach, holds
from wccflow.publication import queries
from wccflow.publication.models import PublicResponse

RESPONDED = "publication.responded"
MOST = 4000  # characters: about a page
ABILITY = "ratify"  # who speaks for the board


def words_of(case: Case) -> str:
    """What the organisation says in public; empty when it says nothing."""
    found = newest(case)
    return found.words if found else ""


def newest(case: Case) -> PublicResponse | None:
    """What it said last."""
    query = select(PublicResponse).where(PublicResponse.case_id == case.id)
    return session().scalar(query.order_by(PublicResponse.at.desc(), PublicResponse.id).limit(1))


def respond(case: Case, words: str, *, by: Reach, now: datetime) -> PublicResponse:
    """Say something in public beside the result; empty words take back what was said. Raises Refused."""
    if not holds(by, ABILITY, place=case.place, definition=definition_of(case)):
        raise NotFound
    if queries.result_of(case) is not None:
        raise Refused("The result is published already, with what you had said by then.")
    said = words.strip()
    if len(said) > MOST:
        raise Refused(f"That is {len(said):,} characters; {MOST:,} are the most.")
    if not said and not words_of(case):
        raise Refused("Write something before you send it.")
    audience_id = audience_of(case, "shared")
    made = PublicResponse(case_id=case.id, words=said, by_id=by.person_id, at=now, audience_id=audience_id)
    session().add(made)
    session().flush()
    log.record(
        RESPONDED,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=audience_id,
        words=said,
    )
    return made
