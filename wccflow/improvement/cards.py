"""What the case page shows of actions."""

from wccflow.base.errors import NotFound
from wccflow.cycles.cards import Card
from wccflow.cycles.models import Case
from wccflow.improvement import queries
from wccflow.improvement.actions import recommended
from wccflow.improvement.promises import promises_of
from wccflow.people.rights import Reach

FACTS_BEHIND = ("actions_planned", "actions_open")


def card(case: Case, reach: Reach) -> Card | None:
    """How many of the actions are done; nothing before the person reads what they follow from."""
    try:
        if not recommended(case, reach):
            return None
    except NotFound:
        return None
    found = queries.actions([case.id], reach)
    done = sum(each.finished_at is not None for each in found)
    state = "done" if found and done == len(found) else "open"
    value = f"{done}/{len(found)}" if found else "none yet"
    return Card("actions", "Actions", value, state, f"{case.address}/actions", FACTS_BEHIND)


def promised(case: Case, reach: Reach) -> Card | None:
    """Of how many of last year's promises something is said; nothing where there was no such year."""
    found = promises_of(case, reach)
    if found is None:
        return None
    state = "done" if found.answered == len(found.rows) else "open"
    value = f"{found.answered}/{len(found.rows)}"
    return Card("promises", "Last year's promises", value, state, f"{case.address}/promises")
