"""Where what hangs on a passage of one version has come to stand in a later one, and who said so."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified
from wccflow.evidence.anchoring import EDITED, EXACT, LOST, MOVED

HERE, ELSEWHERE, KEPT = "here", "elsewhere", "kept"


class Following(Identified, Base):
    """One thread or citation in one later version; where it was made is never overwritten.

    `from_…` is where it stood before, `passage` and `quote` what was found, `chosen` what a person chose.
    """

    __tablename__ = "following"
    __table_args__ = (UniqueConstraint("subject_id", "version_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[UUID]
    from_version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"))
    from_passage: Mapped[str] = mapped_column(String(24))
    from_quote: Mapped[str]
    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(10))
    passage: Mapped[str | None] = mapped_column(String(24))
    quote: Mapped[str] = mapped_column(default="")
    likeness: Mapped[float] = mapped_column(default=0.0)
    others: Mapped[list[str]] = mapped_column(JSON, default=list)  # other passages that it may be
    at: Mapped[datetime]
    decided: Mapped[str] = mapped_column(String(10), default="")
    chosen: Mapped[str | None] = mapped_column(String(24))
    chosen_quote: Mapped[str] = mapped_column(default="")
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]

    @property
    def stands(self) -> bool:
        """Whether it stands in this version beyond doubt: as it was, or because a person said so."""
        return self.decided in (HERE, ELSEWHERE) or (not self.decided and self.outcome in (EXACT, MOVED))

    @property
    def waits(self) -> bool:
        """Whether the sentence was changed and nobody has said yet whether it is still the same point."""
        return not self.decided and self.outcome == EDITED

    @property
    def is_lost(self) -> bool:
        """Whether its passage is gone, and nobody has placed it elsewhere."""
        return not self.decided and self.outcome == LOST

    @property
    def touched(self) -> bool:
        """Whether its sentence was changed or is gone, and nobody has said yet what becomes of it."""
        return self.waits or self.is_lost

    @property
    def place(self) -> str | None:
        """The passage beside which it is shown in this version: where it stands, or where it seems to."""
        if self.decided == KEPT:
            return None
        return self.chosen if self.decided == ELSEWHERE else self.passage

    @property
    def words(self) -> str:
        """The words on which it stands, or seems to stand, in this version."""
        return self.chosen_quote if self.decided == ELSEWHERE else self.quote
