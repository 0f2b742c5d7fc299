"""Reminders: to those who have not answered, by hand and by the calendar, and to nobody else."""

from datetime import date, timedelta

from sqlalchemy import select

from tests.partners.conftest import Circle
from wccflow.base.work import session
from wccflow.notices.models import Mail
from wccflow.partners import answering, letters, reminding
from wccflow.partners.queries import invitation_by


def remind(desk: Circle) -> int:
    with desk.world.database.writing():
        by = desk.world.reach("lead@5pg.example")
        return reminding.remind(desk.world.case(), by=by, now=desk.world.now)


def mailed(desk: Circle) -> list[str]:
    with desk.world.database.reading():
        return sorted(session().scalars(select(Mail.to_email).where(Mail.kind == letters.KIND)))


def test_only_those_who_have_not_answered_are_reminded_and_not_twice_at_once(desk: Circle) -> None:
    desk.invite("Silent")
    desk.reply(desk.invite("Answered"))
    refusing, declining = desk.invite("Refusing"), desk.invite("Declining")
    with desk.world.database.writing():
        answering.refuse_mail(invitation_by(refusing, desk.world.now), now=desk.world.now)
        answering.decline(invitation_by(declining, desk.world.now), "", now=desk.world.now)

    assert remind(desk) == 1
    assert mailed(desk) == ["silent@partners.example"]
    assert desk.refused(lambda: remind(desk)) == reminding.NOBODY
    desk.world.now += timedelta(days=2)
    assert remind(desk) == 1


def test_the_calendar_reminds_before_the_last_day_once_for_each_day_of_reminding(desk: Circle) -> None:
    last: date = desk.world.now.date() + timedelta(days=20)
    desk.invite("Silent", until=last)
    desk.invite("Without a last day")
    counts = []
    for _ in range(23):
        counts.append(reminding.run(desk.world.database, desk.world.now))
        assert reminding.run(desk.world.database, desk.world.now) == 0
        desk.world.now += timedelta(days=1)

    assert [day for day, count in enumerate(counts) if count] == [13, 18]


def test_the_calendar_counts_what_waits_once_the_last_day_is_over(desk: Circle) -> None:
    last: date = desk.world.now.date()
    desk.invite("Silent", "public", until=last)
    for number, kind in enumerate(["provider", "provider", "public", "public", "voluntary"]):
        desk.reply(desk.invite(f"Partner {number}", kind, until=last))
    assert desk.feedback().counted == 0

    desk.world.now += timedelta(days=1)
    reminding.run(desk.world.database, desk.world.now)

    assert desk.feedback().counted == 5
