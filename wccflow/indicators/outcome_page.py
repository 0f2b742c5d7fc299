"""Where the pages of outcomes stand below a case, and what the page of one needs whoever asks for it."""

from typing import Any

from wccflow.cycles import entry
from wccflow.cycles.models import Case
from wccflow.indicators.rules import POLARITIES, YEARS
from wccflow.indicators.trajectories import PROPOSALS

OUTCOMES = "/cycles/<cycle>/<organisation>/outcomes"


def shown(case: Case, **found: Any) -> dict[str, Any]:
    """What the page of one outcome needs beside what it shows."""
    return {
        "case": case,
        "chooses": entry.may("choose_outcomes", case),
        "polarities": [(key, words.capitalize()) for key, words in POLARITIES.items()],
        "proposals": PROPOSALS,
        "count": YEARS,
        **found,
    }
