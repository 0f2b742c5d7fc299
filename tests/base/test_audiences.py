"""Audiences: a set of readers is its own name."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from wccflow.base import audiences
from wccflow.base.models import Audience
from wccflow.base.work import Database


def test_the_same_readers_are_one_audience_whatever_their_order(database: Database) -> None:
    with database.writing() as writing:
        first = audiences.ensure("team", ["a@organisation:1", "b@organisation:1"])
        second = audiences.ensure("team", ["b@organisation:1", "a@organisation:1"])

        assert first == second
        assert len(writing.scalars(select(Audience)).all()) == 1


def test_an_audience_is_read_by_its_own_and_nobody_else(database: Database) -> None:
    person = uuid4()
    with database.writing():
        team = audiences.ensure("team", ["a@organisation:1"])
        named = audiences.ensure("named", [audiences.person_token(person)])

    with database.reading():
        assert audiences.readable(["a@organisation:1"]) == {team}
        assert audiences.readable([audiences.person_token(person)]) == {named}
        assert audiences.readable(["a@organisation:2"]) == frozenset()
        assert audiences.readable([]) == frozenset()


def test_an_audience_of_a_unit_of_work_that_was_undone_is_written_again(database: Database) -> None:
    def breaking_off() -> None:
        with database.writing():
            audiences.ensure("team", ["a@organisation:1"])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        breaking_off()

    with database.writing():
        team = audiences.ensure("team", ["a@organisation:1"])

    with database.reading():
        assert audiences.readable(["a@organisation:1"]) == {team}
