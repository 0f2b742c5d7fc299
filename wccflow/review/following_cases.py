"""Following a whole case: all of its threads that one may read; what one mutes stays muted."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.notices.following import Followed
from wccflow.people.rights import Reach
from wccflow.review.attention_models import CaseWish
from wccflow.review.cards import address_of


def follow(case: Case, *, by: Reach, now: datetime) -> None:
    """Let the person be told of every thread of the case; does nothing when she is already."""
    if not is_followed(case.id, by):
        session().add(CaseWish(person_id=by.person_id, case_id=case.id, at=now))
        session().flush()


def leave(case: Case, *, by: Reach) -> None:
    """Let the person be told only of the threads in which she takes part, or which she follows one by one."""
    kept = session().get(CaseWish, (by.person_id, case.id))
    if kept is not None:
        session().delete(kept)
        session().flush()


def is_followed(case_id: UUID, reach: Reach) -> bool:
    """Whether the person follows this case."""
    return session().get(CaseWish, (reach.person_id, case_id)) is not None


def of_case(case: Case, reach: Reach) -> Followed:
    """Whether the person follows the threads of a case, and where she changes that."""
    return _line(case, follows=is_followed(case.id, reach))


def followed(reach: Reach) -> Sequence[Followed]:
    """The cases that the person follows and still sees, in the order in which she began to, in one query."""
    query = (
        select(Case)
        .join(CaseWish, (CaseWish.case_id == Case.id) & (CaseWish.person_id == reach.person_id))
        .where(audiences.visible(Case.audience_id, reach.tokens))
        .order_by(CaseWish.at)
    )
    return [_line(each, follows=True) for each in session().scalars(query)]


def _line(case: Case, *, follows: bool) -> Followed:
    address = address_of(case)
    return Followed(f"{case.organisation.name}, {case.cycle.title}", address, f"{address}/wish", follows)
