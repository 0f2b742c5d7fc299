"""A cycle, its cases, the items that move inside a case, and signatures that open what is closed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wccflow.base.models import Base, Identified, Versioned
from wccflow.people.models import Organisation
from wccflow.people.rights import Place


class DefinitionText(Base):
    """A definition as it was when a cycle or case pinned it, so that it can always be read again."""

    __tablename__ = "definition_text"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    workflow: Mapped[str] = mapped_column(String(80))
    edition: Mapped[str] = mapped_column(String(80))
    document: Mapped[str]


class Cycle(Identified, Base):
    """One run of a workflow's edition with a calendar."""

    __tablename__ = "cycle"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str]
    digest: Mapped[str] = mapped_column(ForeignKey("definition_text.digest"))
    calendar: Mapped[str]
    demonstration: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]


class Case(Identified, Versioned, Base):
    """One organisation in one cycle; `state` is the fold of its moves in the log."""

    __tablename__ = "case_file"
    __table_args__ = (UniqueConstraint("cycle_id", "organisation_id"),)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    overseer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    digest: Mapped[str] = mapped_column(ForeignKey("definition_text.digest"))
    state: Mapped[str] = mapped_column(String(80), index=True)
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    # For whom it was opened, once it is carried over: audiences and rights keep their names for ever.
    origin_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)

    cycle: Mapped[Cycle] = relationship(lazy="joined", innerjoin=True)
    organisation: Mapped[Organisation] = relationship(
        foreign_keys=[organisation_id], lazy="joined", innerjoin=True
    )
    overseer: Mapped[Organisation] = relationship(foreign_keys=[overseer_id], lazy="joined", innerjoin=True)

    @property
    def place(self) -> Place:
        """Where the case stands, for rights and audiences."""
        return Place(self.origin_id or self.organisation_id, self.overseer_id, self.id)

    @property
    def address(self) -> str:
        """The path of the case's page."""
        return f"/cycles/{self.cycle.key}/{self.organisation.code}"

    @property
    def name(self) -> str:
        """The case as commands name it: `<cycle>/<organisation code>`."""
        return f"{self.cycle.key}/{self.organisation.code}"


class TrackItem(Identified, Versioned, Base):
    """An item of a track inside a case, once it has left the track's first state."""

    __tablename__ = "track_item"
    __table_args__ = (UniqueConstraint("case_id", "track", "item"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    track: Mapped[str] = mapped_column(String(80))
    item: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(80))


class Signature(Identified, Base):
    """One person's signature under a move, or under the waiving of a gate, with the reason."""

    __tablename__ = "signature"
    __table_args__ = (Index("ix_signature_case_purpose", "case_id", "purpose"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    purpose: Mapped[str] = mapped_column(String(120))  # "waive <gate>" or "move <event>"
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(80))
    why: Mapped[str]
    at: Mapped[datetime]
    spent_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class WindowChange(Identified, Base):
    """An overseer's window of a stage, opened early or held open late once two people have signed."""

    __tablename__ = "window_change"

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("cycle.id"), index=True)
    overseer_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    stage: Mapped[str] = mapped_column(String(80))
    opens: Mapped[date | None]
    closes: Mapped[date | None]
    why: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    countersigned_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    countersigned_at: Mapped[datetime | None]


class Carrying(Identified, Base):
    """A case carried over to its organisation's successor, once two people have signed.

    It goes on under the successor; or it ends by the move `ending`, because the successor has a case already.
    """

    __tablename__ = "carrying"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    from_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    to_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    ending: Mapped[str] = mapped_column(String(80), default="")
    keeps_people: Mapped[bool]
    why: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    countersigned_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    countersigned_role: Mapped[str] = mapped_column(String(80), default="")
    countersigned_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]


class Extension(Identified, Base):
    """More time for one case: a milestone's day or a stage's close, asked for, then granted or refused."""

    __tablename__ = "extension"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # milestone or stage
    key: Mapped[str] = mapped_column(String(80))
    planned: Mapped[date]
    until: Mapped[date]
    why: Mapped[str]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20))  # asked, granted, refused, withdrawn or revoked
    first_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    first_role: Mapped[str] = mapped_column(String(80), default="")
    first_at: Mapped[datetime | None]
    second_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    second_role: Mapped[str] = mapped_column(String(80), default="")
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
    settled_why: Mapped[str] = mapped_column(default="")
