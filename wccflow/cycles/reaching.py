"""On which day a case reached which state, read from its moves."""

from collections.abc import Mapping, Sequence
from datetime import date

from wccflow.base.clock import business_day
from wccflow.base.log import Event

MIGRATED = "case.migrated"


def first_reached(steps: Sequence[Event]) -> dict[str, date]:
    """The business day on which each state was first reached, by what the state is called now."""
    days: dict[str, date] = {}
    for event in steps:
        days = _as_called_now(days, event)
        days.setdefault(event.payload["to"], business_day(event.at))
    return days


def reached_and_kept(steps: Sequence[Event], initial: str) -> dict[str, date]:
    """The same of the states that count still: a case that goes back to one takes back what came after it.

    The initial state was reached before all days.
    """
    days = {initial: date.min}
    for event in steps:
        days, to = _as_called_now(days, event), event.payload["to"]
        if to in days:
            reached = list(days)
            days = {state: days[state] for state in reached[: reached.index(to) + 1]}
        days.setdefault(to, business_day(event.at))
    return days


def _as_called_now(days: Mapping[str, date], event: Event) -> dict[str, date]:
    called = event.payload["states"] if event.kind == MIGRATED else {}
    return {called.get(state, state): day for state, day in days.items()}
