"""Passages of steps follow to the next version, and threads hang on steps."""

import pytest

from tests.line_of_sight.conftest import ANALYST, GOAL, INITIATIVE, LEAD, NEED, Sight
from wccflow.base.errors import NotFound, Refused
from wccflow.evidence.hanging import hanging_in
from wccflow.line_of_sight import queries
from wccflow.line_of_sight.checks import passages_gone, passages_too_wide
from wccflow.line_of_sight.hanging import SOURCE
from wccflow.line_of_sight.kept import lines
from wccflow.line_of_sight.models import Line
from wccflow.review import actions as review
from wccflow.review.anchoring import Anchor
from wccflow.review.models import Thread
from wccflow.review.topics import topics


def ask(sight: Sight, line: Line, step: str, *, who: str = ANALYST, audience: str = "") -> Thread:
    with sight.world.database.writing():
        return review.open_thread(
            sight.world.case(),
            kind="comment",
            body="Where is the money for it?",
            anchor=Anchor(subject=queries.subject_of(line.id, step)),
            audience=audience,
            by=sight.world.reach(who),
            now=sight.world.now,
        )


def test_what_shows_a_step_is_handed_over_to_be_followed(sight: Sight) -> None:
    made = sight.whole()

    with sight.world.database.reading():
        case = sight.world.case()
        hung = [each for each in hanging_in([case.id]) if each.kind == "step"]
        called = SOURCE.called(hung, case)
        assert [each.quote for each in hung][:3] == [NEED, GOAL, INITIATIVE]
        assert {each.title for each in called.values()} == {
            "Need of “Smoking in pregnancy”",
            "Goal of “Smoking in pregnancy”",
            "Initiative of “Smoking in pregnancy”",
            "Money of “Smoking in pregnancy”",
        }
        assert f"/lines/{made.id}#goal" in {each.address for each in called.values()}
        assert [SOURCE.decides(hung[0], case, sight.world.reach(who)) for who in (LEAD, ANALYST)] == [
            True,
            False,
        ]


def test_a_thread_hangs_on_a_step_and_leads_back_to_it(sight: Sight) -> None:
    made = sight.whole()
    sight.share()
    sight.world.at("analysing")
    ask(sight, made, "money")

    with sight.world.database.reading():
        reach, case = sight.world.reach(ANALYST), sight.world.case()
        (topic,) = topics(reach, [case])
        counts = queries.threads([queries.subject_of(made.id, "money")], reach)
        assert topic.place == "Line of sight, money of “Smoking in pregnancy”"
        assert topic.place_address == f"/lines/{made.id}#money"
        assert list(counts.values()) == [1]
        assert not queries.threads([queries.subject_of(made.id, "money")], sight.world.reach(LEAD))


def test_a_thread_on_a_line_that_one_may_not_read_is_not_found(sight: Sight) -> None:
    made = sight.draw("Smoking")

    with pytest.raises(NotFound):
        ask(sight, made, "money")


def test_a_thread_is_never_read_by_more_than_the_line(sight: Sight) -> None:
    sight.whole()
    sight.share()
    sight.world.at("analysing")
    mine = sight.draw("What nobody sees", who=ANALYST)

    with pytest.raises(Refused, match="Choose narrower readers"):
        ask(sight, mine, "money", audience="everyone")


@pytest.mark.parametrize("key", ["line:x:money", "line:nonsense", "line:" + "0" * 32 + ":money", "other:1:2"])
def test_a_key_that_stands_for_nothing_is_not_found(sight: Sight, key: str) -> None:
    with pytest.raises(NotFound), sight.world.database.writing():
        review.open_thread(
            sight.world.case(),
            kind="comment",
            body="Where?",
            anchor=Anchor(subject=key),
            by=sight.world.reach(LEAD),
            now=sight.world.now,
        )


def test_a_step_that_the_chain_does_not_have_carries_no_thread(sight: Sight) -> None:
    made = sight.draw("Smoking")

    with pytest.raises(NotFound):
        ask(sight, made, "gaol", who=LEAD)


def test_the_store_is_sound_and_keeps_lines_under_their_items(sight: Sight) -> None:
    sight.whole()

    with sight.world.database.reading():
        case = sight.world.case()
        assert (passages_gone(), passages_too_wide()) == ([], [])
        assert dict(lines([case])[case.id]) == {("items", "life_expectancy"): 1}
