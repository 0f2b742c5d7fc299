"""Scripted walks through a workflow: what a case is told, and where it must then stand or how be refused."""

from dataclasses import dataclass, field

from wccflow.engine.moments import Moment


@dataclass(frozen=True, slots=True)
class Step:
    """One attempt: who does what on which day with what known, and either the new state or the refusals."""

    event: str
    on: Moment
    roles: tuple[str, ...] = field(metadata={"name": "as"})
    state: str = ""
    refused: tuple[str, ...] = ()
    reason: str = ""
    signed: tuple[str, ...] = ()
    waived: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    item: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A walk by an edition and a calendar.

    Every gate is satisfied unless `facts` say otherwise; a step's facts stay until a later step changes them.
    """

    key: str
    title: str
    edition: str
    calendar: str
    steps: tuple[Step, ...]
    begins: str = ""
    facts: dict[str, object] = field(default_factory=dict)
