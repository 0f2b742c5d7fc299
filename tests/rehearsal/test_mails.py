"""Mails of a rehearsal."""

from datetime import date

from wccflow.engine.simulating import Happening, Simulated, Worked
from wccflow.rehearsal.mails import mails

MONDAY, TUESDAY = date(2010, 1, 4), date(2010, 1, 5)


def told(*notices: tuple[date, str, str]) -> Simulated:
    """A rehearsal of two days in which one of two people was told so much."""
    happenings = tuple(Happening(on, "told", "PCT 1", name, ("Ann",), how) for on, name, how in notices)
    people = tuple(Worked(name, "reviewer", "SHA 1", 1, 0, 60) for name in ("Ann", "Ben"))
    return Simulated((MONDAY, TUESDAY), happenings, (), people)


def test_nobody_told_means_no_mail() -> None:
    found = mails(told())

    assert (found["p50"], found["p95"], found["max"], found["mails"]) == (0, 0, 0, 0)


def test_reminders_of_one_morning_are_one_mail() -> None:
    found = mails(told(*[(MONDAY, "reminded submission", "at once")] * 9))

    assert (found["max"], found["mails"]) == (1, 1)


def test_what_waits_for_the_digest_comes_on_the_next_morning() -> None:
    found = mails(told((MONDAY, "publish", "digest")))

    assert found["busiest"] == [["Ann", "2010-01-05", 1]]


def test_the_limit_of_a_day_holds() -> None:
    found = mails(told(*[(MONDAY, "submit", "at once")] * 40))

    assert found["busiest"][0][2] == 5


def test_days_without_mail_count_too() -> None:
    found = mails(told((MONDAY, "submit", "at once")))

    assert (found["p50"], found["max"], found["on_days_with_mail"]["p50"]) == (0, 1, 1)
