"""Answers of sessions as evidence: those that a rating cites, with who gave them and when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.hearings import queries as hearings
from wccflow.hearings.models import Answer, Hearing, Question
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.models import AnswerCitation
from wccflow.ratings.rules import SELF, STANCES
from wccflow.web.formats import moment

FIRST_WORDS = 80


@dataclass(frozen=True, slots=True)
class CitedAnswer:
    """An answer that is cited for an item, with its question and its session."""

    citation: AnswerCitation
    answer: Answer
    question: Question
    hearing: Hearing
    by: str

    @property
    def where(self) -> str:
        """Who gave the answer, when and in which session."""
        return f"{self.answer.given_by}, {moment(self.answer.given_at)}, {self.hearing.title}"

    @property
    def said(self) -> str:
        """Who cites it and what it does, in a sentence."""
        verb = "Claimed" if self.citation.channel == SELF else "Cited"
        stance = STANCES[self.citation.stance]
        return f"{verb} by {self.by}, {moment(self.citation.at)}: it {stance}."


def cited_answers(
    case_ids: Collection[UUID],
    *,
    reach: Reach | None = None,
    readable: Collection[UUID] | None = None,
    channels: Collection[str] = (),
    items: Collection[str] = (),
) -> list[CitedAnswer]:
    """The answers cited in these cases, oldest first, as far as citation and answer may both be read."""
    query = _cited().where(AnswerCitation.case_id.in_(case_ids))
    if channels:
        query = query.where(AnswerCitation.channel.in_(channels))
    if items:
        query = query.where(AnswerCitation.item.in_(items))
    if reach is not None:
        seen = (AnswerCitation.audience_id, Answer.audience_id, Hearing.audience_id)
        query = query.where(*(audiences.visible(each, reach.tokens) for each in seen))
    rows = session().execute(query.order_by(AnswerCitation.at, AnswerCitation.id)).all()
    people = names(row[0].by_id for row in rows)
    found = [
        CitedAnswer(row[0], row[1], row[2], row[3], people.get(row[0].by_id, "somebody")) for row in rows
    ]
    if readable is None:
        return found
    return [each for each in found if {each.citation.audience_id, each.answer.audience_id} <= {*readable}]


def citation(reach: Reach, citation_id: UUID) -> AnswerCitation:
    """The citation of this id, when the person may read it. Raises NotFound."""
    found = session().scalar(
        select(AnswerCitation).where(
            AnswerCitation.id == citation_id, audiences.visible(AnswerCitation.audience_id, reach.tokens)
        )
    )
    if found is None:
        raise NotFound
    return found


def choices(case: Case, reach: Reach) -> Sequence[tuple[UUID, str]]:
    """The answers that the person may cite, each with who gave it and its first words."""
    return [
        (answer.id, f"{answer.given_by}, question {question.number}: {_short(answer.words)} ({held.title})")
        for answer, question, held in hearings.answers_in(case.id, reach)
    ]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= FIRST_WORDS else f"{line[:FIRST_WORDS].rsplit(' ', 1)[0]} …"


def _cited() -> Select[AnswerCitation, Answer, Question, Hearing]:
    """Citations that stand, of answers that stand."""
    return (
        select(AnswerCitation, Answer, Question, Hearing)
        .join(Answer, Answer.id == AnswerCitation.answer_id)
        .join(Question, Question.id == Answer.question_id)
        .join(Hearing, Hearing.id == Answer.hearing_id)
        .where(AnswerCitation.withdrawn_at.is_(None), Answer.withdrawn_at.is_(None))
    )
