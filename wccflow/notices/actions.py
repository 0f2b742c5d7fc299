"""What is done with notices: told, read, gathered into mails."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update

from wccflow.base.work import session
from wccflow.notices import queries
from wccflow.notices.models import Mail, NoticeRow
from wccflow.notices.rules import Notice, digest_body, digest_subject, is_due, pause
from wccflow.people.models import Person


def tell(
    notice: Notice, *, event_id: UUID, but: UUID | None, now: datetime, audience_id: UUID | None = None
) -> int:
    """Tell a notice to its people, except the one who did it; gives to how many. Twice is as good as once.

    With an audience only its members are told, and a mail carries the notice only while they are members.
    """
    wanted = queries.recipients(notice, audience_id, now) - {but}
    known = select(NoticeRow.person_id).where(
        NoticeRow.event_id == event_id, NoticeRow.address == notice.address, NoticeRow.person_id.in_(wanted)
    )
    new = wanted - set(session().scalars(known))
    session().add_all(
        NoticeRow(
            person_id=each,
            event_id=event_id,
            sentence=notice.sentence,
            address=notice.address,
            only_you=notice.only_you,
            audience_id=audience_id,
            at=now,
        )
        for each in sorted(new)
    )
    session().flush()
    return len(new)


def mark_read(person_id: UUID, now: datetime, address: str | None = None) -> None:
    """Mark a person's notices as read, all of them or those that lead to one address."""
    query = update(NoticeRow).where(NoticeRow.person_id == person_id, NoticeRow.read_at.is_(None))
    if address is not None:
        query = query.where(NoticeRow.address == address)
    session().execute(query.values(read_at=now))


def make_urgent_mails(*, base_url: str, demonstration: bool, now: datetime) -> int:
    """One mail to each person for what only they can do and have not read; gives how many mails."""
    due = [row for row in queries.unmailed() if is_due(only_you=row.only_you, at=row.at, now=now)]
    return _make_mails(due, base_url=base_url, demonstration=demonstration, now=now)


def make_digests(*, base_url: str, demonstration: bool, now: datetime) -> int:
    """One mail to each person with everything not read and not mailed; gives how many mails."""
    return _make_mails(queries.unmailed(), base_url=base_url, demonstration=demonstration, now=now)


def note_sent(mail: Mail, now: datetime) -> None:
    """Note that a mail has gone out."""
    mail.sent_at, mail.fault = now, ""


def note_fault(mail: Mail, fault: str, now: datetime) -> None:
    """Note that a mail could not be sent; it is tried again, later each time, and never given up."""
    mail.attempts += 1
    mail.fault = fault
    mail.not_before = now + pause(mail.attempts)


def _make_mails(rows: Iterable[NoticeRow], *, base_url: str, demonstration: bool, now: datetime) -> int:
    of_person: dict[UUID, list[NoticeRow]] = {}
    for row in queries.still_theirs(list(rows), now):
        of_person.setdefault(row.person_id, []).append(row)
    people = session().scalars(select(Person).where(Person.id.in_(of_person)).order_by(Person.email))
    made = 0
    for person in people:
        theirs = of_person[person.id]
        mail = _mail(person, theirs, base_url=base_url, demonstration=demonstration, now=now)
        session().add(mail)
        session().flush()
        for row in theirs:
            row.mail_id = mail.id
        made += 1
    return made


def _mail(
    person: Person, rows: list[NoticeRow], *, base_url: str, demonstration: bool, now: datetime
) -> Mail:
    lines = [(row.sentence, row.address) for row in rows]
    subject = digest_subject(len(rows))
    return Mail(
        person_id=person.id,
        subject=f"Demonstration: {subject}" if demonstration else subject,
        body=digest_body(person.name, lines, base_url, demonstration=demonstration),
        made_at=now,
        not_before=now,
        message_id=f"<{uuid4()}@wccflow>",
    )
