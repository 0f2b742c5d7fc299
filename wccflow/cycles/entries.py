"""What search can find of cases: the organisation, where it stands, and its names."""

from collections.abc import Collection, Iterator, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wccflow.base.log import Event
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.people.models import Alias, Organisation
from wccflow.search.port import Change, Entry, Put


def changed(session: Session, event: Event) -> Sequence[Change]:
    """The case of an event as it is to be found now."""
    case = session.get(Case, event.case_id) if event.case_id else None
    return _puts(session, [case]) if case else []


def renamed(session: Session, event: Event) -> Sequence[Change]:
    """The cases of an organisation whose names have changed."""
    heir = select(Organisation.successor_id).where(Organisation.id == event.subject_id).scalar_subquery()
    ids = (Case.organisation_id == event.subject_id, Case.overseer_id == event.subject_id)
    query = select(Case).where(or_(*ids, Case.organisation_id == heir))
    return _puts(session, session.scalars(query).all())


def everything(session: Session, audiences: Collection[UUID] | None = None) -> Iterator[Put]:
    """Every case, or those of these audiences, ordered by audience."""
    query = select(Case).order_by(Case.audience_id)
    if audiences is not None:
        query = query.where(Case.audience_id.in_(audiences))
    yield from _puts(session, session.scalars(query).all())


def _puts(session: Session, cases: Sequence[Case]) -> list[Put]:
    also = _other_names(session, cases)
    return [_put(case, also.get(case.organisation_id, [])) for case in cases]


def _other_names(session: Session, cases: Sequence[Case]) -> dict[UUID, list[str]]:
    """Under which names and codes the organisation of each case is known besides its own."""
    ids = {case.organisation_id for case in cases}
    found: dict[UUID, list[str]] = {each: [] for each in ids}
    for alias in session.scalars(select(Alias).where(Alias.organisation_id.in_(ids)).order_by(Alias.name)):
        found[alias.organisation_id].append(alias.name)
    for row in session.scalars(select(Organisation).where(Organisation.successor_id.in_(ids))):
        if row.successor_id is not None:
            found[row.successor_id] += [row.code, row.name]
    return found


def _put(case: Case, also: Sequence[str]) -> Put:
    definition = definition_of(case)
    state = definition.states[case.state]
    words = [case.organisation.name, case.organisation.code, *also, case.overseer.name, state.title]
    fields = {
        "case": str(case.id),
        "organisation": case.organisation.code,
        "overseer": case.overseer.code,
        "cycle": case.cycle.key,
        "stage": definition.stages[state.stage].title if state.stage in definition.stages else "",
        "state": state.title,
    }
    group = f"case {case.id}"
    entry = Entry(
        key=str(case.id),
        audience=case.audience_id,
        kind="cases",
        group=group,
        text="\n".join(words),
        heading=None,
        fields={name: value for name, value in fields.items() if value},
    )
    return Put(case.audience_id, group, (entry,))
