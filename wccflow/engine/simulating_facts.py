"""Facts that the rooms would tell, played in a rehearsal: they fill with work, rise and fall, get chosen."""

from dataclasses import dataclass, field
from datetime import date
from math import exp
from random import Random

from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Tally
from wccflow.engine.needs import Need
from wccflow.engine.simulating_behaviours import PlayedFact
from wccflow.engine.windows import add_working_days

_RISING_DAYS = 15  # working days over which what is to be brought down comes up


@dataclass(slots=True)
class Played:
    """How one fact stands at one case, or at the place whose cases share it.

    `begun` parts have been worked on, of which `have` count already and the others are `coming`; `raised` are
    the days on which the parts of a falling number come up.
    """

    spec: PlayedFact
    kind: str
    need: Need | None
    total: int
    have: int = 0
    begun: int = 0
    spent: float = 0
    coming: list[date] = field(default_factory=list)
    raised: list[date] | None = None
    chosen: date | None = None
    done: dict[str, None] = field(default_factory=dict)

    @property
    def falls(self) -> bool:
        """Whether it is a number to be brought down."""
        return self.kind == "number" and self.need is not None and self.need.test == "at_most"

    @property
    def by_case(self) -> bool:
        """Whether each case of the place is a part of it."""
        return self.spec.total == "cases"

    def value(self, on: date, names: tuple[str, ...] = ()) -> Fact:
        """The fact on this day; `names` are the cases of the place, where each is a part."""
        if self.by_case:
            missing = tuple(name for name in names if name not in self.done)
            return Tally(len(names) - len(missing), len(names), missing)
        if self.kind == "tally":
            lacking = tuple(f"no. {number + 1}" for number in range(self.have, self.total))
            return Tally(self.have, self.total, lacking)
        if self.kind == "flag":
            wanted = self.need is None or self.need.arguments == ("true",)
            return wanted if self.have else not wanted
        if self.kind == "number":
            return self._raised(on) - self.have if self.falls else self.have
        return self.chosen

    def waiting(self, on: date) -> int:
        """How many parts nobody has worked on yet."""
        return (self._raised(on) if self.falls else self.total) - self.begun

    def rise(self, on: date, rng: Random, holidays: frozenset[date], careless: float) -> None:
        """Let the parts of a falling number come up during the next weeks; only once."""
        if self.falls and self.raised is None:
            count = _poisson(float(self.spec.rises) * (0.6 + careless), rng)
            self.raised = [add_working_days(on, rng.randrange(_RISING_DAYS), holidays) for _ in range(count)]

    def finish(self, on: date, rng: Random, holidays: frozenset[date]) -> None:
        """Note that one part was worked on: it counts now, after its wait, or never."""
        self.begun += 1
        self.spent = 0
        if rng.random() < self.spec.never:
            return
        wait = rng.randint(*self.spec.waits[:2]) if self.spec.waits and self.spec.waits[-1] else 0
        if wait:
            self.coming.append(add_working_days(on, wait, holidays))
        else:
            self.have += 1

    def settle(self, on: date) -> bool:
        """Let what has come by this day count; gives whether anything changed."""
        before = len(self.coming)
        self.coming = [day for day in self.coming if day > on]
        self.have += before - len(self.coming)
        return before != len(self.coming) or (self.raised is not None and on in self.raised)

    def _raised(self, on: date) -> int:
        return sum(day <= on for day in self.raised or ())


def played(definition: Definition, name: str, spec: PlayedFact, rng: Random) -> Played:
    """The fact as it stands before anybody has done anything."""
    kind = definition.facts[name].type
    needs = [gate.need for gate in definition.gates.values() if gate.fact == name]
    need = next((each for each in needs if each.test != "reached"), None)
    return Played(spec, kind, need, _total(definition, kind, need, spec, rng))


def is_played(definition: Definition, name: str) -> bool:
    """Whether neither a track nor the case's own history tells this fact."""
    by_tracks = {each for track in definition.tracks.values() for each in track.counts}
    return name not in by_tracks and definition.facts[name].due is None


def spec_of(definition: Definition, name: str, given: dict[str, PlayedFact]) -> PlayedFact:
    """How the fact is played: as given, or by its kind; a flag in the nation's hands is shared by all."""
    if name in given:
        return given[name]
    who = {role for gate in definition.gates.values() if gate.fact == name for role in gate.who}
    national = bool(who) and all(definition.roles[role].scope == "nation" for role in who)
    shared = national and definition.facts[name].type == "flag"
    return PlayedFact(name, shared="nation" if shared else "case")


def _total(definition: Definition, kind: str, need: Need | None, spec: PlayedFact, rng: Random) -> int:
    if kind == "tally":
        return _parts(definition, spec)
    if kind == "number" and need is not None and need.test in ("at_least", "between"):
        bounds = [int(float(each)) for each in need.arguments]
        return rng.randint(bounds[0], bounds[-1])
    return 1


def _parts(definition: Definition, spec: PlayedFact) -> int:
    if isinstance(spec.total, int):
        return spec.total
    if spec.total == "seats":
        return definition.panel.size
    element = definition.elements.get(spec.total)
    return len(element.items) if element else 0


def _poisson(mean: float, rng: Random) -> int:
    bound, count, product = exp(-mean), 0, rng.random()
    while product > bound:
        count += 1
        product *= rng.random()
    return count
