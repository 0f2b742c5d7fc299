"""Ratings that never change, what they cite, drafts; board packs and ratifications."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Connection, ForeignKey, Index, String, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from wccflow.base.models import Base, Identified

MAY_WIDEN = frozenset({"audience_id"})


class Rating(Identified, Base):
    """What one channel says of one item: kept for ever; a later one supersedes it and does not replace it.

    `line` is the person's id where each person rates alone, and empty where a channel speaks with one voice;
    `number` counts the ratings of one line from 1. `clauses` are those that are met: their words by their
    keys, since a definition may say them otherwise one day. `no_passage` says why no passage is cited.
    """

    __tablename__ = "rating"
    __table_args__ = (
        UniqueConstraint("case_id", "item", "channel", "line", "number"),
        Index("ix_rating_case_channel", "case_id", "channel"),
    )

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    element: Mapped[str] = mapped_column(String(80))
    item: Mapped[str] = mapped_column(String(80))
    channel: Mapped[str] = mapped_column(String(20))
    line: Mapped[str] = mapped_column(String(32), default="")
    number: Mapped[int]
    value: Mapped[str]
    rationale: Mapped[str] = mapped_column(default="")
    clauses: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    no_passage: Mapped[str] = mapped_column(default="", server_default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    supersedes_id: Mapped[UUID | None] = mapped_column(ForeignKey("rating.id"), unique=True)


class Cited(Identified):
    """What is kept of whatever a channel names for an item: by whom, how it bears on it, who reads that."""

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    element: Mapped[str] = mapped_column(String(80))
    item: Mapped[str] = mapped_column(String(80))
    channel: Mapped[str] = mapped_column(String(20))
    rating_id: Mapped[UUID | None] = mapped_column(ForeignKey("rating.id"))  # the one that stood then
    stance: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class Citation(Cited, Base):
    """A passage that a channel names for an item, with the words and what stands around them.

    `clause` is the key of the one clause that it shows; empty where it speaks for the item as a whole.
    """

    __tablename__ = "citation"
    __table_args__ = (Index("ix_citation_case_item", "case_id", "item"),)

    version_id: Mapped[UUID] = mapped_column(ForeignKey("document_version.id"), index=True)
    passage: Mapped[str] = mapped_column(String(24))
    quote: Mapped[str]
    prefix: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    heading: Mapped[str | None]
    page: Mapped[int | None]
    clause: Mapped[str] = mapped_column(String(16), default="", server_default="")


class AnswerCitation(Cited, Base):
    """An answer of a session that a channel names for an item; its words stand in the session's record."""

    __tablename__ = "answer_citation"
    __table_args__ = (Index("ix_answer_citation_case_item", "case_id", "item"),)

    answer_id: Mapped[UUID] = mapped_column(ForeignKey("hearing_answer.id"), index=True)


class Verification(Identified, Base):
    """What a reviewer found when reading a cited passage; the newest of a citation counts."""

    __tablename__ = "citation_verification"

    citation_id: Mapped[UUID] = mapped_column(ForeignKey("citation.id"), index=True)
    stance: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)


class RatingDraft(Identified, Base):
    """What one person has written of an item and not kept yet; for that person's eyes alone."""

    __tablename__ = "rating_draft"
    __table_args__ = (UniqueConstraint("case_id", "item", "channel", "person_id"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    item: Mapped[str] = mapped_column(String(80))
    channel: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    value: Mapped[str] = mapped_column(default="")
    rationale: Mapped[str] = mapped_column(default="")
    clauses: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    no_passage: Mapped[str] = mapped_column(default="", server_default="")
    at: Mapped[datetime]
    from_rating_id: Mapped[UUID | None] = mapped_column(ForeignKey("rating.id"))  # of a year ago, its start


class BoardPack(Identified, Base):
    """A Word file for the board, kept as it was made, and what it was made from."""

    __tablename__ = "board_pack"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    ratings: Mapped[list[str]] = mapped_column(JSON)
    versions: Mapped[list[str]] = mapped_column(JSON)
    citations: Mapped[list[str] | None] = mapped_column(JSON)  # None in packs made before they were kept
    aims: Mapped[dict[str, str] | None] = mapped_column(JSON)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)


class Ratification(Identified, Base):
    """The board's decision, recorded against the very pack that it had before it."""

    __tablename__ = "ratification"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    pack_id: Mapped[UUID] = mapped_column(ForeignKey("board_pack.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    met_on: Mapped[date]
    minute: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    audience_id: Mapped[UUID] = mapped_column(ForeignKey("audience.id"), index=True)
    set_aside_at: Mapped[datetime | None]  # when the authors were given it back


@event.listens_for(Rating, "before_update")
def _stays_as_given(mapper: Mapper[Any], connection: Connection, rating: Rating) -> None:
    attributes = inspect(rating).attrs
    changed = {each.key for each in attributes if each.history.has_changes()}
    if changed - MAY_WIDEN:
        raise RuntimeError("a rating never changes: give a new one")


@event.listens_for(Rating, "before_delete")
def _stays_for_ever(mapper: Mapper[Any], connection: Connection, rating: Rating) -> None:
    raise RuntimeError("a rating is kept for ever")
