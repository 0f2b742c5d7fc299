"""What search can find of cases: the organisation, where it stands, and its names."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from wccflow.base.log import Event
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.search.port import Change, Entry, Put


def changed(session: Session, event: Event) -> Sequence[Change]:
    """The case of an event as it is to be found now."""
    case = session.get(Case, event.case_id) if event.case_id else None
    return [_put(case)] if case else []


def everything(session: Session) -> Iterator[Put]:
    """Every case, ordered by audience."""
    return (_put(case) for case in session.scalars(select(Case).order_by(Case.audience_id)))


def _put(case: Case) -> Put:
    definition = definition_of(case)
    state = definition.states[case.state]
    words = [case.organisation.name, case.organisation.code, case.overseer.name, state.title]
    fields = {
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
