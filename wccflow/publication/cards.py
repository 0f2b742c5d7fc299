"""What the case page and "my work" show of publication."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.notices.rules import Notice
from wccflow.people.rights import Reach, can
from wccflow.publication import queries

APPROVE_ORDER = 40


def card(case: Case, reach: Reach) -> Card | None:
    """That the result is published, with the way to its public page."""
    if queries.result_of(case) is None:
        return None
    return Card("publication", "Published result", "public", "done", address_of(case))


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """For those who publish: cycles with agreed results whose publication is not approved."""
    waiting: dict[UUID, list[Case]] = {}
    for case in cases:
        definition = definition_of(case)
        opens = "publish" in definition.states[case.state].opens
        if opens and can(reach, "publish", place=case.place, definition=definition, state=case.state):
            waiting.setdefault(case.cycle_id, []).append(case)
    approved = queries.approved(waiting)
    return [
        Task(
            f"Approve the publication of {mine[0].cycle.title}",
            f"/publication/{mine[0].cycle.key}",
            _waiting(len(mine)),
            order=APPROVE_ORDER,
        )
        for cycle_id, mine in waiting.items()
        if cycle_id not in approved
    ]


def _waiting(count: int) -> str:
    return (
        "1 result is agreed and waits for it."
        if count == 1
        else f"{count} results are agreed and wait for it."
    )


def published(event: Event) -> list[Notice]:
    """Told to everyone in the case: the result can be read by all."""
    if event.case_id is None:
        return []
    case = case_by_id(event.case_id)
    roles = definition_of(case).roles.values()
    holders = frozenset(
        (role.key, role.scope, case.place.scope_id(role.scope))
        for role in roles
        if role.scope == "organisation" and "see" in role.may
    )
    sentence = f"The result of {case.organisation.name} is published."
    return [Notice(sentence, address_of(case), roles=holders, kind="result")]


def address_of(case: Case) -> str:
    """The path of the public page of a case's result."""
    return f"/published/{case.cycle.key}/{case.organisation.code}"
