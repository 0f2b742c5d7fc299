"""A file that could not be read is read once more when who filed it, or who manages there, asks for it."""

import pytest

from tests.evidence.conftest import Desk, reading_of
from wccflow.base import log
from wccflow.base.errors import NotFound, Refused
from wccflow.evidence import queries
from wccflow.evidence.again import READ_AGAIN, may_read_again, read_again
from wccflow.evidence.models import Version
from wccflow.evidence.reading.sentences import GIVEN_UP
from wccflow.evidence.settling import settle_reading


def given_up(desk: Desk) -> Version:
    version = desk.file("jsna")
    with desk.world.database.writing():
        queries.version_by_id(version.id).attempts = 4
        settle_reading(version.id, Refused(GIVEN_UP), now=desk.world.now)
    return version


def asked(desk: Desk, version: Version, email: str) -> Version:
    with desk.world.database.writing():
        mine = queries.version_by_id(version.id)
        read_again(mine, by=desk.world.reach(email), now=desk.world.now)
        return mine


def test_whoever_filed_it_has_it_read_again_with_all_attempts(desk: Desk) -> None:
    version = given_up(desk)

    again = asked(desk, version, desk.lead)

    assert (again.state, again.attempts, again.outcome, again.outcome_kind) == ("reading", 0, "", "")
    with desk.world.database.reading():
        (event,) = log.events_of([version.case_id], READ_AGAIN)
        assert (event.subject_id, event.payload["before"]) == (version.id, "given_up")


def test_nobody_else_can(desk: Desk) -> None:
    version = given_up(desk)

    with pytest.raises(NotFound):
        asked(desk, version, desk.analyst)


def test_it_is_not_offered_for_a_file_that_was_read_or_is_being_read(desk: Desk) -> None:
    read, waiting, lost = desk.file("jsna", "Words."), desk.file("od_plan"), given_up(desk)

    with desk.world.database.reading():
        case, reach = desk.world.case("5PG"), desk.world.reach(desk.lead)
        offered = [
            may_read_again(queries.version_by_id(each.id), case, reach) for each in (read, waiting, lost)
        ]

    assert offered == [False, False, True]
    with pytest.raises(Refused):
        asked(desk, read, desk.lead)


def test_what_is_read_the_second_time_is_kept(desk: Desk) -> None:
    version = given_up(desk)
    asked(desk, version, desk.lead)

    with desk.world.database.writing():
        settle_reading(version.id, reading_of("Words at last."), now=desk.world.now)
        read = queries.version_by_id(version.id)

    assert (read.state, read.outcome_kind, read.passage_count) == ("readable", "read", 2)
