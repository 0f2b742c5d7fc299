"""What a person does with her own plans: make one, mark what she read or leaves out, throw it away."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select

from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.reading_plan import rules, ticking
from wccflow.reading_plan.models import ReadingEntry, ReadingPlan
from wccflow.reading_plan.rules import Stretch
from wccflow.reading_plan.wanting import Wanted, wanted

READ, SKIPPED, OPEN = "read", "skipped", "open"
MOST_CASES = 20


def make(
    asked: Sequence[tuple[Case, Sequence[str]]],
    minutes: int | None,
    *,
    by: Reach,
    now: datetime,
    case: Case | None = None,
) -> ReadingPlan:
    """Plan what to read of these cases for these items of each; `case` where it is one. Raises Refused."""
    if minutes is None:
        raise Refused(f"Give the minutes as a number from {rules.LEAST_MINUTES} to {rules.MOST_MINUTES}.")
    if not any(items for _, items in asked):
        raise Refused("Choose at least one item to read for.")
    if len(asked) > MOST_CASES:
        raise Refused(f"Plan for at most {MOST_CASES} cases at once.")
    found = wanted(asked, by)
    planned = rules.planned(found.stretches, minutes)
    if not planned.chosen:
        raise Refused(_nothing(found))
    made = ReadingPlan(
        person_id=by.person_id,
        case_id=case.id if case else None,
        minutes=minutes,
        items={str(each.id): list(items) for each, items in asked},
        made_at=now,
        left=len(planned.left),
        left_minutes=planned.left_minutes,
        known=found.known,
    )
    session().add(made)
    session().flush()
    session().add_all(
        _entry(made, number, each, found) for number, each in enumerate(planned.chosen, start=1)
    )
    session().flush()
    return made


def mark(entry: ReadingEntry, how: str, *, now: datetime) -> None:
    """Note that the person has read a stretch, leaves it out, or has it before her again.

    The reader ticks a section as viewed once all of its stretches are read, and no more when one is open.
    """
    if how not in (READ, SKIPPED, OPEN):
        raise Refused("Say whether you have read it, leave it out, or want it back.")
    entry.read_at = now if how == READ else None
    entry.skipped_at = now if how == SKIPPED else None
    session().flush()
    ticking.tick([entry], now=now)


def throw_away(plan: ReadingPlan, *, now: datetime) -> None:
    """Forget a plan with its marks; what was only on it counts as unread again."""
    query = select(ReadingEntry).where(ReadingEntry.plan_id == plan.id, ReadingEntry.read_at.is_not(None))
    read = session().scalars(query).all()
    for each in read:
        each.read_at = None
    session().flush()
    ticking.tick(read, now=now)
    session().execute(delete(ReadingEntry).where(ReadingEntry.plan_id == plan.id))
    session().delete(plan)
    session().flush()


def _entry(plan: ReadingPlan, number: int, stretch: Stretch, found: Wanted) -> ReadingEntry:
    case, filled = found.papers[stretch.document]
    return ReadingEntry(
        plan_id=plan.id,
        number=number,
        case_id=case.id,
        version_id=filled.version.id,
        slot=filled.slot,
        first=stretch.first,
        last=stretch.last,
        key=stretch.key,
        title=stretch.title,
        page=stretch.page,
        words=stretch.words,
        why=[asdict(each) for each in stretch.reasons],
        digest=stretch.digest,
    )


def _nothing(found: Wanted) -> str:
    if not found.papers:
        return "There is no document yet that you may read."
    if found.known:
        return "You have read everything that these items, changes and open threads lead to."
    return "Nothing leads to a passage: no gap that a document speaks of, no change, no open thread of yours."
