"""Whether panels keep every rule: an own account of the rules, apart from the search that must keep them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from wccflow.scheduling.problem import Panel, Problem, in_words, week_of


def faults(problem: Problem, panels: Sequence[Panel]) -> list[str]:
    """Every rule that these panels break, in sentences; nothing when they keep all."""
    return [*_of_days(problem, panels), *_of_people(problem, panels), *_of_each(problem, panels)]


def _of_days(problem: Problem, panels: Sequence[Panel]) -> Iterator[str]:
    panels = [*problem.fixed, *panels]
    for day, count in sorted(Counter(each.day for each in panels).items()):
        if count > problem.rooms:
            yield f"{in_words(day)}: {count} panels, and {problem.rooms} rooms."
    for (_, week), count in sorted(Counter(week_of(each.day) for each in panels).items()):
        if count > problem.per_week:
            yield f"Week {week}: {count} panels, and no more than {problem.per_week} may be."


def _of_people(problem: Problem, panels: Sequence[Panel]) -> Iterator[str]:
    panels = [*problem.fixed, *panels]
    days = Counter((problem.own(person), each.day) for each in panels for person in each.people)
    names = {each.own: each.said for each in problem.people}
    for (who, day), count in days.items():
        if count > 1:
            yield f"{names.get(who, who)} sits on {count} panels on {in_words(day)}."
    caps = {each.own: each.cap for each in problem.people}
    for who, count in Counter(problem.own(person) for each in panels for person in each.people).items():
        if count > caps.get(who, count):
            yield f"{names[who]} sits {count} times, and may {caps[who]} times."


def _of_each(problem: Problem, panels: Sequence[Panel]) -> Iterator[str]:
    for code, count in Counter(each.organisation for each in panels).items():
        if count > 1:
            yield f"{code} has {count} panels."
    for panel in panels:
        known = problem.by_code.get(panel.organisation)
        name = known.said if known else panel.organisation
        yield from (f"{name}: {say}." for say in _of_one(problem, panel))


def _of_one(problem: Problem, panel: Panel) -> Iterator[str]:
    organisation = problem.by_code.get(panel.organisation)
    if organisation is None or panel.day not in problem.days or panel.day not in organisation.days:
        yield f"cannot come on {in_words(panel.day)}"
    people = [problem.by_id[each] for each in panel.people if each in problem.by_id]
    if len(people) < len(panel.people):
        yield "somebody sits who is not known"
    for person in people:
        if panel.day not in person.days:
            yield f"{person.said} is not free on {in_words(panel.day)}"
        if panel.organisation in person.conflicts:
            yield f"{person.said} has a conflict of interest"
    seated = Counter(each.seat for each in people)
    if seated != Counter({seat: count for seat, count in problem.seats.items() if count}):
        yield "the seats are not filled as they must be"
    skilled = Counter(skill for each in people for skill in each.skills)
    for skill, least in problem.skills.items():
        if skilled[skill] < least:
            yield f"{skilled[skill]} of {least} with {problem.title(skill)}"
    pin = problem.pins.get(panel.organisation)
    if pin and ((pin.day and pin.day != panel.day) or not set(pin.people) <= set(panel.people)):
        yield "what is pinned was moved"
