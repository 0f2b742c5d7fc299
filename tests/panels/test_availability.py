"""Free days are read from lists and calendars, and what cannot be read is told."""

from datetime import date

import pytest

from wccflow.base.errors import Refused
from wccflow.panels.availability import free_in

DAYS = tuple(date(2010, 4, day) for day in (12, 13, 14, 15, 16))


def calendar(*events: str) -> str:
    inside = "".join(
        f"BEGIN:VEVENT\r\nUID:{at}\r\n{each}\r\nEND:VEVENT\r\n" for at, each in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{inside}END:VCALENDAR\r\n"


def test_a_list_names_the_days_that_are_free() -> None:
    said = free_in("2010-04-12, 14/04/2010 and 2010-05-03", DAYS)

    assert said.free == {date(2010, 4, 12), date(2010, 4, 14)}
    assert said.unread == ("3 May 2010 is not a day of panels.",)


def test_a_calendar_leaves_free_what_nothing_takes() -> None:
    said = free_in(
        calendar(
            "DTSTART;VALUE=DATE:20100412\r\nDTEND;VALUE=DATE:20100414",
            "DTSTART:20100415T090000Z\r\nDTEND:20100415T100000Z",
            "DTSTART:20100416T090000Z\r\nDTEND:20100416T100000Z\r\nSTATUS:CANCELLED",
            "DTSTART:20100414T090000Z\r\nDTEND:20100414T100000Z\r\nTRANSP:TRANSPARENT",
        ),
        DAYS,
    )

    assert said.free == {date(2010, 4, 14), date(2010, 4, 16)}


def test_an_entry_late_in_the_evening_belongs_to_londons_day() -> None:
    said = free_in(calendar("DTSTART:20100412T233000Z\r\nDTEND:20100412T235900Z"), DAYS)

    assert said.free == set(DAYS) - {date(2010, 4, 13)}


def test_an_entry_that_repeats_is_told_of() -> None:
    said = free_in(calendar("DTSTART:20100412T090000Z\r\nDTEND:20100412T100000Z\r\nRRULE:FREQ=DAILY"), DAYS)

    assert said.free == set(DAYS) - {date(2010, 4, 12)}
    assert said.unread == (
        "1 entry repeats itself and is counted on the first day alone: take the other days away by hand.",
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("whenever you like", "There is no day in it. Write days like 2010-04-14 or 14/04/2010."),
        ("2010-02-30", "“2010-02-30” is not a day. Write days like 2010-04-14 or 14/04/2010."),
        ("x" * 600_000, "This is more text than a calendar of one season. Paste a shorter part of it."),
    ],
)
def test_what_is_neither_is_refused_in_words(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        free_in(text, DAYS)

    assert str(refusal.value) == sentence


def test_what_only_looks_like_a_calendar_is_refused() -> None:
    with pytest.raises(Refused, match="The calendar cannot be read"):
        free_in("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", DAYS)
