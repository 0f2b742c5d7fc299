"""Notices gathered into mails: when, how many, what is held, what is dropped, and for whom."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.harness.statements import counted
from tests.harness.world import World
from tests.notices.conftest import BASE, Crier
from tests.notices.test_actions import close_account, lose_role
from wccflow.base.clock import LONDON
from wccflow.base.errors import Refused
from wccflow.notices import actions, mailing
from wccflow.notices.models import Mail, NoticeRow
from wccflow.people.queries import person_by_email

LEAD, CHIEF = "lead@5pg.example", "chief@5pg.example"


def mails(world: World) -> list[Mail]:
    with world.database.reading() as session:
        return list(session.scalars(select(Mail).order_by(Mail.made_at)))


def outcomes(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(select(NoticeRow.outcome).order_by(NoticeRow.at)))


def lines(mail: Mail) -> list[str]:
    return [line for line in mail.body.splitlines() if line.startswith("- ")]


def test_a_digest_holds_everything_unread_once(world: World, crier: Crier) -> None:
    crier.tell("First.")
    crier.tell("Second.", at=world.now + timedelta(hours=1))

    made = [crier.digests(), crier.digests(), crier.digests(crier.morning(2))]

    assert made == [1, 0, 0]
    (mail,) = mails(world)
    assert mail.subject == "2 things happened"
    assert lines(mail) == ["- First.", "- Second."]
    assert f"{BASE}/cycles/wcc-test/5PG" in mail.body


def test_what_was_read_is_not_mailed(world: World, crier: Crier) -> None:
    crier.tell(only_you=True)
    crier.tell()
    with world.database.writing():
        actions.mark_read(person_by_email(LEAD).id, world.now)

    assert crier.mails(world.now + timedelta(hours=1)) == crier.digests() == 0


def test_what_only_you_can_do_is_mailed_after_ten_minutes_and_not_again(world: World, crier: Crier) -> None:
    crier.tell(only_you=True)

    early = crier.mails(world.now + timedelta(minutes=9))
    late = crier.mails(world.now + timedelta(minutes=10))
    again = crier.mails(world.now + timedelta(minutes=15)) + crier.digests()

    assert (early, late, again) == (0, 1, 0)


def test_several_things_that_only_you_can_do_are_one_mail(world: World, crier: Crier) -> None:
    for sentence in ("File the plan.", "Answer the question.", "Sign."):
        crier.tell(sentence, only_you=True)

    made = crier.mails(world.now + timedelta(minutes=10))

    assert made == 1
    (mail,) = mails(world)
    assert mail.subject == "3 things need you"


def test_a_digest_takes_along_what_came_in_the_night(world: World, crier: Crier) -> None:
    crier.tell("By day.", at=world.now)
    crier.tell("By night.", only_you=True, at=crier.morning(1, hour=0))

    made = [crier.mails(crier.morning(1, hour=hour)) for hour in (0, 6, 7, 8)]

    assert made == [0, 0, 1, 0]
    (mail,) = mails(world)
    assert mail.subject == "One thing needs you, one other happened"
    assert lines(mail) == ["- By night.", "- By day."]


def test_what_others_can_do_too_is_not_urgent(world: World, crier: Crier) -> None:
    crier.tell()

    assert crier.mails(world.now + timedelta(hours=8)) == 0


def test_whoever_has_lost_the_role_since_gets_no_mail_of_it(world: World, crier: Crier) -> None:
    crier.tell("A secret of 5PG.", only_you=True)

    lose_role(world)

    assert crier.mails(world.now + timedelta(hours=1)) == crier.digests() == 0
    assert (mails(world), outcomes(world)) == ([], ["lost"])


def test_an_account_closed_since_gets_no_mail(world: World, crier: Crier) -> None:
    crier.tell(to=LEAD, private=True)

    close_account(world)

    assert crier.digests() == 0


def test_what_is_told_to_a_person_alone_needs_no_audience(world: World, crier: Crier) -> None:
    assert crier.tell("Your account is ready.", to=LEAD, private=True) == 1

    assert crier.digests() == 1


def test_every_mail_of_a_demonstration_says_so_twice(world: World, crier: Crier) -> None:
    crier.tell()

    crier.digests(demonstration=True)

    (mail,) = mails(world)
    assert mail.subject == "Demonstration: One thing happened"
    assert mail.body.startswith("This is a demonstration: ")


def test_a_kind_that_somebody_does_not_want_is_never_mailed(world: World, crier: Crier) -> None:
    crier.wish(often={"stage": "none"})
    crier.tell("It moved.")
    crier.tell("It meets.", kind="panel")

    crier.digests()

    (mail,) = mails(world)
    assert lines(mail) == ["- It meets."]
    assert outcomes(world) == ["unwanted", ""] or outcomes(world) == ["", "unwanted"]


def test_what_was_not_wanted_then_is_not_mailed_when_the_wish_changes(world: World, crier: Crier) -> None:
    crier.wish(often={"stage": "none"})
    crier.tell("It moved.")
    crier.digests()

    crier.wish()

    assert crier.digests(crier.morning(2)) == 0


def test_what_only_you_can_do_is_mailed_whatever_its_kind(world: World, crier: Crier) -> None:
    crier.wish(often={"stage": "none"}, at_once=False)
    crier.tell("Only you.", only_you=True)

    assert crier.mails(world.now + timedelta(hours=1)) == 0
    assert crier.digests() == 1


def test_a_pause_holds_every_mail_until_the_morning_after_it(world: World, crier: Crier) -> None:
    crier.wish(paused_until=date(2009, 10, 4))
    crier.tell("Only you.", only_you=True)
    crier.tell("Others too.")

    made = [crier.mails(crier.morning(days)) for days in (1, 2, 3, 4, 5)]

    assert made == [0, 0, 0, 1, 0]
    assert mails(world)[0].subject == "One thing needs you, one other happened"


def test_more_than_the_limit_waits_for_the_next_day_and_is_marked(world: World, crier: Crier) -> None:
    crier.wish(most_a_day=2)
    for hours in (0, 1, 2):
        crier.tell(f"Number {hours}.", only_you=True, at=world.now + timedelta(hours=hours))

    made = [crier.mails(world.now + timedelta(hours=hours, minutes=30)) for hours in (0, 1, 2)]
    next_day = crier.mails(crier.morning(1))

    assert (made, next_day) == ([1, 1, 0], 1)
    with world.database.reading() as session:
        capped = session.scalars(select(NoticeRow.capped_on).order_by(NoticeRow.at)).all()
    assert capped == [None, None, date(2009, 10, 1)]


def test_somebody_else_may_have_another_hour(world: World, crier: Crier) -> None:
    crier.wish(hour=9)
    crier.tell(to=LEAD)
    crier.tell(to=CHIEF)

    made = [crier.mails(crier.morning(1, hour=hour)) for hour in (7, 8, 9)]

    assert made == [1, 0, 1]


def test_a_digest_of_a_day_is_made_once_whoever_else_makes_one(world: World, crier: Crier) -> None:
    crier.tell("First.")
    crier.digests()

    crier.tell("Told late.", at=world.now)

    assert crier.mails(crier.morning(1, hour=8)) == 0
    assert crier.mails(crier.morning(2)) == 1


@pytest.mark.parametrize(
    "change", [date(2009, 10, 25), date(2010, 3, 28), date(2026, 3, 29), date(2026, 10, 25)]
)
def test_hour_by_hour_over_a_change_of_clocks_one_digest_comes_each_day_at_seven(
    world: World, crier: Crier, change: date
) -> None:
    start = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(hours=36)

    for step in range(4 * 24):
        now = start + timedelta(hours=step)
        crier.tell(f"Number {step}.", at=now)
        crier.mails(now)
        crier.mails(now + timedelta(minutes=5))

    here = [mail.made_at.astimezone(LONDON) for mail in mails(world)]
    assert [(at.date(), at.hour, at.minute) for at in here] == [
        (change + timedelta(days=days), 7, 0) for days in (-1, 0, 1, 2)
    ]


def test_a_test_mail_goes_to_whoever_asks_and_one_at_a_time(world: World) -> None:
    with world.database.writing():
        person = person_by_email(LEAD)
        mail = mailing.make_test_mail(person, base_url=BASE, demonstration=False, now=world.now)

        with pytest.raises(Refused, match="is on its way"):
            mailing.make_test_mail(person, base_url=BASE, demonstration=False, now=world.now)

    assert (mail.subject, mail.kind) == ("A test of the mail", "test")


def test_a_mail_that_was_sent_is_not_tried_again(world: World, crier: Crier) -> None:
    crier.tell()
    crier.digests()
    (mail,) = mails(world)

    mailing.note_fault(mail, "away", world.now)
    with world.database.writing():
        mailing.retry(mail, world.now)
    again = mail.not_before
    mailing.note_sent(mail, world.now)

    assert again == world.now
    with pytest.raises(Refused, match="not sent twice"):
        mailing.retry(mail, world.now)


def test_mails_cost_the_same_number_of_questions_for_one_person_and_for_three(
    world: World, crier: Crier
) -> None:
    def asked(people: tuple[str, ...], days: int) -> int:
        for each in people:
            crier.tell(to=each)
        with counted(world.database.engine) as statements:
            crier.mails(crier.morning(days))
        return len([each for each in statements if each.startswith("SELECT")])

    assert asked((LEAD,), 1) == asked((LEAD, CHIEF, "editor@5pg.example"), 2)
