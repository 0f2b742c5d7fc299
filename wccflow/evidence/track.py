"""The track of documents, known by its shape: which of its moves files, approves, freezes and gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wccflow.engine.definition import Definition, ItemMove, Track

FILE, APPROVE, WITHDRAW, FREEZE, GIVE_BACK = "file", "approve", "withdraw", "freeze", "give back"


@dataclass(frozen=True, slots=True)
class DocumentTrack:
    """The track whose items are the slots, and those of its moves that have a meaning here."""

    track: Track
    moves: Mapping[str, ItemMove]

    @property
    def key(self) -> str:
        """The key of the track."""
        return self.track.key

    def in_words(self, state: str) -> str:
        """A state of an item as people say it."""
        return self.track.states.get(state, state)


def track_of(definition: Definition) -> DocumentTrack | None:
    """The track of documents, or None in a workflow that follows none (docs/decisions/document-track.md)."""
    track = next((each for each in definition.tracks.values() if each.of == "slots"), None)
    if track is None:
        return None
    automatic = {role.key for role in definition.roles.values() if role.automatic}
    people = [move for move in track.moves if not automatic.issuperset(move.by)]
    calendar = [move for move in track.moves if automatic.issuperset(move.by)]
    first = track.initial
    file = _leading(people, first)
    filed = file.to if file else first
    freeze = _leading(calendar, filed)
    found = {
        FILE: file,
        APPROVE: _leading(people, filed, elsewhere_than=(filed, first)),
        WITHDRAW: next((move for move in people if filed in move.sources and move.to == first), None),
        FREEZE: freeze,
        GIVE_BACK: _leading(calendar, freeze.to) if freeze else None,
    }
    return DocumentTrack(track, {meaning: move for meaning, move in found.items() if move})


def _leading(moves: Sequence[ItemMove], state: str, elsewhere_than: Sequence[str] = ()) -> ItemMove | None:
    """The first of these moves that leads on from a state."""
    return next((move for move in moves if state in move.sources and move.to not in elsewhere_than), None)
