"""What opening a cycle would bring, before it is opened: its days, its cases, and who is lacking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.engine.calendars import Calendar, day_of, shift
from wccflow.engine.definition import Definition, Milestone
from wccflow.frameworks import queries
from wccflow.frameworks.models import CycleDraft
from wccflow.frameworks.queries import Members
from wccflow.frameworks.sources import Source
from wccflow.people.models import Organisation


@dataclass(frozen=True, slots=True)
class Day:
    """One milestone with its day, or with what its day waits for."""

    title: str
    owner: str
    on: date | None
    told: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """One role, at how many places somebody holds it, and of how many."""

    title: str
    scope: str
    have: int
    total: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A cycle as it would be opened."""

    definition: Definition
    calendar: Calendar
    members: Sequence[Members]

    @property
    def organisations(self) -> list[Organisation]:
        """Those who get a case."""
        if self.definition.takes_part == "overseer":
            return [each.overseer for each in self.members]
        return [one for each in self.members for one in each.organisations]

    @property
    def first_day(self) -> date:
        """The day on which the first stage opens."""
        return min(window.opens for window in self.calendar.windows.values())

    @property
    def last_day(self) -> date:
        """The day on which the last stage closes."""
        return max(window.closes for window in self.calendar.windows.values())

    @property
    def days(self) -> list[Day]:
        """Every milestone in the definition's order."""
        return [_day(self.definition, self.calendar, each) for each in self.definition.milestones.values()]


def plan_of(draft: CycleDraft, source: Source) -> Plan:
    """The plan of a draft: its calendar shifted by whole weeks, its members without those left out."""
    calendar = moved(source.calendar, draft.first_day)
    chosen, without = ids(draft.chosen), ids(draft.without)
    first = min(window.opens for window in calendar.windows.values())
    members = [
        Members(each.overseer, [one for one in each.organisations if one.id not in without])
        for each in queries.members(source.definition, first)
        if not chosen or each.overseer.id in chosen
    ]
    return Plan(source.definition, calendar, members)


def moved(calendar: Calendar, first_day: date | None) -> Calendar:
    """The calendar moved by whole weeks, so that it begins in the week of this day; weekdays stay."""
    if first_day is None:
        return calendar
    first = min(window.opens for window in calendar.windows.values())
    return shift(calendar, round((first_day - first).days / 7))


def lacking(plan: Plan, now: datetime) -> list[Lacking]:
    """Every role that people hold in such a cycle, and at how many of its places somebody does."""
    roles = [each for each in plan.definition.roles.values() if each.account and not each.automatic]
    held = queries.held_roles([each.key for each in roles], now)
    places: dict[str, set[UUID | None]] = {
        "organisation": {one.id for each in plan.members for one in each.organisations},
        "overseer": {each.overseer.id for each in plan.members},
        "nation": {None},
    }
    return [
        Lacking(each.title, each.scope, len(held[each.key] & places[each.scope]), len(places[each.scope]))
        for each in roles
        if places.get(each.scope)
    ]


def ids(text: str) -> set[UUID]:
    """The ids of a text with spaces between them."""
    return {UUID(each) for each in text.split()}


def _day(definition: Definition, calendar: Calendar, milestone: Milestone) -> Day:
    owner = definition.titles((milestone.owner,))[0]
    on = day_of(milestone.due, calendar)
    return Day(milestone.title, owner, on, "" if on else _waits(definition, milestone))


def _waits(definition: Definition, milestone: Milestone) -> str:
    """What a day waits for, in words: `10 working days before: panel day`."""
    due = milestone.due
    if due.anchor == "fact":
        name = definition.facts[due.name].title
    else:
        name = definition.states[due.name].title if due.name in definition.states else due.name
    if not due.amount:
        return f"on the day itself: {name}"
    amount, unit = abs(due.amount), due.unit if abs(due.amount) != 1 else due.unit.removesuffix("s")
    return f"{amount} {unit} {'before' if due.amount < 0 else 'after'}: {name}"
