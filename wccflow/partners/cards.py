"""What the case page and "my work" show of partners: how many have answered, and whom to invite."""

from collections.abc import Sequence
from datetime import date, datetime

from wccflow.base.clock import business_day
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.cycles.timetable import milestones_of
from wccflow.partners import facts
from wccflow.partners.rules import asks_partners
from wccflow.people.rights import Reach, can

INVITE_ORDER = 40


def partners(case: Case, reach: Reach) -> Card | None:
    """How many of the invited partners have answered."""
    if not asks_partners(definition_of(case)):
        return None
    have, total, _ = facts.heard([case])[case.id]
    value = f"{have}/{total}" if total else "nobody invited"
    state = "none" if not total else "done" if have == total else "open"
    return Card("partners", "360° feedback", value, state, f"{case.address}/partners", ("responses_360",))


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """For which cases this person is to invite partners, or waits for their answers."""
    inviting = [case for case in cases if _may(reach, "invite_partners", case)]
    if not inviting:
        return []
    heard, dues = facts.heard(inviting), milestones_of(inviting, business_day(now))
    days = {case.id: [due.due for due in dues[case.id] if due.met is None and due.due] for case in inviting}
    return [_partners_task(case, heard[case.id], days[case.id]) for case in inviting]


def _partners_task(case: Case, heard: tuple[int, int, object], days: Sequence[date]) -> Task:
    have, total, _ = heard
    address = f"{case.address}/partners"
    if not total:
        why = f"Partners say how {case.organisation.name} works with them"
        due = min(days, default=None)
        return Task("Invite partners", address, why, due=due, minutes=10, order=INVITE_ORDER)
    title = f"360°: {have} of {total} have answered"
    return Task(title, address, "Partners answer by their links", order=INVITE_ORDER, waiting=True)


def _may(reach: Reach, ability: str, case: Case) -> bool:
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)
