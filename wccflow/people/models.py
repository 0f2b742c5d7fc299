"""Organisations, people, the roles granted to them, and how they sign in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wccflow.base.models import Base, Identified, Versioned


class Organisation(Identified, Base):
    """An organisation under assurance, an overseer of some, or the nation (`level`)."""

    __tablename__ = "organisation"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str]
    level: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    successor_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    unverified: Mapped[bool | None]  # its code or name was seen in no source that could be checked

    parent: Mapped["Organisation | None"] = relationship(
        foreign_keys=[parent_id], remote_side="Organisation.id"
    )


class Alias(Base):
    """Another name under which sources know an organisation."""

    __tablename__ = "alias"

    name: Mapped[str] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)


class OrganisationName(Identified, Base):
    """A name that an organisation bears from a day on; the one before stays on as an alias."""

    __tablename__ = "organisation_name"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    begins_on: Mapped[date]
    why: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    taken_at: Mapped[datetime | None]


class Succession(Identified, Base):
    """One organisation that goes on in another from a day on: by another code, or by a merger."""

    __tablename__ = "succession"

    predecessor_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), unique=True)
    successor_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    effective: Mapped[date]
    why: Mapped[str]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]


class Inheritance(Base):
    """An organisation whose people may do what those of another could, since its cases were carried over."""

    __tablename__ = "inheritance"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    from_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True, index=True)
    at: Mapped[datetime]


class Person(Identified, Versioned, Base):
    """Someone who may sign in."""

    __tablename__ = "person"

    name: Mapped[str]
    email: Mapped[str] = mapped_column(String(254), unique=True)
    disabled_at: Mapped[datetime | None]


class Grant(Identified, Base):
    """A role that a person holds at a place from one instant until another, unless it is suspended."""

    __tablename__ = "role_grant"
    __table_args__ = (
        Index("ix_role_grant_scope", "scope", "scope_id"),
        UniqueConstraint("person_id", "role", "scope", "scope_id", "begins_at"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(80))
    scope: Mapped[str] = mapped_column(String(20))
    scope_id: Mapped[UUID | None]
    begins_at: Mapped[datetime]
    until: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]
    suspended_why: Mapped[str] = mapped_column(default="")
    on_behalf_of_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)  # a deputy's
    why: Mapped[str] = mapped_column(default="", server_default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class SignInLink(Base):
    """A link that signs one person in once; only its hash is kept."""

    __tablename__ = "sign_in_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class BrowserSession(Identified, Base):
    """A browser in which someone is signed in, until it is ended; only the hash of its secret is kept."""

    __tablename__ = "browser_session"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Invitation(Identified, Base):
    """A person asked to join by mail, until she has signed in for the first time."""

    __tablename__ = "invitation_to_join"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
