"""Counting answers: in groups of five, once and for ever, so that no page tells of fewer."""

from sqlalchemy import select

from tests.partners.conftest import Circle
from wccflow.base.work import session
from wccflow.partners import actions, counting
from wccflow.partners.models import PartnerGroup
from wccflow.partners.queries import View, invitation_by, views_of

SCALE = ("hardly", "sometimes", "mostly", "always")


def everything_shown(desk: Circle) -> tuple[object, ...]:
    """Whatever of the answers a page could show."""
    found = desk.feedback()
    return (found.counted, found.lines, found.words, found.by_kind)


def views(desk: Circle) -> dict[str, View]:
    with desk.world.database.reading():
        case = desk.world.case()
        return {key: view for (_, key), view in views_of([case.id]).items()}


def test_what_is_shown_changes_only_when_five_more_of_a_kind_have_answered(desk: Circle) -> None:
    desk.invite("Silent")
    seen = []
    for number in range(11):
        desk.reply(desk.invite(f"Partner {number}"), SCALE[number % 4], words=f"Words {number}.")
        seen.append(everything_shown(desk))

    changes = [number for number in range(11) if seen[number] != (seen[number - 1] if number else seen[0])]
    assert changes == [4, 9]
    assert [desk.feedback().counted, desk.feedback().waiting] == [10, 1]


def test_two_worlds_that_differ_in_who_gave_which_answer_show_the_same(desk: Circle) -> None:
    """The group of 5PG and that of 5MX get the same answers, from other people and in another order."""
    desk.world.at("preparing", "5MX")
    answers = [
        ("always", "One."),
        ("mostly", ""),
        ("hardly", "Two."),
        ("mostly", "Three."),
        ("sometimes", ""),
    ]
    shown = {}
    for code, order in (("5PG", answers), ("5MX", list(reversed(answers)))):
        for number, (answer, words) in enumerate(order):
            desk.reply(desk.invite(f"Partner {number}", code=code), answer, words)
    with desk.world.database.reading():
        for code in ("5PG", "5MX"):
            case = desk.world.case(code)
            found = {key: view for (_, key), view in views_of([case.id]).items()}
            shown[code] = found

    assert shown["5PG"] == shown["5MX"]
    assert shown["5PG"]["1.1"].count == 5


def test_kinds_of_fewer_than_five_are_merged_when_nobody_is_left_to_answer(desk: Circle) -> None:
    kinds = ["provider"] * 3 + ["public"] * 2
    secrets = [desk.invite(f"Partner {number}", kind) for number, kind in enumerate(kinds)]
    for number, secret in enumerate(secrets):
        assert not desk.feedback().is_shown
        desk.reply(secret, SCALE[number % 4])

    found = desk.feedback()
    assert (found.counted, found.by_kind) == (5, [])


def test_fewer_than_five_are_told_as_a_number_once_nobody_is_left_to_answer(desk: Circle) -> None:
    secrets = [desk.invite(f"Partner {number}") for number in range(4)]
    silent = desk.invite("Silent")
    for secret in secrets:
        desk.reply(secret)
    before = desk.feedback()
    with desk.world.database.writing():
        actions.revoke(
            invitation_by(silent, desk.world.now),
            desk.world.case(),
            by=desk.world.reach("lead@5pg.example"),
            now=desk.world.now,
        )

    after = desk.feedback()
    assert (before.waiting, before.leftover) == (4, 0)
    assert (after.waiting, after.leftover, after.lines) == (4, 4, ())


def test_whoever_invites_may_count_together_what_waits_and_not_fewer_than_five(desk: Circle) -> None:
    desk.invite("Silent")
    for number, kind in enumerate(["provider", "provider", "public", "public"]):
        desk.reply(desk.invite(f"Partner {number}", kind))
    assert desk.refused(desk.count_now) == counting.TOO_FEW

    desk.reply(desk.invite("Partner 5", "voluntary"))
    assert desk.count_now() == 5
    assert desk.refused(desk.count_now) == counting.TOO_FEW


def test_of_kinds_that_are_told_apart_each_has_five(desk: Circle) -> None:
    kinds = ["provider"] * 5 + ["public"] * 3 + ["voluntary"] * 2
    for number, kind in enumerate(kinds):
        desk.reply(desk.invite(f"Partner {number}", kind), SCALE[number % 4])

    found = desk.feedback()
    assert [(title, count) for title, count, _ in found.by_kind] == [
        ("Provider of services", 5),
        ("Partners of several kinds", 5),
    ]


def test_an_answer_that_is_counted_stands(desk: Circle) -> None:
    secrets = [desk.invite(f"Partner {number}") for number in range(5)]
    for secret in secrets:
        desk.reply(secret)

    assert desk.refused(lambda: desk.reply(secrets[0], "hardly")).startswith("Your answers are counted")
    invitation = desk.invitation(secrets[0])
    with desk.world.database.reading():
        by, case = desk.world.reach("lead@5pg.example"), desk.world.case()
    refusal = desk.refused(lambda: actions.revoke(invitation, case, by=by, now=desk.world.now))
    assert "cannot be taken out again" in refusal


def test_a_view_of_an_item_takes_all_questions_on_it_together(desk: Circle) -> None:
    for number in range(5):
        answers = {"partnership": "mostly", "priorities": SCALE[number % 4]}
        desk.send(desk.invite(f"Partner {number}", "authority"), answers)

    found = views(desk)
    assert (found["2.2"].mean, found["2.2"].count) == (3.0, 5)
    assert round(found["2.1"].mean, 2) == round((15 + 1 + 2 + 3 + 4 + 1) / 10, 2)
    assert "1.1" not in found


def test_an_answer_of_somebody_on_both_sides_waits_until_the_conflict_is_settled(desk: Circle) -> None:
    for number in range(4):
        desk.reply(desk.invite(f"Partner {number}"))
    secret = desk.invite("Somebody", email="analyst@q34.example")
    desk.reply(secret)
    assert (desk.feedback().counted, desk.invitation(secret).is_held) == (0, True)

    with desk.world.database.writing():
        invitation = invitation_by(secret, desk.world.now)
        by, case = desk.world.reach("lead@5pg.example"), desk.world.case()
        actions.settle(invitation, case, "Left the post last year.", by=by, now=desk.world.now)

    assert desk.feedback().counted == 5
    with desk.world.database.reading():
        assert session().scalars(select(PartnerGroup.kind)).all() == ["provider"]
