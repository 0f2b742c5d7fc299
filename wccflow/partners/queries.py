"""Who was invited, what was answered by which link, what partners say of items in groups of five or more."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from wccflow.base import audiences
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import cases_by_ids, definition_of
from wccflow.engine.definition import Definition
from wccflow.partners import rules
from wccflow.partners.models import (
    PartnerGroup,
    PartnerInvitation,
    PartnerLink,
    PartnerReply,
    PartnerSurvey,
)
from wccflow.partners.rules import Given, View
from wccflow.people.rights import Reach, is_open

__all__ = ["View", "views_of"]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: its invitation, and with a mailed one all others to the same mailbox."""

    invitation: PartnerInvitation
    sheets: Sequence[PartnerInvitation]
    is_mailed: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """Answers that were counted: the groups of a case in the order of counting, each with its kind."""

    groups: Sequence[tuple[str, Sequence[Given]]]

    def of_kind(self, kind: str) -> list[Sequence[Given]]:
        """The groups of one kind, or those in which small kinds were merged."""
        return [given for each, given in self.groups if each == kind]

    @property
    def kinds(self) -> list[str]:
        """The kinds of which there are groups; merged ones last."""
        found = {kind for kind, _ in self.groups}
        return sorted(found, key=lambda kind: (kind == rules.TOGETHER, kind))

    def answers(self, key: str) -> list[str]:
        """What was answered to a question, as far as it may be shown."""
        return [answer for kind in self.kinds for answer in rules.counted(self.of_kind(kind), key)]

    @property
    def size(self) -> int:
        """How many partners are counted."""
        return sum(len(given) for _, given in self.groups)


def opened(secret: str) -> Opened:
    """What the link with this secret opens. Raises NotFound when it is unknown, or no longer works."""
    hidden = hashed(secret)
    query = (
        select(PartnerInvitation, PartnerLink.id)
        .outerjoin(
            PartnerLink,
            (PartnerLink.invitation_id == PartnerInvitation.id)
            & (PartnerLink.secret_hash == hidden)
            & PartnerLink.ended_at.is_(None),
        )
        .where(or_(PartnerInvitation.secret_hash == hidden, PartnerLink.id.is_not(None)))
    )
    row = session().execute(query.where(PartnerInvitation.revoked_at.is_(None))).first()
    if row is None:
        raise NotFound
    mailed = row[1] is not None
    return Opened(row[0], _of_mailbox(row[0]) if mailed else [row[0]], mailed)


def invitation_by(secret: str, now: datetime) -> PartnerInvitation:
    """The invitation of this link. Raises NotFound when it is unknown or revoked."""
    return opened(secret).invitation


def takes_answers(invitation: PartnerInvitation, case: Case, now: datetime) -> bool:
    """Whether an answer may still be given: its last day is not over, and the case still hears partners."""
    over = invitation.until is not None and business_day(now) > invitation.until
    return not over and is_open("invite_partners", definition_of(case), case.state)


def invitation_of(case: Case, invitation_id: UUID) -> PartnerInvitation:
    """The invitation of this id in this case. Raises NotFound."""
    found = session().get(PartnerInvitation, invitation_id)
    if found is None or found.case_id != case.id:
        raise NotFound
    return found


def reply_to(invitation: PartnerInvitation) -> PartnerReply | None:
    """What was answered by this link, or None."""
    return session().scalar(select(PartnerReply).where(PartnerReply.invitation_id == invitation.id))


def replies_to(invitations: Collection[PartnerInvitation]) -> dict[UUID, PartnerReply]:
    """What was answered to each of these invitations, by its id."""
    query = select(PartnerReply).where(PartnerReply.invitation_id.in_([each.id for each in invitations]))
    return {row.invitation_id: row for row in session().scalars(query)}


def invitations(case: Case) -> list[tuple[PartnerInvitation, bool]]:
    """The invitations of a case, each with whether it was answered: for those who invite."""
    query = (
        select(PartnerInvitation, PartnerReply.id)
        .outerjoin(PartnerReply, PartnerReply.invitation_id == PartnerInvitation.id)
        .where(PartnerInvitation.case_id == case.id)
        .order_by(PartnerInvitation.kind, PartnerInvitation.name, PartnerInvitation.email)
    )
    return [(row, answer is not None) for row, answer in session().execute(query)]


