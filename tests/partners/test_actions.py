"""What those who invite do: asking, making a link anew, ending it."""

import pytest

from tests.partners.conftest import Circle
from wccflow.base.errors import NotFound
from wccflow.partners import actions, sharing
from wccflow.partners.queries import invitation_by


def submit(desk: Circle) -> None:
    with desk.world.database.writing():
        sharing.share(desk.world.case(), by=None, now=desk.world.now)


def test_four_answers_are_counted_and_not_shown(desk: Circle) -> None:
    for number in range(4):
        desk.reply(desk.invite(f"partner{number}"), words="Do not show this yet.")

    found = desk.feedback()

    assert (found.invited, found.answered, found.lines, found.words) == (4, 4, (), ())


def test_five_answers_are_shown_together(desk: Circle) -> None:
    for number, answer in enumerate(("mostly", "sometimes", "mostly", "always", "sometimes")):
        desk.reply(desk.invite(f"partner{number}"), answer, words="Shown now." if number == 0 else "")

    found = desk.feedback()

    assert (found.lines[0].replies, found.lines[0].mean, found.words) == (5, 2.8, ["Shown now."])
    assert (found.lines[1].replies, found.lines[1].mean, found.lines[1].counts) == (0, None, [])


def test_an_overseer_sees_the_count_before_submission_and_the_answers_after(desk: Circle) -> None:
    for number in range(5):
        desk.reply(desk.invite(f"partner{number}"))

    before = desk.feedback("analyst@q34.example")
    submit(desk)
    after = desk.feedback("analyst@q34.example")

    assert (before.answered, before.is_shown) == (5, False)
    assert (after.answered, after.is_shown) == (5, True)


def test_inviting_again_ends_the_first_link(desk: Circle) -> None:
    first = desk.invite("partner")
    second = desk.invite("partner")

    with desk.world.database.reading():
        assert invitation_by(second, desk.world.now).name == "partner"
        with pytest.raises(NotFound):
            invitation_by(first, desk.world.now)


def test_one_mailbox_does_not_answer_for_two_organisations_of_one_case(desk: Circle) -> None:
    desk.invite("Jo", email="jo@partners.example", organisation="The council")

    refusal = desk.refused(lambda: desk.invite("Jo", email="jo@partners.example", organisation="The hospice"))

    assert refusal.startswith("jo@partners.example was asked already, for The council.")


def test_only_those_who_may_invite_do(desk: Circle) -> None:
    with pytest.raises(NotFound), desk.world.database.writing():
        actions.invite(
            desk.world.case(),
            kind="public",
            name="A group",
            email="group@partners.example",
            by=desk.world.reach("editor@5pg.example"),
            now=desk.world.now,
        )


def test_a_conflict_is_settled_with_a_reason_and_not_without(desk: Circle) -> None:
    invitation = desk.invitation(desk.invite("Somebody", email="chief@5pg.example"))
    with desk.world.database.reading():
        by, case = desk.world.reach("lead@5pg.example"), desk.world.case()

    refusal = desk.refused(lambda: actions.settle(invitation, case, " ", by=by, now=desk.world.now))

    assert refusal.startswith("Say why this is no hindrance")
