"""Whether a move stands open: one pure answer from definition, standing, roles, facts and day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wccflow.engine.definition import Definition, Gate, ItemMove, Move
from wccflow.engine.facts import Facts, fits
from wccflow.engine.refusals import Moved, Refusal, Refused, day, either, sentence_of
from wccflow.engine.windows import Window

__all__ = [
    "Moved",
    "Offer",
    "Refusal",
    "Refused",
    "Standing",
    "available",
    "beginning",
    "decide",
    "item_decide",
]

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, and each item of its tracks."""

    state: str
    tracks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that leaves the present state, and the answer it would get."""

    move: Move
    answer: Moved | Refused

    @property
    def open(self) -> bool:
        """Whether the move may be made."""
        return isinstance(self.answer, Moved)


def beginning(definition: Definition) -> Standing:
    """Where a new case stands: every item in its track's first state, fixed ones where the track says."""
    tracks = {}
    for track in definition.tracks.values():
        element = definition.elements.get(track.of)
        fixed = element.fixed if element and track.fixed_in else ()
        tracks[track.key] = {item: track.fixed_in if item in fixed else track.initial for item in track.items}
    return Standing(definition.initial, tracks)


def decide(
    definition: Definition,
    standing: Standing,
    event: str,
    *,
    roles: frozenset[str],
    facts: Facts,
    on: date,
    windows: Mapping[str, Window],
    reason: str = "",
    signed: frozenset[str] = NOBODY,
    waived: Mapping[str, frozenset[str]] | None = None,
    item: tuple[str, str] | None = None,
) -> Moved | Refused:
    """The move that is asked for, or every reason against it. `waived` names who has signed for a gate.

    With `item` (track and item) the move is one of that item, which needs no facts and no window.
    """
    if item is not None:
        return item_decide(definition, standing, event, item=item, roles=roles, reason=reason)
    state = standing.state
    move = definition.moves.get(event)
    if move is None:
        return Refused(event, state, (Refusal("state", "", f"there is no move called “{event}”"),))
    refusals = _by_role(definition, move, roles)
    if state not in move.sources:
        return Refused(event, state, (_elsewhere(definition, move, state), *refusals))
    if move.reason_required and not reason.strip():
        refusals.append(Refusal("reason", "", f"“{move.label}” needs a reason"))
    refusals += _by_signature(definition, move, signed)
    refusals += _by_window(definition, move, on, windows)
    used = _by_gates(definition, move, facts, on, waived or {}, refusals)
    if refusals:
        return Refused(event, state, tuple(refusals))
    return Moved(event, state, move.to, move.effects, used)


def available(
    definition: Definition,
    standing: Standing,
    *,
    roles: frozenset[str],
    facts: Facts,
    on: date,
    windows: Mapping[str, Window],
    signed: frozenset[str] = NOBODY,
    waived: Mapping[str, frozenset[str]] | None = None,
) -> list[Offer]:
    """The moves that leave the present state, closed ones with all that stands in their way.

    A reason that a move requires is not in its way yet: it is asked for when the move is made.
    """
    return [
        Offer(
            move,
            decide(
                definition,
                standing,
                move.event,
                roles=roles,
                facts=facts,
                on=on,
                windows=windows,
                reason="to be given",
                signed=signed,
                waived=waived,
            ),
        )
        for move in definition.moves_from.get(standing.state, ())
    ]


