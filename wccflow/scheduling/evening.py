"""Spreading the work: in a whole timetable, whoever sits often gives a place to whoever sits seldom."""

from collections.abc import Iterator

from wccflow.scheduling.problem import Panel
from wccflow.scheduling.table import Table

MOST_ROUNDS = 200


def made_even(table: Table) -> tuple[Panel, ...]:
    """The same panels on the same days, their seats exchanged until nobody sits two times more than need be.

    What is pinned stays, and so does every panel as it was before.
    """
    for _ in range(MOST_ROUNDS):
        if not any(_relieved(table, panel) for panel in _movable(table)):
            break
    return table.whole()


def _movable(table: Table) -> Iterator[Panel]:
    before = set(table.problem.before)
    yield from (each for each in table.whole() if each not in before)


def _relieved(table: Table, panel: Panel) -> bool:
    """Whether somebody on this panel could give the seat to one who sits at least two times less."""
    problem = table.problem
    pin = problem.pins.get(panel.organisation)
    fixed = pin.people if pin else ()
    people = [problem.by_id[each] for each in panel.people]
    for giver in sorted(people, key=lambda each: -table.load[each.own]):
        if giver.id in fixed:
            continue
        for taker in table.free(giver.seat, panel.organisation, panel.day):
            if table.load[giver.own] - table.load[taker.own] < 2:
                break
            changed = [taker if each is giver else each for each in people]
            if problem.is_manned(changed):
                table.lift(panel.organisation)
                table.place(Panel(panel.organisation, panel.day, tuple(each.id for each in changed)))
                return True
    return False
