"""What would make a timetable whole: for each panel that found no place the cheapest help, in words.

Every hard rule may be bent for a price: a seat that nobody fills, a skill that nobody brings, a room or a
week that is full, somebody who sits more often than she wants, a day on which the organisation cannot come.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wccflow.scheduling.problem import Organisation, Panel, Person, Problem, in_words, week_of
from wccflow.scheduling.table import Table

# What each kind of help costs: asking somebody to sit once more least, moving an organisation most.
SIT_MORE, FIND_SKILL, FIND_PERSON, MORE_IN_WEEK, ANOTHER_ROOM, ANOTHER_DAY = 2, 3, 5, 6, 8, 20


@dataclass(frozen=True, slots=True)
class _Help:
    price: int
    day: date
    people: tuple[str, ...]
    words: tuple[str, ...]


def wanted(table: Table) -> list[str]:
    """What is needed for every organisation that has no panel; the table holds those panels afterwards."""
    problem = table.problem
    waiting = [each for each in problem.organisations if each.code not in table.panels]
    needed: list[str] = []
    whole = table.whole()
    for organisation in waiting:
        found = min(_ways(table, organisation), key=lambda each: (each.price, each.day), default=None)
        if found is None:
            needed.append(f"Give at least one day: {organisation.said} has none to be placed on.")
            continue
        table.place(Panel(organisation.code, found.day, found.people))
        needed += found.words
    for code in set(table.panels) - {each.organisation for each in whole}:
        table.lift(code)
    return needed


def _ways(table: Table, organisation: Organisation) -> Iterator[_Help]:
    pin = table.problem.pins.get(organisation.code)
    for day in [pin.day] if pin and pin.day else table.problem.days:
        words: list[str] = []
        price = _for_the_day(table, organisation, day, words)
        people, more = _for_the_seats(table, organisation, day, words)
        yield _Help(price + more, day, tuple(each.id for each in people), tuple(words))


def _for_the_day(table: Table, organisation: Organisation, day: date, words: list[str]) -> int:
    """The price of meeting on this day at all."""
    problem, price, name = table.problem, 0, organisation.said
    if day not in organisation.days:
        words.append(f"Let {name} come on {in_words(day)}.")
        price += ANOTHER_DAY
    if len(table.on_day[day]) >= problem.rooms:
        words.append(f"Find another room on {in_words(day)}, for {name}.")
        price += ANOTHER_ROOM
    if table.in_week[week_of(day)] >= problem.per_week:
        most = problem.per_week
        words.append(f"Allow more than {most} panels in the week of {in_words(day)}, for {name}.")
        price += MORE_IN_WEEK
    return price


def _for_the_seats(
    table: Table, organisation: Organisation, day: date, words: list[str]
) -> tuple[list[Person], int]:
    """Who can sit, and the price of the rest."""
    people: list[Person] = []
    price, where = 0, f"for {organisation.said} on {in_words(day)}"
    for seat, count in table.problem.seats.items():
        taken = {each.own for each in people}
        free = [each for each in table.free(seat, organisation.code, day) if each.own not in taken]
        sit = _most_skilled(table.problem, free, people)[:count]
        taken |= {each.own for each in sit}
        over = [] if len(sit) == count else _over_their_cap(table, seat, organisation.code, day)
        more = [each for each in over if each.own not in taken]
        asked = more[: count - len(sit)]
        people += [*sit, *asked]
        words += [f"Ask {each.said} to sit once more, {where}." for each in asked]
        lacking = count - len(sit) - len(asked)
        words += [f"Find another {table.problem.title(seat)} {where}."] * lacking
        price += SIT_MORE * len(asked) + FIND_PERSON * lacking
    missing = {
        skill: least - sum(skill in each.skills for each in people)
        for skill, least in table.problem.skills.items()
    }
    asked_for = [table.problem.title(skill) for skill, count in missing.items() if count > 0]
    price += FIND_SKILL * sum(count for count in missing.values() if count > 0)
    if asked_for and any(each.startswith("Find another") for each in words):
        words.append(f"Let those found {where} bring {' and '.join(asked_for)}.")
    else:
        words += [f"Find somebody with {skill} {where}." for skill in asked_for]
    return people, price


def _most_skilled(problem: Problem, free: list[Person], people: list[Person]) -> list[Person]:
    """Those first who bring what nobody there has yet."""
    lacking = [
        skill
        for skill, least in problem.skills.items()
        if sum(skill in each.skills for each in people) < least
    ]
    return sorted(free, key=lambda each: -len(each.skills & set(lacking)))


def _over_their_cap(table: Table, seat: str, organisation: str, day: date) -> list[Person]:
    """Who could sit if it were not once too often."""
    return [
        each
        for each in table.problem.in_seat[seat]
        if table.load[each.own] >= each.cap
        and day in each.days
        and organisation not in each.conflicts
        and each.own not in table.busy[day]
    ]
