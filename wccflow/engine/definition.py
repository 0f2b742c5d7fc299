"""A workflow as its files tell it, and each edition of it as a definition that a case can be pinned to."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wccflow.engine.content import (
    Area,
    CommonCases,
    DossierChecks,
    Element,
    Item,
    LineOfSight,
    Panel,
    RollUp,
    Seat,
    Skill,
    Slot,
    Step,
)
from wccflow.engine.examples import Example
from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.migration import Migration
from wccflow.engine.moments import Met, Moment
from wccflow.engine.needs import Need
from wccflow.engine.partners import PartnerKind, Partners, Question
from wccflow.engine.process import (
    Count,
    Escalation,
    Extend,
    FactKind,
    Gate,
    ItemMove,
    Milestone,
    Move,
    Stage,
    State,
    Track,
)
from wccflow.engine.publishing import Condition, Publication, Ranking, Status
from wccflow.engine.reports import ReportForm, ReportPart
from wccflow.engine.shapes import read, write
from wccflow.engine.triangulating import Triangulation
from wccflow.engine.vocabulary import Audience, Edition, Level, Role, Scale, Signatures, TakesPart
from wccflow.engine.windows import Calendar

__all__ = [
    "Area",
    "Audience",
    "CommonCases",
    "Condition",
    "Count",
    "Definition",
    "DossierChecks",
    "Edition",
    "Element",
    "Escalation",
    "Extend",
    "FactKind",
    "Gate",
    "Item",
    "ItemMove",
    "Level",
    "LineOfSight",
    "Met",
    "Milestone",
    "Moment",
    "Move",
    "Need",
    "Panel",
    "PartnerKind",
    "Partners",
    "Publication",
    "Question",
    "Ranking",
    "ReportForm",
    "ReportPart",
    "Role",
    "RollUp",
    "Scale",
    "Seat",
    "Signatures",
    "Skill",
    "Slot",
    "Stage",
    "State",
    "Status",
    "Step",
    "Track",
    "Triangulation",
    "Workflow",
]


@dataclass(frozen=True, slots=True)
class Definition:
    """One edition of a workflow, complete; its digest names it for ever."""

    workflow: str
    edition: str
    title: str
    words: Mapping[str, str]
    abilities: tuple[str, ...]
    roles: Mapping[str, Role]
    scales: Mapping[str, Scale]
    audiences: Mapping[str, Audience]
    sharing: Mapping[str, str]
    stages: Mapping[str, Stage]
    states: Mapping[str, State]
    facts: Mapping[str, FactKind]
    gates: Mapping[str, Gate]
    moves: Mapping[str, Move]
    tracks: Mapping[str, Track]
    milestones: Mapping[str, Milestone]
    elements: Mapping[str, Element]
    items: Mapping[str, Item]
    slots: Mapping[str, Slot]
    panel: Panel
    settings: Mapping[str, int | str] = field(default_factory=dict)
    takes_part: TakesPart = "organisation"
    report: ReportForm = field(default_factory=ReportForm)
    dossier_checks: DossierChecks = field(default_factory=DossierChecks)
    line_of_sight: LineOfSight = field(default_factory=LineOfSight)
    triangulation: Triangulation = field(default_factory=Triangulation)
    partners: Partners = field(default_factory=Partners)
    areas: Mapping[str, Area] = field(default_factory=dict)
    publication: Publication = field(default_factory=Publication)
    document: dict[str, Any] = field(init=False, compare=False, repr=False)
    digest: str = field(init=False, compare=False, repr=False)
    moves_from: Mapping[str, tuple[Move, ...]] = field(init=False, compare=False, repr=False)
    item_moves: Mapping[tuple[str, str], tuple[ItemMove, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        document = write(self)
        canonical = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        object.__setattr__(self, "document", document)
        object.__setattr__(self, "digest", hashlib.sha256(canonical.encode()).hexdigest())
        object.__setattr__(self, "moves_from", _moves_from(self))
        object.__setattr__(self, "item_moves", _item_moves(self))

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Definition":
        """Give the definition that was stored as this document; raises Unsound."""
        faults: list[Fault] = []
        definition = read(
            cls, document, lambda path, say: faults.append(Fault("document", path, say)), derived=True
        )
        if definition is None or faults:
            raise Unsound(tuple(faults))
        return definition

    @property
    def initial(self) -> str:
        """The state in which a case begins."""
        return next(iter(self.states))

    @property
    def seats(self) -> Mapping[str, Seat]:
        """The seats of a panel."""
        return self.panel.seats

    def stage_of(self, state: str) -> Stage:
        """The stage to which a state belongs."""
        return self.stages[self.states[state].stage]

    def word(self, key: str, default: str = "") -> str:
        """The workflow's own word for something, else the default, else the key itself."""
        return self.words.get(key) or default or key

    def heading(self, key: str, default: str = "") -> str:
        """The same word where it begins a line."""
        word = self.word(key, default)
        return word[:1].upper() + word[1:]

    def anyone_may(self, ability: str) -> bool:
        """Whether some role has this ability at all."""
        return any(ability in role.may for role in self.roles.values())

    def titles(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        """The titles of roles, for a sentence."""
        return tuple(self.roles[role].title if role in self.roles else role for role in roles)

    def children(self, parent: str) -> tuple[Item, ...]:
        """The items that belong to a group."""
        return tuple(item for item in self.items.values() if item.parent == parent)

    def called(self, track: str, item: str) -> str:
        """A track's item or slot as it is named in the middle of a sentence."""
        if self.tracks[track].of == "slots":
            title = self.slots[item].title
            return title if title[1:2].isupper() else title[:1].lower() + title[1:]
        return self.items[item].called


@dataclass(frozen=True, slots=True)
class Workflow:
    """All that a workflow's folder holds: its editions, their calendars, and the walks that prove them."""

    key: str
    title: str
    folder: Path
    editions: Mapping[str, Definition]
    calendars: Mapping[str, Calendar]
    examples: Mapping[str, Example]
    migrations: tuple[Migration, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def file_of(self, kind: str, key: str = "") -> str:
        """The file below the folder in which a named thing stands."""
        return self.origins.get(f"{kind}.{key}", self.origins.get(kind, "workflow.toml"))


def _moves_from(definition: Definition) -> dict[str, tuple[Move, ...]]:
    moves = definition.moves.values()
    return {state: tuple(move for move in moves if state in move.sources) for state in definition.states}


def _item_moves(definition: Definition) -> dict[tuple[str, str], tuple[ItemMove, ...]]:
    found: dict[tuple[str, str], tuple[ItemMove, ...]] = {}
    for track in definition.tracks.values():
        for move in track.moves:
            found[track.key, move.event] = (*found.get((track.key, move.event), ()), move)
    return found
