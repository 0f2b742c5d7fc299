"""The facts that a case's own tracks give: how many of its items have come so far."""

from wccflow.engine.decisions import Standing
from wccflow.engine.definition import Definition, Track
from wccflow.engine.facts import Fact, Tally
from wccflow.engine.process import Count


def counted(definition: Definition, standing: Standing) -> dict[str, Fact]:
    """Every fact that the definition's tracks count; not known where the case has no such track."""
    found: dict[str, Fact] = {}
    for track in definition.tracks.values():
        found |= counted_in(definition, standing, track)
    return found


def counted_in(definition: Definition, standing: Standing, track: Track) -> dict[str, Fact]:
    """The facts that one track counts."""
    return {name: _fact(definition, standing, track, name, count) for name, count in track.counts.items()}


def counted_items(definition: Definition, track: Track, count: Count) -> list[str]:
    """The items of a track that a count asks for."""
    if count.only == "all":
        return list(track.items)
    return [item for item in track.items if _is_counted(definition, item, count)]


def _fact(definition: Definition, standing: Standing, track: Track, name: str, count: Count) -> Fact:
    states = standing.tracks.get(track.key)
    if states is None:
        return None
    wanted, initial = counted_items(definition, track, count), track.initial
    missing = [item for item in wanted if states.get(item, initial) not in count.states]
    if definition.facts[name].type == "number":
        return len(wanted) - len(missing)
    names = tuple(definition.called(track.key, item) for item in missing)
    return Tally(len(wanted) - len(missing), len(wanted), names)


def _is_counted(definition: Definition, item: str, count: Count) -> bool:
    slot = definition.slots[item]
    return slot.required if count.only == "required" else slot.board_approved
