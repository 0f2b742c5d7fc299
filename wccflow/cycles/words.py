"""Milestones and moves in the words of a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles.cards import Card, cards_of
from wccflow.cycles.definitions import pinned
from wccflow.cycles.extension_words import notes_of
from wccflow.cycles.models import Case, Signature
from wccflow.cycles.picture import Picture
from wccflow.cycles.queries import definition_of
from wccflow.cycles.reaching import MIGRATED
from wccflow.cycles.signatures import spent_on
from wccflow.engine.calendars import Due
from wccflow.engine.definition import Definition
from wccflow.engine.refusals import day
from wccflow.people.queries import names
from wccflow.people.rights import Holding, Reach

COME, COME_BACK = "Brought to another definition", "Taken back to the definition before"


def milestone_rows(shown: Picture) -> list[dict[str, Any]]:
    """Each milestone with its date, its state in words, and whose it is."""
    notes = notes_of(shown.case) if any(due.planned for due in shown.milestones) else {}
    return [{**_row(shown, due), "note": notes.get(due.key, "")} for due in shown.milestones]


def moves_in_words(shown: Picture) -> list[dict[str, Any]]:
    """Each move that the case has made, newest first: what, who, when, why, and what was waived."""
    signed = signed_exceptions(shown.case) if any(_exceptions(event) for event in shown.history) else []
    people = names_spoken(shown.history)
    return [
        {
            "label": label,
            "to": to,
            "who": people[event.id],
            "at": event.at,
            "why": event.words,
            "waived": list(_waived(shown, event, signed)),
            "seen": _seen(definition, event),
        }
        for event, label, to, definition in _in_words(shown)
    ]


def _in_words(shown: Picture) -> Iterator[tuple[Event, str, str, Definition]]:
    """Each step, newest first, in the words of the definition that the case had then."""
    definition = shown.definition
    for event in shown.history:
        to = definition.states[event.payload["to"]].title
        if event.kind == MIGRATED:
            yield event, COME_BACK if event.payload["undoes"] else COME, to, definition
            definition = pinned(event.payload["old"])
        else:
            yield event, definition.moves[event.payload["event"]].label, to, definition


def _exceptions(event: Event) -> list[str]:
    """The gates that a move passed by signatures alone."""
    waived: list[str] = event.payload.get("waived", [])
    return waived


def _waived(shown: Picture, event: Event, signed: list[tuple[Signature, str]]) -> Iterator[str]:
    """What was waived, by whom in which role, and why."""
    for gate in _exceptions(event):
        said = (
            f"{name} ({shown.definition.titles((each.role,))[0]}): “{each.why}”"
            for each, name in signed
            if each.purpose == f"waive {gate}" and each.spent_at == event.at
        )
        yield f"{_gate_title(shown.definition, gate)}. {'; '.join(said) or 'Two people signed.'}"


def _gate_title(definition: Definition, gate: str) -> str:
    found = definition.gates.get(gate)
    title = definition.facts[found.fact].title if found else gate
    return title[:1].upper() + title[1:]


def signed_exceptions(case: Case) -> list[tuple[Signature, str]]:
    """Every signature that a move of the case has used, with its maker's name; two queries."""
    found = spent_on(case)
    people = names(each.person_id for each in found)
    return [(each, people.get(each.person_id, "Someone")) for each in found]


def _seen(definition: Definition, event: Event) -> list[str]:
    """What was counted when the move was made: the facts of its gates, in words."""
    move = definition.moves.get(event.payload.get("event", ""))
    told = event.payload.get("facts", {})
    gates = [definition.gates[key] for key in move.when] if move else []
    facts = dict.fromkeys(gate.fact for gate in gates if told.get(gate.fact) is not None)
    return [f"{definition.facts[fact].title}: {_counted(told[fact])}" for fact in facts]


def _counted(fact: Any) -> str:
    if isinstance(fact, dict):
        return f"{fact['have']} of {fact['total']}"
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    return day(date.fromisoformat(fact)) if isinstance(fact, str) else str(fact)


def names_spoken(events: Sequence[Event]) -> dict[UUID, str]:
    """Who did each of these, by event: a name, `one for another` where she deputised, or the calendar."""
    principals = {each.id: UUID(each.payload["for"]) for each in events if "for" in each.payload}
    people = names([*(each.by_id for each in events), *principals.values()])
    return {each.id: _spoken(each, people, principals.get(each.id)) for each in events}


def _spoken(event: Event, people: Mapping[UUID, str], principal: UUID | None) -> str:
    if event.by_id is None:
        return "The calendar"
    name = people.get(event.by_id, "Someone")
    return f"{name} for {people.get(principal, 'someone')}" if principal else name


def state_titles(cases: Iterable[Case]) -> dict[UUID, str]:
    """The state of each of these cases in words."""
    return {each.id: definition_of(each).states[each.state].title for each in cases}


def places_of(definition: Definition, cards: Iterable[Card]) -> dict[str, str]:
    """For each gate the page on which its obstacle is put right, where a tile leads there."""
    behind = {fact: card.address for card in cards for fact in card.facts}
    return {gate.key: behind[gate.fact] for gate in definition.gates.values() if gate.fact in behind}


def places_for_all(case: Case) -> dict[str, str]:
    """The same places where nobody in particular asks: as somebody would see them with every role here."""
    definition = definition_of(case)
    held = (
        Holding(role.key, role.scope, case.place.scope_id(role.scope)) for role in definition.roles.values()
    )
    return places_of(definition, cards_of(case, Reach(case.id, frozenset(held))))


def _row(shown: Picture, due: Due) -> dict[str, Any]:
    words, tone = _state(shown, due)
    (owner,) = shown.definition.titles((due.owner,))
    return {"label": due.title, "due": due.due, "state": words, "tone": tone, "owner": owner}


def _state(shown: Picture, due: Due) -> tuple[str, str]:
    late = f"{due.late_days} day{'' if due.late_days == 1 else 's'} late"
    if due.met is not None:
        return (f"Done, {late}", "warning") if due.late_days else ("Done", "good")
    if due.late_days:
        return late, "late"
    if due.due is None:
        return "No date yet", "quiet"
    left = (due.due - shown.on).days
    if left > 14:
        return "To come", "quiet"
    named = {0: "Due today", 1: "Due tomorrow"}.get(left)
    return named or f"Due in {left} days", "warning"
