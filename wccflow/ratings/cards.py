"""What the case page and "my work" show of ratings: tiles with counts, what is to be rated or ratified."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from wccflow.base.clock import business_day
from wccflow.cycles.cards import Card, Task
from wccflow.cycles.models import Case
from wccflow.cycles.queries import definition_of, standings
from wccflow.cycles.timetable import milestones_of
from wccflow.engine.content import Element
from wccflow.engine.decisions import Standing
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact
from wccflow.people.rights import Reach, can
from wccflow.ratings import facts
from wccflow.ratings.meetings import meeting_days
from wccflow.ratings.rules import assessed_in_words, is_told, rated_elements, sheet_elements
from wccflow.ratings.sheet import done_of
from wccflow.review.assigning import assigned

MINUTES_TO_RATE, MINUTES_TO_REVIEW = 7, 10
RATE_ORDER, RATIFY_ORDER, REVIEW_ORDER = 10, 15, 10


def self_assessment(case: Case, reach: Reach) -> Card | None:
    """How many items with levels are self-assessed; counts are for everyone who sees the case."""
    return _counted(case, "self_assessment", levels=True)


def others(case: Case, reach: Reach) -> Card | None:
    """The same of what is rated on another scale."""
    return _counted(case, "self_assessment_others", levels=False)


def assessment(case: Case, reach: Reach) -> Card | None:
    """How many items the assessors have written of, where they write instead of rating."""
    definition = definition_of(case)
    elements = [each for each in assessed_in_words(definition) if each not in rated_elements(definition)]
    title = definition.heading("ratings", "assessment")
    return _card(case, "assessment", title, elements, also=("items_cited",))


def tasks(reach: Reach, cases: Sequence[Case], now: datetime) -> list[Task]:
    """What this person is to rate, ratify, and review."""
    rating = [case for case in cases if _may(reach, "rate_self", case)]
    ratifying = [case for case in cases if _may(reach, "ratify", case)]
    reviewing = _to_read(reach, [case for case in cases if _may(reach, "review_item", case)])
    mine = list({each.id: each for each in [*rating, *ratifying, *reviewing]}.values())
    if not mine:
        return []
    where, dues = standings(mine), milestones_of(mine, business_day(now))
    days = {case.id: [due.due for due in dues[case.id] if due.met is None and due.due] for case in mine}
    done = {case_id for case_id, fact in facts.ratified(mine).items() if fact}
    found = [task for case in rating for task in _to_rate(case, where[case.id], days[case.id])]
    meets = meeting_days(ratifying)
    found += [_to_ratify(case, meets[case.id], days[case.id]) for case in ratifying if case.id not in done]
    found += [task for case in reviewing for task in _to_review(case, where[case.id], days[case.id])]
    return found


def _counted(case: Case, key: str, *, levels: bool) -> Card | None:
    elements = _elements(definition_of(case), levels=levels)
    title = "Self-assessment" if levels else ", ".join(each.title for each in elements)
    return _card(case, key, title, elements, also=("competencies_evidenced",) if levels else ())


def _card(
    case: Case, key: str, title: str, elements: Sequence[Element], *, also: tuple[str, ...]
) -> Card | None:
    """How many items of these elements are begun, in front of what their tracks count."""
    done = done_of([case])[case.id]
    have, total = sum(done[each.key][0] for each in elements), sum(done[each.key][1] for each in elements)
    if not total:
        return None
    address = f"{case.address}/ratings#{elements[0].key}"
    keys = {each.key for each in elements}
    tracks = [track for track in definition_of(case).tracks.values() if track.of in keys]
    counted = tuple(fact for track in tracks for fact in track.counts)
    state = "done" if have == total else "open"
    return Card(key, title, f"{have}/{total}", state, address, (*counted, *also))


def _elements(definition: Definition, *, levels: bool) -> list[Element]:
    return [
        each
        for each in rated_elements(definition)
        if (definition.scales[each.scale].kind == "levels") == levels
    ]


def _to_rate(case: Case, where: Standing, days: Sequence[date]) -> Iterator[Task]:
    """A row for each element of which items are not begun."""
    definition = definition_of(case)
    for element, items in _items_in(definition, where, "self_assess"):
        waiting = [item for item, is_first in items if is_first]
        if waiting:
            names = ", ".join(definition.items[item].called for item in waiting[:6])
            more = f" and {len(waiting) - 6} more" if len(waiting) > 6 else ""
            verb, does = ("Write of", "writes of") if _told(definition, element) else ("Rate", "rates")
            yield Task(
                f"{verb} {len(waiting)} of {len(element.items)}: {element.title.lower()}",
                f"{case.address}/ratings/{waiting[0]}",
                f"{case.organisation.name} {does} itself: {names}{more}",
                due=min(days, default=None),
                minutes=MINUTES_TO_RATE * len(waiting),
                order=RATE_ORDER,
            )


def _to_review(case: Case, where: Standing, days: Sequence[date]) -> Iterator[Task]:
    """A row for the items of a case that can be taken up or concluded."""
    definition = definition_of(case)
    waiting = [
        item
        for event in ("take", "conclude")
        for _, items in _items_in(definition, where, event)
        for item, _ in items
    ]
    if waiting:
        told = all(_told(definition, definition.elements[definition.items[item].element]) for item in waiting)
        things = f"{len(waiting)} {definition.word('items') if told else 'items'}"
        yield Task(
            f"{'Write of' if told else 'Review'} {things} of {case.organisation.name}",
            f"{case.address}/ratings/{waiting[0]}",
            "You read the evidence and say what the documents show",
            due=min(days, default=None),
            minutes=MINUTES_TO_REVIEW * len(waiting),
            order=REVIEW_ORDER,
        )


def _items_in(
    definition: Definition, where: Standing, event: str
) -> Iterator[tuple[Element, list[tuple[str, bool]]]]:
    """By element the items whose track has the event, with whether they are in its first state."""
    for element in sheet_elements(definition):
        track = next((each for each in definition.tracks.values() if each.of == element.key), None)
        if track is None:
            continue
        moves = definition.item_moves.get((track.key, event), ())
        sources = {source for move in moves for source in move.sources}
        states = where.tracks[track.key]
        items = [(item, states[item] == track.initial) for item in track.items if states[item] in sources]
        if items:
            yield element, items


def _told(definition: Definition, element: Element) -> bool:
    return is_told(definition.scales[element.scale])


def _to_ratify(case: Case, meets: Fact, days: Sequence[date]) -> Task:
    return Task(
        "Record the board's ratification",
        f"{case.address}/board",
        f"The board of {case.organisation.name} ratifies the self-assessment before it is submitted",
        due=meets if isinstance(meets, date) else min(days, default=None),
        minutes=5,
        order=RATIFY_ORDER,
    )


def _to_read(reach: Reach, cases: Sequence[Case]) -> list[Case]:
    """Those of these cases that nobody in particular was given to read, or this person was."""
    given = assigned([case.id for case in cases])
    return [
        case
        for case in cases
        if not given[case.id] or any(each.person_id == reach.person_id for each in given[case.id])
    ]


def _may(reach: Reach, ability: str, case: Case) -> bool:
    return can(reach, ability, place=case.place, definition=definition_of(case), state=case.state)
