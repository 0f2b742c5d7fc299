"""What happened to cases, from the log, as the engine can go through it again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from wccflow.base import log
from wccflow.base.clock import business_day
from wccflow.base.log import Event
from wccflow.cycles import actions, queries
from wccflow.cycles.definitions import pinned
from wccflow.cycles.models import Case
from wccflow.cycles.reaching import MIGRATED
from wccflow.engine.decisions import Standing, beginning
from wccflow.engine.definition import Definition
from wccflow.engine.facts import Fact, Tally
from wccflow.engine.replaying import CaseMoved, Happening, ItemsMoved, Migrated, Opened

OPENED = "case.opened"
KINDS = (OPENED, queries.MOVED, actions.ITEM_MOVED, MIGRATED)


def events_of(cases: Sequence[Case]) -> dict[UUID, list[Event]]:
    """Everything in the log by which each of these cases came to stand where it stands, oldest first."""
    found: dict[UUID, list[Event]] = {each.id: [] for each in cases}
    for event in log.events_of(list(found), *KINDS):
        if event.case_id is not None:
            found[event.case_id].append(event)
    return found


def happenings(events: Iterable[Event]) -> list[Happening]:
    """The same as the engine knows it."""
    return [_happening(event) for event in events]


def definitions_of(events: Iterable[Event]) -> dict[str, Definition]:
    """Every definition that these events name, by digest."""
    digests = {
        event.payload[name] for event in events for name in ("digest", "old", "new") if name in event.payload
    }
    return {digest: pinned(digest) for digest in sorted(digests)}


def written(definition: Definition, standing: Standing) -> dict[str, Any]:
    """A standing as a line of the log keeps it: the items that stand elsewhere than they begin."""
    first = beginning(definition).tracks
    tracks = {
        track: {item: state for item, state in states.items() if state != first[track][item]}
        for track, states in standing.tracks.items()
    }
    return {"state": standing.state, "tracks": {track: states for track, states in tracks.items() if states}}


def read(definition: Definition, document: Mapping[str, Any]) -> Standing:
    """The standing that was written so."""
    moved = document["tracks"]
    first = beginning(definition).tracks
    return Standing(
        document["state"], {track: {**states, **moved.get(track, {})} for track, states in first.items()}
    )


def _happening(event: Event) -> Happening:
    given = event.payload
    if event.kind == OPENED:
        return Opened(given["digest"], given["state"])
    if event.kind == actions.ITEM_MOVED:
        return ItemsMoved(given["track"], tuple(given["items"]), given["event"])
    if event.kind == MIGRATED:
        old, new = given["old"], given["new"]
        return Migrated(old, new, read(pinned(old), given["before"]), read(pinned(new), given["after"]))
    facts = {name: _fact(fact) for name, fact in given["facts"].items()}
    return CaseMoved(
        event=given["event"],
        source=given["from"],
        to=given["to"],
        on=business_day(event.at),
        facts=facts or None,
        waived=tuple(given["waived"]),
        roles=frozenset(given["roles"]) if "roles" in given else None,
    )


def _fact(kept: Any) -> Fact:
    """A fact as the line keeps it: dates as text, tallies without the names of what is missing."""
    if isinstance(kept, dict):
        return Tally(kept["have"], kept["total"])
    if isinstance(kept, str):
        return date.fromisoformat(kept)
    known: Fact = kept
    return known
