"""Which items were given to whom, and which of them are done: an item is done by a rating given since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.queries import names, people_holding
from wccflow.people.rights import Reach
from wccflow.ratings.giving_models import Giving
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import ABILITY_OF, SELF


@dataclass(frozen=True, slots=True)
class Given:
    """An item that was given to somebody, and whether it was rated since."""

    row: Giving
    to: str
    by: str
    is_done: bool

    def is_late(self, today: date) -> bool:
        """Whether it is not done and its day is over."""
        return not self.is_done and self.row.due_on is not None and self.row.due_on < today

    def in_words(self, today: date) -> str:
        """To whom it was given and until when, such as `given to Ann, due 12 October, late`."""
        due = self.row.due_on
        until = f", due {due.day} {due:%B}" if due else ""
        if self.is_done:
            return f"given to {self.to}{until}, done"
        return f"given to {self.to}{until}{', late' if self.is_late(today) else ''}"


def given_in(
    case_ids: Collection[UUID], *, reach: Reach | None = None, to_id: UUID | None = None
) -> dict[UUID, list[Given]]:
    """What stands given in each of these cases, the earliest days first; three queries for any number."""
    query = select(Giving).where(Giving.case_id.in_(case_ids), Giving.ended_at.is_(None))
    if reach is not None:
        query = query.where(audiences.visible(Giving.audience_id, reach.tokens))
    if to_id is not None:
        query = query.where(Giving.to_id == to_id)
    rows = session().scalars(query.order_by(Giving.due_on.is_(None), Giving.due_on, Giving.item)).all()
    found: dict[UUID, list[Given]] = {each: [] for each in case_ids}
    if not rows:
        return found
    rated = _rated_at({row.case_id for row in rows})
    people = names([*(row.to_id for row in rows), *(row.by_id for row in rows)])
    for row in rows:
        at = rated.get((row.case_id, row.item))
        to, by = people.get(row.to_id, "Someone"), people.get(row.by_id, "Someone")
        found[row.case_id].append(Given(row, to, by, at is not None and at >= row.at))
    return found


def by_item(case: Case, reach: Reach) -> dict[str, Given]:
    """What stands given in a case by item, as far as the person may know."""
    return {each.row.item: each for each in given_in([case.id], reach=reach)[case.id]}


def of_batch(batch_id: UUID) -> Sequence[Giving]:
    """The items that were given in one act and still stand."""
    query = select(Giving).where(Giving.batch_id == batch_id, Giving.ended_at.is_(None))
    return session().scalars(query.order_by(Giving.item)).all()


def standing(case_id: UUID, item: str) -> Giving | None:
    """What stands given of one item."""
    return session().scalar(
        select(Giving).where(Giving.case_id == case_id, Giving.item == item, Giving.ended_at.is_(None))
    )


def receivers(case: Case, now: datetime) -> dict[UUID, str]:
    """Those to whom items can be given: everyone who rates for the organisation, by name."""
    held = {
        (role.key, role.scope, case.place.scope_id(role.scope))
        for role in definition_of(case).roles.values()
        if ABILITY_OF[SELF] in role.may and case.place.scope_id(role.scope)
    }
    found = people_holding(held, now)
    return dict(sorted(found.items(), key=lambda each: each[1].casefold()))


def _rated_at(case_ids: Collection[UUID]) -> dict[tuple[UUID, str], datetime]:
    """When each item of these cases was last rated by its organisation."""
    query = (
        select(Rating.case_id, Rating.item, func.max(Rating.at))
        .where(Rating.case_id.in_(case_ids), Rating.channel == SELF)
        .group_by(Rating.case_id, Rating.item)
    )
    return {(row[0], row[1]): row[2] for row in session().execute(query)}
