"""What must always be true of sessions, each breach in a sentence."""

from sqlalchemy import func, select

from wccflow.base.audiences import tokens_of
from wccflow.base.work import session
from wccflow.hearings.models import Answer, Hearing, Question
from wccflow.hearings.rules import ANSWERED
from wccflow.review.models import Thread


def answers_without_record() -> list[str]:
    """Every question that counts as answered by none or by several answers, or has one and does not."""
    standing = (
        select(func.count())
        .where(Answer.question_id == Question.id, Answer.withdrawn_at.is_(None))
        .scalar_subquery()
    )
    rows = session().execute(select(Question.id, Question.state, standing)).all()
    return [
        f"Question {each} is {state} and has {count} answers that stand."
        for each, state, count in rows
        if count != (state == ANSWERED)
    ]


def sessions_too_wide() -> list[str]:
    """Every session whose record is read by somebody who is not admitted, or not by all who are."""
    query = select(Hearing.id, Hearing.audience_id, Thread.audience_id)
    rows = session().execute(query.join(Thread, Thread.id == Hearing.thread_id)).all()
    return [
        f"The record of session {each} is not read by those who are admitted."
        for each, own, thread in rows
        if own != thread and not tokens_of(own) <= tokens_of(thread)
    ]
