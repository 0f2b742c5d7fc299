"""Moves of a case and of its items."""

import pytest

from tests.harness.world import World
from wccflow.base import log
from wccflow.base.errors import Refused
from wccflow.cycles import actions, queries


def test_a_move_changes_the_state_and_leaves_a_line(world: World) -> None:
    with world.database.writing():
        actions.move(world.case(), "accept", by=world.reach("lead@5pg.example"), now=world.now)

    with world.database.reading():
        assert world.case().state == "preparing"
        assert [
            (event.payload["from"], event.payload["to"])
            for event in queries.moves_of([world.case()])[world.case().id]
        ] == [("invited", "preparing")]


def test_a_refused_move_says_everything_that_stands_in_its_way_and_changes_nothing(world: World) -> None:
    with world.database.writing():
        actions.move(world.case(), "accept", by=world.reach("lead@5pg.example"), now=world.now)

    with pytest.raises(Refused) as refused, world.database.writing():
        actions.move(world.case(), "sign_off", by=world.reach("lead@5pg.example"), now=world.now)

    assert len(refused.value.sentences) >= 3
    with world.database.reading() as session:
        assert world.case().state == "preparing"
        assert len([event for event in log.events_after(session, 0) if event.kind == "case.moved"]) == 1
