"""The invariants of ratings: silent on what people do, speaking of what should not be."""

from sqlalchemy import update

from tests.ratings.conftest import Desk
from wccflow.base.work import session
from wccflow.ratings import checks
from wccflow.ratings.models import Citation, Rating


def test_what_people_do_breaks_nothing(desk: Desk) -> None:
    desk.cite("1.1", desk.file())
    desk.rate("1.1", "3", "The survey says so.")
    desk.rate("1.1", "2", "The auditor disagrees.")

    with desk.world.database.reading():
        assert checks.values_off_the_scale() + checks.broken_lines() + checks.passages_gone() == []


def test_what_should_not_be_is_told_in_sentences(desk: Desk) -> None:
    made = desk.rate("1.1", "3", "The survey says so.")
    desk.rate("1.1", "2", "The auditor disagrees.")
    cited = desk.cite("1.1", desk.file())
    with desk.world.database.writing():
        session().execute(update(Rating).where(Rating.id == made.id).values(value="7"))
        session().execute(update(Rating).values(supersedes_id=None))
        session().execute(update(Citation).values(passage="p-0"))

    with desk.world.database.reading():
        case_id = desk.world.case().id
        expected = [f"wcc-test/5PG: rating {made.id} of 1.1 is not on its scale."]
        assert checks.values_off_the_scale() == expected
        assert checks.broken_lines() == [f"2 ratings stand for item 1.1 under self in case {case_id}."]
        assert checks.passages_gone() == [
            f"Citation {cited.id} names passage p-0, which its document does not have."
        ]
