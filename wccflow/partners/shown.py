"""What the pages of those who invite show, gathered for one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.timetable import milestones_of
from wccflow.notices.models import Mail
from wccflow.partners import outcomes
from wccflow.partners.guests import Guests
from wccflow.partners.models import PartnerHandover, PartnerInvitation
from wccflow.partners.queries import invitations, surveys_in
from wccflow.partners.rules import asks_partners, kinds_of
from wccflow.partners.surveys import versions
from wccflow.partners.together import Answered, feedback_of
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.channels import sees_drafts
from wccflow.ratings.shown import Shown, may

FACT = "responses_360"


@dataclass(frozen=True, slots=True)
class Row:
    """One invitation as those who invite see it."""

    invitation: PartnerInvitation
    answered: bool
    mail: str
    handed_on: Sequence[PartnerHandover]
    settled_by: str


def feedback(case: Case, reach: Reach, now: datetime) -> Shown:
    """Who was invited, for those who invite; for everyone counts and answers in groups. Raises NotFound."""
    demand_asked(case)
    mine, found = sees_drafts(case, reach), feedback_of(case, reach, now)
    invites = mine and may(reach, "invite_partners", case)
    rows = _rows(case) if mine else []
    outcome = outcomes.told(case)
    return {
        "case": case,
        "feedback": found,
        "answer_rows": [_answer_row(each) for each in found.lines],
        "kind_rows": [
            (title, count, [_answer_row(each) for each in some]) for title, count, some in found.by_kind
        ],
        "progress_rows": [
            (each.title, each.invited, each.answered, each.declined) for each in found.progress
        ],
        "rows": rows,
        "silent": sum(not row.answered and not row.invitation.declined_at for row in rows),
        "invites": invites,
        "kinds": kinds_of(definition_of(case)),
        "last_day": _last_day(case, business_day(now)) if invites else None,
        "surveys": surveys_in([case.id], reach)[case.id],
        "outcome": outcome if mine else None,
        "tells": mine and outcomes.may_tell(case, reach),
    }


def many(case: Case, now: datetime) -> Shown:
    """The page on which many are invited. Raises NotFound."""
    demand_asked(case)
    return {
        "case": case,
        "kinds": kinds_of(definition_of(case)),
        "last_day": _last_day(case, business_day(now)),
        "table": "",
        "guests": None,
        "guest_rows": [],
        "until": "",
    }


def guests_read(case: Case, read: Guests) -> Shown:
    """What a table of partners would bring."""
    kinds = kinds_of(definition_of(case))
    rows = [(each.name, each.email, each.organisation, kinds.get(each.kind, "")) for each in read.rows]
    return {"guests": read, "guest_rows": rows}


def surveys(case: Case) -> Shown:
    """The page on which surveys are loaded, with every version. Raises NotFound."""
    demand_asked(case)
    every = versions(case)
    people = names([each.by_id for each in every])
    rows = [
        (
            each.source,
            each.number,
            each.at,
            people.get(each.by_id, "a command") if each.by_id else "a command",
            len(each.replies),
            each.superseded_at is None,
        )
        for each in every
    ]
    return {"case": case, "rows": rows, "kinds": kinds_of(definition_of(case)), "loaded": None, "source": ""}


def demand_asked(case: Case) -> None:
    """Raise NotFound where partners are not asked at all."""
    if not asks_partners(definition_of(case)):
        raise NotFound


def _rows(case: Case) -> list[Row]:
    found = invitations(case)
    ids = [row.id for row, _ in found]
    handed: dict[UUID, list[PartnerHandover]] = {}
    query = select(PartnerHandover).where(PartnerHandover.invitation_id.in_(ids)).order_by(PartnerHandover.at)
    for each in session().scalars(query):
        handed.setdefault(each.invitation_id, []).append(each)
    mails = _mails([row.mail_id for row, _ in found if row.mail_id])
    people = names([row.settled_by_id for row, _ in found])
    return [
        Row(
            row,
            answered,
            mails.get(row.mail_id, "") if row.mail_id else "",
            handed.get(row.id, []),
            people.get(row.settled_by_id, "") if row.settled_by_id else "",
        )
        for row, answered in found
    ]


def _mails(ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """What became of these mails, in words."""
    rows = session().execute(select(Mail.id, Mail.sent_at, Mail.fault).where(Mail.id.in_(ids)))
    return {
        identifier: "mailed"
        if sent_at
        else "the mail cannot be delivered"
        if fault
        else "the mail is on its way"
        for identifier, sent_at, fault in rows
    }


def _last_day(case: Case, on: date) -> date | None:
    """The day by which partners are to be heard, where a milestone tells it and it is still to come."""
    definition = definition_of(case)
    heard = {
        key
        for key, each in definition.milestones.items()
        if each.met.kind == "gate" and definition.gates[each.met.name].fact == FACT
    }
    days = [due.due for due in milestones_of([case], on)[case.id] if due.key in heard and due.due]
    return next((each for each in days if each >= on), None)


def _answer_row(answered: Answered) -> tuple[str, ...]:
    if answered.mean is None:
        return (answered.title, "–", "–", "fewer than five have answered this")
    said = "; ".join(f"{title}: {count}" for title, count in answered.counts if count)
    return (answered.title, str(answered.replies), f"{answered.mean:g}", said)
