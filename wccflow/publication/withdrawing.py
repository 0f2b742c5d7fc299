"""Withdrawing a published result, with a reason and two signatures; the next release keeps a tombstone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.people.queries import one_post
from wccflow.people.rights import Reach
from wccflow.publication import queries
from wccflow.publication.correcting import may_correct
from wccflow.publication.models import ResultWithdrawal

PROPOSED, SIGNED, ENDED = "withdrawal.proposed", "withdrawal.signed", "withdrawal.ended"


def withdraw(case: Case, *, why: str, by: Reach, now: datetime) -> ResultWithdrawal:
    """Propose that a result is taken from the public pages. Raises NotFound or Refused."""
    _demand(case, by)
    if standing_of(case) is not None:
        raise Refused("This result is withdrawn already, or waits for a second signature.")
    if not why.strip():
        raise Refused("Say why it is withdrawn: the reason stands in its place.")
    made = ResultWithdrawal(case_id=case.id, why=why.strip(), by_id=by.person_id, at=now)
    session().add(made)
    session().flush()
    _record(case, made, PROPOSED, by=by, now=now)
    return made


def sign(case: Case, *, by: Reach, now: datetime) -> None:
    """Put the second signature: the next release keeps the tombstone alone. Raises NotFound or Refused."""
    _demand(case, by)
    made = standing_of(case)
    if made is None or made.signed_at is not None:
        raise Refused("There is no withdrawal that waits for a signature.")
    if made.by_id == by.person_id:
        raise Refused("The second signature must be another person's.")
    if one_post(made.by_id, by.person_id, since=made.at, now=now):
        raise Refused("One of you deputises for the other: the second signature must be another post's.")
    made.signed_by_id, made.signed_at = by.person_id, now
    session().flush()
    _record(case, made, SIGNED, by=by, now=now)


def end(case: Case, *, by: Reach, now: datetime) -> None:
    """Put the result back with the next release, or drop what nobody has signed. Raises Refused."""
    _demand(case, by)
    made = standing_of(case)
    if made is None:
        raise Refused("This result is not withdrawn.")
    made.ended_at = now
    session().flush()
    _record(case, made, ENDED, by=by, now=now)


def standing_of(case: Case) -> ResultWithdrawal | None:
    """The withdrawal that is proposed or in force."""
    query = select(ResultWithdrawal).where(
        ResultWithdrawal.case_id == case.id, ResultWithdrawal.ended_at.is_(None)
    )
    return session().scalar(query.limit(1))


def history_of(case: Case) -> Sequence[ResultWithdrawal]:
    """Every withdrawal that there was, oldest first."""
    query = select(ResultWithdrawal).where(ResultWithdrawal.case_id == case.id)
    return session().scalars(query.order_by(ResultWithdrawal.at)).all()


def _demand(case: Case, by: Reach) -> None:
    if queries.result_of(case) is None or not may_correct(case, by):
        raise NotFound


def _record(case: Case, made: ResultWithdrawal, kind: str, *, by: Reach, now: datetime) -> None:
    log.record(
        kind,
        at=now,
        by_id=by.person_id,
        subject_id=made.id,
        case_id=case.id,
        audience_id=audience_of(case, "oversight"),
        words=made.why,
    )
