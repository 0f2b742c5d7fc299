"""A form that is sent twice acts once: its key is kept with the answer, in the same transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from wccflow.base.errors import Refused
from wccflow.base.models import SentForm
from wccflow.base.work import session

KEPT = timedelta(days=7)


def answered(key: UUID, *, person_id: UUID | None, route: str, body_hash: str) -> str | None:
    """The answer given when this form was sent before, or None when it is new.

    Raises Refused when the key was used for something else.
    """
    sent = session().get(SentForm, key)
    if sent is None:
        return None
    if (sent.person_id, sent.route, sent.body_hash) != (person_id, route, body_hash):
        raise Refused("This form was sent before with other content. Open the page again and repeat it.")
    return sent.answer


def remember(
    key: UUID, *, person_id: UUID | None, route: str, body_hash: str, answer: str, at: datetime
) -> None:
    """Note that this form was acted on and how it was answered (an address)."""
    session().add(
        SentForm(key=key, person_id=person_id, route=route, body_hash=body_hash, answer=answer, at=at)
    )


def forget_old(at: datetime) -> None:
    """Forget forms that nobody can send again."""
    session().execute(delete(SentForm).where(SentForm.at < at - KEPT))
