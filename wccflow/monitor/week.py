"""A week of panels at one overseer: rooms, seats, packs opened, ratings in, and the reports that are owed."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from wccflow.base import audiences
from wccflow.base.errors import NotFound
from wccflow.base.work import session
from wccflow.cycles import queries as cycles
from wccflow.cycles.models import Case, Cycle
from wccflow.cycles.queries import definition_of
from wccflow.monitor.owed import Owed, owed
from wccflow.monitor.seated import RatingsIn, Seated, held_twice, rated, same_room, seated
from wccflow.panels import openings
from wccflow.panels import queries as panels
from wccflow.panels.agenda import items_of
from wccflow.panels.models import Panel, PanelPaper, PanelSeat
from wccflow.panels.rules import CONFIRMED
from wccflow.people.queries import names
from wccflow.people.rights import Reach
from wccflow.ratings.models import Rating
from wccflow.ratings.rules import PANEL_MEMBER
from wccflow.review.models import Closure, Thread

ENQUIRY = "line_of_enquiry"
WORKING_DAYS = 5
A_WEEK = timedelta(weeks=1)
FIRST_YEAR, LAST_YEAR = 1900, 9000

Known = Mapping[UUID, tuple[Case, Panel]]


@dataclass(frozen=True, slots=True)
class PanelDay:
    """One panel on its day; of what its members gave there is only how much of it is in."""

    case: Case
    panel: Panel
    size: int
    members: tuple[Seated, ...]
    conflicts: int
    same_room: tuple[str, ...]
    pack_made_at: datetime | None
    ratings: RatingsIn
    enquiries: int

    @property
    def confirmed(self) -> int:
        """How many have said that they sit."""
        return sum(each.is_confirmed for each in self.members)

    @property
    def opened(self) -> int:
        """How many of the confirmed have opened the pack."""
        return sum(each.is_confirmed and each.opened_at is not None for each in self.members)


@dataclass(frozen=True, slots=True)
class Week:
    """The days with their panels, the other weeks in which panels sit, and the reports owed."""

    monday: date
    days: tuple[tuple[date, tuple[PanelDay, ...]], ...]
    weeks: tuple[tuple[date, int], ...]
    since: date  # from this Monday until that one it is worth turning the pages
    until: date
    owed: tuple[Owed, ...]

    @property
    def count(self) -> int:
        """How many panels sit in this week."""
        return sum(len(there) for _, there in self.days)

    @property
    def last(self) -> date:
        """The last day that is shown."""
        return self.days[-1][0]

    @property
    def before(self) -> date | None:
        """The Monday of the week before; None where no panel is, nor today, so early."""
        monday = min(self.monday - A_WEEK, self.until)
        return monday if monday >= self.since else None

    @property
    def after(self) -> date | None:
        """The Monday of the week after; None where no panel is, nor today, so late."""
        monday = max(self.monday + A_WEEK, self.since)
        return monday if monday <= self.until else None


def day_called(text: str) -> date:
    """The day that is written so in an address. Raises NotFound."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
    if found.isoformat() != text or not FIRST_YEAR < found.year < LAST_YEAR:
        raise NotFound
    return found


def week(reach: Reach, cycle: Cycle, overseer_id: UUID, *, on: date, of: date | None = None) -> Week:
    """The week of a day, or else of today or of the next panel; constant queries for any number of panels."""
    cases = [each for each in cycles.cases_for(reach, cycle.id) if each.overseer_id == overseer_id]
    found = panels.panels_of([each.id for each in cases])
    known = {each.id: (each, found[each.id]) for each in cases if each.id in found}
    sitting = {case_id: pair for case_id, pair in known.items() if _sits(*pair)}
    weeks = Counter(_monday(panel.held_on) for _, panel in sitting.values() if panel.held_on)
    monday = _monday(of) if of else _nearest(weeks, _monday(on))
    there = {key: pair for key, pair in sitting.items() if pair[1].held_on and _is_in(pair[1], monday)}
    return Week(
        monday=monday,
        days=tuple(_by_day(monday, _panel_days(there, reach))),
        weeks=tuple(sorted(weeks.items())),
        since=min([*weeks, _monday(on)]) - A_WEEK,
        until=max([*weeks, _monday(on)]) + A_WEEK,
        owed=owed(list(known.values()), reach, on),
    )


