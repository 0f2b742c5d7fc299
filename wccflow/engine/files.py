"""The shape of each file of a workflow's folder."""

from dataclasses import dataclass, field
from datetime import date

from wccflow.engine.content import (
    Area,
    CommonCases,
    DayPart,
    DossierChecks,
    Element,
    Item,
    LineOfSight,
    Panel,
    Seat,
    Skill,
    Slot,
)
from wccflow.engine.examples import Example
from wccflow.engine.migration import Migration
from wccflow.engine.process import FactKind, Gate, Milestone, Move, Stage, State, Track
from wccflow.engine.reports import ReportForm
from wccflow.engine.triangulating import Triangulation
from wccflow.engine.vocabulary import Audience, Edition, Role, Scale, TakesPart
from wccflow.engine.windows import Calendar


@dataclass(frozen=True, slots=True)
class WorkflowFile:
    """`workflow.toml`: words, roles, abilities, scales, audiences, settings, the report and editions."""

    key: str
    title: str
    stages: tuple[str, ...]
    words: dict[str, str]
    abilities: tuple[str, ...]
    roles: dict[str, Role]
    scales: dict[str, Scale]
    audiences: dict[str, Audience]
    sharing: dict[str, str]
    editions: dict[str, Edition]
    settings: dict[str, int | str] = field(default_factory=dict)
    takes_part: TakesPart = "organisation"
    report: ReportForm = field(default_factory=ReportForm)
    dossier_checks: DossierChecks = field(default_factory=DossierChecks)
    triangulation: Triangulation = field(default_factory=Triangulation)


@dataclass(frozen=True, slots=True)
class StageFile:
    """`stages/<stage>.toml`: a stage with its states, moves and milestones."""

    stage: Stage
    states: dict[str, State]
    moves: tuple[Move, ...] = ()
    milestones: dict[str, Milestone] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ElementFile:
    """`elements/<element>.toml`: an element and its items."""

    element: Element
    items: dict[str, Item] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GatesFile:
    """`gates.toml`: the facts that gates may test, and the gates."""

    facts: dict[str, FactKind]
    gates: dict[str, Gate]


@dataclass(frozen=True, slots=True)
class TracksFile:
    """`tracks.toml`: the small machines of items and slots."""

    tracks: dict[str, Track] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """`evidence.toml`: the documents asked for, and the line of sight that must lead through them."""

    slots: dict[str, Slot] = field(default_factory=dict)
    line_of_sight: LineOfSight = field(default_factory=LineOfSight)


@dataclass(frozen=True, slots=True)
class PanelFile:
    """`panel.toml`: how many sit on a panel, in which seats, with which skills, and how its day goes."""

    size: int
    seats: dict[str, Seat]
    skills: dict[str, Skill] = field(default_factory=dict)
    agenda: tuple[DayPart, ...] = ()

    def made(self, common: CommonCases) -> Panel:
        """A panel of an edition that asks for so many common cases."""
        return Panel(self.size, self.seats, self.skills, self.agenda, common)


@dataclass(frozen=True, slots=True)
class ExamplesFile:
    """`examples.toml`: walks that must go as they say."""

    examples: dict[str, Example] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HolidaysFile:
    """`holidays.toml`: bank holidays, by year."""

    holidays: dict[str, tuple[date, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndicatorsFile:
    """`indicators.toml`: the areas under which data packs are looked through; a workflow need not have it."""

    areas: dict[str, Area] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MigrationsFile:
    """`migrations.toml`: how cases on older definitions come to these; a workflow need not have it."""

    ways: tuple[Migration, ...] = field(metadata={"name": "from"})


CalendarFile = Calendar
