"""Finding a timetable: the hardest panel first, where it leaves most room, lifting what is in the way.

A search by lifting and placing again, which finds within milliseconds what there is and proves nothing:
that nothing can be found is shown by counting (`counting`), what would help by `wanting`.
"""

from collections.abc import Sequence
from datetime import date
from random import Random

from wccflow.scheduling.counting import in_the_way
from wccflow.scheduling.evening import made_even
from wccflow.scheduling.linking import groups, linked
from wccflow.scheduling.problem import Panel, Problem, Schedule
from wccflow.scheduling.seating import seated
from wccflow.scheduling.table import Table
from wccflow.scheduling.wanting import wanted

TRIES = 24
MOST_SEATED = 8_000  # panels put together in all tries: a second or two, whatever the problem
MOST_WITHOUT_HOPE = 800  # where counting has shown already that it cannot be whole
DAYS_LOOKED_AT = 6  # on which something might be lifted for one panel
MOST_LIFTED = 3  # panels lifted to let one in
TRIES_FOR_FEWER = 6  # tries from which the one with fewest changes is taken, where there was one before
LIFTS_FOR_EACH = 15  # panels lifted in one try, for each organisation


def solve(problem: Problem, seed: int = 0) -> Schedule:
    """A timetable of every panel, or the best there is with what is in the way and what would help.

    The same problem and seed give the same timetable. What is pinned stays; of `before` as much as can.
    """
    reasons = in_the_way(problem)
    best = _best(problem, seed, MOST_WITHOUT_HOPE if reasons else MOST_SEATED)
    if len(best.panels) == len(problem.organisations) and not reasons:
        made_even(best)
        panels = linked(best)
        return Schedule(panels, groups=groups(problem, panels))
    needed = wanted(best)
    whole = best.whole()
    found = tuple(reasons) or (_not_found(problem, best),)
    return Schedule(whole, found, tuple(needed), groups(problem, whole))


def _best(problem: Problem, seed: int, most: int) -> Table:
    """The table with most panels out of several tries, and of those the one nearest to what was before."""
    best: Table | None = None
    seatings = 0
    for number in range(TRIES):
        one = _Try(problem, Random(f"{seed} {number}"), most - seatings)
        made = one.table()
        best = made if best is None else min(best, made, key=_worth)
        seatings += one.seatings
        whole = len(best.panels) == len(problem.organisations)
        if seatings >= most or (whole and (number + 1 >= TRIES_FOR_FEWER or not changed(best))):
            break
    return best or Table(problem)


def _worth(table: Table) -> tuple[int, int]:
    return -len(table.panels), changed(table)


def changed(table: Table) -> int:
    """How much differs from what was there before: a day counts for a whole panel, a person for one seat."""
    total = 0
    for was in table.problem.before:
        now = table.panels.get(was.organisation)
        if now is not None:
            moved = len(was.people) if now.day != was.day else 0
            total += moved + len(set(was.people) - set(now.people))
    return total


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
        kept = self.kept.get(code)
        return seated(self.made, code, day, kept.people if kept else ())

    def _begun(self) -> list[str]:
        """Place what is pinned, then what was there before; gives who waits."""
        codes = [each.code for each in self.problem.organisations]
        pinned = [code for code in codes if self._pinned_day(code)]
        waiting = [code for code in codes if code not in pinned]
        for code in pinned:
            panel = self._placed(code)
            if panel is None:
                waiting.append(code)
            else:
                self.made.place(panel)
        stands = [code for code in waiting if code in self.kept and self._still_stands(self.kept[code])]
        for code in stands:
            if self._still_stands(self.kept[code]):  # those placed since may have taken somebody
                self.made.place(self.kept[code])
                waiting.remove(code)
        for code in [code for code in waiting if code in self.kept]:
            self._mend(code, waiting)
        return waiting

    def _mend(self, code: str, waiting: list[str]) -> None:
        """Let what can no longer be as it was stay on its day, with whoever of its people can."""
        day = self.kept[code].day
        panel = self._seated(code, day) if day in self._open_days(code) else None
        if panel is not None:
            self.made.place(panel)
            waiting.remove(code)

    def _pinned_day(self, code: str) -> date | None:
        pin = self.problem.pins.get(code)
        return pin.day if pin else None

    def _still_stands(self, panel: Panel) -> bool:
        people = [self.problem.by_id[each] for each in panel.people if each in self.problem.by_id]
        pin = self.problem.pins.get(panel.organisation)
        return (
            panel.day in self._open_days(panel.organisation)
            and set(pin.people if pin else ()) <= set(panel.people)
            and all(self.made.may_sit(each, panel.organisation, panel.day) for each in people)
            and self.problem.is_manned(people)
        )

    def _days(self, code: str) -> list[date]:
        pinned = self._pinned_day(code)
        allowed = self.problem.by_code[code].days
        return [pinned] if pinned else [day for day in self.problem.days if day in allowed]

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
        free = [each for each in self.made.panels.values() if not self._pinned_day(each.organisation)]
        self.chance.shuffle(free)
        free.sort(key=lambda each: (each.day != day, self._reluctance(each)))
        return free[:MOST_LIFTED]

    def _reluctance(self, panel: Panel) -> float:
        often = self.lifted.get((panel.organisation, panel.day), 0)
        return often + (2 if self.kept.get(panel.organisation) == panel else 0)

    def _remember(self, panel: Panel) -> None:
        place = (panel.organisation, panel.day)
        self.lifted[place] = self.lifted.get(place, 0) + 1
