"""What was done with the document of a slot, in words: who did what when, as far as one may know it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from wccflow.base import audiences, log
from wccflow.base.log import Event
from wccflow.cycles.models import Case
from wccflow.cycles.words import names_spoken
from wccflow.engine.refusals import day
from wccflow.evidence import kinds, queries
from wccflow.evidence.dates import Dates, dates_in_words
from wccflow.evidence.queries import Filled
from wccflow.evidence.rules import pages_in_words
from wccflow.people.rights import Reach

TOLD = (
    *(kinds.FILED, kinds.FILLED, kinds.APPROVED, kinds.WITHDRAWN, kinds.RESTORED, kinds.EMPTIED),
    *(kinds.DATED, kinds.WANTED, kinds.FROZEN, kinds.GIVEN_BACK),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was done: by whom, when, what, and the words that were given with it."""

    at: datetime
    who: str
    what: str
    words: str
    version_id: UUID | None


def history_of(case: Case, slot: str, reach: Reach) -> list[Told]:
    """What was done with the document of this slot, newest first, as far as this person may know it."""
    filled = [each for each in queries.fillings([case.id], reach) if each.slot == slot]
    versions = {each.version.id: each for each in filled}
    readable = audiences.readable(reach.tokens)
    events = [
        event
        for event in log.events_of([case.id], *TOLD)
        if slot in _slots(event) and (event.subject_id in versions or event.audience_id in readable)
    ]
    people = names_spoken(events)
    told = [_told(event, people[event.id], versions, filled) for event in events]
    return [each for each in reversed(told) if each.what]


def _slots(event: Event) -> Sequence[str]:
    given: Sequence[str] = event.payload.get("slots", (event.payload.get("slot", ""),))
    return given


def _told(event: Event, who: str, versions: Mapping[UUID, Filled], filled: Sequence[Filled]) -> Told:
    about = versions.get(event.subject_id) if event.subject_id else None
    if about is None:
        return Told(event.at, who, WITHOUT_FILE.get(event.kind, ""), event.words, None)
    return Told(event.at, who, SAID[event.kind](event, about, filled), event.words, about.version.id)


def _filed(event: Event, about: Filled, filled: Sequence[Filled]) -> str:
    return f"filed {about.version.file_name} as {about.version.called}"


def _filled(event: Event, about: Filled, filled: Sequence[Filled]) -> str:
    then = [
        each for each in filled if each.version.id == about.version.id and each.filling.filled_at == event.at
    ]
    pages = pages_in_words(then[-1].filling.first_page, then[-1].filling.last_page) if then else ""
    return f"let {pages or 'all'} of {about.version.file_name} fill this place"


def _approved(event: Event, about: Filled, filled: Sequence[Filled]) -> str:
    on, before = day(date.fromisoformat(event.payload["on"])), event.payload.get("before")
    if before:
        return f"put the day of the board's approval right: {on}, not {day(date.fromisoformat(before))}"
    return f"recorded that the board approved {about.version.called} on {on}"


def _dated(event: Event, about: Filled, filled: Sequence[Filled]) -> str:
    after, before = (dates_in_words(Dates.read(event.payload[name])) for name in ("after", "before"))
    return f"put the dates of {about.version.called} right: {after}; before it was {before}"


def _withdrawn(event: Event, about: Filled, filled: Sequence[Filled]) -> str:
    return f"withdrew {about.version.called}"


def _restored(event: Event, about: Filled, filled: Sequence[Filled]) -> str:
    return f"took back that {about.version.called} was withdrawn"


def _emptied(event: Event, about: Filled, filled: Sequence[Filled]) -> str:
    return f"took the pages of {about.version.file_name} away from this place"


SAID: Mapping[str, Callable[[Event, Filled, Sequence[Filled]], str]] = {
    kinds.FILED: _filed,
    kinds.FILLED: _filled,
    kinds.APPROVED: _approved,
    kinds.DATED: _dated,
    kinds.WITHDRAWN: _withdrawn,
    kinds.RESTORED: _restored,
    kinds.EMPTIED: _emptied,
}
WITHOUT_FILE: Mapping[str, str] = {
    kinds.WANTED: "asked for a change",
    kinds.FROZEN: "froze it as submitted",
    kinds.GIVEN_BACK: "gave it back to be changed",
}
