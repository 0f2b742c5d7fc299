"""Checks that whatever is named in a definition is there."""

from collections.abc import Collection, Iterable, Iterator

from wccflow.engine.definition import Definition, Extend, ItemMove, Move, Track
from wccflow.engine.faults import nearly
from wccflow.engine.findings import Finding
from wccflow.engine.moments import Moment
from wccflow.engine.vocabulary import Signatures


def findings(definition: Definition) -> Iterator[Finding]:
    """Each name that stands for nothing."""
    yield from _people(definition)
    yield from _stages(definition)
    yield from _gates(definition)
    for move in definition.moves.values():
        yield from _move(definition, move)
    for track in definition.tracks.values():
        yield from _track(definition, track)
    yield from _milestones(definition)
    yield from _content(definition)


def unknown(
    names: Iterable[str], known: Collection[str], what: str, kind: str, key: str, field: str
) -> Iterator[Finding]:
    """A finding for each name that is not among the known ones, with the nearest of them."""
    for name in names:
        if name not in known:
            yield Finding(kind, key, field, f"there is no {what} “{name}”{nearly(name, known)}")


def _signatures(
    definition: Definition, pair: Signatures | None, kind: str, key: str, field: str
) -> Iterator[Finding]:
    if pair is None:
        return
    yield from unknown(pair.by, definition.roles, "role", kind, key, f"{field}.by")
    yield from unknown(pair.countersign, definition.roles, "role", kind, key, f"{field}.countersign")
    if not pair.by or not pair.countersign:
        yield Finding(kind, key, field, "needs both a role that signs and one that countersigns")
    if not set(pair.by).isdisjoint(pair.countersign):
        yield Finding(kind, key, field, "lets one role sign twice")


def _people(definition: Definition) -> Iterator[Finding]:
    roles = definition.roles
    for role in roles.values():
        yield from unknown(role.may, definition.abilities, "ability", "roles", role.key, "may")
    for audience in definition.audiences.values():
        yield from unknown(audience.roles, roles, "role", "audiences", audience.key, "roles")
    for use, key in definition.sharing.items():
        yield from unknown([key], definition.audiences, "audience", "sharing", use, "")


def _stages(definition: Definition) -> Iterator[Finding]:
    for stage in definition.stages.values():
        yield from _signatures(definition, stage.late, "stages", stage.key, "late")
        yield from _signatures(definition, stage.early, "stages", stage.key, "early")
        yield from _extend(definition, stage.extend, "stages", stage.key)
    for state in definition.states.values():
        yield from unknown(state.opens, definition.abilities, "ability", "states", state.key, "opens")


def _extend(definition: Definition, extend: Extend | None, kind: str, key: str) -> Iterator[Finding]:
    if extend is None:
        return
    yield from unknown(extend.ask, definition.roles, "role", kind, key, "extend.ask")
    pair = Signatures(extend.by, extend.countersign)
    yield from _signatures(definition, pair, kind, key, "extend")
    if not extend.ask:
        yield Finding(kind, key, "extend.ask", "names no role, so nobody could ask for more time")
    if extend.days < 0:
        yield Finding(kind, key, "extend.days", "cannot be below nought")


def _gates(definition: Definition) -> Iterator[Finding]:
    for gate in definition.gates.values():
        yield from unknown([gate.fact], definition.facts, "fact", "gates", gate.key, "need")
        yield from unknown(gate.who, definition.roles, "role", "gates", gate.key, "who")
        yield from _signatures(definition, gate.override, "gates", gate.key, "override")
    for kind in definition.facts.values():
        if kind.due is not None:
            yield from _moment(definition, kind.due, "facts", kind.key)


