"""Lines drawn through a plan, the passages that show their steps, and what reviewers find of a step."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class Line(Identified, Versioned, Base):
    """One chain through the plan; `channel` tells whether the organisation or those who read it drew it."""

    __tablename__ = "sight_line"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    title: Mapped[str]
    item: Mapped[str | None] = mapped_column(String(80))  # the chosen item to which it leads
    ordinal: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class StepPassage(Identified, Base):
    """A passage that shows a step of a line, with the words and what stands around them."""

    __tablename__ = "sight_passage"
    __table_args__ = (Index("ix_sight_passage_line_step", "line_id", "step"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    line_id: Mapped[UUID] = mapped_column(ForeignKey("sight_line.id"))
    step: Mapped[str] = mapped_column(String(80))
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), index=True)
    passage: Mapped[str] = mapped_column(String(24))
    quote: Mapped[str]
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    heading: Mapped[str | None]
    page: Mapped[int | None]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class StepFinding(Identified, Base):
    """What a reviewer found of a step of a line; the newest of a step counts."""

    __tablename__ = "sight_finding"
    __table_args__ = (Index("ix_sight_finding_line_step", "line_id", "step"),)

    line_id: Mapped[UUID] = mapped_column(ForeignKey("sight_line.id"))
    step: Mapped[str] = mapped_column(String(80))
    stance: Mapped[str] = mapped_column(String(20))
    why: Mapped[str] = mapped_column(default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
