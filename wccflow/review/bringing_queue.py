"""Bringing in the many comments of a long Word copy in the background, and telling how far it is."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from wccflow.base import clock
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import Database, session
from wccflow.cycles.queries import case_by_id
from wccflow.people.queries import reach_of
from wccflow.review import bringing
from wccflow.review.bringing import Choice
from wccflow.review.coming_back import Back, comments_back
from wccflow.review.copies_models import ReturnedCopy

MANY = 40  # from so many on nobody waits for the answer
AT_ONCE = 20
GONE = "You may no longer read what these comments belong to."


def want(copy: ReturnedCopy, chosen: Mapping[int, Choice]) -> None:
    """Keep what was chosen, to be brought in by the background; what came in before stays."""
    copy.wanted = {str(each): [choice.place, choice.kind, choice.audience] for each, choice in chosen.items()}
    copy.done, copy.total, copy.refused = 0, len(chosen), ""
    session().flush()


def waiting() -> int:
    """How many copies wait for their comments to come in."""
    return session().scalar(select(func.count()).where(_waits())) or 0


def bring_waiting(database: Database, *, now: Callable[[], datetime] = clock.now) -> int:
    """Bring in the next few comments of the copy that waits longest; gives how many, 1 when it is done."""
    with database.reading():
        copy_id = session().scalar(select(ReturnedCopy.id).where(_waits()).order_by(ReturnedCopy.at).limit(1))
    if copy_id is None:
        return 0
    try:
        with database.writing():
            return _some(session().get_one(ReturnedCopy, copy_id), now()) or 1
    except (Refused, NotFound) as fault:
        with database.writing():
            copy = session().get_one(ReturnedCopy, copy_id)
            copy.wanted, copy.refused = None, str(fault) if isinstance(fault, Refused) else GONE
        return 1


def _some(copy: ReturnedCopy, now: datetime) -> int:
    by, case = reach_of(copy.by_id, now), case_by_id(copy.case_id)
    chosen = {int(each): Choice(*kept) for each, kept in (copy.wanted or {}).items()}
    part = _part(comments_back(copy, case, by), chosen)
    if not part:
        copy.wanted = None
        return 0
    made = bringing.bring_in(copy, case, part, by=by, now=now)
    copy.done += len(made)
    return len(made)


def _part(backs: list[Back], chosen: Mapping[int, Choice]) -> dict[int, Choice]:
    """The next few that were chosen; an answer goes along with what it answers."""
    found: dict[int, Choice] = {}
    together: dict[int, list[int]] = {}
    for back in backs:
        if bringing.comes_in(back, chosen):
            top = back.remark.ordinal if back.top is None else back.top
            together.setdefault(top, []).append(back.remark.ordinal)
    for ordinals in together.values():
        if len(found) >= AT_ONCE:
            break
        found |= {each: chosen[each] for each in ordinals}
    return found


def _waits() -> ColumnElement[bool]:
    return ReturnedCopy.wanted.is_not(None)
