"""Reading the forms of pools and timetables: days, seats with people, numbers that may be left open."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask import request

from wccflow.base.errors import Refused
from wccflow.panels.plan import Seated
from wccflow.panels.region import Region
from wccflow.panels.timetable_rules import Rules, lines
from wccflow.people.models import Organisation
from wccflow.people.queries import known_as
from wccflow.web.forms import DAMAGED, day_or_none, text, ticked


def person_asked(words: str) -> UUID | None:
    """The person of a what-if; None where none is asked about."""
    try:
        return UUID(words)
    except ValueError:
        return None


def people_left_out(words: Sequence[str]) -> list[UUID]:
    """The people who are to be left out of a proposal."""
    try:
        return [UUID(each) for each in words if each]
    except ValueError:
        raise Refused(DAMAGED) from None


def people_in_seats(region: Region) -> list[Seated]:
    """Who is held in which seat: each field of a seat names a person or nobody."""
    found = []
    for seat in region.definition.seats.values():
        found += [(each, seat.key) for each in people_left_out(request.form.getlist(f"seat-{seat.key}"))]
    if len({who for who, _ in found}) < len(found):
        raise Refused("The same person is held in two seats of this panel.")
    return found


def days_ticked(name: str) -> set[date]:
    """The days whose boxes are ticked."""
    try:
        return {date.fromisoformat(each) for each in ticked(name)}
    except ValueError:
        raise Refused(DAMAGED) from None


def number_or_none(name: str, *, what: str) -> int | None:
    """The whole number in a field; None when it is left open."""
    given = text(name)
    if not given:
        return None
    if not (given.isdecimal() and given.isascii() and len(given) < 6):
        raise Refused(f"{what} is a whole number.")
    return int(given)


def home() -> Organisation | None:
    """The organisation for which somebody works; None for none of those known here."""
    given = text("home")
    found = known_as(given) if given else None
    if given and found is None:
        raise Refused(f"There is no organisation called “{given}”.")
    return found


def rules() -> Rules:
    """What a timetable may use, as the form says."""
    per_week = number_or_none("per_week", what="How many panels meet in a week")
    return Rules(
        rooms=lines(text("rooms")),
        per_week=per_week or 0,
        first_day=day_or_none("first_day"),
        last_day=day_or_none("last_day"),
        days_off=frozenset(_days_off()),
        most_each=number_or_none("most_each", what="How often a person sits at most"),
        kin=text("kin"),
    )


def _days_off() -> list[date]:
    found = []
    for each in text("days_off").replace(",", " ").split():
        try:
            found.append(date.fromisoformat(each))
        except ValueError:
            raise Refused(f"“{each}” is not a day. Write days like 2010-04-05.") from None
    return found
