"""What the nation says is read once and again only when something was said anew."""

from tests.harness.statements import counted
from tests.triangulation.conftest import Beside
from wccflow.cycles.queries import cycle
from wccflow.ratings.rules import SELF
from wccflow.triangulation.nation import said_in, triangulated


def read(beside: Beside) -> tuple[int, float]:
    """How many statements it takes, and the level that 5PG gave itself for 1.1."""
    with beside.world.database.reading():
        known, case = cycle("wcc-test"), beside.world.case()
        with counted(beside.world.database.engine) as sent:
            figures, _ = said_in(known)
        return len(sent), figures[case.id]["1.1", SELF].level


def test_what_is_known_costs_one_statement_however_long_the_log(beside: Beside) -> None:
    first, _ = read(beside)

    again, level = read(beside)

    assert first > 1
    assert (again, level) == (1, 4.0)


def test_after_a_new_rating_it_is_read_again(beside: Beside) -> None:
    read(beside)
    beside.rate_self("5PG", i1_1="2")
    beside.submit("5PG")

    statements, level = read(beside)

    assert statements > 1
    assert level == 2.0


def test_what_is_being_written_is_kept_for_nobody_else(beside: Beside) -> None:
    read(beside)
    with beside.world.database.writing():
        said_in(cycle("wcc-test"))

    assert read(beside)[0] == 1


def test_a_command_reads_every_organisation_that_has_said_something(beside: Beside) -> None:
    with beside.world.database.reading():
        found, notes = triangulated("wcc-test")

    assert sorted(each.organisation for each in found) == ["5J9", "5MX", "5PG"]
    assert found[0].organisation == "5PG" or found[0].gap is None
    assert notes != []
