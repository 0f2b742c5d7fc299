"""Finding a timetable: the hardest panel first, where it leaves most room, lifting what is in the way.

A search by lifting and placing again, which finds within milliseconds what there is and proves nothing:
that nothing can be found is shown by counting (`counting`), what would help by `wanting`.
"""

from collections.abc import Sequence
from datetime import date
from random import Random

from wccflow.scheduling.counting import in_the_way
from wccflow.scheduling.evening import made_even
from wccflow.scheduling.problem import Panel, Problem, Schedule
from wccflow.scheduling.seating import seated
from wccflow.scheduling.table import Table
from wccflow.scheduling.wanting import wanted

TRIES = 24
MOST_SEATED = 8_000  # panels put together in all tries: a second or two, whatever the problem
MOST_WITHOUT_HOPE = 800  # where counting has shown already that it cannot be whole
DAYS_LOOKED_AT = 6  # on which something might be lifted for one panel
MOST_LIFTED = 3  # panels lifted to let one in
LIFTS_FOR_EACH = 15  # panels lifted in one try, for each organisation


def solve(problem: Problem, seed: int = 0) -> Schedule:
    """A timetable of every panel, or the best there is with what is in the way and what would help.

    The same problem and seed give the same timetable. What is pinned stays; of `before` as much as can.
    """
    reasons = in_the_way(problem)
    best, seatings = Table(problem), 0
    most = MOST_WITHOUT_HOPE if reasons else MOST_SEATED
    for number in range(TRIES):
        one = _Try(problem, Random(f"{seed} {number}"), most - seatings)
        best = max(best, one.table(), key=lambda each: len(each.panels))
        seatings += one.seatings
        if len(best.panels) == len(problem.organisations) or seatings >= most:
            break
    if len(best.panels) == len(problem.organisations) and not reasons:
        return Schedule(made_even(best))
    needed = wanted(best)
    return Schedule(best.whole(), tuple(reasons) or (_not_found(problem, best),), tuple(needed))


def _not_found(problem: Problem, best: Table) -> str:
    left = len(problem.organisations) - len(best.panels)
    whole = len(problem.organisations)
    return (
        f"{left} of {whole} panels found no place, though no single count forbids it: "
        "days, rooms and people do not fit together."
    )


class _Try:
    """One search with its own chance."""

    def __init__(self, problem: Problem, chance: Random, most_seated: int) -> None:
        self.problem = problem
        self.chance = chance
        self.made = Table(problem)
        self.lifted: dict[tuple[str, date], int] = {}
        self.kept = {each.organisation: each for each in problem.before}
        self.lifts = LIFTS_FOR_EACH * len(problem.organisations)
        self.seatings, self.most_seated = 0, most_seated

    def table(self) -> Table:
        """What came of it."""
        waiting = self._begun()
        left_out: list[str] = []
        while waiting:
            code = self._hardest(waiting)
            waiting.remove(code)
            panel = self._placed(code)
            if panel is not None:
                self.made.place(panel)
            elif self._may_go_on() and (freed := self._make_way(code)) is not None:
                waiting += freed
            else:
                left_out.append(code)
        for code in left_out:  # what was lifted since may have left a place
            if (panel := self._placed(code)) is not None:
                self.made.place(panel)
        return self.made

    def _may_go_on(self) -> bool:
        return self.lifts > 0 and self.seatings < self.most_seated

    def _seated(self, code: str, day: date) -> Panel | None:
        self.seatings += 1
        return seated(self.made, code, day)

    def _begun(self) -> list[str]:
        """Place what is pinned, then what was there before; gives who waits."""
        pinned = [each.code for each in self.problem.organisations if each.code in self.problem.pins]
        waiting = [each.code for each in self.problem.organisations if each.code not in self.problem.pins]
        for code in pinned:
            panel = self._seated(code, self.problem.pins[code].day)
            if panel is None:
                waiting.append(code)
            else:
                self.made.place(panel)
        for code in [code for code in waiting if code in self.kept]:
            if self._still_stands(self.kept[code]):
                self.made.place(self.kept[code])
                waiting.remove(code)
        return waiting

    def _still_stands(self, panel: Panel) -> bool:
        people = [self.problem.by_id[each] for each in panel.people if each in self.problem.by_id]
        return (
            panel.day in self._open_days(panel.organisation)
            and all(self.made.may_sit(each, panel.organisation, panel.day) for each in people)
            and self.problem.is_manned(people)
        )

    def _days(self, code: str) -> list[date]:
        pin = self.problem.pins.get(code)
        allowed = self.problem.by_code[code].days
        return [pin.day] if pin else [day for day in self.problem.days if day in allowed]

    def _hardest(self, waiting: Sequence[str]) -> str:
        """Who has the fewest days left; where it is the same, by chance."""
        return min(waiting, key=lambda code: (len(self._open_days(code)), self.chance.random()))

    def _open_days(self, code: str) -> list[date]:
        return [day for day in self._days(code) if self.made.has_room(day)]

    def _placed(self, code: str) -> Panel | None:
        """A panel on the open day that leaves most people over, or None."""
        days = sorted(self._open_days(code), key=lambda day: (-self._over(code, day), self.chance.random()))
        for day in days:
            if (panel := self._seated(code, day)) is not None:
                return panel
        return None

    def _over(self, code: str, day: date) -> int:
        """How many more could sit than must where it is tightest; a day lifted often counts less."""
        spare = [len(self.made.free(seat, code, day)) - count for seat, count in self.problem.seats.items()]
        return min(spare, default=0) - self.lifted.get((code, day), 0)

    def _make_way(self, code: str) -> list[str] | None:
        """Lift as few panels as let this one in, and let it in; gives whom that leaves waiting."""
        found: list[tuple[float, list[Panel], Panel]] = []
        days = sorted(self._days(code), key=lambda day: (-self._over(code, day), self.chance.random()))
        for day in days[:DAYS_LOOKED_AT]:
            lifted, panel = self._way_on(code, day)
            if panel is not None:
                cost = sum(1 + self._reluctance(each) for each in lifted)
                found.append((cost + self.chance.random(), lifted, panel))
        if not found:
            return None
        _, lifted, panel = min(found, key=lambda each: each[0])
        for each in lifted:
            self.made.lift(each.organisation)
            self._remember(each)
        self.lifts -= len(lifted)
        self.made.place(panel)
        return [each.organisation for each in lifted]

    def _way_on(self, code: str, day: date) -> tuple[list[Panel], Panel | None]:
        """What must be lifted for a panel on this day, tried one after another; nothing stays changed."""
        lifted: list[Panel] = []
        panel = None
        for other in self._near(day):
            lifted.append(self.made.lift(other.organisation))
            if self.made.has_room(day) and (panel := self._seated(code, day)) is not None:
                break
        for each in lifted:
            self.made.place(each)
        return lifted, panel

    def _near(self, day: date) -> list[Panel]:
        """What may be lifted to make way on a day: that day's panels, then any other, the cheapest first."""
        free = [each for each in self.made.panels.values() if each.organisation not in self.problem.pins]
        self.chance.shuffle(free)
        free.sort(key=lambda each: (each.day != day, self._reluctance(each)))
        return free[:MOST_LIFTED]

    def _reluctance(self, panel: Panel) -> float:
        often = self.lifted.get((panel.organisation, panel.day), 0)
        return often + (2 if self.kept.get(panel.organisation) == panel else 0)

    def _remember(self, panel: Panel) -> None:
        place = (panel.organisation, panel.day)
        self.lifted[place] = self.lifted.get(place, 0) + 1
