"""What the case page shows of actions."""

from wccflow.cycles.cards import Card
from wccflow.cycles.models import Case
from wccflow.improvement import queries
from wccflow.people.rights import Reach


def card(case: Case, reach: Reach) -> Card | None:
    """How many of the actions are done; nothing before there are any."""
    found = queries.actions([case.id], reach)
    if not found:
        return None
    done = sum(each.finished_at is not None for each in found)
    state = "done" if done == len(found) else "open"
    return Card("actions", "Actions", f"{done}/{len(found)}", state, f"{case.address}/actions")
