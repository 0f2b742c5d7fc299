"""Taking over what was said a year ago: as a start, or as unchanged."""

from tests.harness.world import World
from tests.ratings.conftest import TEXTS, Desk
from tests.ratings.test_earlier import LEAD, Past, item, past
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case as case_called
from wccflow.ratings import confirming, queries
from wccflow.ratings.confirming import Outcome
from wccflow.ratings.models import RatingDraft
from wccflow.ratings.rules import SELF
from wccflow.ratings.soundness import Given

__all__ = ["past"]
WHY = "The survey said so."


class PastWorld(World):
    """The same world, in which a case is that of last year."""

    def case(self, code: str = "5PG") -> Case:
        return case_called(f"wcc-past-{code.lower()}/{code}")


def rate_last_year(desk: Desk) -> None:
    """Let 1.1 have been rated a year ago by a passage of that year's plan."""
    then = Desk(PastWorld(desk.world.database, desk.world.cycle_id, desk.world.now), desk.files)
    then.cite("1.1", then.file("strategic_plan", *TEXTS))
    then.rate("1.1", "2", WHY)


def start(desk: Desk, key: str = "1.1") -> RatingDraft:
    with desk.world.database.writing():
        return confirming.start(desk.world.case(), key, by=desk.world.reach(LEAD), now=desk.world.now)


def preview(desk: Desk, *items: str) -> list[Outcome]:
    with desk.world.database.reading():
        return confirming.preview(desk.world.case(), items, by=desk.world.reach(LEAD))


def confirm(desk: Desk, *items: str) -> list[str]:
    with desk.world.database.writing():
        by = desk.world.reach(LEAD)
        return [row.value for row in confirming.confirm(desk.world.case(), items, by=by, now=desk.world.now)]


def test_a_year_ago_becomes_ones_own_draft_and_is_marked(desk: Desk, past: Past) -> None:
    past(Given("1.1", "2", WHY, no_passage="Known."))

    made = start(desk)

    own = item(desk).own
    assert own is not None
    assert (made.value, made.rationale, made.no_passage) == ("2", WHY, "Known.")
    assert made.from_rating_id == own.id


def test_a_draft_that_is_there_is_never_overwritten(desk: Desk, past: Past) -> None:
    past(Given("1.1", "2", WHY, no_passage="Known."))
    start(desk)

    assert desk.refused(lambda: start(desk)) == confirming.HAS_DRAFT
    assert desk.refused(lambda: start(desk, "1.2")) == confirming.NOTHING


def test_items_whose_passages_stand_in_this_years_documents_are_confirmed(desk: Desk, past: Past) -> None:
    past()
    rate_last_year(desk)
    new = desk.file("strategic_plan", *TEXTS, "A sentence of this year.")

    (outcome,) = preview(desk, "1.1")
    assert outcome.say == "Level 2, with the reason of a year ago with 1 passage of this year's documents."
    assert confirm(desk, "1.1") == ["2"]

    with desk.world.database.reading():
        (cited,) = queries.citations([desk.world.case().id], channels=[SELF])
    assert (cited.item, cited.version_id, cited.quote) == ("1.1", new.id, TEXTS[0])


def test_items_whose_passages_are_gone_are_named_and_nothing_is_confirmed(desk: Desk, past: Past) -> None:
    past(Given("1.2", "3", WHY, no_passage="Known."))
    rate_last_year(desk)
    desk.file("strategic_plan", "Something else altogether stands in the plan of this year.")

    first, second = preview(desk, "1.1", "1.2")
    assert first.obstacles == [
        f"The cited passage is not in this year's documents: “{TEXTS[0]}”.",
    ]
    assert second.can is True

    said = desk.refused(lambda: confirm(desk, "1.1", "1.2"))
    assert said.startswith("Nothing was confirmed.")
    assert item(desk, "1.2").now is None


def test_what_lacks_a_reason_or_is_rated_already_is_not_confirmed(desk: Desk, past: Past) -> None:
    past(Given("1.1", "1", ""), Given("1.2", "2", WHY, no_passage="Known."))
    desk.rate("1.2", "3", "The audit says so.")

    (outcome,) = preview(desk, "1.1", "1.2")

    assert outcome.earlier.item == "1.1"
    assert outcome.obstacles == ["No reason was given a year ago.", "No passage was cited a year ago."]
    assert "1.2: it is rated this year already" in desk.refused(lambda: confirm(desk, "1.2"))
    assert desk.refused(lambda: confirm(desk)) == confirming.NONE
