"""The world of a rehearsal on its virtual day: cases, people, windows, shared facts, and what happened."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Literal, NamedTuple

from wccflow.engine.calendars import Due, dated, milestones
from wccflow.engine.counting import counted_in, counted_items
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Facts
from wccflow.engine.process import Count, Track
from wccflow.engine.simulating_behaviours import Behaviours, Step
from wccflow.engine.simulating_cases import PLAYED, SimulatedCase, begun, seats
from wccflow.engine.simulating_facts import Played, is_played, played, spec_of
from wccflow.engine.simulating_people import People
from wccflow.engine.simulating_ways import Ways
from wccflow.engine.windows import Calendar, Window, day_of, is_working_day

What = Literal["moved", "item", "held", "told", "waived", "extended", "queue", "due", "worked"]


class Happening(NamedTuple):
    """Something that happened, or stood in the way, on one day of the rehearsal.

    `name` is the move, gate, milestone or stage; `who` the people; `to` what came of it; `number` how many.
    """

    on: date
    what: What
    case: str
    name: str
    who: tuple[str, ...] = ()
    to: str = ""
    number: int = 0


class World:
    """Everything that changes while the days go by."""

    def __init__(
        self,
        definition: Definition,
        calendar: Calendar,
        behaviours: Behaviours,
        *,
        organisations: int,
        seed: int,
        pace: float,
        signs: bool,
    ) -> None:
        self.definition = definition
        self.calendar = calendar
        self.behaviours = behaviours
        self.seed = seed
        self.pace = pace
        self.signs = signs
        self.ways = Ways(definition)
        self.automatic = frozenset(role.key for role in definition.roles.values() if role.automatic)
        self.days = _days(calendar, behaviours)
        self.on = self.days[0]
        seated = seats(definition.words, behaviours.overseers, organisations)
        self.people = People(definition, behaviours, seated, self.days, seed)
        self.cases = [begun(definition, behaviours, each, seed, self.on) for each in seated]
        self.windows: dict[str, dict[str, Window]] = {}
        self.beside: dict[str, list[SimulatedCase]] = {"nation": self.cases}
        for case in self.cases:
            self.windows.setdefault(case.place, dict(calendar.windows))
            self.beside.setdefault(case.place, []).append(case)
        self.shared = self._shared_facts()
        self.booked: dict[tuple[str, str], list[date]] = {}
        self.happenings: list[Happening] = []
        self.counts: dict[str, tuple[Track, Count, list[str]]] = {
            name: (track, count, counted_items(definition, track, count))
            for track in definition.tracks.values()
            for name, count in track.counts.items()
        }
        self.shared_version = self.window_version = 0
        self._by_people: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._facts: dict[int, tuple[tuple[int, int], Facts]] = {}

    def note(
        self, what: What, case: str, name: str, who: Sequence[str] = (), to: str = "", number: int = 0
    ) -> None:
        """Write down what happens today."""
        self.happenings.append(Happening(self.on, what, case, name, tuple(who), to, number))

    def facts(self, case: SimulatedCase) -> Facts:
        """All facts of a case as they stand now."""
        key = (case.version, self.shared_version)
        kept = self._facts.get(case.number)
        if kept is None or kept[0] != key:
            kept = (key, self._facts_now(case))
            self._facts[case.number] = kept
        return kept[1]

    def fact(self, case: SimulatedCase, name: str) -> Played | None:
        """The played fact of this name at the case or at the place that shares it."""
        return (
            case.played.get(name) or self.shared.get((case.place, name)) or self.shared.get(("nation", name))
        )

    def dues(self, case: SimulatedCase) -> tuple[Due, ...]:
        """The case's milestones, worked out again only when one of their days may have changed."""
        key = case.times * 1000 + self.window_version
        if case.dues[0] != key:
            found = milestones(
                self.definition,
                self.calendar,
                standing_history=case.history,
                case_dates=case.case_dates,
                facts={},
                on=self.on,
                windows=self.windows[case.place],
            )
            case.dues = (key, found)
        return case.dues[1]

    def is_over(self, case: SimulatedCase) -> bool:
        """Whether the case has come to an end."""
        return self.definition.states[case.state].final

    def people_of(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        """The roles that people hold, without those of the calendar."""
        found = self._by_people.get(roles)
        if found is None:
            found = self._by_people[roles] = tuple(each for each in roles if each not in self.automatic)
        return found

    def is_own(self, role: str) -> bool:
        """Whether the role belongs to the organisation itself."""
        return self.definition.roles[role].scope == "organisation"

    def step(self, event: str) -> Step:
        """How a move of the case is played."""
        return self.behaviours.moves.get(event) or Step(event)

    def tell(
        self, case: SimulatedCase, roles: tuple[str, ...], why: str, *, at_once: bool, but: str = ""
    ) -> None:
        """Note that a notice goes to everyone who holds one of these roles at the case."""
        known = [role for role in self.people_of(roles) if role in self.definition.roles]
        reached = [each for each in self.people.told(known, case.seat, case.number) if each != but]
        if reached:
            self.note("told", case.name, why, reached, "at once" if at_once else "digest")

    def has_come(self, fact: Played, case: SimulatedCase) -> bool:
        """Whether the day before which nobody works on the fact has come."""
        if fact.spec.not_before is None:
            return True
        day = day_of(
            fact.spec.not_before,
            self.calendar,
            windows=self.windows[case.place],
            history=case.history,
            case_dates=case.case_dates,
        )
        return day is None or day <= self.on

    def _facts_now(self, case: SimulatedCase) -> Mapping[str, Fact]:
        for track in sorted(case.stale):  # telling facts is dear, and most changes touch one track or none
            case.known |= self._known(case, track)
        case.stale.clear()
        found = dict(case.known)
        for (place, name), fact in self.shared.items():
            if place in ("nation", case.place):
                names = tuple(each.name for each in self.beside[place]) if fact.by_case else ()
                found[name] = fact.value(self.on, names)
        return found

    def _known(self, case: SimulatedCase, track: str) -> dict[str, Fact]:
        if track != PLAYED:
            return counted_in(self.definition, case.standing, self.definition.tracks[track])
        found = dated(self.definition, self.calendar, case.history)
        return found | {name: fact.value(self.on) for name, fact in case.played.items()}

    def _shared_facts(self) -> dict[tuple[str, str], Played]:
        found = {}
        for name in self.definition.facts:
            spec = spec_of(self.definition, name, self.behaviours.facts)
            if is_played(self.definition, name) and spec.shared != "case":
                places = ["nation"] if spec.shared == "nation" else [p for p in self.beside if p != "nation"]
                for place in places:
                    rng = Random(f"{self.seed} fact {place} {name}")
                    found[place, name] = played(self.definition, name, spec, rng)
        return found


def _days(calendar: Calendar, behaviours: Behaviours) -> list[date]:
    first = min(window.opens for window in calendar.windows.values())
    last = max(window.closes for window in calendar.windows.values())
    count = (last - first).days + behaviours.after_days
    days = (first + timedelta(days=number) for number in range(count + 1))
    return [day for day in days if is_working_day(day, calendar.holidays)]
