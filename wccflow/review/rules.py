"""Threads without a database: their kinds, the life of a question, what may still be changed."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from wccflow.base.clock import LONDON
from wccflow.engine.definition import Definition

LONGEST_BODY = 20_000
LONGEST_TITLE = 160
TOGETHER = timedelta(minutes=10)  # what one person says within it is read as one turn
SHARING = "share_with_assessors"

OPEN, ANSWERED, VERIFIED, CLOSED = "open", "answered", "verified", "closed"
RESOLVED = frozenset({VERIFIED, CLOSED})
TONES = {OPEN: "warning", ANSWERED: "info", VERIFIED: "good", CLOSED: "quiet"}

GRACE = timedelta(seconds=60)  # for so long an act can be undone, and nobody is told of it

# The uses of an audience for which one may begin a thread, in the order in which a default is sought.
USES = ("drafts", "panel", "review", "oversight", "shared")
# Of a theme, which stands above the organisations: those of its overseer, then the nation with them.
THEME_USES = ("oversight", "shared")

CLOSED_ALREADY = "This thread is closed. Reopen it to go on."
NOT_YOURS_TO_CLOSE = (
    "Only the person who opened this thread, or someone who may close threads here, can do that."
)
NOT_YOURS_TO_VERIFY = (
    "Only the person who asked, or someone who may close threads here, can say that the answer holds."
)

_MARKS = re.compile(r"[*_`>#\[\]]+")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")


TRANSCRIPT = "transcript"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a thread is; one that asks waits for the organisation's answer."""

    key: str
    title: str
    hint: str
    asks: bool = False
    ability: str = "comment"
    by_hand: bool = True  # a person chooses it when she begins a thread


KINDS = {
    kind.key: kind
    for kind in (
        Kind("question", "Question to the organisation", "It waits for an answer.", True, "ask"),
        Kind("comment", "Comment", "Something to keep in mind."),
        Kind("praise", "Praise", "What is done well."),
        Kind("gap", "Evidence gap", "What the documents do not show."),
        Kind("line_of_enquiry", "Line of enquiry", "What to ask on the day.", False, "ask"),
        Kind("consistency", "Consistency between documents", "Two places that do not agree."),
        Kind(TRANSCRIPT, "Record of a session", "What was asked and answered.", by_hand=False),
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


def life(kind: str, *, closed: bool, answered: bool, verified: bool = False) -> str:
    """Where a thread stands; only what asks can be answered, and only an answer verified."""
    if closed:
        return CLOSED
    if not (KINDS[kind].asks and answered):
        return OPEN
    return VERIFIED if verified else ANSWERED


def closing_obstacle(kind: str, life: str, *, may_close: bool, why: str) -> str:
    """Why a thread that stands so cannot be closed; nothing when it can."""
    if not may_close:
        return NOT_YOURS_TO_CLOSE
    if life == CLOSED:
        return "This thread is closed already."
    if life == OPEN and KINDS[kind].asks and not why.strip():
        return "The question has not been answered. Say why you close it."
    return ""


def verifying_obstacle(kind: str, life: str, *, may_close: bool, is_own_answer: bool) -> str:
    """Why nobody, or not this person, can confirm that the answer holds; nothing when she can."""
    if not may_close:
        return NOT_YOURS_TO_VERIFY
    if not KINDS[kind].asks:
        return "Only the answer to a question can be verified."
    if is_own_answer and life == ANSWERED:
        return "You gave this answer, so somebody else has to verify it."
    return {
        CLOSED: CLOSED_ALREADY,
        OPEN: "The question has not been answered yet, so there is no answer to verify.",
        VERIFIED: "The answer is verified already.",
    }.get(life, "")


def in_grace(at: datetime, now: datetime) -> bool:
    """Whether what was done at this instant can still be undone."""
    return now - at <= GRACE


def late_in_words(due_on: date | None, life: str, today: date) -> str:
    """How late a thread is seen to, such as `3 days late`; nothing while there is time, or once resolved."""
    if due_on is None or life in RESOLVED or due_on >= today:
        return ""
    days = (today - due_on).days
    return "1 day late" if days == 1 else f"{days} days late"


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


def linkless(body: str) -> str:
    """A message on one line, where nobody can follow a link: each as its words alone."""
    return " ".join(_LINK.sub(r"\1", body).split())


def _day(message: Message) -> object:
    return message.at.astimezone(LONDON).date()
