"""A case in a rehearsal: where it stands, what is known of it, and how its organisation behaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from wccflow.engine.calendars import Due
from wccflow.engine.decisions import Standing, beginning
from wccflow.engine.definition import Definition, Move
from wccflow.engine.facts import Fact
from wccflow.engine.simulating_behaviours import Behaviours, Kind
from wccflow.engine.simulating_facts import Played, is_played, played, spec_of
from wccflow.engine.simulating_people import Seated

PLAYED = ""  # among the tracks whose facts are stale, the facts that are played
_UNEVEN = 0.25  # spread of the organisations' speed


@dataclass(slots=True)
class SimulatedCase:
    """One organisation's case. `version` grows with each change, so that what was worked out can be kept."""

    name: str
    number: int
    seat: Seated
    kind: Kind
    speed: float
    rng: Random
    state: str
    tracks: dict[str, dict[str, str]]
    played: dict[str, Played]
    history: dict[str, date] = field(default_factory=dict)
    entered: date = date.min
    begins: date = date.min
    version: int = 0
    times: int = 0
    stale: set[str] = field(default_factory=set)
    known: dict[str, Fact] = field(default_factory=dict)
    ready: dict[str, date] = field(default_factory=dict)
    spent: dict[str, float] = field(default_factory=dict)
    back: tuple[Move, date] | None = None
    backs: dict[str, int] = field(default_factory=dict)
    rework: list[tuple[str, str]] = field(default_factory=list)
    asked: dict[tuple[str, str], None] = field(default_factory=dict)
    waived: dict[str, frozenset[str]] = field(default_factory=dict)
    held_days: int = 0
    told: dict[tuple[str, str, date], None] = field(default_factory=dict)
    dues: tuple[int, tuple[Due, ...]] = (-1, ())

    @property
    def place(self) -> str:
        """The overseer's name."""
        return self.seat[1]

    @property
    def standing(self) -> Standing:
        """Where it stands, for the engine's questions."""
        return Standing(self.state, self.tracks)

    def changed(self) -> None:
        """Note that something of it is otherwise now."""
        self.stale.add(PLAYED)
        self.version += 1

    def put(self, track: str, item: str, state: str) -> None:
        """Put an item into another state."""
        self.tracks[track][item] = state
        self.stale.add(track)
        self.version += 1

    def dated(self) -> None:
        """Note that one of its days is otherwise now: its milestones are to be worked out again."""
        self.changed()
        self.times += 1

    @property
    def case_dates(self) -> dict[str, date]:
        """The days that were chosen for this case."""
        return {name: fact.chosen for name, fact in self.played.items() if fact.chosen}


def seats(words: Mapping[str, str], sizes: Sequence[int], organisations: int) -> list[Seated]:
    """The cases by name, each with its overseer: shared out by size, the same for few as for many."""
    organisation, overseer = (_capital(words.get(key, key)) for key in ("organisation", "overseer"))
    given = [0] * len(sizes)
    found = []
    for number in range(organisations):
        lacking = [size * (number + 1) / sum(sizes) - given[at] for at, size in enumerate(sizes)]
        at = lacking.index(max(lacking))
        found.append((f"{organisation} {number + 1}", f"{overseer} {at + 1}", given[at], number))
        given[at] += 1
    return found


def begun(
    definition: Definition, behaviours: Behaviours, seat: Seated, seed: int, first: date
) -> SimulatedCase:
    """A new case; everything that chance decides about it comes from its own generator."""
    rng = Random(f"{seed} case {seat[3]}")
    kinds = list(behaviours.kinds.values())
    kind = rng.choices(kinds, [float(each.share) for each in kinds])[0]
    speed = rng.lognormvariate(0, _UNEVEN)
    facts = {}
    for name in definition.facts:
        spec = spec_of(definition, name, behaviours.facts)
        if is_played(definition, name) and spec.shared == "case":
            facts[name] = played(definition, name, spec, rng)
    tracks = {key: dict(items) for key, items in beginning(definition).tracks.items()}
    case = SimulatedCase(seat[0], seat[3], seat, kind, speed, rng, definition.initial, tracks, facts)
    case.stale.update(tracks, (PLAYED,))
    case.history[definition.initial] = case.entered = case.begins = first
    return case


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
