"""Given items in "my work", in what people are told, and on the pages of the sheet and of an item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wccflow.base.clock import now, today
from wccflow.base.log import Event
from wccflow.cycles.cards import Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import case_by_id, definition_of
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import day, listed
from wccflow.notices.actions import settle
from wccflow.notices.rules import Notice
from wccflow.people.queries import names
from wccflow.people.rights import Reach, can
from wccflow.ratings.given import Given, by_item, given_in, of_batch, receivers, standing
from wccflow.ratings.giving import ABILITY
from wccflow.ratings.rules import SELF, grouped, item_in_words, rated_elements

GIVEN_ORDER, MINUTES = 8, 7
TOPIC = "given-"


@dataclass(frozen=True, slots=True)
class Share:
    """What one person was given: how many items, how many are done or late, and the next day."""

    name: str
    person_id: UUID
    items: Sequence[Given]
    done: int
    late: int
    next_due: date | None


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What this person was given and has not rated: one row for each case and day."""
    mine = [case for case in cases if _may(reach, case)]
    if not mine:
        return []
    found = given_in([case.id for case in mine], reach=reach, to_id=reach.person_id)
    return [task for case in mine for task in _tasks(case, [x for x in found[case.id] if not x.is_done])]


def told(event: Event) -> list[Notice]:
    """Whoever is given items is told so, with the day and the note."""
    case, to = _home(event), UUID(event.payload["to"])
    if case is None:
        return []
    due = event.payload.get("due")
    until = f" by {day(date.fromisoformat(due))}" if due else ""
    note = f" “{event.words}”" if event.words else ""
    sentence = f"{_who(event)} gives you {_things(case, event)} to rate{until}.{note}"
    topic = _topic(event)
    return [
        Notice(
            sentence, f"{case.address}/given", frozenset({to}), only_you=True, kind="question", topic=topic
        )
    ]


def told_back(event: Event) -> list[Notice]:
    """From whom items are taken back is told so, and not asked for them any more once none is left."""
    case, to = _home(event), UUID(event.payload["to"])
    if case is None:
        return []
    if event.subject_id is None or not of_batch(event.subject_id):
        settle([_topic(event)], event.at)
    sentence = f"{_who(event)} takes {_things(case, event)} back from you: you need not rate them."
    return [Notice(sentence, f"{case.address}/given", frozenset({to}), kind="question")]


def told_done(event: Event) -> list[Notice]:
    """Once all that was given in one act is rated nobody is asked for it any more, and the giver is told."""
    if event.payload.get("channel") != SELF or event.case_id is None:
        return []
    row = standing(event.case_id, event.payload["item"])
    if row is None or event.at < row.at:
        return []
    found = [
        x for x in given_in([row.case_id], to_id=row.to_id)[row.case_id] if x.row.batch_id == row.batch_id
    ]
    if not all(each.is_done for each in found):
        return []
    settle([topic_of(row.batch_id)], event.at)
    case = case_by_id(row.case_id)
    count = f"all {len(found)} items" if len(found) > 1 else "the item"
    sentence = f"{found[0].to} has rated {count} that you gave: {_named(definition_of(case), found)}."
    if row.by_id == row.to_id:
        return []
    return [Notice(sentence, f"{case.address}/given", frozenset({row.by_id}), kind="question")]


def topic_of(batch_id: UUID) -> str:
    """What the notices about one act of giving have in common."""
    return f"{TOPIC}{batch_id}"


def shown(case: Case, reach: Reach, item: str = "") -> dict[str, Any]:
    """For the sheet or one item's page: who has which items, in words, and whether one may give them."""
    found = by_item(case, reach)
    return {
        "given": {key: (each.in_words(today()), each.is_late(today()), each) for key, each in found.items()},
        "gives": _may(reach, case),
        "colleagues": receivers(case, now()) if item and _may(reach, case) else {},
    }


def overview(case: Case, reach: Reach, now: datetime) -> dict[str, Any]:
    """Who has how many items, what nobody has, and the items to choose from under their groups."""
    definition, found = definition_of(case), by_item(case, reach)
    elements = rated_elements(definition)
    return {
        "shares": _shares(list(found.values())),
        "given": {key: each.in_words(today()) for key, each in found.items()},
        "elements": [(element, grouped(definition, element)) for element in elements],
        "titles": {key: item_in_words(definition, key) for element in elements for key in element.items},
        "colleagues": receivers(case, now),
        "gives": _may(reach, case),
        "me": reach.person_id,
    }


def _shares(found: Sequence[Given]) -> list[Share]:
    people: dict[UUID, list[Given]] = {}
    for each in found:
        people.setdefault(each.row.to_id, []).append(each)
    shares = [_share(mine) for mine in people.values()]
    return sorted(shares, key=lambda each: each.name.casefold())


def _share(mine: Sequence[Given]) -> Share:
    waiting = [each.row.due_on for each in mine if not each.is_done and each.row.due_on]
    late = sum(each.is_late(today()) for each in mine)
    done = sum(each.is_done for each in mine)
    return Share(mine[0].to, mine[0].row.to_id, mine, done, late, min(waiting, default=None))


def _tasks(case: Case, waiting: Sequence[Given]) -> list[Task]:
    definition = definition_of(case)
    by_day: dict[tuple[date | None, UUID, str], list[Given]] = {}
    for each in waiting:
        by_day.setdefault((each.row.due_on, each.row.by_id, each.row.note), []).append(each)
    return [_task(case, definition, due, mine) for (due, _, _), mine in by_day.items()]


def _task(case: Case, definition: Definition, due: date | None, mine: Sequence[Given]) -> Task:
    first = mine[0]
    things = (
        item_in_words(definition, first.row.item) if len(mine) == 1 else f"{len(mine)} items given to you"
    )
    note = f" “{first.row.note}”" if first.row.note else ""
    own = "You gave them to yourself" if first.row.to_id == first.row.by_id else f"Given to you by {first.by}"
    return Task(
        f"Rate {things}",
        f"{case.address}/ratings/{first.row.item}",
        f"{own}, {case.organisation.name}: {_named(definition, mine)}.{note}",
        due=due,
        minutes=MINUTES * len(mine),
        order=GIVEN_ORDER,
    )


def _named(definition: Definition, found: Sequence[Given]) -> str:
    keys = [each.row.item for each in found]
    return listed(tuple(definition.items[key].called for key in definition.items if key in keys))


def _things(case: Case, event: Event) -> str:
    items, known = event.payload["items"], definition_of(case).items
    called = listed(tuple(known[each].called if each in known else each for each in items))
    return f"{len(items)} items ({called})" if len(items) > 1 else called


def _who(event: Event) -> str:
    known: Mapping[UUID, str] = names([event.by_id])
    return known.get(event.by_id, "Somebody") if event.by_id else "Somebody"


def _topic(event: Event) -> str:
    return topic_of(event.subject_id) if event.subject_id else ""


def _home(event: Event) -> Case | None:
    return case_by_id(event.case_id) if event.case_id else None


def _may(reach: Reach, case: Case) -> bool:
    return can(reach, ABILITY, place=case.place, definition=definition_of(case), state=case.state)
