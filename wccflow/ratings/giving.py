"""Giving items to a colleague to rate until a day, and taking them back; tried out before it is done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.errors import NotFound, Refused
from wccflow.base.work import session
from wccflow.cycles.models import Case
from wccflow.cycles.opening import audience_of
from wccflow.cycles.queries import calendar_of, definition_of
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import day
from wccflow.people.queries import reach_of
from wccflow.people.rights import Reach, demand, holds
from wccflow.ratings.given import Given, by_item, receivers
from wccflow.ratings.giving_models import Giving
from wccflow.ratings.meeting_rules import kind_of_day
from wccflow.ratings.rules import ABILITY_OF, SELF, item_in_words, rated_elements

GIVEN, TAKEN_BACK = "items.given", "items.taken_back"
ABILITY = ABILITY_OF[SELF]
LONGEST_NOTE = 1_000
NO_ITEMS = "Choose at least one item, or a whole group."
NOBODY = "Choose who is to rate them."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be given to whom, until when, and with which words."""

    items: tuple[str, ...]
    to_id: UUID | None
    due_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of one item, or why nothing would."""

    item: str
    title: str
    say: str
    changes: bool


def items_of(definition: Definition, chosen: Collection[str]) -> tuple[str, ...]:
    """The rated items among these keys and within these groups, in the definition's order."""
    rated = [item for element in rated_elements(definition) for item in element.items]
    return tuple(
        item
        for item in rated
        if item in chosen
        or definition.items[item].parent in chosen
        or definition.items[item].element in chosen
    )


def preview(case: Case, wanted: Wanted, *, by: Reach, now: datetime) -> list[Outcome]:
    """What would become of each item. Raises Refused for what cannot be done at all, or NotFound."""
    name = _demand(case, wanted, by, now)
    definition, found = definition_of(case), by_item(case, by)
    return [_outcome(definition, item, found.get(item), wanted, name) for item in wanted.items]


def remarks(case: Case, wanted: Wanted) -> list[str]:
    """What should be known of the day that is asked for, each in a sentence."""
    if wanted.due_on is None:
        return []
    said = kind_of_day(wanted.due_on, calendar_of(case.cycle).holidays)
    return [said] if said else []


def give(case: Case, wanted: Wanted, *, by: Reach, now: datetime) -> Sequence[Giving]:
    """Give these items; what somebody else had goes to the new one. Raises Refused or NotFound."""
    _demand(case, wanted, by, now)
    found, batch = by_item(case, by), uuid4()
    fresh = [item for item in wanted.items if not _is_same(found.get(item), wanted)]
    before = [found[item].row for item in fresh if item in found]
    others = [each for each in before if each.to_id != wanted.to_id]
    _end(before, by_id=by.person_id, now=now)
    _record_taken(case, others, by_id=by.person_id, now=now)
    return _keep(case, fresh, wanted, batch, by_id=by.person_id, now=now)


def take_back(case: Case, items: Collection[str], *, by: Reach, now: datetime) -> int:
    """Take items back from whoever has them; gives how many. Raises Refused or NotFound."""
    demand(by, ABILITY, place=case.place, definition=definition_of(case), state=case.state)
    found = by_item(case, by)
    rows = [found[item].row for item in items if item in found]
    if not rows:
        raise Refused("None of these items is given to anybody.")
    _end(rows, by_id=by.person_id, now=now)
    _record_taken(case, rows, by_id=by.person_id, now=now)
    return len(rows)


def pass_on(
    from_id: UUID, case_ids: Collection[UUID], *, to_id: UUID | None, by_id: UUID | None, now: datetime
) -> int:
    """Hand what one person has still to rate in these cases to a successor; without one only count it."""
    query = select(Giving).where(
        Giving.to_id == from_id, Giving.case_id.in_(case_ids), Giving.ended_at.is_(None)
    )
    rows = session().scalars(query.order_by(Giving.item)).all()
    if to_id is None:
        return len(rows)
    reach, passed = reach_of(to_id, now), 0
    for case_id in dict.fromkeys(row.case_id for row in rows):
        case, mine = session().get_one(Case, case_id), [row for row in rows if row.case_id == case_id]
        if not holds(reach, ABILITY, place=case.place, definition=definition_of(case)):
            continue
        _end(mine, by_id=by_id, now=now)
        for batch in dict.fromkeys((row.due_on, row.note) for row in mine):
            items = tuple(row.item for row in mine if (row.due_on, row.note) == batch)
            wanted = Wanted(items, to_id, *batch)
            passed += len(_keep(case, items, wanted, uuid4(), by_id=by_id or from_id, now=now))
    return passed


