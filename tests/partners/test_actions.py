"""Feedback from partners: links, answers, and what is shown from five on."""

from datetime import date, timedelta

import pytest

from tests.ratings.conftest import Desk
from wccflow.base.errors import NotFound, Stale
from wccflow.partners import actions, answering, facts, queries, sharing
from wccflow.partners.together import Feedback, feedback_of


def invite(desk: Desk, name: str, until: date | None = None) -> str:
    with desk.world.database.writing():
        _, secret = actions.invite(
            desk.world.case(),
            kind="provider",
            name=name,
            email=f"{name}@partners.example",
            until=until,
            by=desk.world.reach("lead@5pg.example"),
            now=desk.world.now,
        )
        return secret


def reply(desk: Desk, secret: str, level: str = "mostly", words: str = "", seen: int | None = None) -> None:
    with desk.world.database.writing():
        answering.reply(secret, {"leads": level}, words, now=desk.world.now, seen=seen)


def submit(desk: Desk) -> None:
    with desk.world.database.writing():
        sharing.share(desk.world.case(), by=None, now=desk.world.now)


def feedback(desk: Desk, who: str = "lead@5pg.example") -> Feedback:
    with desk.world.database.reading():
        return feedback_of(desk.world.case(), desk.world.reach(who))


def test_four_answers_are_counted_and_not_shown(desk: Desk) -> None:
    for number in range(4):
        reply(desk, invite(desk, f"partner{number}"), words="Do not show this yet.")

    found = feedback(desk)

    assert (found.invited, found.answered, found.lines, found.words) == (4, 4, (), ())


def test_five_answers_are_shown_together(desk: Desk) -> None:
    for number, level in enumerate(("mostly", "sometimes", "mostly", "always", "sometimes")):
        reply(desk, invite(desk, f"partner{number}"), level, words="Shown now." if number == 0 else "")

    found = feedback(desk)

    assert (found.lines[0].replies, found.lines[0].mean, found.words) == (5, 2.8, ["Shown now."])
    assert (found.lines[1].replies, found.lines[1].mean, found.lines[1].counts) == (0, None, [])


def test_an_overseer_sees_the_count_before_submission_and_the_answers_after(desk: Desk) -> None:
    for number in range(5):
        reply(desk, invite(desk, f"partner{number}"))

    before = feedback(desk, "analyst@q34.example")
    submit(desk)
    after = feedback(desk, "analyst@q34.example")

    assert (before.answered, before.is_shown) == (5, False)
    assert (after.answered, after.is_shown) == (5, True)


def test_answering_again_by_the_same_link_takes_the_place_of_the_first(desk: Desk) -> None:
    secret = invite(desk, "partner")
    reply(desk, secret, "mostly")
    reply(desk, secret, "always")

    with desk.world.database.reading():
        case = desk.world.case()
        assert facts.heard([case])[case.id][:2] == (1, 1)
        kept = queries.reply_to(queries.invitation_by(secret, desk.world.now))
        assert kept is not None
        assert kept.answers["leads"] == "always"


def test_two_people_with_one_link_meet_a_choice(desk: Desk) -> None:
    secret = invite(desk, "partner")
    reply(desk, secret, words="First words.", seen=0)

    with pytest.raises(Stale) as stale:
        reply(desk, secret, words="Second words.", seen=0)

    assert (stale.value.mine, stale.value.theirs) == ("Second words.", "First words.")


def test_inviting_again_ends_the_first_link(desk: Desk) -> None:
    first = invite(desk, "partner")
    second = invite(desk, "partner")

    with desk.world.database.reading():
        assert queries.invitation_by(second, desk.world.now).name == "partner"
        with pytest.raises(NotFound):
            queries.invitation_by(first, desk.world.now)


def test_nothing_is_taken_after_the_last_day(desk: Desk) -> None:
    secret = invite(desk, "partner", until=desk.world.now.date())
    desk.world.now += timedelta(days=1)

    assert desk.refused(lambda: reply(desk, secret)) == answering.CLOSED


def test_answers_come_too_late_once_the_case_has_gone_on(desk: Desk) -> None:
    secret = invite(desk, "partner")
    desk.world.at("panel_in_session")

    assert desk.refused(lambda: reply(desk, secret)) == answering.CLOSED


def test_an_empty_or_impossible_answer_is_refused(desk: Desk) -> None:
    secret = invite(desk, "partner")

    assert desk.refused(lambda: reply(desk, secret, "")).startswith("Answer at least one question")
    assert "“9” is no answer to" in desk.refused(lambda: reply(desk, secret, "9"))


def test_only_those_who_may_invite_do(desk: Desk) -> None:
    with pytest.raises(NotFound), desk.world.database.writing():
        actions.invite(
            desk.world.case(),
            kind="public",
            name="A group",
            email="group@partners.example",
            by=desk.world.reach("editor@5pg.example"),
            now=desk.world.now,
        )
