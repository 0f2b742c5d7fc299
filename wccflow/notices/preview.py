"""What a person's next digest would say if nothing more happened before it."""

from dataclasses import dataclass
from datetime import datetime

from wccflow.notices import letters, queries
from wccflow.notices.gathering import gathered
from wccflow.notices.rules import Wishes, earliest, next_digest
from wccflow.people.models import Person


@dataclass(frozen=True, slots=True)
class Preview:
    """The next digest: when it is made, and its words; no words when there is nothing for it."""

    at: datetime
    subject: str = ""
    text: str = ""


def preview_of(
    person: Person, wishes: Wishes, base_url: str, *, demonstration: bool, now: datetime
) -> Preview:
    """The next digest of this person, as things stand."""
    at = next_digest(max(now, wishes.paused_until or now), wishes)
    due = [
        each.id
        for each in queries.waiting_notices(person.id)
        if (when := earliest(each, wishes)) is not None and when <= at
    ]
    said = gathered(queries.still_theirs(queries.waiting_rows(due), now))
    if not said:
        return Preview(at)
    return Preview(
        at,
        letters.subject(said, demonstration=demonstration),
        letters.text(person.name, said, base_url, demonstration=demonstration),
    )
