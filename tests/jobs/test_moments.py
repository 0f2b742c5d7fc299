"""Due instants in UTC, over both changes of the hour in London."""

from datetime import UTC, datetime, timedelta

import pytest

from wccflow.jobs.moments import Cron, Every


def dues_of_day(when: Every | Cron, day: datetime) -> list[str]:
    """The due instants met by one who looks every five minutes from the day before to the day after."""
    looks = [day + timedelta(minutes=5 * look) for look in range(-12 * 24, 2 * 12 * 24)]
    met = {due for look in looks if (due := when.due(look)) and due.date() == day.date()}
    return [f"{due:%H:%M}" for due in sorted(met)]


@pytest.mark.parametrize("day", ["2009-10-25", "2010-03-28", "2026-10-25", "2026-03-29", "2012-02-29"])
@pytest.mark.parametrize("words", ["30 0 * * *", "30 1 * * *", "30 2 * * *"])
def test_a_daily_job_is_due_once_on_the_days_on_which_the_hour_changes(day: str, words: str) -> None:
    met = dues_of_day(Cron(words), datetime.fromisoformat(f"{day}T00:00+00:00"))

    assert met == [f"{words[3:4].zfill(2)}:30"]


@pytest.mark.parametrize("day", ["2009-10-25", "2010-03-28"])
def test_an_hourly_job_is_due_twenty_four_times_on_those_days(day: str) -> None:
    met = dues_of_day(Every(3600), datetime.fromisoformat(f"{day}T00:00+00:00"))

    assert met == [f"{hour:02}:00" for hour in range(24)]


@pytest.mark.parametrize("when", [Cron("30 1 * * *"), Every(3600)])
def test_the_scheduler_wakes_at_the_very_instants_that_are_due(when: Every | Cron) -> None:
    trigger = when.trigger()
    before = datetime(2009, 10, 24, 12, 5, tzinfo=UTC)

    woken = [trigger.get_next_fire_time(None, before)]
    for _ in range(40):
        woken.append(trigger.get_next_fire_time(woken[-1], woken[-1]))

    assert [when.due(instant) for instant in woken] == woken


def test_a_due_instant_is_the_same_for_all_who_look_before_the_next() -> None:
    dues = {Every(900).due(datetime(2009, 11, 2, 9, minute, 59, tzinfo=UTC)) for minute in range(15, 30)}

    assert dues == {datetime(2009, 11, 2, 9, 15, tzinfo=UTC)}


def test_a_daily_job_missed_for_more_than_an_hour_waits_for_its_next_day() -> None:
    when = Cron("0 6 * * *")

    late = [when.due(datetime(2009, 11, 2, hour, 30, tzinfo=UTC)) for hour in (5, 6, 7)]

    assert late == [None, datetime(2009, 11, 2, 6, tzinfo=UTC), None]
