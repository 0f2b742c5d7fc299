"""What follows from a migration outside the case: who is told, and what search can find."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from wccflow.base import work
from wccflow.base.log import Event
from wccflow.cycles import entries
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.telling import holders
from wccflow.notices.rules import Notice
from wccflow.search.port import Change, Remove


def told(event: Event) -> list[Notice]:
    """Tell those who can move the case on that it stands elsewhere; nobody where it stands as before."""
    if event.payload["from"] == event.payload["to"] or event.case_id is None:
        return []
    case = work.session().get_one(Case, event.case_id)
    definition = definition_of(case)
    roles = {role for move in definition.moves_from[case.state] for role in move.by}
    return [
        Notice(
            sentence=f"{case.organisation.name} was brought to a changed definition "
            f"and is now at “{definition.states[case.state].title}”.",
            address=case.address,
            roles=frozenset(holders(definition, case, role) for role in roles),
        )
    ]


def changed(session: Session, event: Event) -> Sequence[Change]:
    """The case as it is to be found now, and no more where its readers of before would look."""
    was = UUID(event.payload["was"])
    case = session.get(Case, event.case_id) if event.case_id else None
    gone = [Remove(was, f"case {event.case_id}")] if case is None or case.audience_id != was else []
    return [*gone, *entries.changed(session, event)]
