"""What changed between two versions, by passage: removed, added, moved, or reworded with the words marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

SAME, GONE, NEW = "same", "gone", "new"
REMOVED, ADDED, MOVED, REWORDED = "removed", "added", "moved", "reworded"
ALIKE = 0.5  # two passages of which half the words agree are one that was reworded
MOST_COMPARED = 40_000  # pairs of one changed stretch that are compared word by word


class Said(Protocol):
    """What comparing asks of a passage."""

    @property
    def key(self) -> str:
        """Its name, which comes from its words."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """One passage that changed; the pieces are words with whether they stay, went or came."""

    kind: str
    before: Said | None
    after: Said | None
    pieces: tuple[tuple[str, str], ...]


def changes(old: Sequence[Said], new: Sequence[Said]) -> list[Change]:
    """Everything that changed, in the order of the new version, what was removed where it stood."""
    kept_old, kept_new = {each.key for each in old}, {each.key for each in new}
    matcher = SequenceMatcher(None, [each.key for each in old], [each.key for each in new], autojunk=False)
    found: list[Change] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            found += _stretch(old[start:end], new[first:last], kept_old, kept_new)
    return found


def words_between(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The words of both texts in pieces: the same, gone, or new."""
    old, new = before.split(), after.split()
    pieces: list[tuple[str, str]] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append((SAME, " ".join(old[start:end])))
            continue
        if end > start:
            pieces.append((GONE, " ".join(old[start:end])))
        if last > first:
            pieces.append((NEW, " ".join(new[first:last])))
    return tuple(pieces)


def _stretch(
    old: Sequence[Said], new: Sequence[Said], kept_old: set[str], kept_new: set[str]
) -> Iterator[Change]:
    """The changes of one stretch; a passage that stands elsewhere in the other version has only moved."""
    gone = [each for each in old if each.key not in kept_new]
    came = [each for each in new if each.key not in kept_old]
    pairs = dict(_pairs(gone, came))
    reworded = {id(before) for before in pairs.values()}
    for each in gone:
        if id(each) not in reworded:
            yield Change(REMOVED, each, None, ((GONE, each.text),))
    for each in new:
        before = pairs.get(id(each))
        if each.key in kept_old:
            yield Change(MOVED, each, each, ((SAME, each.text),))
        elif before is not None:
            yield Change(REWORDED, before, each, words_between(before.text, each.text))
        else:
            yield Change(ADDED, None, each, ((NEW, each.text),))


def _pairs(gone: Sequence[Said], came: Sequence[Said]) -> Iterator[tuple[int, Said]]:
    """Each new passage with the old one that it rewords, in order; none is used twice."""
    left = list(gone)
    if len(gone) * len(came) > MOST_COMPARED:
        left = []
    for after in came:
        best = max(left, key=lambda before: _likeness(before.text, after.text), default=None)
        if best is not None and _likeness(best.text, after.text) >= ALIKE:
            left.remove(best)
            yield id(after), best


def _likeness(before: str, after: str) -> float:
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()
