"""Why a timetable cannot be: counts that a person can check, each a sentence; nothing when none forbids it.

Each is a necessary condition alone, so it is right whenever it speaks, and may be silent where panels still
do not fit together.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TypeAlias

from wccflow.scheduling.matching import short_of
from wccflow.scheduling.problem import Organisation, Person, Problem, in_words, week_of

MOST_NAMED = 8

Best: TypeAlias = Callable[[Organisation, date], int]


def in_the_way(problem: Problem) -> list[str]:
    """Every count that forbids a whole timetable, the plainest first."""
    return [*_alone(problem), *_pinned(problem), *_days_and_rooms(problem), *_people(problem)]


def _alone(problem: Problem) -> Iterator[str]:
    """What keeps an organisation from any panel, whatever the others do; the same of several said at once."""
    days = set(problem.days)
    for each in problem.organisations:
        if not each.days & days:
            yield f"{each.said}: it can come on none of the days."
    able = [each for each in problem.organisations if each.days & days]
    for what, count, best in _wants(problem):
        short: dict[int, list[str]] = {}
        for each in able:
            most = max(best(each, day) for day in each.days & days)
            if most < count:
                short.setdefault(most, []).append(each.said)
        for most, names in short.items():
            yield f"{_named(names)}: {_need(len(names), count, what)} more than {_how_many(most)}."


def _wants(problem: Problem) -> Iterator[tuple[str, int, Best]]:
    """Each seat and each skill in words, how many of it a panel needs, and how many there are on a day."""
    for seat, count in problem.seats.items():
        yield f"as {problem.title(seat)}, and on no day are there", count, partial(_could_sit, problem, seat)
    for skill, count in problem.skills.items():
        yield f"with {problem.title(skill)}, and no day has", count, partial(_with_skill, problem, skill)


def _need(organisations: int, count: int, what: str) -> str:
    return f"{'it needs' if organisations == 1 else 'each needs'} {count} {what}"


def _pinned(problem: Problem) -> Iterator[str]:
    """What is wrong with a pin by itself."""
    for pin in problem.pinned:
        organisation = problem.by_code[pin.organisation]
        name = organisation.said
        if pin.day and (pin.day not in problem.days or pin.day not in organisation.days):
            yield f"{name} is pinned to {in_words(pin.day)}, on which it cannot come."
        for person in (problem.by_id[each] for each in pin.people):
            if pin.day and pin.day not in person.days:
                yield f"{person.said} is pinned to {name} on {in_words(pin.day)}, and is not free then."
            if pin.organisation in person.conflicts:
                yield f"{person.said} is pinned to {name}, and has a conflict of interest there."


def _days_and_rooms(problem: Problem) -> Iterator[str]:
    count = len(problem.organisations)
    weeks = sorted({week_of(day) for day in problem.days})
    places = len(problem.days) * problem.rooms
    if places < count:
        given = _how_often(len(problem.days), "day")
        yield f"rooms: {count} panels need one, and {given} with {problem.rooms} each give {places}."
    if len(weeks) * problem.per_week < count:
        most = len(weeks) * problem.per_week
        given = f"{_how_often(len(weeks), 'week')} with {problem.per_week} each"
        yield f"weeks: {count} panels, and {given} give {most}."
    crowd = short_of(
        {each.code: sorted(each.days & set(problem.days)) for each in problem.organisations},
        dict.fromkeys(problem.days, problem.rooms),
    )
    if crowd and places >= count:
        days = sorted({day for code in crowd for day in problem.by_code[code].days & set(problem.days)})
        names = [problem.by_code[code].said for code in crowd]
        yield (
            f"rooms: {_named(names)} can come only on {_days(days)}, "
            f"which have room for {len(days) * problem.rooms}."
        )


def _people(problem: Problem) -> Iterator[str]:
    for seat, each in problem.seats.items():
        people = problem.in_seat[seat]
        yield from _enough(problem, problem.title(seat), each, people)
    for skill, least in problem.skills.items():
        seated = [each for each in problem.people if each.seat in problem.seats]
        people = tuple(each for each in seated if skill in each.skills)
        yield from _enough(problem, f"somebody with {problem.title(skill)}", least, people)


def _enough(problem: Problem, what: str, count: int, people: Sequence[Person]) -> Iterator[str]:
    """Whether all who may give days can give as many as the panels need."""
    given = {each.id: min(each.cap, len(each.days & set(problem.days))) for each in people}
    panels = len(problem.organisations)
    need, have = panels * count, sum(given.values())
    if have < need:
        needs = "need one" if count == 1 else f"need {count} each"
        yield f"{what}: {panels} panels {needs}, but the pool can give only {_how_often(have, 'day')}."
        return
    could = {
        organisation.code: [each.id for each in people if _could_ever(problem, each, organisation)]
        for organisation in problem.organisations
    }
    crowd = short_of(could, given, count)
    asked = Counter(who for code in crowd for who in could[code])
    most = sum(min(given[who], times) for who, times in asked.items())
    if most < len(crowd) * count:
        names = [problem.by_id[each].said for each in sorted(asked)]
        who, times = _named(names) or "nobody", _how_often(most, "time")
        needs = f"{_named([problem.by_code[code].said for code in crowd])} need {len(crowd) * count}"
        yield f"{what}: {needs}, and only {who} could sit there, {times} at most."


def _could_ever(problem: Problem, person: Person, organisation: Organisation) -> bool:
    days = person.days & organisation.days & set(problem.days)
    return bool(days) and organisation.code not in person.conflicts and person.cap > 0


def _could_sit(problem: Problem, seat: str, organisation: Organisation, day: date) -> int:
    return _count(problem.in_seat[seat], organisation, day, lambda person: True)


def _with_skill(problem: Problem, skill: str, organisation: Organisation, day: date) -> int:
    people = [each for each in problem.people if each.seat in problem.seats]
    return _count(people, organisation, day, lambda person: skill in person.skills)


def _count(
    people: Sequence[Person], organisation: Organisation, day: date, fits: Callable[[Person], bool]
) -> int:
    return sum(
        day in each.days and organisation.code not in each.conflicts and each.cap > 0 and fits(each)
        for each in people
    )


def _how_many(count: int) -> str:
    return str(count) if count else "none"


def _how_often(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _days(days: Sequence[date]) -> str:
    return _named([in_words(day) for day in days])


def _named(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
