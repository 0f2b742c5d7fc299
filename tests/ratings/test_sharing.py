"""What follows for ratings when a case moves, and who reads them then."""

from tests.ratings.conftest import Desk
from wccflow.base import log
from wccflow.base.audiences import key_of
from wccflow.cycles.opening import audience_of
from wccflow.ratings import queries, sharing


def read_by(desk: Desk, who: str) -> list[str]:
    with desk.world.database.reading():
        rows = queries.current([desk.world.case().id], reach=desk.world.reach(who))
        return [row.value for row in rows]


def test_submitting_lets_assessors_read_ratings_and_what_they_cite(desk: Desk) -> None:
    made = desk.rate("1.1", "3", "The survey says so.")
    desk.cite("1.1", desk.file())
    desk.submit()

    assert read_by(desk, "analyst@q34.example") == ["3"]
    with desk.world.database.reading():
        case = desk.world.case()
        assert len(queries.citations([case.id], reach=desk.world.reach("analyst@q34.example"))) == 1
        (event,) = log.events_of([case.id], sharing.SHARED)
        assert event.payload == {"ratings": [made.id.hex]}


def test_what_is_rated_after_a_return_stays_with_the_organisation_until_it_submits_again(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.submit()
    desk.world.at("returned")
    desk.rate("1.1", "2", "We looked again.")

    assert read_by(desk, "analyst@q34.example") == ["3"]
    assert read_by(desk, "lead@5pg.example") == ["2"]

    desk.submit()
    assert read_by(desk, "analyst@q34.example") == ["2"]


def test_submitting_twice_records_nothing_new(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.submit()
    desk.submit()

    with desk.world.database.reading():
        assert len(log.events_of([desk.world.case().id], sharing.SHARED)) == 1


def test_what_goes_before_the_board_is_recorded(desk: Desk) -> None:
    made = desk.rate("1.1", "3", "The survey says so.")
    with desk.world.database.writing():
        sharing.settle(desk.world.case(), by=None, now=desk.world.now)

    with desk.world.database.reading():
        (settled,) = log.events_of([desk.world.case().id], sharing.SETTLED)
        assert settled.payload == {"ratings": [made.id.hex]}


def test_ratings_are_widened_to_another_audience_and_stay_what_they_are(desk: Desk) -> None:
    made = desk.rate("1.1", "3", "The survey says so.")
    with desk.world.database.writing():
        case = desk.world.case()
        panel = audience_of(case, "panel")
        (row,) = queries.current([case.id])
        sharing.widen(case, [row], panel, by=None, now=desk.world.now)

    with desk.world.database.reading():
        (row,) = queries.current([desk.world.case().id])
        assert (row.id, key_of(row.audience_id)) == (made.id, "panel")
