"""What the case page shows of the checks of its dossier."""

from wccflow.base import clock
from wccflow.cycles.cards import Card
from wccflow.cycles.models import Case
from wccflow.cycles.outlook import outlooks
from wccflow.monitor.dossiers import checked
from wccflow.people.rights import Reach


def checks(case: Case, reach: Reach) -> Card | None:
    """How much there is to look at; counts are for everyone who sees the case. None once it is over."""
    on = clock.today()
    (found,) = outlooks([case], on)
    if found.is_over:
        return None
    count = len(checked([found], reach, on)[case.id].findings)
    value = "nothing to look at" if not count else f"{count} to look at"
    return Card("checks", "Checks", value, "open" if count else "done", f"{case.address}/checks")
