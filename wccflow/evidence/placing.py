"""Files that were brought together: set aside for the one who brought them, then filed from one sheet."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from wccflow.base.clock import business_day
from wccflow.base.errors import Refused
from wccflow.base.files import Kept
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of
from wccflow.evidence import actions, queries
from wccflow.evidence.arriving import Received
from wccflow.evidence.models import Arrival, Version
from wccflow.evidence.sheets import Chosen, Place, dates_of, faults, pages_of
from wccflow.evidence.slots import demand_filing
from wccflow.people.rights import Reach


def bring(case: Case, received: Received, *, by: Reach, now: datetime) -> Arrival:
    """Set a file aside until the person says which slot it is for; seen by her alone, so no event."""
    kept = received.kept
    return _set_aside(case, received.name, by=by, now=now, sha256=kept.sha256, size=kept.size)


def turn_away(case: Case, name: str, fault: str, *, by: Reach, now: datetime) -> Arrival:
    """Note on the sheet that a file was not taken, and why."""
    return _set_aside(case, name, by=by, now=now, sha256="", size=0, fault=fault, looked_at=now)


def place(case: Case, chosen: Mapping[UUID, Chosen], *, by: Reach, now: datetime) -> list[Version]:
    """File the brought files where the person chose; files without a place wait on, or are left out.

    Raises Refused, and files none, when two are meant for one slot or one of them cannot be filed.
    """
    demand_filing(case, by)
    waiting = queries.arrivals(case.id, by.person_id)
    wrong = faults(chosen, waiting, places(case), business_day(now))
    if wrong:
        raise Refused(*dict.fromkeys(sentence for each in wrong.values() for sentence in each))
    filed = [_file(case, each, chosen[each.id], by=by, now=now) for each in waiting if _goes(each, chosen)]
    for each in waiting:
        if _goes(each, chosen) or not each.sha256 or (each.id in chosen and chosen[each.id].left_out):
            session().delete(each)
    session().flush()
    return filed


def places(case: Case) -> dict[str, Place]:
    """Every slot of a case as the sheet must know it; for those who file there."""
    frozen = {slot for slot, document in queries.documents(case).items() if document.frozen_at is not None}
    there = {slot: each for (_, slot), each in queries.current(queries.fillings([case.id])).items()}
    return {
        slot.key: Place(slot.title, slot.key in frozen, _whole_file(there.get(slot.key)))
        for slot in definition_of(case).slots.values()
    }


def taken_already(waiting: Sequence[Arrival], known: Mapping[str, Place]) -> dict[UUID, str]:
    """Of which brought files the very same bytes are there already, and where, in a sentence."""
    found: dict[UUID, str] = {}
    titles = {place.sha256: place.title for place in known.values() if place.sha256}
    first: dict[str, str] = {}
    for each in waiting:
        if each.sha256 in titles:
            found[each.id] = f"This is the very file that fills {titles[each.sha256]} already."
        elif each.sha256 and each.sha256 in first:
            found[each.id] = f"This is the very file that you brought as {first[each.sha256]}."
        first.setdefault(each.sha256, each.file_name)
    return found


def _set_aside(case: Case, name: str, *, by: Reach, now: datetime, **known: object) -> Arrival:
    demand_filing(case, by)
    made = Arrival(case_id=case.id, file_name=name, by_id=by.person_id, at=now, **known)
    session().add(made)
    session().flush()
    return made


def _goes(arrival: Arrival, chosen: Mapping[UUID, Chosen]) -> bool:
    return bool(arrival.sha256 and arrival.id in chosen and chosen[arrival.id].filling)


def _file(case: Case, arrival: Arrival, chosen: Chosen, *, by: Reach, now: datetime) -> Version:
    """File into the first slot that was chosen, then let the pages fill the others."""
    received = Received(arrival.file_name, Kept(arrival.sha256, arrival.size))
    part, *more = chosen.filling
    first, last = pages_of(part)
    dates = dates_of(chosen)
    version = actions.file(
        case,
        part.slot,
        received,
        by=by,
        now=now,
        note=chosen.note,
        dates=dates,
        first_page=first,
        last_page=last,
    )
    for each in more:
        first, last = pages_of(each)
        actions.fill(case, each.slot, version, by=by, now=now, first_page=first, last_page=last)
    return version


def _whole_file(filled: queries.Filled | None) -> str:
    """The bytes that fill a slot as a whole; pages of a file are not all of it."""
    return filled.version.sha256 if filled and filled.filling.first_page is None else ""
