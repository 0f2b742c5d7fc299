"""What partners do by their links: filling in, sending, passing on, declining."""

from datetime import timedelta

import pytest

from tests.partners.conftest import Circle
from wccflow.base.errors import NotFound, Stale
from wccflow.engine.facts import Tally
from wccflow.partners import answering, facts
from wccflow.partners.answering import Filled
from wccflow.partners.queries import invitation_by, reply_to


def test_answering_again_by_the_same_link_takes_the_place_of_the_first(desk: Circle) -> None:
    secret = desk.invite("partner")
    desk.reply(secret, "mostly")
    desk.reply(secret, "always")

    with desk.world.database.reading():
        case = desk.world.case()
        assert facts.heard([case])[case.id][:2] == (1, 1)
        kept = reply_to(invitation_by(secret, desk.world.now))
        assert kept is not None
        assert kept.answers["leads"] == "always"


def test_two_people_with_one_link_meet_a_choice(desk: Circle) -> None:
    secret = desk.invite("partner")
    desk.reply(secret, words="First words.", seen=0)

    with pytest.raises(Stale) as stale:
        desk.reply(secret, words="Second words.", seen=0)

    assert (stale.value.mine, stale.value.theirs) == ("Second words.", "First words.")


def test_nothing_is_taken_after_the_last_day(desk: Circle) -> None:
    secret = desk.invite("partner", until=desk.world.now.date())
    desk.world.now += timedelta(days=1)

    assert desk.refused(lambda: desk.reply(secret)) == answering.CLOSED


def test_answers_come_too_late_once_the_case_has_gone_on(desk: Circle) -> None:
    secret = desk.invite("partner")
    desk.world.at("panel_in_session")

    assert desk.refused(lambda: desk.reply(secret)) == answering.CLOSED


def test_an_empty_or_impossible_answer_is_refused(desk: Circle) -> None:
    secret = desk.invite("partner")

    assert desk.refused(lambda: desk.reply(secret, "")) == answering.EMPTY
    assert "“9” is no answer to" in desk.refused(lambda: desk.reply(secret, "9"))


def test_a_draft_is_kept_and_goes_once_it_is_sent(desk: Circle) -> None:
    secret = desk.invite("partner")
    with desk.world.database.writing():
        invitation = invitation_by(secret, desk.world.now)
        answering.keep_draft(
            invitation, Filled({"leads": "always", "needs": "9"}, "Half"), now=desk.world.now
        )

    with desk.world.database.reading():
        (draft,) = answering.drafts_of([invitation]).values()
        assert (draft.answers, draft.words) == ({"leads": "always"}, "Half")
    desk.reply(secret)
    with desk.world.database.reading():
        assert answering.drafts_of([invitation]) == {}


def test_whoever_cannot_answer_is_not_waited_for_and_may_think_again(desk: Circle) -> None:
    secret, _ = desk.invite("partner"), desk.reply(desk.invite("other"))
    with desk.world.database.writing():
        answering.decline(invitation_by(secret, desk.world.now), "We do not know them.", now=desk.world.now)

    with desk.world.database.reading():
        case = desk.world.case()
        assert facts.heard([case])[case.id] == Tally(1, 1)
    with desk.world.database.writing():
        answering.take_back_decline(invitation_by(secret, desk.world.now), now=desk.world.now)
    with desk.world.database.reading():
        assert facts.heard([case])[case.id] == Tally(1, 2)


def test_all_declining_is_not_done(desk: Circle) -> None:
    secret = desk.invite("partner")
    with desk.world.database.writing():
        answering.decline(invitation_by(secret, desk.world.now), "", now=desk.world.now)

    with desk.world.database.reading():
        case = desk.world.case()
        assert facts.heard([case])[case.id] == Tally(0, 0)


def test_passing_on_ends_the_link_and_keeps_both_names(desk: Circle) -> None:
    secret = desk.invite("First")
    invitation = desk.invitation(secret)
    with desk.world.database.writing():
        held = invitation_by(secret, desk.world.now)
        answering.keep_draft(held, Filled({"leads": "always"}), now=desk.world.now)
        answering.hand_on(
            held, name="Second", email="Second@partners.example", keep=False, now=desk.world.now
        )

    assert (desk.fresh(invitation).name, desk.fresh(invitation).email) == (
        "Second",
        "second@partners.example",
    )
    with desk.world.database.reading():
        assert answering.drafts_of([invitation]) == {}
        with pytest.raises(NotFound):
            invitation_by(secret, desk.world.now)


def test_an_invitation_is_not_passed_on_to_somebody_who_was_asked_already(desk: Circle) -> None:
    desk.invite("Second")
    secret = desk.invite("First")

    refusal = desk.refused(
        lambda: answering.hand_on(
            invitation_by(secret, desk.world.now),
            name="Second",
            email="second@partners.example",
            keep=False,
            now=desk.world.now,
        )
    )

    assert refusal == answering.ASKED_ALREADY
