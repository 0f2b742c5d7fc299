"""What people do with themes: open one, put threads under it, take them out again."""

from datetime import datetime

from sqlalchemy import func, select

from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Cycle
from wccflow.people.models import Organisation
from wccflow.people.rights import Reach
from wccflow.review.acts import entered, kept, title_in
from wccflow.review.models import Gathering, Theme, Thread
from wccflow.review.readers import writable
from wccflow.review.themes import demand_at, demand_writing, open_state

OPENED, GATHERED, TAKEN_OUT = "theme.opened", "thread.gathered", "thread.taken_out"
LONGEST_WHY = 2_000


def open_theme(
    cycle: Cycle, overseer: Organisation, *, title: str, by: Reach, now: datetime, why: str = ""
) -> Theme:
    """A new theme of an overseer, or of the nation, in a cycle. Raises NotFound or Refused."""
    definition = pinned(cycle.digest)
    demand_at(overseer, definition, by)
    called, reason = title_in(title), why.strip()
    if not called:
        raise Refused("Give the theme a title.")
    if len(reason) > LONGEST_WHY:
        raise Refused(f"Say in up to {LONGEST_WHY:,} characters what the theme is about.")
    if _called(cycle, overseer, called):
        raise Refused(f"There is a theme “{called}” already.")
    theme = Theme(
        cycle=cycle,
        overseer=overseer,
        overseer_id=overseer.id,
        title=called,
        why=reason,
        digest=cycle.digest,
        state=open_state(definition),
        opened_by_id=by.person_id,
        opened_at=now,
    )
    theme.audience_id = kept(writable(theme, by)[0])
    session().add(theme)
    session().flush()
    log.record(
        OPENED, at=now, by_id=by.person_id, subject_id=theme.id, audience_id=theme.audience_id, words=called
    )
    return theme


def gather(theme: Theme, thread: Thread, *, by: Reach, now: datetime) -> None:
    """Put a case's thread under a theme too; nobody reads more than before. Raises NotFound or Refused."""
    entered(thread, by)
    demand_writing(theme, by)
    if thread.case_id is None:
        raise Refused("This thread stands in a theme already.")
    if _gathered(theme, thread) is not None:
        raise Refused(f"The thread is under “{theme.title}” already.")
    session().add(Gathering(theme_id=theme.id, thread_id=thread.id, by_id=by.person_id, at=now))
    _record(GATHERED, theme, thread, by, now)


def take_out(theme: Theme, thread: Thread, *, by: Reach, now: datetime) -> None:
    """Take a thread out of a theme again; the thread itself stays as it is. Raises NotFound or Refused."""
    entered(thread, by)
    demand_writing(theme, by)
    held = _gathered(theme, thread)
    if held is None:
        raise Refused(f"The thread is not under “{theme.title}”.")
    held.ended_at, held.ended_by_id = now, by.person_id
    _record(TAKEN_OUT, theme, thread, by, now)


def _called(cycle: Cycle, overseer: Organisation, title: str) -> bool:
    query = select(Theme.id).where(
        Theme.cycle_id == cycle.id,
        Theme.overseer_id == overseer.id,
        func.lower(Theme.title) == title.lower(),
    )
    return session().scalar(query.limit(1)) is not None


def _gathered(theme: Theme, thread: Thread) -> Gathering | None:
    query = select(Gathering).where(
        Gathering.theme_id == theme.id, Gathering.thread_id == thread.id, Gathering.ended_at.is_(None)
    )
    return session().scalar(query)


def _record(kind: str, theme: Theme, thread: Thread, by: Reach, now: datetime) -> None:
    session().flush()
    # Told to those of the theme alone: the thread's readers need not know of it.
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=theme.id,
        case_id=thread.case_id,
        audience_id=theme.audience_id,
        thread=thread.id.hex,
    )