def item_decide(
    definition: Definition,
    standing: Standing,
    event: str,
    *,
    item: tuple[str, str],
    roles: frozenset[str],
    reason: str = "",
) -> Moved | Refused:
    """The move of one item of a track, or every reason against it."""
    track_key, key = item
    track = definition.tracks.get(track_key)
    if track is None or key not in track.items:
        return Refused(event, "", (Refusal("state", "", f"there is no {track_key} called “{key}”"),))
    state = standing.tracks.get(track_key, {}).get(key, track.initial)
    moves = definition.item_moves.get((track_key, event), ())
    move = next((move for move in moves if state in move.sources), moves[0] if moves else None)
    if move is None:
        return Refused(event, state, (Refusal("state", "", f"there is no move called “{event}”"),))
    refusals = _by_role(definition, move, roles)
    called = definition.called(track_key, key)
    if state not in move.sources:
        say = f"“{move.label}” is not open for {called}: it is {track.states.get(state, state)}"
        refusals.append(Refusal("state", "", say))
    if standing.state not in move.during:
        now = definition.states[standing.state].title
        refusals.append(Refusal("state", "", f"“{move.label}” is not open while the case is at “{now}”"))
    if move.reason_required and not reason.strip():
        refusals.append(Refusal("reason", "", f"“{move.label}” needs a reason"))
    return Refused(event, state, tuple(refusals)) if refusals else Moved(event, state, move.to)


def _by_role(definition: Definition, move: Move | ItemMove, roles: frozenset[str]) -> list[Refusal]:
    if not roles.isdisjoint(move.by):
        return []
    titles = definition.titles(move.by)
    return [Refusal("role", "", f"“{move.label}” is for the {either(titles)}", titles)]


def _elsewhere(definition: Definition, move: Move, state: str) -> Refusal:
    now = definition.states[state].title
    places = either(tuple(f"“{definition.states[source].title}”" for source in move.sources))
    return Refusal("state", "", f"“{move.label}” leads on from {places}; the case is at “{now}”")


def _by_signature(definition: Definition, move: Move, signed: frozenset[str]) -> list[Refusal]:
    if signed.issuperset(move.signed_by):
        return []
    lacking = tuple(role for role in move.signed_by if role not in signed)
    return [
        Refusal("signature", "", f"“{move.label}” must also be signed by the {title}", (title,))
        for title in definition.titles(lacking)
    ]


def _by_window(definition: Definition, move: Move, on: date, windows: Mapping[str, Window]) -> list[Refusal]:
    if not move.stages or any(stage in windows and windows[stage].is_open(on) for stage in move.stages):
        return []
    coming = [stage for stage in move.stages if stage in windows and on < windows[stage].first]
    past = [stage for stage in move.stages if stage in windows and windows[stage].last < on]
    if coming:
        key = min(coming, key=lambda stage: windows[stage].first)
        signatures, words = definition.stages[key].early, f"opens on {day(windows[key].first)}"
    elif past:
        key = max(past, key=lambda stage: windows[stage].last)
        signatures, words = definition.stages[key].late, f"closed on {day(windows[key].last)}"
    else:
        key, signatures, words = move.stages[0], None, "has no dates yet"
    who = definition.titles(signatures.by) if signatures else ()
    say = f"{definition.stages[key].title}: this stage {words}"
    return [Refusal("window", key, say, who, signatures)]


def _by_gates(
    definition: Definition,
    move: Move,
    facts: Facts,
    on: date,
    waived: Mapping[str, frozenset[str]],
    refusals: list[Refusal],
) -> tuple[str, ...]:
    """Add what the gates refuse; give the gates that fail but are waived by both signatures."""
    used = []
    for key in move.when:
        gate = definition.gates[key]
        kind = definition.facts[gate.fact]
        fact = facts.get(gate.fact)
        if not fits(fact, kind.type):
            who = definition.titles(gate.who)
            refusals.append(Refusal("unknown", key, f"not known yet: {kind.title}", who))
        elif not gate.need.holds(fact, on):
            if gate.override and gate.override.complete(waived.get(key, NOBODY)):
                used.append(key)
            else:
                refusals.append(_refused(definition, gate, facts))
    return tuple(used)


def _refused(definition: Definition, gate: Gate, facts: Facts) -> Refusal:
    say = sentence_of(gate, facts[gate.fact])
    return Refusal("gate", gate.key, say, definition.titles(gate.who), gate.override)
