"""When a notice goes out by mail: at once, in a digest, later, or never."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest

from wccflow.base.clock import LONDON
from wccflow.notices.rules import Wishes, day_in_london, earliest, mail_due, pause, way

MORNING = datetime(2009, 10, 1, 9, 0, tzinfo=UTC)  # ten o'clock in London, a Thursday


@dataclass(frozen=True)
class Told:
    """A notice as the rules see it."""

    only_you: bool = False
    kind: str = "stage"
    at: datetime = MORNING


def london(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def test_what_only_you_can_do_waits_ten_minutes_for_you_to_read_it() -> None:
    assert earliest(Told(only_you=True), Wishes()) == MORNING + timedelta(minutes=10)


def test_what_others_can_do_too_waits_for_the_next_mornings_digest() -> None:
    assert earliest(Told(), Wishes()) == london(date(2009, 10, 2), 7)
    assert earliest(Told(at=london(date(2009, 10, 2), 6, 50)), Wishes()) == london(date(2009, 10, 2), 7)
    assert earliest(Told(at=london(date(2009, 10, 2), 6, 51)), Wishes()) == london(date(2009, 10, 3), 7)


@pytest.mark.parametrize("hour", [20, 23, 0, 6])
def test_at_night_nothing_is_urgent(hour: int) -> None:
    day = date(2009, 10, 1) if hour >= 20 else date(2009, 10, 2)

    assert earliest(Told(only_you=True, at=london(day, hour)), Wishes()) == london(date(2009, 10, 2), 7)


def test_what_is_wanted_on_mondays_waits_for_one() -> None:
    weekly = Wishes(often={"stage": "weekly"})

    assert earliest(Told(), weekly) == london(date(2009, 10, 5), 7)
    assert earliest(Told(at=london(date(2009, 10, 5), 8)), weekly) == london(date(2009, 10, 12), 7)
    assert earliest(Told(kind="panel"), weekly) == london(date(2009, 10, 2), 7)


def test_what_is_not_wanted_never_goes_but_for_what_only_you_can_do() -> None:
    never = Wishes(often={"stage": "none"})

    assert earliest(Told(), never) is None
    assert (way(Told(), never), way(Told(only_you=True), never)) == ("never", "urgent")


def test_what_only_you_can_do_may_be_left_to_the_digest() -> None:
    patient = Wishes(at_once=False, often={"stage": "weekly"})

    assert earliest(Told(only_you=True), patient) == london(date(2009, 10, 2), 7)


def test_a_pause_holds_everything_until_the_morning_after() -> None:
    paused = Wishes(paused_until=london(date(2009, 10, 9), 23, 59))

    assert {earliest(Told(only_you=each), paused) for each in (True, False)} == {
        london(date(2009, 10, 10), 7)
    }


@pytest.mark.parametrize(
    "change", [date(2009, 10, 25), date(2010, 3, 28), date(2026, 3, 29), date(2026, 10, 25)]
)
def test_seven_in_the_morning_is_seven_in_london_on_the_days_on_which_the_hour_changes(change: date) -> None:
    before = london(change - timedelta(days=1), 12)

    found = earliest(Told(at=before), Wishes())

    assert found is not None
    assert (found.date(), found.hour) == (change, 7)
    assert found.astimezone(UTC).hour == (7 if change.month == 10 else 6)


def test_a_mail_holds_all_that_is_due_and_nothing_else() -> None:
    urgent, old, new = Told(only_you=True), Told(), Told(at=MORNING + timedelta(days=1))
    now = london(date(2009, 10, 2), 7)

    found = mail_due([urgent, old, new], Wishes(), now, mails_today=0, digested_today=False)

    assert found == ("digest", [urgent, old])


def test_between_digests_only_the_urgent_goes() -> None:
    urgent, old = Told(only_you=True), Told(at=MORNING - timedelta(days=1))
    now = MORNING + timedelta(minutes=10)

    found = mail_due([urgent, old], Wishes(), now, mails_today=1, digested_today=True)

    assert found == ("urgent", [urgent])


def test_a_digest_comes_late_in_the_morning_but_not_in_the_afternoon() -> None:
    asked = [
        mail_due([Told()], Wishes(), london(date(2009, 10, 2), hour), mails_today=0, digested_today=False)
        for hour in (6, 7, 11, 12, 19)
    ]

    assert [each is not None for each in asked] == [False, True, True, False, False]


def test_after_the_last_mail_of_a_day_nothing_goes() -> None:
    now = MORNING + timedelta(minutes=10)

    asked = [
        mail_due([Told(only_you=True)], Wishes(most_a_day=3), now, mails_today=count, digested_today=True)
        for count in (2, 3)
    ]

    assert [each is not None for each in asked] == [True, False]


def test_mails_are_counted_by_the_day_in_london() -> None:
    midnight = datetime(2010, 6, 30, 23, 30, tzinfo=UTC)

    assert day_in_london(midnight) == date(2010, 7, 1)


def test_each_failure_doubles_the_pause_up_to_six_hours() -> None:
    assert [pause(attempts) for attempts in (1, 2, 3)] == [timedelta(minutes=m) for m in (2, 4, 8)]
    assert pause(9) == pause(5_000) == timedelta(hours=6)
