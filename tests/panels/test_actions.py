"""The panel day: rating alone, revealing, agreeing."""

import pytest

from tests.harness.panel import CHAIR, EVERYBODY, MEMBERS, Sitting
from tests.hearings.given import give_answer
from wccflow.base import audiences, log
from wccflow.base.errors import NotFound
from wccflow.panels import actions, agenda, day, queries, seating
from wccflow.people.queries import person_by_email
from wccflow.ratings import citing_answers
from wccflow.ratings import queries as ratings
from wccflow.ratings.answers import cited_answers
from wccflow.ratings.rules import PANEL, PANEL_MEMBER

OTHERS = (
    *EVERYBODY[1:],
    "manager@q34.example",
    "director@q34.example",
    "lead@5pg.example",
    "lead@dh.example",
)


def test_before_the_reveal_nobody_else_can_read_a_rating(sitting: Sitting) -> None:
    sitting.commit("2.1", "4", CHAIR, "Outstanding partners.")

    with sitting.world.database.reading():
        seen = {
            who: len(ratings.ratings([sitting.case.id], reach=sitting.reach(who), channels=[PANEL_MEMBER]))
            for who in (CHAIR, *OTHERS)
        }
    assert seen == {CHAIR: 1, **dict.fromkeys(OTHERS, 0)}


def test_what_the_log_tells_the_panel_before_the_reveal_names_neither_level_nor_person(
    sitting: Sitting,
) -> None:
    sitting.commit("2.1", "4", MEMBERS[0], "Outstanding partners.")

    with sitting.world.database.reading() as session:
        readable = audiences.readable(sitting.reach(CHAIR).tokens)
        told = [
            (event.kind, event.by_id, event.words, event.payload)
            for event in log.events_after(session, 0)
            if event.audience_id in readable and "2.1" in str(event.payload)
            if event.kind.startswith(("rating", "panel", "item"))
        ]
    assert told == [("panel.committed", None, "", {"item": "2.1"})]


def test_a_rating_changed_before_the_reveal_tells_nobody(sitting: Sitting) -> None:
    sitting.commit("2.1", "4", MEMBERS[0])

    sitting.commit("2.1", "1", MEMBERS[0])

    with sitting.world.database.reading() as session:
        events = log.events_after(session, 0)
        assert [event.kind for event in events].count(actions.COMMITTED) == 1
        line = agenda.line_of(sitting.case, sitting.panel, "2.1")
        assert line is not None
        assert (line.have, line.total, list(line.revealed)) == (1, 5, [])


def test_the_order_of_the_agenda_says_nothing_before_the_reveal(sitting: Sitting) -> None:
    with sitting.world.database.reading():
        before = [
            line.item.key for line in agenda.agenda_of(sitting.case, sitting.panel).at("rating", "ready")
        ]
    sitting.commit_all("11.3", "1", "4", "1", "4", "1")

    with sitting.world.database.reading():
        after = [
            line.item.key for line in agenda.agenda_of(sitting.case, sitting.panel).at("rating", "ready")
        ]
    assert after == before


