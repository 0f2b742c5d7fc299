"""What lies before many cases at once, in a constant number of queries: open moves, milestones, facts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from wccflow.cycles import actions, queries, timetable
from wccflow.cycles.models import Case
from wccflow.cycles.signatures import signatures_of
from wccflow.engine.calendars import Due, Window
from wccflow.engine.decisions import Offer, available
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Facts

Roles: TypeAlias = Callable[[Definition], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Outlook:
    """One case: the moves that leave its state, what is due when, and the facts behind both."""

    case: Case
    definition: Definition
    offers: tuple[Offer, ...]
    milestones: tuple[Due, ...]
    facts: Facts
    windows: Mapping[str, Window] = field(default_factory=dict)

    @property
    def is_over(self) -> bool:
        """Whether the case is in a final state."""
        return self.definition.states[self.case.state].final

    @property
    def onward(self) -> Offer | None:
        """The next move onward; one that needs a reason leads back or out of the cycle."""
        return next((offer for offer in self.offers if not offer.move.reason_required), None)

    @property
    def next_due(self) -> Due | None:
        """The milestone that is due first; None when nothing is, or the case is over."""
        return None if self.is_over else timetable.next_due(self.milestones)


def everyone(definition: Definition) -> frozenset[str]:
    """Every role, so that no move is closed for want of the right person."""
    return frozenset(definition.roles)


def the_calendar(definition: Definition) -> frozenset[str]:
    """The roles that the calendar itself plays."""
    return frozenset(role.key for role in definition.roles.values() if role.automatic)


def outlooks(cases: Sequence[Case], on: date, roles: Roles = everyone) -> list[Outlook]:
    """The outlook of each of these cases, in their order, as it is for these roles."""
    standings, windows = queries.standings(cases), queries.windows(cases)
    facts, signatures = queries.facts_of(cases), signatures_of(cases, on)
    milestones = timetable.milestones_of(cases, on, facts)
    found = []
    for case in cases:
        definition, signed = queries.definition_of(case), signatures[case.id]
        offers = available(
            definition,
            standings[case.id],
            roles=roles(definition),
            facts=facts[case.id],
            on=on,
            windows=windows[case.id],
            signed=actions.signed_by_others(signed, None),
            waived=actions.waived(signed),
        )
        found.append(
            Outlook(case, definition, tuple(offers), milestones[case.id], facts[case.id], windows[case.id])
        )
    return found


def running_cases() -> list[Case]:
    """Every case of every cycle that has not come to an end: for jobs, never for a person's page."""
    cases = (case for cycle in queries.cycles() for case in queries.cases_of(cycle.id))
    return [case for case in cases if not queries.definition_of(case).states[case.state].final]
