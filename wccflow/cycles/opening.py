"""Opening a cycle: a definition pinned, its dates kept, a case for each organisation."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from wccflow.base import audiences, log
from wccflow.base.errors import Refused
from wccflow.base.work import session
from wccflow.cycles import members
from wccflow.cycles.definitions import keep, pinned
from wccflow.cycles.models import Case, Cycle
from wccflow.engine.calendars import Calendar
from wccflow.engine.definition import Definition
from wccflow.people.models import Organisation
from wccflow.people.rights import Place, audience_tokens


def open_cycle(
    key: str,
    *,
    title: str,
    definition: Definition,
    calendar: Calendar,
    by_id: UUID | None,
    now: datetime,
    demonstration: bool = False,
) -> Cycle:
    """A new cycle without cases. Raises Refused when the key is taken."""
    if session().scalar(select(Cycle.id).where(Cycle.key == key)):
        raise Refused(f"There is already a cycle called {key}.")
    made = Cycle(
        key=key,
        title=title,
        digest=keep(definition),
        calendar=json.dumps(calendar.document, sort_keys=True, default=str),
        demonstration=demonstration,
        opened_at=now,
    )
    session().add(made)
    session().flush()
    log.record("cycle.opened", at=now, by_id=by_id, subject_id=made.id, key=key, digest=made.digest)
    return made


def open_cases(
    cycle: Cycle, organisations: Sequence[Organisation], *, by_id: UUID | None, now: datetime
) -> list[Case]:
    """A case in the first state for each of these organisations, under its overseer.

    An overseer that takes part has none above it: it is its own.
    """
    return [_open_case(cycle, each, by_id=by_id, now=now) for each in organisations]


def audience_of(case: Case, use: str) -> UUID:
    """The audience that the definition names for a use: drafts, filed, review, shared, panel, …"""
    definition = pinned(case.digest)
    return audience_called(case, definition.sharing[use])


def audience_called(case: Case, key: str) -> UUID:
    """The case's audience of this key of the definition, written when it is new."""
    return audiences.ensure(key, audience_tokens(pinned(case.digest), key, case.place))


def _open_case(cycle: Cycle, organisation: Organisation, *, by_id: UUID | None, now: datetime) -> Case:
    definition = pinned(cycle.digest)
    overseer_id = members.overseer_of(organisation, definition)
    identifier = uuid4()
    place = Place(organisation.id, overseer_id, identifier)
    shared = definition.sharing["shared"]
    made = Case(
        id=identifier,
        cycle_id=cycle.id,
        organisation_id=organisation.id,
        overseer_id=overseer_id,
        digest=cycle.digest,
        state=next(iter(definition.states)),
        audience_id=audiences.ensure(shared, audience_tokens(definition, shared, place)),
    )
    session().add(made)
    session().flush()
    log.record(
        "case.opened",
        at=now,
        by_id=by_id,
        subject_id=made.id,
        case_id=made.id,
        audience_id=made.audience_id,
        state=made.state,
        digest=made.digest,
    )
    return made
