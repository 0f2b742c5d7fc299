"""Items given to a colleague: reminded before the day and on it, told once it is over, settled when done."""

from datetime import date, datetime, timedelta

from tests.ratings.conftest import Desk
from tests.ratings.test_giving import EDITOR, LEAD, give, take_back
from wccflow.base.clock import instant_on
from wccflow.notices import mailing, reader
from wccflow.notices.models import Mail, NoticeRow
from wccflow.notices.queries import notices_of
from wccflow.ratings import reminding

WHERE = "Birmingham East and North PCT."
ASKED = f"You are to rate 1.1, 1.2 by 12 October 2009: {WHERE}"
TODAY = f"You are to rate 1.1, 1.2 by 12 October 2009 (today): {WHERE}"


def noon(day: int) -> datetime:
    return instant_on(date(2009, 10, day))


def run(desk: Desk, *days: int) -> list[int]:
    reader.drain(desk.world.database)
    return [reminding.run(desk.world.database, noon(day)) for day in days]


def told(desk: Desk, who: str) -> list[str]:
    with desk.world.database.reading():
        rows = notices_of(desk.world.reach(who), kind="reminder", unread=False)
        return [row.sentence for row in reversed(rows)]


def waiting(desk: Desk, who: str) -> list[str]:
    """What a mail would still carry to this person."""
    with desk.world.database.reading() as session:
        me = desk.world.reach(who).person_id
        rows = session.query(NoticeRow).where(NoticeRow.person_id == me, NoticeRow.outcome == "")
        return [row.sentence for row in rows.order_by(NoticeRow.at) if row.kind == "reminder"]


def test_it_is_reminded_once_three_days_before_and_once_on_the_day(desk: Desk) -> None:
    give(desk, "1.1", "1.2")

    counts = run(desk, 8, 9, 9, 10, 12, 12)

    assert counts == [0, 1, 0, 0, 1, 0]
    assert told(desk, EDITOR) == [ASKED, TODAY]
    assert told(desk, LEAD) == []


def test_after_the_day_both_are_told_once(desk: Desk) -> None:
    give(desk, "1.1", "1.2")

    counts = run(desk, 13, 13, 14)

    assert counts == [2, 0, 0]
    assert told(desk, EDITOR) == [
        f"You were to rate 1.1, 1.2 by 12 October 2009, and have not yet: {WHERE} Person of {LEAD} is told."
    ]
    assert told(desk, LEAD) == [
        f"Person of {EDITOR} was to rate 1.1, 1.2 by 12 October 2009, and has not yet: {WHERE}"
    ]


def test_what_is_due_on_a_sunday_is_reminded_on_the_friday(desk: Desk) -> None:
    give(desk, "1.1", due=date(2009, 10, 11))

    counts = run(desk, 8, 9, 11)

    assert counts == [1, 1, 0]
    assert told(desk, EDITOR)[1] == f"You are to rate 1.1 by 11 October 2009: {WHERE}"


def test_nobody_is_reminded_on_the_day_on_which_it_is_given_or_without_a_day(desk: Desk) -> None:
    desk.world.now = noon(12)
    give(desk, "1.1")
    give(desk, "1.2", due=None)

    assert run(desk, 12, 13) == [0, 2]


def test_only_what_is_still_to_be_rated_is_named(desk: Desk) -> None:
    give(desk, "1.1", "1.2")
    desk.world.now += timedelta(hours=1)
    desk.rate("1.1", "3", "The survey says so.", who=EDITOR)

    run(desk, 9)

    assert told(desk, EDITOR) == [f"You are to rate 1.2 by 12 October 2009: {WHERE}"]


def test_what_is_done_taken_back_or_over_is_asked_for_no_more(desk: Desk) -> None:
    give(desk, "1.1", "1.2")
    run(desk, 9)
    give(desk, "board_1", due=date(2009, 10, 12))
    before = waiting(desk, EDITOR)
    desk.world.now += timedelta(hours=1)
    desk.rate("1.1", "3", "The survey says so.", who=EDITOR)
    take_back(desk, "1.2")

    reminding.settle(desk.world.database, noon(9))
    done = waiting(desk, EDITOR)
    run(desk, 9)
    desk.world.at("analysing")
    reminding.settle(desk.world.database, noon(9))

    assert (before, done) == ([ASKED], [])
    assert waiting(desk, EDITOR) == []
    assert run(desk, 12, 13) == [0, 0]


def test_the_reminder_goes_by_mail_on_the_day_and_not_once_it_is_rated(desk: Desk) -> None:
    give(desk, "1.1", "1.2")
    run(desk, 12)

    mailed = mail(desk, 12)
    run(desk, 13)
    desk.world.now += timedelta(hours=1)
    for item in ("1.1", "1.2"):
        desk.rate(item, "3", "The survey says so.", who=EDITOR)
    reader.drain(desk.world.database)
    reminding.settle(desk.world.database, noon(13))
    after = mail(desk, 13)

    assert [TODAY in each for each in mailed] == [True]
    assert [each for each in after if "You were to rate" in each] == []


def mail(desk: Desk, day: int) -> list[str]:
    """What is mailed to the colleague an hour after noon of this day."""
    later = noon(day) + timedelta(hours=1)
    with desk.world.database.writing():
        mailing.make_mails(base_url="http://wccflow.example", demonstration=False, now=later)
    with desk.world.database.reading() as session:
        me = desk.world.reach(EDITOR).person_id
        rows = session.query(Mail).where(Mail.person_id == me, Mail.made_at == later)
        return [row.body for row in rows]
