"""What becomes visible, and to whom, when a thread is opened to more readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wccflow.base.audiences import tokens_of
from wccflow.cycles.home import Home
from wccflow.evidence import queries as evidence
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.review import queries
from wccflow.review.anchoring import UNREADABLE_DOCUMENT
from wccflow.review.conversation import Line, said_in_order
from wccflow.review.models import Thread
from wccflow.review.readers import Readers, people_by_id, readers, reads_along


@dataclass(frozen=True, slots=True)
class Preview:
    """What opening a thread would do: who reads it in addition, and what they would read."""

    newcomers: Sequence[str]
    lines: Sequence[Line]
    edited: int
    kept_back: int
    obstacle: str


def preview(home: Home, thread: Thread, wanted: Readers, reach: Reach, now: datetime) -> Preview:
    """What would become visible; of what is kept back only what she herself reads is counted."""
    known = people_by_id(readers(home, thread.audience_id), now)
    comments = queries.comments_of(thread, reach)
    going = [each for each in comments if each.audience_id == thread.audience_id]
    people = names(each.author_id for each in going)
    return Preview(
        newcomers=[name for each, name in people_by_id(wanted, now).items() if each not in known],
        lines=list(said_in_order(home, thread, going, people)),
        edited=sum(1 for each in going if each.edited_at is not None and each.deleted_at is None),
        kept_back=sum(1 for each in comments if each.audience_id != thread.audience_id),
        obstacle=_obstacle(thread, wanted, now),
    )


def _obstacle(thread: Thread, wanted: Readers, now: datetime) -> str:
    """Why the thread cannot be opened to them; nothing when it can."""
    if thread.version_id is None:
        return ""
    document = tokens_of(evidence.version_by_id(thread.version_id).audience_id)
    return "" if reads_along(wanted, document, now) else UNREADABLE_DOCUMENT
