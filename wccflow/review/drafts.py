"""Words that a person has not sent: kept on the server, never written over unseen by another tab of hers."""

from dataclasses import dataclass
from datetime import datetime

from wccflow.base.work import session
from wccflow.people.rights import Reach
from wccflow.review import attending
from wccflow.review.models import Draft


@dataclass(frozen=True, slots=True)
class Unsent:
    """Unsent words and when they were saved; no words, and never, where there are none."""

    body: str = ""
    saved_at: datetime | None = None

    @property
    def seen(self) -> str:
        """What a form carries to say which words it was made from."""
        return self.saved_at.isoformat() if self.saved_at else ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of saving: when it was saved, or which other words stand in the way."""

    saved: Unsent = Unsent()
    other: Unsent | None = None


def draft_of(place: str, reach: Reach) -> Unsent:
    """What the person has not sent of this place."""
    found = session().get(Draft, (reach.person_id, place), populate_existing=True)
    return Unsent(found.body, found.saved_at) if found else Unsent()


def keep(place: str, body: str, *, seen: str, by: Reach, now: datetime) -> Kept:
    """Save unsent words, unless others were saved since the ones `seen`: those are given back instead."""
    before = draft_of(place, by)
    if before.saved_at is not None and before.seen != seen and before.body != body:
        return Kept(other=before)
    attending.save_draft(place, body, by=by, now=now)
    return Kept(saved=draft_of(place, by))
