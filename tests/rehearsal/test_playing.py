"""Playing what waits."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.harness.world import World
from wccflow.base.errors import NotFound, Refused
from wccflow.rehearsal import actions, queries
from wccflow.rehearsal.models import Rehearsal
from wccflow.rehearsal.playing import play_next
from wccflow.rehearsal.rules import DONE, FAILED, RUNNING, STOPPED, WAITING, Choice
from wccflow.rehearsal.wanted import Wanted

NOW = datetime(2009, 11, 2, 9, tzinfo=UTC)
MANAGER = "manager@q34.example"


class Stage:
    """Plays as the test says instead of the child."""

    def __init__(self, report: Mapping[str, Any] | None = None) -> None:
        self.report = report
        self.played: list[Wanted] = []

    def __call__(
        self, wanted: Wanted, *, told: Callable[[int], None], is_unwanted: Callable[[], bool]
    ) -> Mapping[str, Any]:
        """The report that was given, or a refusal."""
        self.played.append(wanted)
        told(50)
        if self.report is None:
            raise Refused("The rehearsal broke off.")
        return self.report


def asked(world: World, email: str = MANAGER, seed: int = 1) -> Rehearsal:
    """A rehearsal that waits."""
    with world.database.writing():
        choice = Choice(organisations=5, seed=seed, pace=1.0, signatures=True)
        return actions.ask("cycle wcc-test", choice, by=world.reach(email), now=NOW)


def state(world: World, made: Rehearsal) -> tuple[str, int, str]:
    """How it stands."""
    with world.database.reading() as session:
        found = session.get_one(Rehearsal, made.id)
        return found.state, found.percent, found.say


def test_what_waits_is_played_and_its_report_kept(world: World) -> None:
    made, stage = asked(world), Stage({"moves": 3})

    done = [play_next(world.database, stage), play_next(world.database, stage)]

    assert (done, state(world, made)) == ([1, 0], (DONE, 100, ""))
    assert [each.organisations for each in stage.played] == [5]
    with world.database.reading():
        found = queries.rehearsal(made.id, world.reach(MANAGER))
        assert queries.report_of(found) == {"moves": 3}


def test_what_breaks_off_is_told(world: World) -> None:
    made = asked(world)

    play_next(world.database, Stage())

    assert state(world, made) == (FAILED, 50, "The rehearsal broke off.")


def test_what_was_stopped_stays_so(world: World) -> None:
    made, stage = asked(world), Stage({})
    with world.database.writing() as session:
        actions.stop(session.get_one(Rehearsal, made.id), NOW)

    assert play_next(world.database, stage) == 0
    assert (state(world, made)[0], stage.played) == (STOPPED, [])


def test_a_report_that_comes_after_the_stop_is_not_kept(world: World) -> None:
    made = asked(world)
    with world.database.writing():
        actions.take(NOW)
    with world.database.writing() as session:
        actions.stop(session.get_one(Rehearsal, made.id), NOW)
    with world.database.writing():
        actions.keep(made.id, {"moves": 1}, NOW)

    assert state(world, made)[0] == STOPPED


def test_one_that_ended_with_its_process_is_played_again_but_not_for_ever(world: World) -> None:
    made = asked(world)
    for _ in range(actions.MOST_ATTEMPTS):
        with world.database.writing():
            assert actions.take(NOW) is not None
    assert state(world, made)[0] == RUNNING

    assert play_next(world.database, Stage({})) == 0
    assert state(world, made) == (FAILED, 0, actions.GIVEN_UP)


def test_nobody_has_more_than_a_few_waiting(world: World) -> None:
    for seed in range(actions.MOST_WAITING):
        asked(world, seed=seed)

    with pytest.raises(Refused, match="not done yet"):
        asked(world)


def test_only_those_who_watch_more_than_an_organisation_rehearse(world: World) -> None:
    with pytest.raises(NotFound):
        asked(world, "lead@5pg.example")


def test_a_rehearsal_is_read_by_those_who_watch_in_the_same_place(world: World) -> None:
    made = asked(world)

    with world.database.reading():
        with pytest.raises(NotFound):
            queries.rehearsal(made.id, world.reach("lead@5pg.example"))
        with pytest.raises(NotFound):
            queries.rehearsal(made.id, world.reach("lead@dh.example"))
        assert queries.rehearsal(made.id, world.reach(MANAGER)).state == WAITING


def test_what_is_being_played_is_stopped_before_it_is_deleted(world: World) -> None:
    made = asked(world)
    with world.database.writing():
        actions.take(NOW)

    with pytest.raises(Refused, match="Stop it first"), world.database.writing() as session:
        actions.delete(session.get_one(Rehearsal, made.id))
