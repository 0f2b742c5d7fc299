"""Words that people put on threads, for all who read them or for themselves alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class ThreadLabel(Identified, Base):
    """A word that is put on a thread, for all who read the thread or for one person alone."""

    __tablename__ = "thread_label"
    __table_args__ = (Index("ix_thread_label_thread_key", "thread_id", "key"),)

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"))
    label: Mapped[str] = mapped_column(String(40))  # as it was written first
    key: Mapped[str] = mapped_column(String(40), index=True)  # by which spellings are the same
    only_for_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
