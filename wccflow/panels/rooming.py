"""Which panel meets in which room: as held by hand, as before, else the first that is free that day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from wccflow.panels.plan import Hold, Sitting


def roomed(
    panels: Iterable[Sitting],
    rooms: Sequence[str],
    standing: Iterable[tuple[date | None, str]] = (),
    *,
    holds: Iterable[Hold] = (),
    before: Iterable[Sitting] = (),
) -> tuple[Sitting, ...]:
    """The panels by day, each with a room that no other has that day; without one where none is left."""
    wanted = {each.code: each.room for each in before if each.room}
    held = {each.code: each.room for each in holds if each.room}
    taken = {(day, room) for day, room in standing if room}
    found: dict[str, Sitting] = {}
    ordered = sorted(
        panels, key=lambda each: (each.code not in held, each.code not in wanted, each.day, each.code)
    )
    for each in ordered:
        choice = [held.get(each.code, ""), wanted.get(each.code, ""), *rooms]
        room = next((one for one in choice if one and (each.day, one) not in taken), "")
        taken.add((each.day, room))
        found[each.code] = replace(each, room=room)
    return tuple(sorted(found.values(), key=lambda each: (each.day, each.room, each.code)))
