"""Triangulation without a database: the sources, the three phrases, and a gap in words."""

from dataclasses import dataclass

from wccflow.engine.triangulating import Triangulation
from wccflow.ratings.rules import DOCUMENTS, EXTERNAL, PANEL, SELF

PARTNERS, EVIDENCE = "partners", "evidence"
OUTSIDE = (PARTNERS, EVIDENCE, PANEL, EXTERNAL)
SOURCES = (SELF, *OUTSIDE)

TITLES = {
    SELF: "Self-assessment",
    PARTNERS: "Partners",
    EVIDENCE: "Evidence",
    PANEL: "Panel",
    EXTERNAL: "From outside",
}

# By which channel of ratings a source speaks; partners answer in a room of their own.
CHANNEL_OF = {SELF: SELF, EVIDENCE: DOCUMENTS, PANEL: PANEL, EXTERNAL: EXTERNAL}

HIGHER, IN_LINE, LOWER = "higher than the others bear out", "in line", "lower than the others bear out"
PHRASES = (HIGHER, IN_LINE, LOWER)

NORMAL_95 = 1.959963984540054  # standard errors to either side of a 95 % interval
FOUR_LEVELS = 3.0  # the steps from the lowest to the highest of four levels


@dataclass(frozen=True, slots=True)
class Gap:
    """How much higher an organisation puts itself than the others do, with its 95 % interval and its phrase.

    Without a phrase nothing can be said, since too few organisations are there to be compared with.
    """

    gap: float
    low: float
    high: float
    phrase: str

    @property
    def margin(self) -> float:
        """Half the interval."""
        return (self.high - self.low) / 2

    @property
    def is_flag(self) -> bool:
        """Whether there is something to ask about."""
        return self.phrase in (HIGHER, LOWER)

    @property
    def in_words(self) -> str:
        """The phrase with its figures."""
        if self.is_flag:
            return f"{self.phrase} by {abs(self.gap):.1f} ± {self.margin:.1f}: ask about it"
        return f"{self.phrase or 'not said'} ({self.gap:+.1f} ± {self.margin:.1f})"

    def is_amber(self, amber: float) -> bool:
        """Whether it is coloured, which says: look, and no more."""
        return abs(self.gap) >= amber


def gap_of_item(gap: float, error: float, rules: Triangulation, steps: float = FOUR_LEVELS) -> Gap:
    """One item's gap, given in levels of a scale of four, told in steps of its own scale."""
    flagged = abs(gap) >= rules.ask_item and abs(gap) >= rules.ask_item_errors * error
    own, margin = gap * steps / FOUR_LEVELS, NORMAL_95 * error * steps / FOUR_LEVELS
    return Gap(own, own - margin, own + margin, _phrase(gap, flagged))


def gap_of_organisation(gap: float, error: float, rules: Triangulation, organisations: int) -> Gap:
    """An organisation's gap over all its items; of few organisations nothing is said."""
    margin = NORMAL_95 * error
    flagged = abs(gap) >= rules.ask_organisation and abs(gap) > margin
    phrase = _phrase(gap, flagged) if organisations >= rules.fewest else ""
    return Gap(gap, gap - margin, gap + margin, phrase)


def _phrase(gap: float, flagged: bool) -> str:
    if not flagged:
        return IN_LINE
    return HIGHER if gap > 0 else LOWER
