"""Taking a data pack out of every scorecard with a reason, and letting it count again."""

from datetime import datetime

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.queries import definitions
from wccflow.indicators.models import DataPack, PackWithdrawal
from wccflow.people import rights
from wccflow.people.rights import Place, Reach

LOAD = "load_indicators"
WITHDRAWN, COUNTED_AGAIN = "indicators.withdrawn", "indicators.counted_again"


def may_load(reach: Reach) -> bool:
    """Whether this person may load data packs in some cycle of the nation."""
    return any(rights.holds(reach, LOAD, place=Place(), definition=each) for each in definitions())


def demand(by: Reach) -> None:
    """Raise NotFound for whoever may not load data packs."""
    for each in definitions():
        if rights.holds(by, LOAD, place=Place(), definition=each):
            rights.demand(by, LOAD, place=Place(), definition=each, state=None)
            return
    raise NotFound


def withdraw(pack: DataPack, why: str, *, by: Reach, now: datetime) -> PackWithdrawal:
    """Let a pack count no more; earlier values of the same count instead. Raises Refused without a reason."""
    demand(by)
    if not why.strip():
        raise Refused("Say why the pack is withdrawn: those who used its values will ask.")
    if withdrawal_of(pack) is not None:
        raise Refused("This pack is withdrawn already.")
    made = PackWithdrawal(pack_id=pack.id, why=why.strip(), by_id=by.person_id, at=now)
    session().add(made)
    session().flush()
    log.record(WITHDRAWN, at=now, by_id=by.person_id, subject_id=pack.id, words=made.why, rows=pack.rows)
    return made


def count_again(pack: DataPack, *, by: Reach, now: datetime) -> None:
    """Let a withdrawn pack count again, in its old place between the others."""
    demand(by)
    found = withdrawal_of(pack)
    if found is None:
        raise Refused("This pack is not withdrawn.")
    session().delete(found)
    session().flush()
    log.record(COUNTED_AGAIN, at=now, by_id=by.person_id, subject_id=pack.id, rows=pack.rows)


def withdrawal_of(pack: DataPack) -> PackWithdrawal | None:
    """Why a pack counts no more; None while it counts."""
    return session().scalar(select(PackWithdrawal).where(PackWithdrawal.pack_id == pack.id))
