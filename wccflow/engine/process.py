"""How a case goes: stages and their states, gates, moves, tracks of items, and milestones."""

from dataclasses import dataclass, field
from typing import Literal

from wccflow.engine.moments import Met, Moment
from wccflow.engine.needs import Need
from wccflow.engine.vocabulary import Signatures


@dataclass(frozen=True, slots=True)
class Extend:
    """More time for one case: who may ask, who grants up to so many working days, who also signs beyond."""

    ask: tuple[str, ...]
    by: tuple[str, ...]
    countersign: tuple[str, ...]
    days: int = 5


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the cycle with a window of its own, which two signatures may open early or hold late."""

    key: str
    title: str
    states: tuple[str, ...] = field(default=(), metadata={"derived": True})
    late: Signatures | None = None
    early: Signatures | None = None
    extend: Extend | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands, for those inside and (in other words) for the public, and what it opens."""

    key: str
    title: str
    public: str
    stage: str = field(default="", metadata={"derived": True})
    final: bool = False
    opens: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FactKind:
    """Something that a gate may test; `due` marks a date that follows from the case's own history."""

    key: str
    type: Literal["tally", "number", "flag", "date"]
    title: str
    due: Moment | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """One test of one fact, the sentence that refuses, who can help, and who together may waive it."""

    key: str
    need: Need
    say: str
    who: tuple[str, ...] = ()
    override: Signatures | None = None
    empty: str = ""  # said in place of `say` while there is nothing yet that could be counted

    @property
    def fact(self) -> str:
        """The name of the fact that is tested."""
        return self.need.fact

    @property
    def test(self) -> str:
        """The test in words, with its numbers."""
        return str(self.need).partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Move:
    """A step of the case from one state to another: who may make it, when, and what follows."""

    event: str
    sources: tuple[str, ...] = field(metadata={"name": "from"})
    to: str
    by: tuple[str, ...]
    label: str
    when: tuple[str, ...] = ()
    stages: tuple[str, ...] = field(default=(), metadata={"name": "in"})
    confirm: str = ""
    reason_required: bool = False
    signed_by: tuple[str, ...] = ()
    effects: tuple[str, ...] = field(default=(), metadata={"name": "then"})


@dataclass(frozen=True, slots=True)
class ItemMove:
    """A step of one item, open while the case stands in one of the named states."""

    event: str
    sources: tuple[str, ...] = field(metadata={"name": "from"})
    to: str
    by: tuple[str, ...]
    label: str
    during: tuple[str, ...] = field(metadata={"name": "while"})
    reason_required: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A fact made by counting a track's items in some states, all of them or only some slots."""

    states: tuple[str, ...]
    only: Literal["all", "required", "board_approved"] = "all"


@dataclass(frozen=True, slots=True)
class Track:
    """One small machine for each item of an element, or for each slot, running inside the case.

    `of` names the element, or `slots`. Items that the element fixes begin in `fixed_in`, the rest in the
    first state.
    """

    key: str
    title: str
    of: str
    states: dict[str, str]
    moves: tuple[ItemMove, ...]
    counts: dict[str, Count] = field(default_factory=dict)
    fixed_in: str = ""
    items: tuple[str, ...] = field(default=(), metadata={"derived": True})

    @property
    def initial(self) -> str:
        """The state in which an item begins."""
        return next(iter(self.states))


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who is told when a milestone is missed, and how many days after it."""

    to: str
    after_days: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something due on a day, whose it is, when to remind (days before), and what happens by itself."""

    key: str
    title: str
    due: Moment
    met: Met
    owner: str
    remind: tuple[int, ...] = ()
    escalate: Escalation | None = None
    lapse: str | None = None
    lapse_say: str = ""
    extend: Extend | None = None
