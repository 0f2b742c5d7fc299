"""A timetable while it is being made: what is placed, who is busy when, and how often each one sits."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import date

from wccflow.scheduling.problem import Panel, Person, Problem, Week, week_of


class Table:
    """Panels that can be placed and lifted again; it never holds two for one organisation."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.panels: dict[str, Panel] = {}
        self.on_day: defaultdict[date, set[str]] = defaultdict(set)
        self.in_week: Counter[Week] = Counter()
        self.busy: defaultdict[date, set[str]] = defaultdict(set)
        self.load: Counter[str] = Counter()
        for panel in problem.fixed:
            self._take(panel)

    def place(self, panel: Panel) -> None:
        """Put a panel in; the caller has lifted the earlier one of its organisation."""
        self.panels[panel.organisation] = panel
        self._take(panel)

    def lift(self, organisation: str) -> Panel:
        """Take an organisation's panel out; gives what it was."""
        panel = self.panels.pop(organisation)
        self.on_day[panel.day].remove(organisation)
        self.in_week[week_of(panel.day)] -= 1
        people = [self.problem.own(each) for each in panel.people]
        self.busy[panel.day].difference_update(people)
        self.load.subtract(people)
        return panel

    def has_room(self, day: date) -> bool:
        """Whether one more panel can meet on this day."""
        return (
            len(self.on_day[day]) < self.problem.rooms and self.in_week[week_of(day)] < self.problem.per_week
        )

    def may_sit(self, person: Person, organisation: str, day: date) -> bool:
        """Whether this person can sit there now."""
        return (
            day in person.days
            and organisation not in person.conflicts
            and self.load[person.own] < person.cap
            and person.own not in self.busy[day]
        )

    def free(self, seat: str, organisation: str, day: date, first: Collection[str] = ()) -> list[Person]:
        """Who can fill a seat there now: those wanted `first`, then the least burdened."""
        found = [each for each in self.problem.in_seat[seat] if self.may_sit(each, organisation, day)]
        return sorted(found, key=lambda each: (each.id not in first, self.load[each.own], each.id))

    def whole(self) -> tuple[Panel, ...]:
        """The panels by day."""
        return tuple(sorted(self.panels.values(), key=lambda each: (each.day, each.organisation)))

    def _take(self, panel: Panel) -> None:
        people = [self.problem.own(each) for each in panel.people]
        self.on_day[panel.day].add(panel.organisation)
        self.in_week[week_of(panel.day)] += 1
        self.busy[panel.day].update(people)
        self.load.update(people)
