"""Citing answers of sessions for items: naming one, taking it back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.hearings import queries as hearings
from wccflow.people.rights import Reach
from wccflow.ratings import queries
from wccflow.ratings.channels import demand_channel, readers_of
from wccflow.ratings.models import AnswerCitation
from wccflow.ratings.rules import OF_ONE_PERSON, PANEL, STANCES

CITED, UNCITED = "answer.cited", "answer.uncited"


def cite_answer(
    case: Case, item: str, answer_id: UUID, *, channel: str, stance: str, by: Reach, now: datetime
) -> AnswerCitation:
    """Name an answer for an item; naming it twice gives the first again. Raises Refused or NotFound."""
    element = demand_channel(case, item, channel, by=by)
    if stance not in STANCES:
        raise Refused(f"Say how the answer stands to the rating: {', '.join(STANCES.values())}.")
    given = hearings.answer(by, answer_id)
    if given.case_id != case.id:
        raise NotFound
    before = _standing(case, item, channel, given.id, by)
    if before is not None:
        return before
    rating = queries.standing(case.id, item, channel, queries.line_of(channel, by.person_id))
    made = AnswerCitation(
        case_id=case.id,
        element=element.key,
        item=item,
        channel=channel,
        rating_id=rating.id if rating else None,
        answer_id=given.id,
        stance=stance,
        by_id=by.person_id,
        at=now,
        audience_id=audience_of(case, "review") if channel == PANEL else readers_of(case, channel, by),
    )
    session().add(made)
    _record(CITED, made, by=by, now=now)
    return made


def uncite_answer(cited: AnswerCitation, case: Case, *, by: Reach, now: datetime) -> None:
    """Take an answer back from an item; that it was cited stays known."""
    demand_channel(case, cited.item, cited.channel, by=by)
    if cited.channel in OF_ONE_PERSON and cited.by_id != by.person_id:
        raise NotFound
    if cited.withdrawn_at is None:
        cited.withdrawn_at, cited.withdrawn_by_id = now, by.person_id
        _record(UNCITED, cited, by=by, now=now)


def _standing(case: Case, item: str, channel: str, answer_id: UUID, by: Reach) -> AnswerCitation | None:
    query = select(AnswerCitation).where(
        AnswerCitation.case_id == case.id,
        AnswerCitation.item == item,
        AnswerCitation.channel == channel,
        AnswerCitation.answer_id == answer_id,
        AnswerCitation.withdrawn_at.is_(None),
    )
    if channel in OF_ONE_PERSON:
        query = query.where(AnswerCitation.by_id == by.person_id)
    return session().scalar(query.limit(1))


def _record(kind: str, cited: AnswerCitation, *, by: Reach, now: datetime) -> None:
    session().flush()
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=cited.id,
        case_id=cited.case_id,
        audience_id=cited.audience_id,
        item=cited.item,
        channel=cited.channel,
    )
