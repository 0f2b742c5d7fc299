"""Filled spreadsheets that somebody brought, looked over before anything of them is kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified


class SheetCopy(Identified, Base):
    """A spreadsheet of a case's items as somebody brought it back; seen by that person alone."""

    __tablename__ = "sheet_copy"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]
    taken_in_at: Mapped[datetime | None]

    @property
    def address(self) -> str:
        """The path of its page."""
        return f"/sheet-copies/{self.id}"
