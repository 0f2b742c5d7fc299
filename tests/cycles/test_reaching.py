"""On which day which state was reached, and what going back takes back."""

from datetime import UTC, date, datetime
from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles.queries import MOVED
from wccflow.cycles.reaching import MIGRATED, first_reached, reached_and_kept


def steps(*states: str) -> list[Event]:
    """Moves to these states, one each day from the first of October."""
    return [event(MOVED, number, to=state) for number, state in enumerate(states, start=1)]


def event(kind: str, number: int, **payload: object) -> Event:
    at, nobody = datetime(2009, 10, number, 10, tzinfo=UTC), UUID(int=0)
    return Event(
        seq=number,
        id=nobody,
        kind=kind,
        at=at,
        by_id=None,
        case_id=nobody,
        subject_id=nobody,
        audience_id=nobody,
        payload=payload,
    )


def day(number: int) -> date:
    return date(2009, 10, number)


def test_a_state_was_first_reached_on_its_first_day() -> None:
    assert first_reached(steps("filed", "read", "filed")) == {"filed": day(1), "read": day(2)}


def test_going_back_takes_back_what_came_after() -> None:
    kept = reached_and_kept(steps("filed", "read", "briefed", "read"), "new")

    assert kept == {"new": date.min, "filed": day(1), "read": day(2)}


def test_what_is_reached_again_counts_from_its_new_day() -> None:
    kept = reached_and_kept(steps("filed", "read", "filed", "read"), "new")

    assert kept == {"new": date.min, "filed": day(1), "read": day(4)}


def test_a_loop_over_a_new_state_takes_back_that_state_alone() -> None:
    kept = reached_and_kept(steps("filed", "read", "returned", "read"), "new")

    assert kept == {"new": date.min, "filed": day(1), "read": day(2)}


def test_going_back_to_the_beginning_takes_back_everything() -> None:
    assert reached_and_kept(steps("filed", "read", "new"), "new") == {"new": date.min}


def test_states_bear_the_names_of_the_definition_that_holds_now() -> None:
    migrated = event(MIGRATED, 9, states={"read": "analysed"}, to="analysed")

    assert reached_and_kept([*steps("filed", "read"), migrated], "new") == {
        "new": date.min,
        "filed": day(1),
        "analysed": day(2),
    }
