"""How ratings are set beside what others say: the errors that are reckoned with, and from where on one asks.

The figures are those found on simulated years with known truth, on a scale of four levels; a workflow may
name others in `[triangulation]`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

SOURCES = ("partners", "evidence", "panel", "external")

ASK_ORGANISATION = 0.6  # of its gaps' mean: 86 % of flags right, 73 % found, 1.6 % of the honest flagged
ASK_ITEM = 0.75  # of one item's gap: 91 % right, 50 % found, 2.1 % of honest ones flagged
ASK_ITEM_ERRORS = 2.0  # and at least so many of its standard errors
AMBER = 0.5  # from here on a gap is coloured, which says: look, and no more
ERROR_SELF = 0.5  # standard errors in levels: an organisation of itself
ERROR_HALO = 0.3  # below which partners' mean is never trusted, however many answer: they like or dislike
ERROR_EVIDENCE = 0.6  # one reading of the documents
ERROR_PANEL = 0.2  # five people who have talked
FEWEST = 10  # organisations; of fewer their means say little, and the honest are flagged too often
FEWEST_OF_SOURCE = 5  # organisations; a source that speaks of fewer would only echo their own words


@dataclass(frozen=True, slots=True)
class Triangulation:
    """The errors and thresholds of a workflow, in levels of a scale of four.

    `elements` are those whose items make up an organisation's gap, all when empty; `shown` are the sources
    whose figures everyone reads who reads a triangulation, also those who do not read the ratings themselves.
    """

    elements: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    ask_organisation: float = ASK_ORGANISATION
    ask_item: float = ASK_ITEM
    ask_item_errors: float = ASK_ITEM_ERRORS
    amber: float = AMBER
    error_self: float = ERROR_SELF
    error_halo: float = ERROR_HALO
    error_evidence: float = ERROR_EVIDENCE
    error_panel: float = ERROR_PANEL
    fewest: int = FEWEST
    fewest_of_source: int = FEWEST_OF_SOURCE

    @property
    def figures(self) -> Mapping[str, float]:
        """Every error and threshold by its name."""
        named = (field.name for field in fields(self) if field.name not in ("elements", "shown"))
        return {name: getattr(self, name) for name in named}
