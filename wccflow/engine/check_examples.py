"""Checks the tables of examples: what is offered where, what falls due when, who may do and read what."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from wccflow.engine.calendars import Due, milestones
from wccflow.engine.definition import Definition
from wccflow.engine.examples import Example, Falling
from wccflow.engine.facts import Fact
from wccflow.engine.windows import Calendar, day_of

Told = tuple[str, str]
CASE = "case"


def findings(
    definition: Definition, calendar: Calendar, example: Example, facts: Mapping[str, Fact]
) -> Iterator[Told]:
    """Where a table says otherwise than the definition: the place in it, and a sentence."""
    yield from _offers(definition, example)
    yield from _items(definition, example)
    yield from _milestones(definition, calendar, example, facts)
    yield from _rights(definition, example)


def _offers(definition: Definition, example: Example) -> Iterator[Told]:
    for state in _told(definition.states, example.offers):
        offered = {CASE: [move.event for move in definition.moves_from.get(state, ())]}
        for key, track in definition.tracks.items():
            offered[key] = [move.event for move in track.moves if state in move.during]
        table = example.offers.get(state, {})
        for key in _told(offered, table):
            yield from _same(f"offers.{state}.{key}", "the moves", offered.get(key, ()), table.get(key, ()))


def _items(definition: Definition, example: Example) -> Iterator[Told]:
    for key, track in definition.tracks.items():
        leads = example.leads.get(key, {})
        for state in _told(track.states, leads):
            found = [f"{move.event} to {move.to}" for move in track.moves if state in move.sources]
            told = [f"{event} to {to}" for event, to in leads.get(state, {}).items()]
            yield from _same(f"leads.{key}.{state}", "the moves", found, told)
        tallies = example.tallies.get(key, {})
        for state in _told(track.states, tallies):
            counting = [name for name, count in track.counts.items() if state in count.states]
            yield from _same(f"tallies.{key}.{state}", "the facts", counting, tallies.get(state, ()))
    for key in (*example.leads, *example.tallies):
        if key not in definition.tracks:
            yield "leads or tallies", f"there is no track “{key}”"


def _told(known: Iterable[str], table: Collection[str]) -> list[str]:
    """All that a table tells and all that it should; nothing where there is no table."""
    return list(dict.fromkeys((*known, *table))) if table else []


def _milestones(
    definition: Definition, calendar: Calendar, example: Example, facts: Mapping[str, Fact]
) -> Iterator[Told]:
    if not example.milestones:
        return
    dates = {name: fact for name, fact in facts.items() if isinstance(fact, date)}
    first = min(window.opens for window in calendar.windows.values())
    dues = milestones(
        definition,
        calendar,
        standing_history={},
        case_dates=dates,
        facts={},
        on=first,
        windows=calendar.windows,
    )
    yield from _same("milestones", "the milestones", [due.key for due in dues], example.milestones)
    for due in dues:
        if due.key in example.milestones:
            found, told = _found(definition, due), _expected(calendar, example.milestones[due.key])
            yield from _differing(f"milestones.{due.key}", found, told)


def _found(definition: Definition, due: Due) -> dict[str, object]:
    return {
        "due": due.due,
        "owner": due.owner,
        "met": str(definition.milestones[due.key].met),
        "remind": due.remind_on,
        "escalate": due.escalate_to or "",
        "escalate_on": due.escalate_on,
        "lapse": due.lapse or "",
    }


def _expected(calendar: Calendar, told: Falling) -> dict[str, object]:
    return {
        "due": day_of(told.due, calendar),
        "owner": told.owner,
        "met": told.met,
        "remind": tuple(day_of(each, calendar) for each in told.remind),
        "escalate": told.escalate,
        "escalate_on": day_of(told.escalate_on, calendar) if told.escalate_on else None,
        "lapse": told.lapse,
    }


def _differing(place: str, found: Mapping[str, object], told: Mapping[str, object]) -> Iterator[Told]:
    for name, value in found.items():
        if value != told[name]:
            yield place, f"{name} is {_words(value)}, where {_words(told[name])} was expected"


def _rights(definition: Definition, example: Example) -> Iterator[Told]:
    roles, states = definition.roles.values(), definition.states.values()
    for scope in _told({role.scope for role in roles}, example.scopes):
        scoped = [role.key for role in roles if role.scope == scope]
        yield from _same(f"scopes.{scope}", "the roles", scoped, example.scopes.get(scope, ()))
    for ability in _told(definition.abilities, example.may):
        able = [role.key for role in roles if ability in role.may]
        yield from _same(f"may.{ability}", "the roles", able, example.may.get(ability, ()))
    opened = {ability for state in states for ability in state.opens}
    for ability in _told(sorted(opened), example.opened):
        opening = [state.key for state in states if ability in state.opens]
        yield from _same(f"opened.{ability}", "the states", opening, example.opened.get(ability, ()))
    for use in _told(definition.sharing, example.readers):
        audience = definition.audiences.get(definition.sharing.get(use, ""))
        readers = audience.roles if audience else ()
        yield from _same(f"readers.{use}", "the roles", readers, example.readers.get(use, ()))


def _same(place: str, what: str, found: Iterable[str], told: Collection[str]) -> Iterator[Told]:
    """The order of names has no meaning here."""
    there = sorted(set(found))
    if there != sorted(set(told)):
        yield place, f"{what} are {_words(there)}, where {_words(sorted(told))} was expected"


def _words(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value) or "nothing"
    return str(value) if value else "nothing"
