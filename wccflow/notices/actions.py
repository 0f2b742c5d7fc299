"""What is done with notices: told, read, and settled when there is nothing left to do."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.notices import queries
from wccflow.notices.models import NoticeRow
from wccflow.notices.rules import Notice

DONE, MUTED = "done", "muted"
AT_ONCE = 500


def tell(
    notice: Notice,
    *,
    event_id: UUID,
    but: UUID | None,
    now: datetime,
    audience_id: UUID | None = None,
    case_id: UUID | None = None,
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
            kind=notice.kind,
            topic=notice.topic,
            together=notice.together,
            who=notice.who,
            audience_id=audience_id,
            case_id=case_id,
            at=now,
        )
        for each in sorted(new)
    )
    session().flush()
    return len(new)


def mark_read(person_id: UUID, now: datetime, *addresses: str) -> None:
    """Mark a person's notices as read, all of them or those that lead to these addresses."""
    query = update(NoticeRow).where(NoticeRow.person_id == person_id, NoticeRow.read_at.is_(None))
    if not addresses:
        session().execute(query.values(read_at=now))
    for start in range(0, len(addresses), AT_ONCE):
        some = addresses[start : start + AT_ONCE]
        session().execute(query.where(NoticeRow.address.in_(some)).values(read_at=now))


def mark_topics_read(person_id: UUID, topics: Collection[str], now: datetime) -> None:
    """Mark a person's notices about these topics as read."""
    about = NoticeRow.person_id == person_id, NoticeRow.topic.in_(topics), NoticeRow.read_at.is_(None)
    session().execute(update(NoticeRow).where(*about).values(read_at=now))


def mark_unread(person_id: UUID, read_at: datetime) -> None:
    """Take back that a person's notices were marked as read at this instant."""
    query = update(NoticeRow).where(NoticeRow.person_id == person_id, NoticeRow.read_at == read_at)
    session().execute(query.values(read_at=None))


def hush(person_id: UUID, topic: str) -> None:
    """Let nothing about this topic be mailed to a person, unless it names her."""
    query = update(NoticeRow).where(
        NoticeRow.person_id == person_id,
        NoticeRow.topic == topic,
        NoticeRow.read_at.is_(None),
        NoticeRow.mail_id.is_(None),
        NoticeRow.together != "",  # what names her, or was asked of her alone, is told by itself
        NoticeRow.outcome == "",
    )
    session().execute(query.values(outcome=MUTED))


def unhush(person_id: UUID, topic: str) -> None:
    """Let what was hushed and not read be mailed after all."""
    query = update(NoticeRow).where(
        NoticeRow.person_id == person_id, NoticeRow.topic == topic, NoticeRow.outcome == MUTED
    )
    session().execute(query.values(outcome=""))


def mark_one_read(person_id: UUID, notice_id: UUID, now: datetime) -> NoticeRow:
    """Mark one notice as read, and give it. Raises NotFound when it is not this person's."""
    found = session().get(NoticeRow, notice_id)
    if found is None or found.person_id != person_id:
        raise NotFound
    found.read_at = found.read_at or now
    session().flush()
    return found


def settle(topics: Collection[str], now: datetime) -> None:
    """What these topics ask for is done: nothing about it is mailed any more, and nothing of it is new."""
    about = update(NoticeRow).where(NoticeRow.topic.in_(topics), NoticeRow.read_at.is_(None))
    unmailed = about.where(NoticeRow.mail_id.is_(None), NoticeRow.outcome == "")
    session().execute(unmailed.values(outcome=DONE))
    session().execute(about.values(read_at=now))
