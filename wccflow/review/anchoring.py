"""What a thread hangs on, kept so that it can be found again in the next version of a document."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from wccflow.base import audiences
from wccflow.base.errors import NotFound, Refused
from wccflow.cycles.home import Home
from wccflow.cycles.queries import definition_of
from wccflow.evidence import queries as evidence
from wccflow.people.rights import Reach
from wccflow.review.readers import Readers, reads_along
from wccflow.review.subjects import subject, subjects

UNREADABLE_DOCUMENT = (
    "Not everyone among these readers can read this document yet, and the thread would quote it. "
    "Choose narrower readers."
)
UNREADABLE_SUBJECT = (
    "Not everyone among these readers can read {title} yet, and the thread would tell of it. "
    "Choose narrower readers."
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a thread hangs on: a passage and the words quoted of it, an item, a document, a subject."""

    version_id: UUID | None = None
    passage: str = ""
    words: str = ""
    item: str = ""
    slot: str = ""
    subject: str = ""


def anchored(case: Home, anchor: Anchor, who: Readers, by: Reach, now: datetime) -> dict[str, Any]:
    """The columns of a thread that hangs there. Raises Refused, or NotFound for what she cannot read."""
    definition = definition_of(case)
    if anchor.item and anchor.item not in definition.items:
        raise Refused("There is no such item in this cycle.")
    if anchor.slot and anchor.slot not in definition.slots:
        raise Refused("There is no such document in this cycle.")
    if anchor.subject:
        hung = subject(anchor.subject, case.id, by)
        if not reads_along(who, audiences.tokens_of(hung.audience_id), now):
            raise Refused(UNREADABLE_SUBJECT.format(title=hung.title))
    if anchor.version_id is None:
        return {
            "item": anchor.item or None,
            "slot": anchor.slot or None,
            "subject": anchor.subject or None,
        }
    version = evidence.version(by, anchor.version_id)
    if version.case_id != case.id:
        raise NotFound
    demand_readable(version.audience_id, who, now)
    found = evidence.quote(version.id, anchor.passage, anchor.words)
    return {
        "version_id": version.id,
        "passage": found.key,
        "quote": found.quote,
        "prefix": found.prefix,
        "suffix": found.suffix,
        "page": found.page,
        "slot": evidence.home(version).slot,
        "item": anchor.item or None,
        "subject": anchor.subject or None,
    }


def demand_subject_readable(key: str, who: Readers, now: datetime) -> None:
    """Raise Refused when a thread would tell of another room's thing to people who cannot read that."""
    for hung in subjects([key]).values():
        if not reads_along(who, audiences.tokens_of(hung.audience_id), now):
            raise Refused(UNREADABLE_SUBJECT.format(title=hung.title))


def demand_readable(document_audience: UUID, who: Readers, now: datetime) -> None:
    """Raise Refused when a thread would quote a document to people who cannot read it."""
    if not reads_along(who, audiences.tokens_of(document_audience), now):
        raise Refused(UNREADABLE_DOCUMENT)
