"""How a thread stands for one person: what became of it, and what she may do about it now."""

from dataclasses import dataclass
from datetime import datetime

from wccflow.cycles.home import Home
from wccflow.people.rights import Reach
from wccflow.review import queries, undoable
from wccflow.review.actions import may_close
from wccflow.review.models import Closure, Comment, Thread, Undoable
from wccflow.review.rules import ANSWERED, KINDS, RESOLVED, VERIFIED, verifying_obstacle
from wccflow.review.topics import life_now


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a thread stands, and what the person may do; `not_verified` says why she cannot verify."""

    life: str
    closure: Closure | None
    may_close: bool
    not_verified: str
    undo: Undoable | None
    sent: Comment | None

    @property
    def is_resolved(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.life in RESOLVED

    @property
    def is_verified(self) -> bool:
        """Whether its answer was confirmed and it is not closed yet."""
        return self.life == VERIFIED

    @property
    def waits_for_verification(self) -> bool:
        """Whether an answer is there that somebody is to confirm."""
        return self.life == ANSWERED


def standing_of(case: Home, thread: Thread, reach: Reach, now: datetime, *, may_write: bool) -> Standing:
    """How the thread stands for this person."""
    life, last = life_now(case, thread)
    closes = may_write and may_close(case, thread, reach)
    is_own = last is not None and last.author_id == reach.person_id
    return Standing(
        life=life,
        closure=queries.closure_of(thread),
        may_close=closes,
        not_verified=verifying_obstacle(thread.kind, life, may_close=closes, is_own_answer=is_own)
        if KINDS[thread.kind].asks
        else "",
        undo=undoable.offered(thread, reach, now),
        sent=undoable.sent(thread, reach, now),
    )
