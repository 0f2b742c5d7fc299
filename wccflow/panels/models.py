"""A case's panel, who sits on it, conflicts declared, what the chair revealed and agreed, and the report."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wccflow.base.models import Base, Identified, Versioned


class Panel(Identified, Versioned, Base):
    """The panel of one case: its day, its room, and how far its day and its report have come."""

    __tablename__ = "panel"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), unique=True)
    held_on: Mapped[date | None]
    room: Mapped[str] = mapped_column(default="")
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    frozen_at: Mapped[datetime | None]  # since then no rating of the panel can change
    report_audience_id: Mapped[UUID | None] = mapped_column(ForeignKey("audience.id"))
    report_fixed_at: Mapped[datetime | None]
    hearing_id: Mapped[UUID | None] = mapped_column(ForeignKey("hearing.id"))  # the questions of its day

    @property
    def address(self) -> str:
        """The path of the panel-day room."""
        return f"/panels/{self.id}"


class PanelSeat(Identified, Base):
    """One person's seat on a panel; `state` is what became of it last, the log keeps the rest."""

    __tablename__ = "panel_seat"
    __table_args__ = (UniqueConstraint("panel_id", "person_id"),)

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    seat: Mapped[str] = mapped_column(String(80))
    part: Mapped[str] = mapped_column(String(20))  # chair or member
    state: Mapped[str] = mapped_column(String(20))
    state_at: Mapped[datetime]
    state_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(default="")


class ConflictDeclaration(Identified, Base):
    """An interest that a person has in a case, and what was decided about it."""

    __tablename__ = "conflict_declaration"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    what: Mapped[str]
    declared_at: Mapped[datetime]
    declared_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # None: it showed by itself
    reason: Mapped[str] = mapped_column(String(160), default="", server_default="")  # what it then rests on
    outcome: Mapped[str] = mapped_column(String(20), default="")
    outcome_why: Mapped[str] = mapped_column(default="")
    outcome_at: Mapped[datetime | None]
    outcome_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class PersonSkill(Base):
    """Something that a person is good at, by the definition's name for it."""

    __tablename__ = "person_skill"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    skill: Mapped[str] = mapped_column(String(80), primary_key=True)


class Reveal(Identified, Base):
    """An item whose ratings the chair has shown to the whole panel; there is no way back."""

    __tablename__ = "reveal"
    __table_args__ = (UniqueConstraint("panel_id", "item"),)

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"))
    item: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str] = mapped_column(default="")  # why it was not waited for everyone


class Agreement(Identified, Base):
    """What the panel agreed for an item: the rating, and since when another one holds instead."""

    __tablename__ = "agreement"
    __table_args__ = (UniqueConstraint("panel_id", "item", "number"),)

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"))
    item: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    rating_id: Mapped[UUID] = mapped_column(ForeignKey("rating.id"))
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    together: Mapped[bool] = mapped_column(default=False)  # agreed in one act with others without spread


class Dissent(Identified, Base):
    """A named member who does not share an agreed rating, and why."""

    __tablename__ = "dissent"

    agreement_id: Mapped[UUID] = mapped_column(ForeignKey("agreement.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str]


class ReportPart(Identified, Versioned, Base):
    """A part of the report that the panel writes: its impression, a recommendation, a narrative."""

    __tablename__ = "report_part"
    __table_args__ = (UniqueConstraint("panel_id", "key"),)

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"))
    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class LiftedConclusion(Identified, Base):
    """That a part of the report holds what a thread concluded: its source, for those who may read it."""

    __tablename__ = "lifted_conclusion"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    part: Mapped[str] = mapped_column(String(80))
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class PanelPaper(Identified, Base):
    """A Word file made for or by a panel: a pack, or the report as it was issued; named by its content."""

    __tablename__ = "panel_paper"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]


class PaperOpening(Identified, Base):
    """That a person opened a paper: noted after the answer, and no line of the log tells of it."""

    __tablename__ = "paper_opening"

    paper_id: Mapped[UUID] = mapped_column(ForeignKey("panel_paper.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime]


class FactualPoint(Identified, Base):
    """A point that the organisation raises on the draft report's accuracy, and the panel's answer.

    `anchor` is the key of the sentence when the point was raised, `sentence` its words then; `wording` is how
    an accepted point makes it read, and `carried_at` since when the report says so. A point may name a
    passage, and may come back to one that was answered before (`follows_id`).
    """

    __tablename__ = "factual_point"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    section: Mapped[str] = mapped_column(String(120))
    anchor: Mapped[str] = mapped_column(String(20), default="", server_default="")
    sentence: Mapped[str]
    what: Mapped[str]
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("document_version.id"))
    passage: Mapped[str] = mapped_column(String(24), default="", server_default="")
    quote: Mapped[str] = mapped_column(default="", server_default="")
    follows_id: Mapped[UUID | None] = mapped_column(ForeignKey("factual_point.id"))
    raised_at: Mapped[datetime]
    raised_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(String(20), default="")
    answer_why: Mapped[str] = mapped_column(default="")
    wording: Mapped[str] = mapped_column(default="", server_default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    carried_at: Mapped[datetime | None]


class ReportChange(Identified, Base):
    """What was changed in a draft that the organisation has before it: words, or the level of a rating."""

    __tablename__ = "report_change"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    section: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))  # words or level
    before: Mapped[str]
    after: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    point_id: Mapped[UUID | None] = mapped_column(ForeignKey("factual_point.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class ReportSignature(Identified, Base):
    """That somebody with no hand in the report has read it and every answer, until one of them changed."""

    __tablename__ = "report_signature"

    panel_id: Mapped[UUID] = mapped_column(ForeignKey("panel.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    lapsed_at: Mapped[datetime | None]
    lapsed_why: Mapped[str] = mapped_column(default="")
