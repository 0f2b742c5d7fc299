"""Whether panels can be compared: those that share people hang together, and the rest is linked where it can.

How strictly a panel rates can be told apart from what it rates only where the same people sit on several.
"""

from collections.abc import Iterator, Sequence

from wccflow.scheduling.problem import Panel, Problem
from wccflow.scheduling.table import Table

MOST_LINKS = 40


def groups(problem: Problem, panels: Sequence[Panel]) -> tuple[tuple[str, ...], ...]:
    """The organisations whose panels hang together by people who sit on more than one; largest first."""
    home: dict[str, set[str]] = {}
    whole: list[set[str]] = []
    for panel in (*problem.fixed, *panels):
        members = {problem.own(each) for each in panel.people}
        joined = [each for each in whole if not members.isdisjoint(home_of(each, home))]
        whole = [each for each in whole if each not in joined]
        whole.append(set().union({panel.organisation}, *joined))
        home[panel.organisation] = members
    return tuple(sorted((tuple(sorted(each)) for each in whole), key=lambda each: (-len(each), each)))


def home_of(group: set[str], home: dict[str, set[str]]) -> set[str]:
    """Everybody who sits on one of these panels."""
    return set().union(*(home[each] for each in group))


def linked(table: Table) -> tuple[Panel, ...]:
    """The same panels on the same days, seats exchanged where that lets more of them hang together.

    It is a wish: nobody sits two times more often than another for it, and what was there before stays.
    """
    for _ in range(MOST_LINKS):
        apart = groups(table.problem, table.whole())
        if len(apart) < 2 or not any(_linked_once(table, change, len(apart)) for change in _changes(table)):
            break
    return table.whole()


def _changes(table: Table) -> Iterator[tuple[Panel, Panel]]:
    """Every panel with one seat given to somebody who sits elsewhere too and is not above the others."""
    problem, before = table.problem, set(table.problem.before)
    least = min((table.load[each.own] for each in problem.people), default=0)
    for panel in table.whole():
        pin = problem.pins.get(panel.organisation)
        if panel in before:
            continue
        for giver in (problem.by_id[each] for each in panel.people if not (pin and each in pin.people)):
            for taker in table.free(giver.seat, panel.organisation, panel.day):
                if 0 < table.load[taker.own] <= least + 1:
                    people = tuple(taker.id if each == giver.id else each for each in panel.people)
                    if problem.is_manned([problem.by_id[each] for each in people]):
                        yield panel, Panel(panel.organisation, panel.day, people)


def _linked_once(table: Table, change: tuple[Panel, Panel], apart: int) -> bool:
    """Whether the change leaves fewer groups; it is taken back when it does not."""
    was, made = change
    table.lift(was.organisation)
    table.place(made)
    if len(groups(table.problem, table.whole())) < apart:
        return True
    table.lift(made.organisation)
    table.place(was)
    return False
