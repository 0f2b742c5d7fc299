"""How people behave in a rehearsal, as data: kinds of organisation, staff, time taken, what is played."""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from wccflow.engine.definition import Workflow
from wccflow.engine.faults import Fault, Unsound
from wccflow.engine.moments import Moment
from wccflow.engine.shapes import read

FILE = "rehearsal.toml"

Number = int | float


@dataclass(frozen=True, slots=True)
class Kind:
    """A way in which organisations behave. `begins` is the share of the time until its deadline that passes
    before work begins; `slower` multiplies the time taken; `careless` is how likely gaps and returns are;
    `rates` is how far its own ratings lie above the truth, in levels.
    """

    key: str
    title: str = ""
    share: Number = 1
    begins: Number = 0.35
    slower: Number = 1
    careless: Number = 0.2
    rates: Number = 0

    @property
    def called(self) -> str:
        """Its title, or its key where it has none."""
        return self.title or self.key


@dataclass(frozen=True, slots=True)
class Staff:
    """How many hold a role at each place: at least `each`, or so many (`at_case`) for every `one_for` cases.

    `minutes` is what each gives to the cycle on a working day.
    """

    key: str
    each: int = 1
    one_for: int = 0
    at_case: int = 1
    minutes: int = 120


@dataclass(frozen=True, slots=True)
class ItemWork:
    """Minutes that one event of an item takes."""

    key: str
    minutes: int = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A move of the case: minutes, days until it is got round to (from, to), and how likely a return is."""

    key: str
    minutes: int = 20
    waits: tuple[int, ...] = (0, 3)
    back: Number = 0.04
    careless: Number = 0.25


@dataclass(frozen=True, slots=True)
class PlayedFact:
    """How a fact of the rooms comes about, for one case or shared by an overseer's or the nation's cases.

    `total` of a tally is a number, an element (its items), `seats`, or `cases` (one for each case here).
    Each part takes `minutes`, and counts `waits` working days (from, to) later, or never with that chance.
    `rises` is the mean number of what is to be brought down; a date is chosen `within` a stage.
    """

    key: str
    shared: Literal["case", "overseer", "nation"] = "case"
    total: int | str = 5
    minutes: int = 30
    waits: tuple[int, ...] = (0, 0)
    never: Number = 0
    rises: Number = 1
    within: str = ""
    notice: int = 15
    per_day: int = 1
    per_week: int = 5
    not_before: Moment | None = None


@dataclass(frozen=True, slots=True)
class Managers:
    """When two signatures are given: working days of patience (from, to), how much a stage is held longer."""

    patience: tuple[int, ...] = (8, 20)
    window_patience: int = 3
    longer_days: int = 28
    most_extensions: int = 2


@dataclass(frozen=True, slots=True)
class RatingPlan:
    """How panels are played: common cases, raters of each, people in an overseer's pool, and the spreads."""

    anchors: int = 3
    raters: int = 5
    pool_share: Number = 1
    overseer_sd: Number = 0.35
    panellist_sd: Number = 0.35
    difference_sd: Number = 0.15
    noise_sd: Number = 0.45


def _kinds() -> dict[str, Kind]:
    kinds = (
        Kind("ordinary", "ordinary", share=45),
        Kind("slow", "slow", share=20, begins=0.6, slower=1.5),
        Kind("careless", "careless", share=15, begins=0.4, careless=1),
        Kind("sandbagging", "sandbagging", share=8, rates=-0.8),
        Kind("keen", "keen", share=12, begins=0.08, slower=0.8, careless=0.05),
    )
    return {kind.key: kind for kind in kinds}


@dataclass(frozen=True, slots=True)
class Behaviours:
    """All that a rehearsal assumes of people; each part has defaults, so that a workflow may say nothing."""

    overseers: tuple[int, ...] = (31, 24, 17, 14, 14, 14, 12, 9, 9, 8)
    kinds: dict[str, Kind] = field(default_factory=_kinds)
    people: dict[str, Staff] = field(default_factory=dict)
    items: dict[str, ItemWork] = field(default_factory=dict)
    moves: dict[str, Step] = field(default_factory=dict)
    facts: dict[str, PlayedFact] = field(default_factory=dict)
    managers: Managers = field(default_factory=Managers)
    ratings: RatingPlan = field(default_factory=RatingPlan)
    after_days: int = 90


def behaviours_of(workflow: Workflow) -> Behaviours:
    """What the workflow's own file says of behaviour, or the defaults. Raises Unsound with every fault."""
    path = workflow.folder / FILE
    if not path.is_file():
        return Behaviours()
    faults: list[Fault] = []
    found = _read(path, faults)
    if found is not None:
        faults += _misnamed(workflow, found)
    if found is None or faults:
        raise Unsound(tuple(sorted(faults)))
    return found


def _read(path: Path, faults: list[Fault]) -> Behaviours | None:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(Fault(FILE, "", f"cannot be read: {error}"))
        return None
    found = read(Behaviours, table, lambda key, say: faults.append(Fault(FILE, key, say)))
    if found is not None and not (found.kinds and sum(kind.share for kind in found.kinds.values()) > 0):
        faults.append(Fault(FILE, "kinds", "needs at least one kind with a share above nought"))
    if found is not None and (not found.overseers or min(found.overseers) < 1):
        faults.append(Fault(FILE, "overseers", "needs sizes of at least 1"))
    return found


def _misnamed(workflow: Workflow, behaviours: Behaviours) -> Iterator[Fault]:
    """Names that stand for nothing in any edition."""
    editions = workflow.editions.values()
    known: list[tuple[str, Collection[str], set[str]]] = [
        ("people", behaviours.people, {key for one in editions for key in one.roles}),
        ("items", behaviours.items, {event for one in editions for _, event in one.item_moves}),
        ("moves", behaviours.moves, {key for one in editions for key in one.moves}),
        ("facts", behaviours.facts, {key for one in editions for key in one.facts}),
    ]
    for kind, names, allowed in known:
        for name in names:
            if name not in allowed:
                yield Fault(FILE, f"{kind}.{name}", "is not a name of this workflow")
    stages = {key for one in editions for key in one.stages} | {""}
    elements = {key for one in editions for key in one.elements} | {"seats", "cases"}
    for fact in behaviours.facts.values():
        if fact.within not in stages:
            yield Fault(FILE, f"facts.{fact.key}.within", f"there is no stage “{fact.within}”")
        if isinstance(fact.total, str) and fact.total not in elements:
            yield Fault(FILE, f"facts.{fact.key}.total", f"there is no element “{fact.total}”")
