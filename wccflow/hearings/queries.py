"""Questions about sessions; a person finds only those to which she is admitted."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.hearings.models import Answer, Hearing, Note, Question, Support
from wccflow.people.rights import Reach


def hearing(reach: Reach, hearing_id: UUID) -> Hearing:
    """The session of this id, when the person is admitted to it. Raises NotFound."""
    query = select(Hearing).where(
        Hearing.id == hearing_id, audiences.visible(Hearing.audience_id, reach.tokens)
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def hearings(case_ids: Collection[UUID], reach: Reach) -> Sequence[Hearing]:
    """The sessions of these cases to which the person is admitted, the newest first."""
    query = select(Hearing).where(
        Hearing.case_id.in_(case_ids), audiences.visible(Hearing.audience_id, reach.tokens)
    )
    return session().scalars(query.order_by(Hearing.opened_at.desc(), Hearing.id)).all()


def question(hearing: Hearing, question_id: UUID) -> Question:
    """A question of this session. Raises NotFound."""
    found = session().scalar(
        select(Question).where(Question.id == question_id, Question.hearing_id == hearing.id)
    )
    if found is None:
        raise NotFound
    return found


def questions(hearing_ids: Collection[UUID]) -> Sequence[Question]:
    """Everything asked in these sessions, in the order in which it was."""
    query = select(Question).where(Question.hearing_id.in_(hearing_ids))
    return session().scalars(query.order_by(Question.number)).all()


def votes(hearing_id: UUID) -> dict[UUID, int]:
    """How many support each question; a question into which others were merged has their support too."""
    target = func.coalesce(Question.into_id, Question.id)
    query = (
        select(target, func.count(func.distinct(Support.person_id)))
        .join(Support, Support.question_id == Question.id)
        .where(Question.hearing_id == hearing_id)
        .group_by(target)
    )
    return {row[0]: row[1] for row in session().execute(query)}


def supported(hearing_id: UUID, person_id: UUID) -> set[UUID]:
    """The questions that this person supports."""
    query = select(Support.question_id).join(Question, Question.id == Support.question_id)
    query = query.where(Question.hearing_id == hearing_id, Support.person_id == person_id)
    return set(session().scalars(query))


def answers(hearing_ids: Collection[UUID]) -> dict[UUID, Answer]:
    """By question, the answer that stands."""
    query = select(Answer).where(Answer.hearing_id.in_(hearing_ids), Answer.withdrawn_at.is_(None))
    return {row.question_id: row for row in session().scalars(query)}


def answer(reach: Reach, answer_id: UUID) -> Answer:
    """The answer of this id that stands, when the person may read it. Raises NotFound."""
    query = select(Answer).where(
        Answer.id == answer_id,
        Answer.withdrawn_at.is_(None),
        audiences.visible(Answer.audience_id, reach.tokens),
    )
    found = session().scalar(query)
    if found is None:
        raise NotFound
    return found


def answers_in(case_id: UUID, reach: Reach) -> list[tuple[Answer, Question, Hearing]]:
    """The answers given in the sessions of a case that the person may read, oldest first."""
    query = (
        select(Answer, Question, Hearing)
        .join(Question, Question.id == Answer.question_id)
        .join(Hearing, Hearing.id == Answer.hearing_id)
        .where(Answer.case_id == case_id, Answer.withdrawn_at.is_(None))
        .where(audiences.visible(Answer.audience_id, reach.tokens))
        .order_by(Answer.given_at, Answer.id)
    )
    return [(row[0], row[1], row[2]) for row in session().execute(query)]


def notes(answer_ids: Collection[UUID]) -> dict[UUID, list[Note]]:
    """By answer, what was noted later, oldest first."""
    query = select(Note).where(Note.answer_id.in_(answer_ids)).order_by(Note.at, Note.id)
    found: dict[UUID, list[Note]] = {}
    for row in session().scalars(query):
        found.setdefault(row.answer_id, []).append(row)
    return found


def recorded(comment_ids: Collection[UUID]) -> set[UUID]:
    """Those of these messages that belong to the record of a session."""
    columns = (Question.comment_id, Answer.comment_id, Note.comment_id)
    return {
        each
        for column in columns
        for each in session().scalars(select(column).where(column.in_(comment_ids)))
    }
