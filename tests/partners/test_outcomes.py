"""What partners are told afterwards."""

import pytest

from tests.partners.conftest import Circle
from wccflow.base.errors import NotFound, Stale
from wccflow.partners import outcomes
from wccflow.publication.models import PublishedResult


def tell(desk: Circle, words: str, *, seen: int = 0, who: str = "lead@5pg.example") -> int:
    with desk.world.database.writing():
        by, now = desk.world.reach(who), desk.world.now
        return outcomes.tell(desk.world.case(), words, by=by, seen=seen, now=now).version


def test_nothing_is_shown_before_the_result_is_published(desk: Circle) -> None:
    tell(desk, "We met the council.")
    with desk.world.database.reading():
        assert outcomes.outcome_of(desk.world.case()) is None

    with desk.world.database.writing() as session:
        case = desk.world.case()
        at = desk.world.now
        session.add(PublishedResult(case_id=case.id, cycle_id=case.cycle_id, content="{}", sha256="", at=at))

    with desk.world.database.reading():
        found = outcomes.outcome_of(desk.world.case())
    assert found is not None
    assert (found.address, found.words) == ("/published/wcc-test/5PG", "We met the council.")


def test_two_people_who_write_it_meet_a_choice(desk: Circle) -> None:
    assert tell(desk, "First words.") == 1

    with pytest.raises(Stale) as stale:
        tell(desk, "Second words.")

    assert stale.value.theirs == "First words."
    assert tell(desk, "Second words.", seen=1) == 2


def test_what_is_empty_or_too_long_is_refused_and_who_may_not_finds_nothing(desk: Circle) -> None:
    assert desk.refused(lambda: tell(desk, " ")).startswith("Write what came of")
    assert desk.refused(lambda: tell(desk, "x" * 4001)).startswith("Keep it to 4,000 characters")
    with pytest.raises(NotFound):
        tell(desk, "Not mine.", who="analyst@q34.example")
