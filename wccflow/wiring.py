"""Hands over what the rooms offer one another; knows no Flask, so app, jobs and commands share it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import Any

from wccflow.base import schema as _sealed_log  # noqa: F401 - its triggers belong to the tables
from wccflow.base.database import connect
from wccflow.base.files import FileStore
from wccflow.base.offers import Offers
from wccflow.base.settings import Settings
from wccflow.base.work import Database
from wccflow.calibration import offers as calibration
from wccflow.coverage import offers as coverage
from wccflow.cycles import offers as cycles
from wccflow.evidence import offers as evidence
from wccflow.finding import models as _searches  # noqa: F401 - likewise
from wccflow.hearings import offers as hearings
from wccflow.improvement import offers as improvement
from wccflow.indicators import offers as indicators
from wccflow.line_of_sight import offers as line_of_sight
from wccflow.monitor import models as _acts  # noqa: F401 - its tables belong to the schema
from wccflow.monitor import offers as monitor
from wccflow.panels import offers as panels
from wccflow.partners import offers as partners
from wccflow.people.rights import ABILITIES
from wccflow.publication import offers as publication
from wccflow.ratings import offers as ratings
from wccflow.reading_plan import offers as reading_plan
from wccflow.review import offers as review
from wccflow.search.opening import open_index
from wccflow.search.port import SearchIndex
from wccflow.triangulation import offers as triangulation

ROOMS: Sequence[ModuleType] = (
    cycles,
    evidence,
    review,
    hearings,
    indicators,
    ratings,
    partners,
    triangulation,
    coverage,
    line_of_sight,
    reading_plan,
    panels,
    calibration,
    publication,
    improvement,
    monitor,
)

_KINDS = (
    "facts",
    "uncounted",
    "effects",
    "entries",
    "corpus",
    "meanings",
    "fragments",
    "sentences",
    "cards",
    "tasks",
    "margins",
    "anchors",
    "subjects",
    "item_pages",
    "kept",
    "checks",
    "days",
    "strips",
    "lifts",
    "passes",
    "letters",
    "results",
    "follows",
    "places",
    "titles",
    "cited",
)


@dataclass(frozen=True)
class House:
    """One running program: its settings, its database with what the rooms offer, its files."""

    settings: Settings
    database: Database

    @cached_property
    def index(self) -> SearchIndex:
        """The search index, which may be deleted at any time."""
        return open_index(self.settings.database, self.settings.index_folder)

    @property
    def files(self) -> FileStore:
        """The store of filed documents."""
        return self.database.files


def open_house(settings: Settings) -> House:
    """The house of these settings, with every arrow in place; writes nothing."""
    return House(settings, connect(settings, offers()))


def offers() -> Offers:
    """What all rooms offer, by name. A name that two rooms offer is a fault of the program."""
    return Offers(abilities=ABILITIES, **{kind: _gathered(kind) for kind in _KINDS})


def _gathered(kind: str) -> dict[str, Any]:
    gathered: dict[str, Any] = {}
    for room in ROOMS:
        for name, offer in getattr(room, kind.upper(), {}).items():
            if kind in {"effects", "entries", "fragments", "sentences"}:
                # A room may have several things to tell of one event.
                gathered.setdefault(name, []).extend(offer if isinstance(offer, tuple) else (offer,))
            elif name in gathered:
                raise RuntimeError(f"two rooms offer the {kind} {name!r}")
            else:
                gathered[name] = offer
    return gathered
