"""The reports that panels owe: for how long, where they stand, and what of them is due next."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wccflow.base import audiences
from wccflow.base.clock import business_day
from wccflow.cycles.models import Case
from wccflow.cycles.outlook import Outlook, outlooks
from wccflow.cycles.queries import definition_of
from wccflow.engine.calendars import Due
from wccflow.panels.models import Panel
from wccflow.people.rights import Reach


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is not final, how long ago the day was, and what of it is due next."""

    case: Case
    address: str
    state: str
    since: date
    days: int
    due: Due | None
    owner: str


def owed(known: Iterable[tuple[Case, Panel]], reach: Reach, on: date) -> tuple[Owed, ...]:
    """The reports that these panels owe, the longest owed first; constant queries."""
    owing = [(case, panel) for case, panel in known if _owes(case, panel)]
    readable = audiences.readable(reach.tokens)
    ahead = {each.case.id: each for each in outlooks([case for case, _ in owing], on)}
    found = [_owed(ahead[case.id], panel, readable, on) for case, panel in owing]
    return tuple(sorted(found, key=lambda each: (-each.days, each.case.organisation.name)))


def _owed(found: Outlook, panel: Panel, readable: Collection[UUID], on: date) -> Owed:
    case, definition = found.case, found.definition
    since = _over_since(panel)
    ahead = [each for each in found.milestones if each.met is None and each.due and each.due >= since]
    due = min(ahead, key=lambda each: each.due or date.max, default=None)
    return Owed(
        case=case,
        address=f"{panel.address}/report" if panel.report_audience_id in readable else case.address,
        state=definition.states[case.state].title,
        since=since,
        days=(on - since).days,
        due=due,
        owner=definition.titles((due.owner,))[0] if due else "",
    )


def _over_since(panel: Panel) -> date:
    ended = panel.frozen_at or panel.closed_at
    return panel.held_on or (business_day(ended) if ended else date.max)


def _owes(case: Case, panel: Panel) -> bool:
    is_over = definition_of(case).states[case.state].final
    return panel.frozen_at is not None and panel.report_fixed_at is None and not is_over
