"""Threads without a database: their kinds, the life of a question, what may still be changed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from wccflow.base.clock import LONDON
from wccflow.engine.definition import Definition

LONGEST_BODY = 20_000
LONGEST_TITLE = 160
TOGETHER = timedelta(minutes=10)  # what one person says within it is read as one turn
SHARING = "share_with_assessors"

OPEN, ANSWERED, CLOSED = "open", "answered", "closed"
TONES = {OPEN: "warning", ANSWERED: "info", CLOSED: "quiet"}

# The uses of an audience for which one may begin a thread, in the order in which a default is sought.
USES = ("drafts", "panel", "review", "oversight", "shared")
# Of a theme, which stands above the organisations: those of its overseer, then the nation with them.
THEME_USES = ("oversight", "shared")

_MARKS = re.compile(r"[*_`>#\[\]]+")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a thread is; one that asks waits for the organisation's answer."""

    key: str
    title: str
    hint: str
    asks: bool = False
    ability: str = "comment"


KINDS = {
    kind.key: kind
    for kind in (
        Kind("question", "Question to the organisation", "It waits for an answer.", True, "ask"),
        Kind("comment", "Comment", "Something to keep in mind."),
        Kind("praise", "Praise", "What is done well."),
        Kind("gap", "Evidence gap", "What the documents do not show."),
        Kind("line_of_enquiry", "Line of enquiry", "What to ask on the day.", False, "ask"),
        Kind("consistency", "Consistency between documents", "Two places that do not agree."),
    )
}


class Message(Protocol):
    """What the rules ask of a comment."""

    @property
    def author_id(self) -> object:
        """Who wrote it."""

    @property
    def audience_id(self) -> object:
        """Who reads it."""

    @property
    def at(self) -> datetime:
        """When it was written."""

    @property
    def ordinal(self) -> int:
        """Its place in the thread."""

    @property
    def deleted_at(self) -> datetime | None:
        """When it was deleted."""


def life(kind: str, *, closed: bool, answered: bool) -> str:
    """Where a thread stands; only what asks can be answered."""
    if closed:
        return CLOSED
    return ANSWERED if KINDS[kind].asks and answered else OPEN


def is_shared(definition: Definition, state: str) -> bool:
    """Whether the organisation has handed its work to those who assess it, at this state or before."""
    order = list(definition.states)
    handed = [
        order.index(move.to)
        for move in definition.moves.values()
        if any(effect.partition(":")[0] == SHARING for effect in move.effects)
    ]
    return bool(handed) and order.index(state) >= min(handed)


def speaks_for_organisation(definition: Definition, role: str) -> bool:
    """Whether who speaks in this role speaks for the organisation itself."""
    return role in definition.roles and definition.roles[role].scope == "organisation"


def role_spoken_in(definition: Definition, held: Collection[str], readers: Collection[str]) -> str:
    """The role in which a person speaks to these readers: one that is among them, else any she holds."""
    ordered = [role for role in definition.roles if role in held]
    return next((role for role in ordered if role in readers), next(iter(ordered), ""))


def continues(message: Message, before: Message | None) -> bool:
    """Whether a message goes on where its author stopped a moment ago, before the same readers."""
    return (
        before is not None
        and (before.author_id, before.audience_id) == (message.author_id, message.audience_id)
        and message.at - before.at < TOGETHER
        and not begins_day(message, before)
    )


def begins_day(message: Message, before: Message | None) -> bool:
    """Whether a message is the first of its day in London."""
    return before is None or _day(before) != _day(message)


def was_answered(message: Message, others: Sequence[Message], readers: object) -> bool:
    """Whether somebody else has written since, to the same readers or to all those of the thread."""
    return any(
        other.ordinal > message.ordinal
        and other.author_id != message.author_id
        and other.audience_id in (message.audience_id, readers)
        and other.deleted_at is None
        for other in others
    )


def first_words(body: str, length: int = 90) -> str:
    """The beginning of a message, in plain words."""
    plain = " ".join(_MARKS.sub(" ", body).split())
    return plain if len(plain) <= length else plain[:length].rsplit(" ", 1)[0] + " …"


def _day(message: Message) -> object:
    return message.at.astimezone(LONDON).date()
