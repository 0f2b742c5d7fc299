"""What partners have answered as far as it may be shown: in groups of five or more."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.engine.content import Item
from wccflow.engine.vocabulary import Scale
from wccflow.partners.models import PartnerInvitation, PartnerReply
from wccflow.partners.queries import invitations
from wccflow.partners.rules import DO_NOT_KNOW, LEAST_SHOWN, questions, shown_together
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with how many chose each value, where enough have answered it."""

    title: str
    replies: int
    mean: float | None
    counts: Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What partners have answered as far as it may be shown."""

    invited: int
    answered: int
    lines: Sequence[Answered]
    words: Sequence[str]

    @property
    def is_shown(self) -> bool:
        """Whether enough have answered for anything to be shown."""
        return bool(self.lines)


def feedback_of(case: Case, reach: Reach) -> Feedback:
    """What partners answered, for this person: counts for everyone, the rest in groups of five or more."""
    standing = [(row, done) for row, done in invitations(case) if row.revoked_at is None]
    query = (
        select(PartnerReply)
        .join(PartnerInvitation, PartnerInvitation.id == PartnerReply.invitation_id)
        .where(PartnerReply.case_id == case.id, PartnerInvitation.revoked_at.is_(None))
        .where(audiences.visible(PartnerReply.audience_id, reach.tokens))
        .order_by(PartnerInvitation.secret_hash)  # an order that says nothing of who or when
    )
    replies = session().scalars(query).all()
    answered = sum(done for _, done in standing)
    if len(replies) < LEAST_SHOWN:
        return Feedback(len(standing), answered, (), ())
    lines = [_answered(item, scale, replies) for item, scale in questions(definition_of(case))]
    return Feedback(len(standing), answered, lines, [each.words for each in replies if each.words])


def _answered(item: Item, scale: Scale, replies: Sequence[PartnerReply]) -> Answered:
    given = [each.answers.get(item.key, DO_NOT_KNOW) for each in replies]
    known = [value for value in given if value != DO_NOT_KNOW]
    mean = shown_together([scale.rank(value) for value in known])
    counts = [(level.title, known.count(level.key)) for level in scale.values] if mean is not None else []
    return Answered(item.title, len(known), mean, counts)
