"""Gathering notices into mails: for each person the one mail that is due now, if any."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.notices import letters, queries
from wccflow.notices.gathering import gathered
from wccflow.notices.models import Mail, NoticeRow
from wccflow.notices.queries import Waiting
from wccflow.notices.rules import Wishes, day_in_london, earliest, is_capped, mail_due, pause, way
from wccflow.notices.wishes import wishes_of
from wccflow.people.models import Person

TEST = "test"
UNWANTED, LOST = "unwanted", "lost"


def make_mails(*, base_url: str, demonstration: bool, now: datetime) -> int:
    """One mail to each person for whom one is due; gives how many. Done twice it makes no more."""
    waiting: dict[UUID, list[Waiting]] = {}
    for each in queries.waiting_notices():
        waiting.setdefault(each.person_id, []).append(each)
    wishes, counts = wishes_of(waiting.keys()), queries.mails_on(waiting.keys(), day_in_london(now))
    due: dict[UUID, tuple[str, list[UUID]]] = {}
    for person_id, theirs in waiting.items():
        _drop_unwanted(theirs, wishes[person_id])
        made, digested = counts[person_id]
        found = mail_due(theirs, wishes[person_id], now, mails_today=made, digested_today=digested)
        if found is not None:
            due[person_id] = (found[0], [each.id for each in found[1]])
        elif is_capped(wishes[person_id], mails_today=made):
            _note_cap(theirs, wishes[person_id], now)
    return _make(due, base_url=base_url, demonstration=demonstration, now=now)


def make_test_mail(person: Person, *, base_url: str, demonstration: bool, now: datetime) -> Mail:
    """A mail to the person who asks, to see whether mail arrives. Raises Refused while one is on its way."""
    query = select(Mail.id).where(Mail.person_id == person.id, Mail.kind == TEST, Mail.sent_at.is_(None))
    if session().scalar(query.limit(1)) is not None:
        raise Refused(
            "A test mail to you is on its way. Look at what became of it before you ask for another."
        )
    subject = f"Demonstration: {letters.TEST_SUBJECT}" if demonstration else letters.TEST_SUBJECT
    text = letters.trial(person.name, base_url, demonstration=demonstration)
    return _kept(person, subject, text, TEST, now)


def retry(mail: Mail, now: datetime) -> None:
    """Let a mail that waits be tried again at once."""
    if mail.sent_at is not None:
        raise Refused("This mail was sent. It is not sent twice.")
    mail.not_before = now
    session().flush()


def note_sent(mail: Mail, now: datetime) -> None:
    """Note that a mail has gone out."""
    mail.sent_at, mail.fault = now, ""


def note_fault(mail: Mail, fault: str, now: datetime) -> None:
    """Note that a mail could not be sent; it is tried again, later each time, and never given up."""
    mail.attempts += 1
    mail.fault = fault
    mail.not_before = now + pause(mail.attempts)


def _make(
    due: dict[UUID, tuple[str, list[UUID]]], *, base_url: str, demonstration: bool, now: datetime
) -> int:
    rows = queries.held_rows([each for _, ids in due.values() for each in ids])
    readable = {row.id for row in queries.still_theirs(rows, now)}
    _mark([row.id for row in rows if row.id not in readable], LOST)
    of_person: dict[UUID, list[NoticeRow]] = {}
    for row in rows:
        if row.id in readable:
            of_person.setdefault(row.person_id, []).append(row)
    people = session().scalars(select(Person).where(Person.id.in_(of_person)).order_by(Person.email))
    made = 0
    for person in people:
        theirs = of_person[person.id]
        lines = gathered(theirs)
        text = letters.text(person.name, lines, base_url, demonstration=demonstration)
        subject = letters.subject(lines, demonstration=demonstration)
        mail = _kept(person, subject, text, due[person.id][0], now)
        for row in theirs:
            row.mail_id = mail.id
        made += 1
    session().flush()
    return made


def _kept(person: Person, subject: str, text: str, kind: str, now: datetime) -> Mail:
    mail = Mail(
        person_id=person.id,
        subject=subject,
        body=text,
        made_at=now,
        not_before=now,
        message_id=f"<{uuid4()}@wccflow>",
        kind=kind,
        digest_on=day_in_london(now) if kind == "digest" else None,
    )
    session().add(mail)
    session().flush()
    return mail


def _drop_unwanted(waiting: Sequence[Waiting], wishes: Wishes) -> None:
    _mark([each.id for each in waiting if way(each, wishes) == "never"], UNWANTED)


def _note_cap(waiting: Sequence[Waiting], wishes: Wishes, now: datetime) -> None:
    held = [each.id for each in waiting if each.capped_on is None and _is_due(each, wishes, now)]
    if held:
        query = update(NoticeRow).where(NoticeRow.id.in_(held))
        session().execute(query.values(capped_on=day_in_london(now)))


def _is_due(each: Waiting, wishes: Wishes, now: datetime) -> bool:
    when = earliest(each, wishes)
    return when is not None and when <= now


def _mark(ids: Collection[UUID], outcome: str) -> None:
    if ids:
        session().execute(update(NoticeRow).where(NoticeRow.id.in_(ids)).values(outcome=outcome))