def counted_in(case_ids: Collection[UUID], reach: Reach | None = None) -> dict[UUID, Counted]:
    """What was counted in each of these cases (as far as this person may read it), in two queries."""
    found: dict[UUID, dict[int, tuple[str, list[Given]]]] = {each: {} for each in case_ids}
    query = (
        select(PartnerGroup, PartnerInvitation.kind, PartnerReply.answers, PartnerReply.words)
        .join(PartnerReply, PartnerReply.group_id == PartnerGroup.id)
        .join(PartnerInvitation, PartnerInvitation.id == PartnerReply.invitation_id)
        .where(PartnerGroup.case_id.in_(case_ids))
    )
    if reach is not None:
        query = query.where(audiences.visible(PartnerGroup.audience_id, reach.tokens))
    for group, kind, answers, words in session().execute(query):
        groups = found[group.case_id]
        groups.setdefault(group.number, (group.kind, []))[1].append(Given(kind, answers, words))
    surveyed = surveys_in(case_ids, reach)
    return {
        case_id: Counted(
            [
                *(groups[number] for number in sorted(groups)),
                *(each for survey in surveyed[case_id] for each in of_survey(survey.replies)),
            ]
        )
        for case_id, groups in found.items()
    }


def surveys_in(case_ids: Collection[UUID], reach: Reach | None = None) -> dict[UUID, list[PartnerSurvey]]:
    """The surveys that count in each of these cases, by source."""
    found: dict[UUID, list[PartnerSurvey]] = {each: [] for each in case_ids}
    query = select(PartnerSurvey).where(
        PartnerSurvey.case_id.in_(case_ids), PartnerSurvey.superseded_at.is_(None)
    )
    if reach is not None:
        query = query.where(audiences.visible(PartnerSurvey.audience_id, reach.tokens))
    for row in session().scalars(query.order_by(PartnerSurvey.source)):
        found[row.case_id].append(row)
    return found


def of_survey(replies: Sequence[dict[str, object]]) -> list[tuple[str, Sequence[Given]]]:
    """The respondents of a survey in groups of five or more; nobody of one that has fewer."""
    given = {UUID(int=number): _given(each) for number, each in enumerate(replies)}
    groups = rules.groups_of_all([(key, each.kind) for key, each in given.items()])
    return [(kind, [given[key] for key in keys]) for kind, keys in groups]


def views_of(case_ids: Collection[UUID], reach: Reach | None = None) -> dict[tuple[UUID, str], View]:
    """What partners say of each item, and of each group that is asked for, by case; only of five or more.

    A constant number of queries for any number of cases.
    """
    found: dict[tuple[UUID, str], View] = {}
    counts = counted_in(case_ids, reach)
    for case in cases_by_ids(case_ids):
        if counts[case.id].groups:
            views = _views(definition_of(case), counts[case.id])
            found |= {(case.id, key): view for key, view in views.items()}
    return found


def items_of_question(definition: Definition, key: str) -> tuple[str, ...]:
    """The rated items on which a question bears."""
    return rules.items_of_question(definition, key)


def hashed(secret: str) -> str:
    """What is kept of the secret of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _views(definition: Definition, counts: Counted) -> dict[str, View]:
    ranks: dict[str, list[list[int]]] = {}
    for asked in rules.questions(definition):
        scale = {level.key: level.rank for level in asked.scale.values}
        given = [scale[answer] for answer in counts.answers(asked.key) if answer in scale]
        told = definition.partners.questions.get(asked.key)
        named = told.items if told else (asked.key,)
        for key in dict.fromkeys((*named, *items_of_question(definition, asked.key))):
            ranks.setdefault(key, []).append(given)
    views = {key: rules.view_of([each for each in some if each]) for key, some in ranks.items()}
    return {key: view for key, view in views.items() if view is not None}


def _given(reply: dict[str, object]) -> Given:
    answers = reply["answers"]
    return Given(str(reply["kind"]), dict(answers) if isinstance(answers, dict) else {})


def _of_mailbox(invitation: PartnerInvitation) -> list[PartnerInvitation]:
    """Every invitation to the same mailbox in the same cycle, by the organisation it is about."""
    cycle = select(Case.cycle_id).where(Case.id == invitation.case_id).scalar_subquery()
    query = (
        select(PartnerInvitation)
        .join(Case, Case.id == PartnerInvitation.case_id)
        .where(PartnerInvitation.email == invitation.email, Case.cycle_id == cycle)
        .where(PartnerInvitation.revoked_at.is_(None))
    )
    rows = session().scalars(query).all()
    cases = {each.id: each for each in cases_by_ids([row.case_id for row in rows])}
    return sorted(rows, key=lambda row: cases[row.case_id].organisation.name)
