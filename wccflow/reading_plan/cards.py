"""What the case page and "my work" show of reading plans: how far the newest has come."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.reading_plan.pages import begun, newest
from wccflow.reading_plan.rules import in_words

READ_ORDER = 35


def card(case: Case, reach: Reach) -> Card:
    """How long the person's newest plan for the case still takes, or the way to make one."""
    found = newest(case, reach)
    value = "make one" if found is None else in_words(found.minutes_left) if found.open else "read"
    state = "open" if found is not None and found.open else "none"
    return Card("reading_plan", "Reading plan", value, state, f"{case.address}/reading-plan")


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """The newest plan of the person of which something is still to be read."""
    found = begun(reach, cases)
    if found is None:
        return []
    title = f"Go on reading: {found.organisation}"
    return [Task(title, found.address, found.where, minutes=found.minutes_left, order=READ_ORDER)]
