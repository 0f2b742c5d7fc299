"""The tile of triangulation on the case page; no figure stands on it."""

from wccflow.cycles.cards import Card
from wccflow.cycles.models import Case
from wccflow.people.rights import Reach
from wccflow.triangulation.queries import replied
from wccflow.triangulation.sight import has_any, reads


def card(case: Case, reach: Reach) -> Card | None:
    """That there is something to look at, for those who read it, once the case is submitted."""
    if not (reads(case, reach) and has_any(case, reach)):
        return None
    count = replied([case.id], reach).get(case.id, 0)
    value = "look" if not count else "1 reply" if count == 1 else f"{count} replies"
    note = "what you say beside what others say" if _is_own(case, reach) else "itself beside what others say"
    return Card("triangulation", "Triangulation", value, "none", f"{case.address}/triangulation", note=note)


def _is_own(case: Case, reach: Reach) -> bool:
    return case.organisation_id in reach.ids("organisation")
