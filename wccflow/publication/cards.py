"""What the case page and "my work" show of publication."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from wccflow.base import clock
from wccflow.base.log import Event
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.engine.refusals import day
from wccflow.notices.rules import Notice
from wccflow.people.rights import Reach, can
from wccflow.publication import embargo, queries

APPROVE_ORDER = 40


def card(case: Case, reach: Reach) -> Card | None:
    """That the result is published, with the way to its public page; or that one reads it before."""
    if queries.published_cases([case.id]):
        return Card("publication", "Published result", "public", "done", address_of(case))
    if embargo.may_read(case, reach, clock.now()):
        return Card("publication", "Final page", "before publication", "open", f"{case.address}/final")
    return None


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
        *_to_read(reach, cases, now),
        *_to_approve(waiting, approved),
    ]


def opened(event: Event) -> list[Notice]:
    """Told to those who read first: the final page of their organisation can be read, from when on."""
    held = embargo.called(event.subject_id) if event.subject_id else None
    if held is None:
        return []
    told = []
    for case in embargo.waiting(held.cycle_id):
        definition = definition_of(case)
        holders = frozenset(
            (role, definition.roles[role].scope, case.place.scope_id(definition.roles[role].scope))
            for role in embargo.readers(definition)
        )
        since = day(clock.business_day(held.begins_at))
        sentence = f"From {since} you can read the final page of {case.organisation.name}."
        address = f"{case.address}/final"
        told.append(Notice(sentence, address, roles=holders, kind="result", audience_id=case.audience_id))
    return told


def _to_read(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """For those who read first: final pages that they have not opened yet."""
    own = [each for each in cases if embargo.is_own(each, reach)]
    if not own:
        return []
    open_cycles = embargo.begun({each.cycle_id for each in own}, now)
    waiting = [each for each in own if each.cycle_id in open_cycles]
    known = queries.published_cases([each.id for each in waiting])
    read = embargo.readings([each.id for each in waiting])
    return [
        Task(
            f"Read the final page of {each.organisation.name}",
            f"{each.address}/final",
            "It is what everybody will read. You may say something beside it.",
            order=APPROVE_ORDER,
        )
        for each in waiting
        if each.id not in known and reach.person_id not in read.get(each.id, {})
    ]


def _to_approve(waiting: Mapping[UUID, list[Case]], approved: set[UUID]) -> list[Task]:
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