def _panel_days(there: Known, reach: Reach) -> list[PanelDay]:
    cases = [case for case, _ in there.values()]
    seats, aside = panels.seats_by_case(list(there)), _aside(list(there))
    people = names(seat.person_id for mine in seats.values() for seat in mine)
    packs = openings.packs_of(cases)
    opened = openings.first_opened([each.id for mine in packs.values() for each in mine])
    given, asked = _given(list(there)), _enquiries(list(there), reach)
    agreed = Counter(panel_id for panel_id, _ in panels.agreements_by_item([p.id for _, p in there.values()]))
    rooms, twice = same_room(list(there.values())), held_twice(list(there.values()), seats)
    return [
        PanelDay(
            case=case,
            panel=panel,
            size=definition_of(case).panel.size,
            members=seated(
                definition_of(case), seats[case_id], people, _first(packs, case_id, opened), twice
            ),
            conflicts=len(aside[case_id] & {seat.person_id for seat in seats[case_id]}),
            same_room=rooms[case_id],
            pack_made_at=max((each.made_at for each in packs.get(case_id, ())), default=None),
            ratings=rated(
                _present(seats[case_id], aside[case_id]),
                items_of(definition_of(case)),
                given.get(case_id, ()),
                agreed[panel.id],
            ),
            enquiries=asked.get(case_id, 0),
        )
        for case_id, (case, panel) in there.items()
    ]


def _by_day(monday: date, found: Iterable[PanelDay]) -> Iterator[tuple[date, tuple[PanelDay, ...]]]:
    """Monday to Friday; a day of the weekend only where a panel sits on it."""
    listed = list(found)
    for number in range(7):
        day = monday + timedelta(days=number)
        there = tuple(each for each in listed if each.panel.held_on == day)
        if there or number < WORKING_DAYS:
            yield day, there


def _sits(case: Case, panel: Panel) -> bool:
    """Whether there is a day; that of a case which left the cycle before it is called off."""
    is_over = definition_of(case).states[case.state].final
    return panel.held_on is not None and (panel.opened_at is not None or not is_over)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_in(panel: Panel, monday: date) -> bool:
    return panel.held_on is not None and _monday(panel.held_on) == monday


def _nearest(weeks: Collection[date], here: date) -> date:
    return min((each for each in weeks if each >= here), default=here)


def _aside(case_ids: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Who has a conflict in each of these cases that nobody has decided."""
    found: dict[UUID, set[UUID]] = {each: set() for each in case_ids}
    for each in panels.conflicts_of(case_ids):
        if not each.outcome:
            found[each.case_id].add(each.person_id)
    return found


def _present(seats: Iterable[PanelSeat], aside: Collection[UUID]) -> set[UUID]:
    return {each.person_id for each in seats if each.state == CONFIRMED and each.person_id not in aside}


def _first(
    packs: Mapping[UUID, Sequence[PanelPaper]], case_id: UUID, opened: openings.Opened
) -> dict[UUID, datetime]:
    """When each person first opened a pack of the case."""
    ids = {each.id for each in packs.get(case_id, ())}
    found: dict[UUID, datetime] = {}
    for (paper_id, person_id), at in opened.items():
        if paper_id in ids:
            found[person_id] = min(at, found.get(person_id, at))
    return found


def _given(case_ids: Collection[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Who has rated which item: what was given is not even read."""
    query = select(Rating.case_id, Rating.by_id, Rating.item).distinct()
    query = query.where(Rating.case_id.in_(case_ids), Rating.channel == PANEL_MEMBER)
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    for case_id, person_id, item in session().execute(query):
        found.setdefault(case_id, []).append((person_id, item))
    return found


def _enquiries(case_ids: Collection[UUID], reach: Reach) -> dict[UUID, int]:
    """How many lines of enquiry that the person may read are open in each of these cases."""
    closed = select(Closure.id).where(Closure.thread_id == Thread.id, Closure.ended_at.is_(None)).exists()
    query = (
        select(Thread.case_id, func.count())
        .where(Thread.case_id.in_(case_ids), Thread.kind == ENQUIRY, ~closed)
        .where(audiences.visible(Thread.audience_id, reach.tokens))
        .group_by(Thread.case_id)
    )
    return {case_id: count for case_id, count in session().execute(query) if case_id}
