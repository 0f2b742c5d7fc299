"""Messages of a thread by the thousand, as rows that are written at once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import insert

from wccflow.base.work import session
from wccflow.review.models import Comment, Thread

BEGUN = datetime(2009, 10, 1, 9, tzinfo=UTC)
SAID = "{number}: as long as people write while they read a plan of **many** pages."


def write_thread(case_id: UUID, author: UUID, audience: UUID, count: int) -> UUID:
    """A comment on a case with so many messages, seven minutes apart; its tallies are left to the caller."""
    made = Thread(
        id=uuid4(),
        case_id=case_id,
        kind="comment",
        audience_id=audience,
        opened_by_id=author,
        opened_at=BEGUN,
    )
    session().add(made)
    session().flush()
    session().execute(insert(Comment), [_row(made, number) for number in range(1, count + 1)])
    return made.id


def _row(thread: Thread, number: int) -> dict[str, object]:
    return {
        "id": uuid4(),
        "version": 1,
        "thread_id": thread.id,
        "ordinal": number,
        "author_id": thread.opened_by_id,
        "role": "",
        "body": SAID.format(number=number),
        "at": BEGUN + timedelta(minutes=7 * number),
        "audience_id": thread.audience_id,
    }
