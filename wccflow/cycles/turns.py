"""Moves that stand open and are this person's to make: her rows of "my work" that no other room knows of."""

from collections.abc import Sequence
from datetime import date, datetime

from wccflow.base.clock import business_day
from wccflow.cycles import queries
from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.cycles.outlook import Outlook, outlooks
from wccflow.engine.definition import Move
from wccflow.people.rights import Reach

MOVE_ORDER = 20


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """Each move onward that is open now and hers; constant queries, and none where she has no move."""
    hers = [case for case in cases if _moves_of(case, reach)]
    if not hers:
        return []
    return [task for found in outlooks(hers, business_day(now)) for task in _of_case(found, reach)]


def _of_case(found: Outlook, reach: Reach) -> list[Task]:
    case, roles = found.case, reach.roles_at(found.case.place)
    mine = {move.event for move in _moves_of(case, reach)}
    why = f"{case.organisation.name}: nothing stands in the way any more."
    return [
        Task(offer.move.label, case.address, why, due=_due(found, roles), order=MOVE_ORDER)
        for offer in found.offers
        if offer.open and offer.move.event in mine
    ]


def _moves_of(case: Case, reach: Reach) -> list[Move]:
    """The moves from here that one of her roles makes; one that needs a reason leads back or out."""
    roles, moves = reach.roles_at(case.place), queries.definition_of(case).moves.values()
    return [
        move
        for move in moves
        if not move.reason_required and case.state in move.sources and not roles.isdisjoint(move.by)
    ]


def _due(found: Outlook, roles: frozenset[str]) -> date | None:
    """The day of the next milestone where it is one that her role owns."""
    due = found.next_due
    return due.due if due is not None and due.owner in roles else None
