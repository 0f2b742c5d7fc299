"""The tile of coverage on the case page."""

from wccflow.coverage import queries
from wccflow.cycles.cards import Card
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach


def card(case: Case, reach: Reach) -> Card | None:
    """For how many items a passage is cited; counts are for everyone who sees the case."""
    have, total = queries.counted([case])[case.id]
    if not total:
        return None
    state = "done" if have == total else "open"
    return Card("coverage", "Coverage", f"{have} of {total}", state, f"{case.address}/coverage")