def test_the_reveal_shows_the_panel_every_rating_and_nobody_else(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")

    sitting.reveal("2.1")

    with sitting.world.database.reading():
        case_id = sitting.case.id
        seen = {
            who: sorted(
                row.value for row in ratings.current([case_id], reach=sitting.reach(who), items=["2.1"])
            )
            for who in (MEMBERS[3], "manager@q34.example", "lead@5pg.example")
        }
        line = agenda.line_of(sitting.case, sitting.panel, "2.1")
    assert seen == {
        MEMBERS[3]: ["1", "2", "2", "3", "3"],
        "manager@q34.example": [],
        "lead@5pg.example": [],
    }
    assert line is not None
    assert (line.spread, line.same) == (2, None)


def test_the_chair_waits_for_everyone_or_says_why_not(sitting: Sitting) -> None:
    sitting.commit("2.1", "2", CHAIR)

    said = sitting.refused(lambda: sitting.reveal("2.1"))
    sitting.reveal("2.1", "The others were called away.")

    assert said == "4 of the members present have not rated this item. Wait, or say why you do not."
    with sitting.world.database.reading():
        assert queries.reveals_of(sitting.panel)["2.1"].why == "The others were called away."


def test_nothing_is_rated_alone_after_the_reveal(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    sitting.reveal("2.1")

    said = sitting.refused(lambda: sitting.commit("2.1", "3", MEMBERS[0]))

    assert said == "The ratings of this item are revealed, so what each gave alone stays as it was."


def test_only_the_chair_reveals(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    member = sitting.reach(MEMBERS[0])

    with pytest.raises(NotFound), sitting.world.database.writing():
        actions.reveal(sitting.case, "2.1", by=member, now=sitting.world.now)


def test_nothing_is_agreed_before_the_reveal(sitting: Sitting) -> None:
    assert sitting.refused(lambda: sitting.agree("2.1", "2")) == (
        "Reveal the members' ratings before you record what was agreed."
    )


def test_what_is_agreed_carries_its_reason_and_who_does_not_share_it(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "1", "2", "2", "3", "3")
    sitting.reveal("2.1")
    with sitting.world.database.reading():
        apart = {person_by_email(MEMBERS[3]).id: "The partners said otherwise."}

    sitting.agree("2.1", "2", "It follows from the plan.", dissent=apart)

    with sitting.world.database.reading():
        agreement = queries.agreements_of(sitting.panel)["2.1"]
        rating = ratings.standing(sitting.case.id, "2.1", PANEL)
        dissents = queries.dissents_of([agreement.id])[agreement.id]
        assert rating is not None
        assert (rating.value, rating.rationale) == ("2", "It follows from the plan.")
        assert [(each.person_id, each.words) for each in dissents] == list(apart.items())


def test_an_agreed_level_is_not_for_the_organisation_before_the_report(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "2", "2", "2", "2", "2")
    sitting.reveal("2.1")
    sitting.agree("2.1", "2")

    with sitting.world.database.reading():
        case_id = sitting.case.id
        seen = {
            who: len(ratings.current([case_id], reach=sitting.reach(who), channels=[PANEL]))
            for who in ("manager@q34.example", "lead@5pg.example", "chief@5pg.example")
        }
    assert seen == {"manager@q34.example": 1, "lead@5pg.example": 0, "chief@5pg.example": 0}


def test_items_without_spread_are_agreed_in_one_act(sitting: Sitting) -> None:
    for item in ("2.1", "2.2", "strategy_1"):
        level = "green" if item == "strategy_1" else "3"
        sitting.commit_all(item, level, level, level, level, level)
    chair = sitting.reach(CHAIR)

    with sitting.world.database.writing():
        shown = actions.reveal_ready(sitting.case, by=chair, now=sitting.world.now)
        actions.agree_together(sitting.case, shown, by=chair, now=sitting.world.now)

    with sitting.world.database.reading():
        agreed = ratings.current([sitting.case.id], channels=[PANEL])
        assert sorted((row.item, row.value) for row in agreed) == [
            ("2.1", "3"),
            ("2.2", "3"),
            ("strategy_1", "green"),
        ]


def test_items_with_spread_are_not_agreed_together(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "3", "3", "3", "3", "2")
    sitting.reveal("2.1")
    chair = sitting.reach(CHAIR)

    said = sitting.refused(
        lambda: actions.agree_together(sitting.case, ["2.1"], by=chair, now=sitting.world.now)
    )

    assert said == "The ratings have changed since you opened the page. Look at the items again."


def test_after_the_day_nothing_can_be_agreed_and_the_log_names_the_sealed_ratings(sitting: Sitting) -> None:
    sitting.commit_all("2.1", "2", "2", "2", "2", "2")
    sitting.reveal("2.1")
    sitting.agree("2.1", "2")
    sitting.close()
    sitting.world.at("panel_in_session")  # even if the state were open again

    said = sitting.refused(lambda: sitting.agree("2.1", "4", "Changed our minds."))

    assert said == "The panel is not in session."
    with sitting.world.database.reading() as session:
        (sealed,) = [each for each in log.events_after(session, 0) if each.kind == day.SEALED]
        rating = ratings.standing(sitting.case.id, "2.1", PANEL)
        assert rating is not None
        assert sealed.payload["agreed"] == [rating.id.hex]
        assert len(sealed.payload["alone"]) == 5


def test_an_absent_member_is_not_waited_for_and_does_not_rate(sitting: Sitting) -> None:
    manager = sitting.reach("manager@q34.example")
    with sitting.world.database.writing():
        away = queries.seat_of(sitting.panel, person_by_email(MEMBERS[0]).id)
        assert away is not None
        seating.note_absence(sitting.case, away, why="Ill.", by=manager, now=sitting.world.now)

    said = sitting.refused(lambda: sitting.commit("2.1", "2", MEMBERS[0]))
    for who in (CHAIR, *MEMBERS[1:]):
        sitting.commit("2.1", "2", who)
    sitting.reveal("2.1")

    assert said.startswith("Only members who are confirmed and present rate.")


def test_which_answers_a_member_cites_is_hers_alone_until_the_reveal(sitting: Sitting) -> None:
    given = give_answer(sitting.world)
    with sitting.world.database.writing():
        by = sitting.world.reach(MEMBERS[0])
        citing_answers.cite_answer(
            sitting.case,
            "2.1",
            given,
            channel=PANEL_MEMBER,
            stance="supports",
            by=by,
            now=sitting.world.now,
        )

    def seen() -> list[int]:
        with sitting.world.database.reading():
            readers = (MEMBERS[0], MEMBERS[1], "lead@5pg.example")
            return [len(cited_answers([sitting.case.id], reach=sitting.world.reach(who))) for who in readers]

    before = seen()
    for who in EVERYBODY:
        sitting.commit("2.1", "3", who)
    sitting.reveal("2.1")

    assert (before, seen()) == ([1, 0, 0], [1, 1, 0])
