"""Who sits on one panel on one day: first whoever brings a skill that is needed, then the least burdened."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from wccflow.scheduling.problem import Panel, Person
from wccflow.scheduling.table import Table

MOST_TRIED = 500  # part-filled panels that are looked at before a day is given up

Free = Mapping[str, list[Person]]


def seated(table: Table, organisation: str, day: date, first: Collection[str] = ()) -> Panel | None:
    """A panel for this organisation on this day, or None when nobody can fill a seat or bring a skill.

    Those wanted `first` sit where they can, before the least burdened.
    """
    problem = table.problem
    pin = problem.pins.get(organisation)
    fixed = [problem.by_id[each] for each in pin.people] if pin else []
    if any(not table.may_sit(each, organisation, day) for each in fixed):
        return None
    free = {seat: table.free(seat, organisation, day, first) for seat in problem.seats}
    people = _Filling(problem.seats, problem.skills, free).people(fixed)
    if people is None:
        return None
    order = {seat: at for at, seat in enumerate(problem.seats)}
    people.sort(key=lambda each: (order[each.seat], each.id))
    return Panel(organisation, day, tuple(each.id for each in people))


class _Filling:
    """A search for whoever brings what is lacking, the least burdened first; the rest fills by itself.

    It finds a panel if there is one, unless it has looked at too many.
    """

    def __init__(self, seats: Mapping[str, int], skills: Mapping[str, int], free: Free) -> None:
        self.seats = seats
        self.skills = skills
        self.free = free
        self.left = MOST_TRIED

    def people(self, chosen: list[Person]) -> list[Person] | None:
        """The first panel that has these, every seat filled and every skill."""
        self.left -= 1
        open_seats = Counter(self.seats)
        open_seats.subtract(each.seat for each in chosen)
        if self.left < 0 or min(open_seats.values(), default=0) < 0:
            return None
        lacking = self._lacking(chosen)
        if lacking is None:
            return self._filled(chosen, open_seats)
        for person in self._who_bring(lacking, chosen, open_seats):
            found = self.people([*chosen, person])
            if found is not None:
                return found
        return None

    def _lacking(self, chosen: list[Person]) -> str | None:
        for skill, least in self.skills.items():
            if sum(skill in each.skills for each in chosen) < least:
                return skill
        return None

    def _who_bring(self, skill: str, chosen: list[Person], open_seats: Mapping[str, int]) -> Iterator[Person]:
        # A seat of which there are few spare people is kept for later: it is taken last.
        for seat in sorted(self.free, key=lambda each: -len(self.free[each])):
            if open_seats[seat] > 0:
                yield from (
                    each for each in self.free[seat] if skill in each.skills and _is_new(each, chosen)
                )

    def _filled(self, chosen: list[Person], open_seats: Counter[str]) -> list[Person] | None:
        if any(each.who for mine in self.free.values() for each in mine):
            return self._matched(chosen, open_seats)
        people = list(chosen)
        for seat, count in open_seats.items():
            free = [each for each in self.free[seat] if _is_new(each, chosen)]
            if len(free) < count:
                return None
            people += free[:count]
        return people

    def _matched(self, chosen: list[Person], open_seats: Counter[str]) -> list[Person] | None:
        """The open seats filled where some may take either of two; the scarcest seat first."""
        self.left -= 1
        left = +open_seats
        if not left:
            return chosen
        free = {seat: [each for each in self.free[seat] if _is_new(each, chosen)] for seat in left}
        seat = min(left, key=lambda each: len(free[each]) - left[each])
        if self.left < 0 or len(free[seat]) < left[seat]:
            return None
        for person in free[seat]:
            found = self._matched([*chosen, person], left - Counter([seat]))
            if found is not None:
                return found
        return None


def _is_new(person: Person, chosen: Collection[Person]) -> bool:
    """Whether the person has no seat there yet, in whichever."""
    return all(person.own != each.own for each in chosen)
