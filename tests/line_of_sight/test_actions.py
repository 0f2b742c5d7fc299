"""Drawing lines, showing their steps, ordering, withdrawing, and finding that one breaks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.line_of_sight.conftest import ANALYST, GOAL, LEAD, MATTER, NEED, PLAN, Sight
from wccflow.base.audiences import key_of
from wccflow.base.errors import NotFound
from wccflow.base.models import Event
from wccflow.base.work import session
from wccflow.evidence import freezing
from wccflow.indicators import actions as indicators
from wccflow.line_of_sight import actions, queries
from wccflow.line_of_sight.models import StepFinding, StepPassage


def titles(sight: Sight, who: str = LEAD) -> list[str]:
    with sight.world.database.reading():
        rows = queries.lines([sight.world.case().id], sight.world.reach(who))
        return [row.title for row in rows]


def events(sight: Sight) -> list[str]:
    with sight.world.database.reading():
        kinds = session().scalars(select(Event.kind).order_by(Event.seq)).all()
        return [kind for kind in kinds if kind.startswith("line.")]


def test_a_line_bears_the_title_of_its_outcome_unless_one_is_given(sight: Sight) -> None:
    sight.draw(item="life_expectancy")
    sight.draw("Smoking", "health_inequalities")

    assert titles(sight) == ["Life expectancy", "Smoking"]


def test_a_line_needs_words_or_an_outcome_that_is_chosen(sight: Sight) -> None:
    assert "what the line is about" in sight.refused(sight.draw)
    assert "outcomes that are chosen" in sight.refused(lambda: sight.draw("Smoking", MATTER))
    assert "up to 120 characters" in sight.refused(lambda: sight.draw("long " * 30))


def test_an_organisations_line_is_its_own_until_it_submits(sight: Sight) -> None:
    made = sight.draw("Smoking")

    with sight.world.database.reading():
        assert key_of(made.audience_id) == "organisation"
    assert (titles(sight), titles(sight, ANALYST)) == (["Smoking"], [])


def test_a_passage_keeps_its_words_and_what_stands_around_them(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN)

    shown = sight.show(sight.draw("Smoking"), "goal", GOAL)

    assert (shown.quote, shown.page, shown.heading) == (GOAL, 2, "Plan")
    assert (shown.prefix, shown.suffix) == (NEED[-60:], PLAN[2][:60])


def test_showing_a_passage_twice_gives_the_first_and_records_once(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN)
    made = sight.draw("Smoking")

    assert sight.show(made, "goal", GOAL).id == sight.show(made, "goal", GOAL).id
    assert events(sight) == ["line.added", "line.shown"]


def test_a_step_that_the_chain_does_not_have_is_not_found(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN)
    made = sight.draw("Smoking")

    with pytest.raises(NotFound):
        sight.show(made, "gaol", GOAL)


def test_a_document_of_another_organisation_is_not_found(sight: Sight) -> None:
    sight.world.at("preparing", "5MX")
    sight.file("strategic_plan", *PLAN, code="5MX")
    made = sight.draw("Smoking")

    with pytest.raises(NotFound):
        sight.show(made, "goal", GOAL)


def test_a_passage_is_taken_back_and_stays_known(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN)
    made = sight.draw("Smoking")
    shown = sight.show(made, "goal", GOAL)

    with sight.world.database.writing():
        by, now = sight.world.reach("editor@5pg.example"), sight.world.now
        mine = queries.passage(by, shown.id)
        actions.hide(mine, sight.line(made.id), sight.world.case(), by=by, now=now)

    with sight.world.database.reading():
        assert list(queries.passages([made.id])) == []
        assert session().get_one(StepPassage, shown.id).withdrawn_by_id == by.person_id
    assert events(sight)[-1] == "line.hidden"


def test_a_withdrawn_line_is_kept_and_can_be_brought_back(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN)
    made = sight.draw("Smoking")
    with sight.world.database.writing():
        by, case = sight.world.reach(LEAD), sight.world.case()
        actions.withdraw(sight.line(made.id), case, by=by, now=sight.world.now)
    assert titles(sight) == []
    assert "Bring it back first" in sight.refused(lambda: sight.show(made, "goal", GOAL))

    with sight.world.database.writing():
        actions.restore(sight.line(made.id), sight.world.case(), by=by, now=sight.world.now)

    assert titles(sight) == ["Smoking"]
    assert events(sight) == ["line.added", "line.withdrawn", "line.restored"]


def test_a_line_moves_up_and_down_and_not_over_the_edge(sight: Sight) -> None:
    made = [sight.draw(title) for title in ("A", "B", "C")]

    def move(number: int, *, up: bool) -> None:
        with sight.world.database.writing():
            by = sight.world.reach(LEAD)
            actions.order(sight.line(made[number].id), sight.world.case(), up=up, by=by, now=sight.world.now)

    move(2, up=True)
    assert titles(sight) == ["A", "C", "B"]
    move(0, up=True)
    assert titles(sight) == ["A", "C", "B"]
    move(0, up=False)
    assert titles(sight) == ["C", "A", "B"]


def test_a_line_is_called_otherwise_and_leads_elsewhere(sight: Sight) -> None:
    made = sight.draw("Smoking")
    with sight.world.database.writing():
        by, case = sight.world.reach(LEAD), sight.world.case()
        actions.change(
            sight.line(made.id), case, title="Mothers", item="life_expectancy", by=by, now=sight.world.now
        )

    with sight.world.database.reading():
        found = sight.line(made.id)
        assert (found.title, found.item) == ("Mothers", "life_expectancy")
    assert events(sight) == ["line.added", "line.changed"]


def test_those_who_neither_prepare_nor_read_draw_no_line(sight: Sight) -> None:
    for who in ("chief@5pg.example", "observer@dh.example", "lead@5mx.example"):
        with pytest.raises(NotFound):
            sight.draw("Smoking", who=who)


def test_the_line_is_frozen_with_the_documents(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN)
    made = sight.draw("Smoking")
    sight.world.at("submitted")
    with sight.world.database.writing():
        freezing.freeze(sight.world.case(), by=None, now=sight.world.now)
    sight.world.at("preparing")

    assert "frozen with the documents" in sight.refused(lambda: sight.show(made, "goal", GOAL))
    assert "frozen with the documents" in sight.refused(lambda: sight.draw("Another"))

    sight.world.at("returned")
    with sight.world.database.writing():
        freezing.give_back(sight.world.case(), by=None, now=sight.world.now)
    assert sight.show(made, "goal", GOAL).step == "goal"


def test_after_submission_it_is_refused_in_words(sight: Sight) -> None:
    sight.file("strategic_plan", *PLAN)
    made = sight.draw("Smoking")
    sight.world.at("analysing")

    assert "at this stage" in sight.refused(lambda: sight.show(made, "goal", GOAL))


def test_submitting_shows_what_stands_to_those_who_assess(sight: Sight) -> None:
    made = sight.whole()
    gone = sight.draw("Withdrawn before")
    with sight.world.database.writing():
        by, case = sight.world.reach(LEAD), sight.world.case()
        actions.withdraw(sight.line(gone.id), case, by=by, now=sight.world.now)
    sight.share()

    assert titles(sight, ANALYST) == ["Smoking in pregnancy"]
    with sight.world.database.reading():
        reach = sight.world.reach(ANALYST)
        assert len(queries.passages([made.id], reach)) == 4
        assert list(queries.lines([sight.world.case().id], reach, withdrawn=True)) == []
    assert events(sight)[-1] == "line.shared"


def test_a_reviewer_finds_that_a_step_does_not_follow_and_says_why(sight: Sight) -> None:
    made = sight.whole()
    sight.share()
    sight.world.at("analysing")

    assert "Say why" in sight.refused(lambda: sight.find(made, "money", "does_not_follow"))
    sight.find(made, "money", "does_not_follow", "The sum is for another service.")

    with sight.world.database.reading():
        case = sight.world.case()
        reviewer = queries.findings([made.id], sight.world.reach(ANALYST))
        organisation = queries.findings([made.id], sight.world.reach(LEAD))
        assert [(key[1], row.why) for key, row in reviewer.items()] == [
            ("money", "The sum is for another service.")
        ]
        assert organisation == {}
        assert case.state == "analysing"


def test_the_newest_finding_of_a_step_counts(sight: Sight) -> None:
    made = sight.whole()
    sight.share()
    sight.world.at("analysing")
    sight.find(made, "money", "does_not_follow", "Not at first sight.")
    sight.world.now += timedelta(hours=1)
    sight.find(made, "money", "follows")

    with sight.world.database.reading():
        found = queries.findings([made.id], sight.world.reach(ANALYST))
        assert found[made.id, "money"].stance == "follows"
        assert len(session().scalars(select(StepFinding)).all()) == 2


def test_the_organisation_finds_nothing_of_its_own_lines(sight: Sight) -> None:
    made = sight.draw("Smoking")

    with pytest.raises(NotFound):
        sight.find(made, "money", "follows", who=LEAD)


def test_a_reviewer_draws_lines_of_her_own_that_the_organisation_does_not_see(sight: Sight) -> None:
    sight.whole()
    sight.share()
    sight.world.at("analysing")
    mine = sight.draw("What the plan says of money", who=ANALYST)
    sight.show(mine, "goal", GOAL, who=ANALYST)

    assert titles(sight, ANALYST) == ["Smoking in pregnancy", "What the plan says of money"]
    assert titles(sight) == ["Smoking in pregnancy"]


def test_an_outcome_that_is_dropped_leaves_the_line_without_it(sight: Sight) -> None:
    with sight.world.database.writing():
        by, now = sight.world.reach(LEAD), sight.world.now
        indicators.choose(sight.world.case(), MATTER, by=by, now=now)
    sight.draw(item=MATTER)
    with sight.world.database.writing():
        indicators.drop(sight.world.case(), MATTER, by=by, now=now)

    with sight.world.database.reading():
        (found,) = queries.own([sight.world.case()])[sight.world.case().id]
        assert (found.title, found.shown) == ("Smoking in pregnancy", frozenset())