def _demand(case: Case, wanted: Wanted, by: Reach, now: datetime) -> str:
    """The name of who is to get them, once all is as it must be."""
    definition = definition_of(case)
    demand(by, ABILITY, place=case.place, definition=definition, state=case.state)
    if not wanted.items:
        raise Refused(NO_ITEMS)
    if wanted.to_id is None:
        raise Refused(NOBODY)
    if items_of(definition, wanted.items) != wanted.items:
        raise NotFound
    people = receivers(case, now)
    if wanted.to_id not in people:
        raise Refused(
            f"Items can be given only to those who rate for {case.organisation.name}: "
            f"{', '.join(people.values()) or 'nobody does at present'}."
        )
    today = business_day(now)
    if wanted.due_on is not None and wanted.due_on < today:
        raise Refused(f"{day(wanted.due_on)} is over. Choose today or a later day.")
    if len(wanted.note) > LONGEST_NOTE:
        raise Refused(f"A note holds up to {LONGEST_NOTE:,} characters.")
    return people[wanted.to_id]


def _outcome(definition: Definition, item: str, before: Given | None, wanted: Wanted, name: str) -> Outcome:
    title = item_in_words(definition, item)
    if _is_same(before, wanted):
        return Outcome(item, title, f"{name} has it already, until the same day.", False)
    until = f" by {day(wanted.due_on)}" if wanted.due_on else ""
    if before is None:
        return Outcome(item, title, f"{name} rates it{until}.", True)
    if before.row.to_id == wanted.to_id:
        return Outcome(
            item, title, f"{name} has it already, and from now on{until or ' without a day'}.", True
        )
    done = ", who has rated it" if before.is_done else ""
    return Outcome(item, title, f"{name} rates it{until} instead of {before.to}{done}.", True)


def _is_same(before: Given | None, wanted: Wanted) -> bool:
    if before is None or before.is_done:
        return False
    row = before.row
    return (row.to_id, row.due_on, row.note) == (wanted.to_id, wanted.due_on, wanted.note)


def _end(rows: Sequence[Giving], *, by_id: UUID | None, now: datetime) -> None:
    for row in rows:
        row.ended_at, row.ended_by_id = now, by_id
    session().flush()


def _keep(
    case: Case, items: Sequence[str], wanted: Wanted, batch: UUID, *, by_id: UUID, now: datetime
) -> list[Giving]:
    if wanted.to_id is None or not items:
        return []
    made = [
        Giving(
            case_id=case.id,
            item=item,
            batch_id=batch,
            to_id=wanted.to_id,
            due_on=wanted.due_on,
            note=wanted.note,
            by_id=by_id,
            at=now,
            audience_id=audience_of(case, "drafts"),
        )
        for item in items
    ]
    session().add_all(made)
    session().flush()
    due = wanted.due_on.isoformat() if wanted.due_on else None
    _record(GIVEN, case, batch, wanted.to_id, items, by_id=by_id, now=now, words=wanted.note, due=due)
    return made


def _record_taken(case: Case, rows: Sequence[Giving], *, by_id: UUID | None, now: datetime) -> None:
    """A line for each person from whom something was taken back."""
    by_batch: Mapping[tuple[UUID, UUID], list[str]] = {}
    found = dict(by_batch)
    for row in rows:
        found.setdefault((row.to_id, row.batch_id), []).append(row.item)
    for (to_id, batch), items in found.items():
        _record(TAKEN_BACK, case, batch, to_id, items, by_id=by_id, now=now)


def _record(
    kind: str,
    case: Case,
    batch: UUID,
    to_id: UUID,
    items: Sequence[str],
    *,
    by_id: UUID | None,
    now: datetime,
    words: str = "",
    due: str | None = None,
) -> None:
    log.record(
        kind,
        at=now,
        by_id=by_id,
        subject_id=batch,
        case_id=case.id,
        audience_id=audience_of(case, "drafts"),
        words=words,
        to=to_id.hex,
        items=list(items),
        due=due,
    )
