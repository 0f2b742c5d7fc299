"""Whether panels can be compared: those that share people hang together, and the rest is linked where it can.

How strictly a panel rates can be told apart from what it rates only where the same people sit on several.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from wccflow.scheduling.problem import Panel, Person, Problem
from wccflow.scheduling.table import Table

MOST_LINKS = 40
Change = tuple[Panel, Panel]  # what was, and what comes instead


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

    It is a wish: it costs no evenness, and what was there before stays.
    """
    for _ in range(MOST_LINKS):
        apart = groups(table.problem, table.whole())
        if len(apart) < 2 or not any(_linked_once(table, change, len(apart)) for change in _changes(table)):
            break
    return table.whole()


def _changes(table: Table) -> Iterator[Sequence[Change]]:
    """Every panel with one seat given to somebody who sits less often, then every exchange of two people."""
    seats = list(_seats(table))
    for panel, giver in seats:
        for taker in table.free(giver.seat, panel.organisation, panel.day):
            if 0 < table.load[taker.own] < table.load[giver.own]:
                yield [(panel, _with(panel, giver, taker))]
    for (one, first), (other, second) in combinations(seats, 2):
        if (
            first.seat == second.seat
            and one.day != other.day
            and _may_exchange(table, one, first, other, second)
        ):
            yield [(one, _with(one, first, second)), (other, _with(other, second, first))]


def _seats(table: Table) -> Iterator[tuple[Panel, Person]]:
    """Everybody on a panel that is new, but for those who are pinned to it."""
    problem, before = table.problem, set(table.problem.before)
    for panel in (each for each in table.whole() if each not in before):
        pin = problem.pins.get(panel.organisation)
        yield from ((panel, problem.by_id[each]) for each in panel.people if not (pin and each in pin.people))


def _may_exchange(table: Table, one: Panel, first: Person, other: Panel, second: Person) -> bool:
    return second in table.free(second.seat, one.organisation, one.day) and first in table.free(
        first.seat, other.organisation, other.day
    )


def _with(panel: Panel, giver: Person, taker: Person) -> Panel:
    people = tuple(taker.id if each == giver.id else each for each in panel.people)
    return Panel(panel.organisation, panel.day, people)


def _linked_once(table: Table, changes: Sequence[Change], apart: int) -> bool:
    """Whether the changes leave fewer groups; they are taken back when they do not."""
    by_id = table.problem.by_id
    if not all(table.problem.is_manned([by_id[each] for each in made.people]) for _, made in changes):
        return False
    _put(table, changes)
    if len(groups(table.problem, table.whole())) < apart:
        return True
    _put(table, [(made, was) for was, made in changes])
    return False


def _put(table: Table, changes: Sequence[Change]) -> None:
    for was, _ in changes:
        table.lift(was.organisation)
    for _, made in changes:
        table.place(made)
