"""What threads hang on here: the session whose record they are."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from wccflow.base.work import session
from wccflow.hearings.models import Hearing
from wccflow.review.subjects import Subject

SUBJECT = "session"


def subject_of(hearing_id: UUID) -> str:
    """The key under which a thread hangs on a session."""
    return f"{SUBJECT}:{hearing_id.hex}"


def sessions(keys: Collection[str]) -> dict[str, Subject]:
    """The sessions of these keys; the caller checks who reads them."""
    named = {_id(key): key for key in keys}
    rows = session().scalars(select(Hearing).where(Hearing.id.in_([each for each in named if each])))
    return {
        named[row.id]: Subject(
            named[row.id], row.case_id, f"Session: {row.title}", row.address, row.audience_id
        )
        for row in rows
    }


def _id(key: str) -> UUID | None:
    try:
        return UUID(hex=key.partition(":")[2])
    except ValueError:
        return None
