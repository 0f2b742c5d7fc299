"""What is assessed and from what: elements and their items, slots for documents, and the seats of a panel."""

from dataclasses import dataclass, field
from typing import Literal

RollUp = Literal["panel_judgement", "lowest", "median", "mean_rounded_down"]


@dataclass(frozen=True, slots=True)
class Element:
    """A part of the assessment with one scale; `items` are those rated, `groups` those that hold them.

    Where `passages` are needed, a rating above the lowest level rests on one or says why not, or is refused.
    """

    key: str
    title: str
    scale: str
    items: tuple[str, ...] = field(default=(), metadata={"derived": True})
    groups: tuple[str, ...] = field(default=(), metadata={"derived": True})
    min: int = 0
    max: int = 0
    fixed: tuple[str, ...] = ()
    rollup: RollUp = "panel_judgement"
    channels: tuple[str, ...] = ()
    passages: Literal["asked", "needed"] = "asked"
    compare: tuple[str, ...] = ()
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to rate, or (where other items name it as their parent) a group of them.

    `terms` are words by which evidence for it may be found; `unverified` marks wording seen in no source.
    `clauses` are, by level, what must be so for it, in the place of those that the scale has for every item.
    """

    key: str
    title: str
    element: str = field(default="", metadata={"derived": True})
    parent: str | None = None
    short: str = ""
    statement: str = ""
    descriptors: dict[str, str] = field(default_factory=dict)
    clauses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    slots: tuple[str, ...] = field(default=(), metadata={"derived": True})
    unverified: bool = False

    @property
    def called(self) -> str:
        """The item as it is named in the middle of a sentence."""
        return self.short or self.title


@dataclass(frozen=True, slots=True)
class DossierChecks:
    """From where on something in a dossier is worth a look; what is not told is not looked at.

    `proof_from` is the level from which on a passage must be cited, in every scale that has such a level.
    """

    proof_from: str = ""
    document_months: int = 0
    unanswered_days: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A document asked for: who files it, whether it is required, and which items it serves."""

    key: str
    title: str
    owners: tuple[str, ...]
    serves: tuple[str, ...]
    required: bool = True
    board_approved: bool = False
    hint: str = ""
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a line of sight: what it asks, which documents often show it, and what it leads from or to.

    `names` is an element whose chosen items a line names here; `wants` are steps that must stand beside it.
    """

    key: str
    title: str
    question: str
    hint: str = ""
    slots: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    names: str = ""
    wants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineOfSight:
    """The steps by which a plan as a whole must hang together, in order; without steps nobody is asked."""

    title: str = "Line of sight"
    statement: str = ""
    steps: dict[str, Step] = field(default_factory=dict)

    @property
    def naming(self) -> Step | None:
        """The step in which a line names a chosen item, or None."""
        return next((step for step in self.steps.values() if step.names), None)


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the data packs; `indicators` are ids, or with a star at the end how ids begin."""

    key: str
    title: str
    statement: str = ""
    indicators: tuple[str, ...] = ()

    def holds(self, indicator: str) -> bool:
        """Whether an indicator of this id belongs here."""
        return any(
            indicator.startswith(each.removesuffix("*")) if each.endswith("*") else indicator == each
            for each in self.indicators
        )


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on the panel, how many sit there, and the skills it is expected to bring."""

    key: str
    title: str
    count: int = 1
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """Something that at least so many of a panel must be good at."""

    key: str
    title: str
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a panel's day and its length; the organisation has those that are shared on its agenda."""

    title: str
    minutes: int
    shared: bool = True


@dataclass(frozen=True, slots=True)
class CommonCases:
    """How many cases every overseer rates alike, and how many of its people each; without it nobody does.

    They alone tell a severe panel from weaker organisations.
    """

    cases: int = 0
    raters: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """How a panel is made up, how its day goes unless the chair says otherwise, what all rate in common."""

    size: int
    seats: dict[str, Seat]
    skills: dict[str, Skill] = field(default_factory=dict)
    agenda: tuple[DayPart, ...] = ()
    common: CommonCases = field(default_factory=CommonCases)
