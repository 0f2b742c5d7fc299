"""What people have said of suggested passages: used, or not relevant."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class SuggestionLabel(Identified, Base):
    """What one side said of a passage that was suggested for an item.

    The passage's name comes from its words, so a label holds in every version until the words change.
    """

    __tablename__ = "suggestion_label"
    __table_args__ = (Index("ix_suggestion_label_case_item", "case_id", "item"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    item: Mapped[str] = mapped_column(String(80))
    channel: Mapped[str] = mapped_column(String(20))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), index=True)
    passage: Mapped[str] = mapped_column(String(24))
    label: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    undone_at: Mapped[datetime | None]
