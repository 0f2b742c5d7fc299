"""What "my work" shows of reading plans: the one that was begun and not finished."""

from collections.abc import Sequence
from datetime import datetime

from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.reading_plan.pages import begun

READ_ORDER = 35


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """The newest plan of the person of which something is still to be read."""
    found = begun(reach, cases)
    if found is None:
        return []
    title = f"Go on reading: {found.organisation}"
    return [Task(title, found.address, found.where, minutes=found.minutes_left, order=READ_ORDER)]
