"""Dates and amounts in words, on London's clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wccflow.web import formats

WINTER = datetime(2009, 11, 12, 14, 2, tzinfo=UTC)
SUMMER = datetime(2010, 6, 30, 23, 30, tzinfo=UTC)


def test_an_instant_is_said_by_londons_clock_and_day() -> None:
    assert formats.moment(WINTER) == "12 November 2009, 14:02"
    assert formats.moment(SUMMER) == "1 July 2010, 00:30"


def test_a_day_is_said_long_and_short() -> None:
    assert formats.day(date(2009, 12, 1)) == "1 December 2009"
    assert formats.short_day(SUMMER) == "1 Jul"


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(0), "just now"),
        (timedelta(minutes=-1), "1 minute ago"),
        (timedelta(hours=-3), "3 hours ago"),
        (timedelta(minutes=45), "in 45 minutes"),
        (timedelta(seconds=20), "in a moment"),
        (timedelta(hours=-20), "yesterday"),
        (timedelta(days=1), "tomorrow"),
        (timedelta(days=-5), "5 days ago"),
        (timedelta(days=5), "in 5 days"),
        (timedelta(days=40), "22 December 2009"),
    ],
)
def test_how_far_away_is_said_in_words(away: timedelta, words: str) -> None:
    assert formats.since(WINTER + away, WINTER) == words


def test_a_date_is_today() -> None:
    assert formats.since(date(2009, 11, 12), WINTER) == "today"


def test_amounts_agree_with_their_noun() -> None:
    assert formats.plural(1, "document") == "1 document"
    assert formats.plural(0, "document") == "0 documents"
    assert formats.plural(1200, "reply", "replies") == "1,200 replies"


def test_sizes_have_a_unit() -> None:
    sizes = [formats.size(count) for count in (812, 1000, 4_100_000, 2_000_000_000_000)]

    assert sizes == ["812 bytes", "1 KB", "4.1 MB", "2000.0 GB"]


def test_a_word_begins_a_line_with_a_capital_and_keeps_its_others() -> None:
    assert [formats.capital(word) for word in ("region", "PCT", "")] == ["Region", "PCT", ""]
