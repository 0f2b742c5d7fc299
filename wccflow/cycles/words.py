"""Milestones and moves in the words of a page."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from wccflow.base.log import Event
from wccflow.cycles.cards import Card
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case
from wccflow.cycles.picture import Picture
from wccflow.cycles.queries import MIGRATED, definition_of
from wccflow.engine.calendars import Due
from wccflow.engine.definition import Definition
from wccflow.people.queries import names

COME, COME_BACK = "Brought to another definition", "Taken back to the definition before"


def milestone_rows(shown: Picture) -> list[dict[str, Any]]:
    """Each milestone with its date, its state in words, and whose it is."""
    return [_row(shown, due) for due in shown.milestones]


def moves_in_words(shown: Picture) -> list[dict[str, Any]]:
    """Each move that the case has made, newest first: what, who, when, why, and what was waived."""
    people = names(event.by_id for event in shown.history)
    return [
        {
            "label": label,
            "to": to,
            "who": people.get(event.by_id, "Someone") if event.by_id else "The calendar",
            "at": event.at,
            "why": event.words,
            "waived": event.payload.get("waived", []),
        }
        for event, label, to in _in_words(shown)
    ]


def _in_words(shown: Picture) -> Iterator[tuple[Event, str, str]]:
    """Each step, newest first, in the words of the definition that the case had then."""
    definition = shown.definition
    for event in shown.history:
        to = definition.states[event.payload["to"]].title
        if event.kind == MIGRATED:
            yield event, COME_BACK if event.payload["undoes"] else COME, to
            definition = pinned(event.payload["old"])
        else:
            yield event, definition.moves[event.payload["event"]].label, to


def state_titles(cases: Iterable[Case]) -> dict[UUID, str]:
    """The state of each of these cases in words."""
    return {each.id: definition_of(each).states[each.state].title for each in cases}


def places_of(definition: Definition, cards: Iterable[Card]) -> dict[str, str]:
    """For each gate the page on which its obstacle is put right, where a tile leads there."""
    behind = {fact: card.address for card in cards for fact in card.facts}
    return {gate.key: behind[gate.fact] for gate in definition.gates.values() if gate.fact in behind}


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
