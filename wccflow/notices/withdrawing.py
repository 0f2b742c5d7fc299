"""Taking back what was told while nobody has read it and no mail has carried it."""

from uuid import UUID

from sqlalchemy import delete, func, select

from wccflow.base.work import session
from wccflow.notices.models import NoticeRow


def take_back(event_id: UUID) -> bool:
    """Take the notices of this event back from all who do not know of them yet; gives whether from all."""
    untold = NoticeRow.read_at.is_(None), NoticeRow.mail_id.is_(None)
    session().execute(delete(NoticeRow).where(NoticeRow.event_id == event_id, *untold))
    kept = select(func.count()).select_from(NoticeRow).where(NoticeRow.event_id == event_id)
    return not session().scalar(kept)