def _move(definition: Definition, move: Move) -> Iterator[Finding]:
    states, roles = definition.states, definition.roles
    yield from unknown(move.sources, states, "state", "moves", move.event, "from")
    yield from unknown([move.to], states, "state", "moves", move.event, "to")
    yield from unknown(move.by, roles, "role", "moves", move.event, "by")
    yield from unknown(move.signed_by, roles, "role", "moves", move.event, "signed_by")
    yield from unknown(move.when, definition.gates, "gate", "moves", move.event, "when")
    yield from unknown(move.stages, definition.stages, "stage", "moves", move.event, "in")
    told = [effect.partition(":")[2] for effect in move.effects if ":" in effect]
    known = {*roles, *definition.audiences}
    yield from unknown(told, known, "role or audience", "moves", move.event, "then")


def _track(definition: Definition, track: Track) -> Iterator[Finding]:
    key = track.key
    yield from unknown([track.of], {*definition.elements, "slots"}, "element", "tracks", key, "of")
    if track.fixed_in:
        yield from unknown([track.fixed_in], track.states, "state of an item", "tracks", key, "fixed_in")
    for name, count in track.counts.items():
        yield from unknown([name], definition.facts, "fact", "tracks", key, "counts")
        yield from unknown(count.states, track.states, "state of an item", "tracks", key, f"counts.{name}")
    for move in track.moves:
        yield from _item_move(definition, track, move)


def _item_move(definition: Definition, track: Track, move: ItemMove) -> Iterator[Finding]:
    place = f"moves.{move.event}"
    states = (*move.sources, move.to)
    yield from unknown(states, track.states, "state of an item", "tracks", track.key, f"{place}.from or to")
    yield from unknown(move.by, definition.roles, "role", "tracks", track.key, f"{place}.by")
    yield from unknown(move.during, definition.states, "state", "tracks", track.key, f"{place}.while")


def _milestones(definition: Definition) -> Iterator[Finding]:
    for one in definition.milestones.values():
        yield from _moment(definition, one.due, "milestones", one.key)
        known = definition.states if one.met.kind == "state" else definition.gates
        yield from unknown([one.met.name], known, one.met.kind, "milestones", one.key, "met")
        yield from _extend(definition, one.extend, "milestones", one.key)
        told = [one.owner, *([one.escalate.to] if one.escalate else [])]
        yield from unknown(told, definition.roles, "role", "milestones", one.key, "owner or escalate")
        if one.lapse is not None:
            yield from unknown([one.lapse], definition.moves, "move", "milestones", one.key, "lapse")


def _moment(definition: Definition, moment: Moment, kind: str, key: str) -> Iterator[Finding]:
    dates = {fact.key for fact in definition.facts.values() if fact.type == "date"}
    known: dict[str, Collection[str]] = {
        "start": definition.stages,
        "end": definition.stages,
        "state": definition.states,
        "fact": dates,
    }
    words = {"start": "stage", "end": "stage", "state": "state", "fact": "date among the facts"}
    yield from unknown([moment.name], known[moment.anchor], words[moment.anchor], kind, key, "due")


def _content(definition: Definition) -> Iterator[Finding]:
    for element in definition.elements.values():
        yield from unknown([element.scale], definition.scales, "scale", "elements", element.key, "scale")
        yield from unknown(element.fixed, element.items, "item", "elements", element.key, "fixed")
    for item in definition.items.values():
        if item.parent is not None:
            siblings = {one.key for one in definition.items.values() if one.element == item.element}
            yield from unknown([item.parent], siblings - {item.key}, "item", "items", item.key, "parent")
        scale = definition.scales.get(definition.elements[item.element].scale)
        levels = {level.key for level in scale.values} if scale else set()
        yield from unknown(item.descriptors, levels, "level", "items", item.key, "descriptors")
        yield from unknown(item.clauses, levels, "level", "items", item.key, "clauses")
    for slot in definition.slots.values():
        yield from unknown(slot.owners, definition.roles, "role", "slots", slot.key, "owners")
    for seat in definition.panel.seats.values():
        skills = definition.panel.skills
        yield from unknown(seat.skills, skills, "skill", "panel", f"seats.{seat.key}", "skills")
