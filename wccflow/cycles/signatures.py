"""Which signatures hold: given, not withdrawn, used by no move yet, and not lapsed."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from wccflow.base import clock
from wccflow.base.clock import business_day
from wccflow.base.work import session
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case, Signature
from wccflow.engine.definition import Definition
from wccflow.engine.vocabulary import SIGNED_DAYS


def signatures(case: Case, on: date | None = None) -> Sequence[Signature]:
    """The signatures of this case that hold on this day, or today, oldest first."""
    return signatures_of([case], on)[case.id]


def signatures_of(cases: Sequence[Case], on: date | None = None) -> dict[UUID, list[Signature]]:
    """The signatures of each of these cases that hold on this day, or today, oldest first."""
    found: dict[UUID, list[Signature]] = {each.id: [] for each in cases}
    definitions, today = {each.id: pinned(each.digest) for each in cases}, on or clock.today()
    query = select(Signature).where(
        Signature.case_id.in_(found), Signature.spent_at.is_(None), Signature.withdrawn_at.is_(None)
    )
    for signature in session().scalars(query.order_by(Signature.at)):
        if today <= lapses_after(definitions[signature.case_id], signature):
            found[signature.case_id].append(signature)
    return found


def spent_on(case: Case) -> Sequence[Signature]:
    """Every signature of this case that a move has used, oldest first."""
    query = select(Signature).where(Signature.case_id == case.id, Signature.spent_at.is_not(None))
    return session().scalars(query.order_by(Signature.at)).all()


def signature(case: Case, signature_id: UUID) -> Signature | None:
    """The signature of this id under this case, as it is now, held against others."""
    query = select(Signature).where(Signature.id == signature_id, Signature.case_id == case.id)
    return session().scalar(query.with_for_update())


def lapses_after(definition: Definition, signature: Signature) -> date:
    """The last day on which a signature holds, if no move uses it before."""
    verb, _, name = signature.purpose.partition(" ")
    gate = definition.gates.get(name) if verb == "waive" else None
    days = gate.override.days if gate and gate.override else SIGNED_DAYS
    return business_day(signature.at) + timedelta(days=days)
