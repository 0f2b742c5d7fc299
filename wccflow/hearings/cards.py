"""What the case page and "my work" show of sessions."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.hearings import queries
from wccflow.hearings.acts import may_ask, moderates
from wccflow.hearings.rules import CLOSED, LIVES, PLANNED, RUNNING, life
from wccflow.people.rights import Reach

JOIN_ORDER = 5


def card(case: Case, reach: Reach) -> Card | None:
    """How many sessions there are; nothing for who could not open the first."""
    found = queries.hearings([case.id], reach)
    if not found and not (moderates(case, reach) and may_ask(case, reach)):
        return None
    stand = [life(each.begun_at, each.closed_at) for each in found]
    newest = next((each for each in (RUNNING, PLANNED) if each in stand), CLOSED)
    value = f"{stand.count(newest)} {LIVES[newest]}" if found else "none yet"
    return Card("sessions", "Sessions", value, "open" if newest == RUNNING else "none", address_of(case))


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """The sessions that run now and to which the person is admitted."""
    by_id = {each.id: each for each in cases}
    return [
        Task(
            f"Take part: “{each.title}”",
            each.address,
            f"The session is running, {by_id[each.case_id].organisation.name}",
            order=JOIN_ORDER,
        )
        for each in queries.hearings(list(by_id), reach)
        if life(each.begun_at, each.closed_at) == RUNNING
    ]


def address_of(case: Case) -> str:
    """The path of a case's sessions."""
    return f"{case.address}/sessions"
