"""Scripted walks through a workflow: what a case is told, and where it must then stand or how be refused."""

from dataclasses import dataclass, field

from wccflow.engine.moments import Moment
from wccflow.engine.vocabulary import Signatures

Names = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Refusing:
    """One sentence of a refusal with the roles that can help and the signatures that would pass over it."""

    say: str
    who: tuple[str, ...] = ()
    override: Signatures | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One attempt: who does what on which day with what known, and either the new state or the refusals.

    `item` is a track and an item, or a track alone for all of its items one after the other. `then` is what
    the program does afterwards, `meets` the milestones that are met by it; what is left out is not looked at.
    """

    event: str
    on: Moment
    roles: tuple[str, ...] = field(metadata={"name": "as"})
    state: str = ""
    refused: tuple[str | Refusing, ...] = ()
    reason: str = ""
    signed: tuple[str, ...] = ()
    waived: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    item: tuple[str, ...] = ()
    then: tuple[str, ...] | None = None
    meets: tuple[str, ...] | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the refusal that is expected."""
        return tuple(each if isinstance(each, str) else each.say for each in self.refused)


@dataclass(frozen=True, slots=True)
class Falling:
    """When a milestone falls due by the example's calendar, whose it is, what meets it, when to remind."""

    due: Moment
    owner: str
    met: str
    remind: tuple[Moment, ...] = ()
    escalate: str = ""
    escalate_on: Moment | None = None
    lapse: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A walk by an edition and a calendar, and tables of what must hold in it; either may be left out.

    Every gate is satisfied unless `facts` say otherwise; a step's facts stay until a later step changes them.
    With `strict` nothing is known but what they say. With `counts` what tracks count is counted from the
    items, which begin where `items` says, and days that follow from the case's history are told by the walk.

    Tables, each looked at only where it is given: `offers` by state of the case the moves that leave it, for
    the `case` and for each track; `leads` by track and state of an item where each move takes it;
    `tallies` by track and state of an item the facts for which it counts; `milestones` when each falls due;
    `scopes` by scope the roles; `may` by ability the roles that have it; `opened` by ability the states that
    open it; `readers` by use who reads.
    """

    key: str
    title: str
    edition: str
    calendar: str
    steps: tuple[Step, ...] = ()
    begins: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    counts: bool = False
    strict: bool = False
    items: dict[str, str] = field(default_factory=dict)
    offers: dict[str, Names] = field(default_factory=dict)
    leads: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    tallies: dict[str, Names] = field(default_factory=dict)
    milestones: dict[str, Falling] = field(default_factory=dict)
    scopes: Names = field(default_factory=dict)
    may: Names = field(default_factory=dict)
    opened: Names = field(default_factory=dict)
    readers: Names = field(default_factory=dict)
