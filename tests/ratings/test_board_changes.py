"""What differs between a pack and what stands now, and between two packs."""

from datetime import timedelta

from tests.ratings.conftest import TEXTS, Desk
from tests.ratings.test_board import make_pack
from wccflow.indicators import actions as indicators
from wccflow.ratings import citing
from wccflow.ratings.actions import rate
from wccflow.ratings.board_changes import Change, Held, changes_between, changes_since
from wccflow.ratings.models import BoardPack, Citation
from wccflow.ratings.soundness import asked_of

LEAD, CHIEF = "lead@5pg.example", "chief@5pg.example"
FIRST = "1.1 Reputation as the local leader of the NHS"


def changed(desk: Desk, pack: BoardPack, other: BoardPack | None = None) -> list[Change]:
    with desk.world.database.reading():
        case, reach = desk.world.case(), desk.world.reach(CHIEF)
        if other is None:
            return changes_since(case, pack, reach)
        return changes_between(case, Held.of(pack), Held.of(other), reach)


def uncite(desk: Desk, citation: Citation) -> None:
    with desk.world.database.writing() as session:
        by = desk.world.reach(LEAD)
        citing.uncite(session.merge(citation), desk.world.case(), by=by, now=desk.world.now)


def aim(desk: Desk, *trajectory: float) -> None:
    with desk.world.database.writing():
        indicators.aim(
            desk.world.case(),
            "life_expectancy",
            baseline=1.0,
            trajectory=list(trajectory),
            unit="years",
            polarity="higher_is_better",
            national_average=None,
            upper_quartile=None,
            source="Ours",
            by=desk.world.reach(LEAD),
            now=desk.world.now,
        )


def test_nothing_differs_from_a_pack_just_made(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")

    assert changed(desk, make_pack(desk)) == []


def test_what_changes_after_the_pack_is_listed(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    desk.rate("1.2", "2", "As last year.")
    pack = make_pack(desk)
    desk.rate("1.1", "2", "The board thinks less of it.")
    desk.world.now += timedelta(hours=1)
    desk.file()

    assert [(each.what, each.was, each.now) for each in changed(desk, pack)] == [
        (FIRST, "Level 3", "Level 2"),
        ("Five-year strategic plan", "not there", "draft 1"),
    ]


def test_another_reason_is_shown_word_by_word(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    pack = make_pack(desk)
    desk.rate("1.1", "3", "The audit says so.")

    (change,) = changed(desk, pack)

    assert (change.was, change.now) == ("Level 3", "Level 3, with another reason")
    assert [kind for kind, _ in change.reason] == ["same", "gone", "new", "same"]


def test_other_clauses_and_other_givers_are_said(desk: Desk) -> None:
    desk.rate("1.1", "3", "The survey says so.")
    pack = make_pack(desk)
    with desk.world.database.writing():
        case, by = desk.world.case(), desk.world.reach(LEAD)
        met = [each.key for each in asked_of(case, "1.1")][:1]
        rate(case, "1.1", "3", "The survey says so.", by=by, now=desk.world.now, clauses=met)
    assert [each.now for each in changed(desk, pack)] == ["Level 3, with 1 clause met instead of 0"]

    desk.rate("1.2", "3", "The audit says so.")
    second = make_pack(desk)
    desk.rate("1.1", "3", "The survey says so.", who="editor@5pg.example")
    assert [each.now for each in changed(desk, second)] == ["Level 3, given again"]


def test_passages_cited_and_taken_back_are_listed(desk: Desk) -> None:
    version = desk.file()
    kept = desk.cite("1.1", version)
    pack = make_pack(desk)
    desk.cite("1.2", version, TEXTS[1])
    uncite(desk, kept)

    assert [(each.what, each.was, each.now) for each in changed(desk, pack)] == [
        (f"{FIRST}: “{TEXTS[0]}”", "cited", "taken back"),
        (
            f"1.2 Reputation as a change leader for local organisations: “{TEXTS[1]}”",
            "not cited",
            "cited",
        ),
    ]


def test_an_aim_that_was_changed_is_listed(desk: Desk) -> None:
    aim(desk, 1, 1.5, 2, 2, 2)
    pack = make_pack(desk)
    aim(desk, 1, 1.5, 2, 2, 3)

    assert [(each.kind, each.was, each.now) for each in changed(desk, pack)] == [
        ("Outcomes and aims", "1 → 1.5 → 2 → 2 → 2", "1 → 1.5 → 2 → 2 → 3")
    ]


def test_two_packs_are_compared_with_each_other(desk: Desk) -> None:
    first = make_pack(desk)
    desk.rate("1.1", "3", "The survey says so.")
    second = make_pack(desk)
    desk.rate("1.1", "4", "The survey says still more.")

    assert [(each.was, each.now) for each in changed(desk, first, second)] == [("not rated", "Level 3")]
    assert [(each.was, each.now) for each in changed(desk, second, first)] == [("Level 3", "not rated")]


def test_of_a_pack_that_kept_no_passages_none_are_compared(desk: Desk) -> None:
    pack = make_pack(desk)
    desk.cite("1.1", desk.file())
    pack.citations, pack.aims = None, None

    assert {each.kind for each in changed(desk, pack)} == {"Documents"}
