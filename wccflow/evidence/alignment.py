"""Two versions side by side, passage by passage: the one matching under differences and anchors.

A pair is `kept` only when its words are the same and its place is beyond doubt. Whatever is reworded, or says
what several places say that nothing tells apart, is at most likely, and left to a person.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from wccflow.evidence.likeness import squeezed
from wccflow.evidence.reworded import NEW, OLD, Likely, Offer, Said, Texts, likely
from wccflow.evidence.same_words import NONE, Same

RIVAL = 0.7  # a passage so like one that seems to have moved away may be it, reworded
STEPS = (-3, -2, -1, 1, 2, 3)
ROOM = 6  # passages in the old place that are looked at for a rival


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which passage of the new version each old one is; both by their place in the order given."""

    kept: dict[int, int]
    in_place: frozenset[int]  # of the kept ones, those that did not move
    reworded: dict[int, int]
    offers: dict[int, list[Offer]]
    old_words: Sequence[str]  # what counts of each passage, without its layout
    new_words: Sequence[str]

    def are_near(self, before: int, after: int) -> bool:
        """Whether a neighbour of the one is near the other, as in a table whose rows changed places."""
        around = (self.kept.get(before + step) for step in STEPS)
        return any(image is not None and abs(image - after) <= ROOM for image in around)

    def free_places(self) -> dict[str, list[int]]:
        """The new passages that no old one is known to be, by their words."""
        taken = set(self.kept.values())
        places: dict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(self.new_words):
            if at not in taken:
                places[words].append(at)
        return places

    def likeness(self, before: int) -> float:
        """How alike a reworded passage is to what it became, 0 to 1."""
        return next(each.likeness for each in self.offers[before] if each.after == self.reworded[before])


def align(old: Sequence[Said], new: Sequence[Said]) -> Alignment:
    """The matching of two versions."""
    same = _same(old, new)
    texts = Texts(old, new)
    same.settle()
    _doubt(same, texts)
    found = likely(texts, same, sorted(same.in_order()))
    same.settle(found.pairs)
    _doubt(same, texts)
    return _result(same, found)


def _same(old: Sequence[Said], new: Sequence[Said]) -> Same:
    known: dict[str, str] = {}
    for text in (each.text for each in (*old, *new)):
        if text not in known:
            known[text] = squeezed(text)
    counts = [each.text.count(" ") + 1 - 2 * each.text.count(" | ") for each in old]
    return Same([known[each.text] for each in old], [known[each.text] for each in new], counts)


def _doubt(same: Same, texts: Texts) -> None:
    """Take back a pair that moved alone and left a passage much like it in its place."""
    in_order = same.in_order()
    for before in [at for at, image in enumerate(same.to_new) if image != NONE and at not in in_order]:
        if _came_alone(same, before) and _has_rival(same, texts, before):
            same.part(before)


def _came_alone(same: Same, before: int) -> bool:
    there = same.to_new[before]
    return same.image(before - 1) != there - 1 and same.image(before + 1) != there + 1


def _has_rival(same: Same, texts: Texts, before: int) -> bool:
    low, high = same.image(before - 1), same.image(before + 1)
    if low == NONE or (high != NONE and high < low):
        return False
    room = range(low + 1, min(low + ROOM, len(same.new) if high == NONE else high))
    return any(same.to_old[at] == NONE and _are_rivals(texts, before, at) for at in room)


def _are_rivals(texts: Texts, before: int, after: int) -> bool:
    name = texts.name(OLD, before)
    return texts.alike(before, after) >= RIVAL or (name != "" and name == texts.name(NEW, after))


def _result(same: Same, found: Likely) -> Alignment:
    kept = {at: image for at, image in enumerate(same.to_new) if image != NONE}
    taken = set(kept.values())
    reworded = {at: after for at, after in found.pairs.items() if at not in kept and after not in taken}
    return Alignment(kept, frozenset(same.in_order()), reworded, found.offers, same.old, same.new)
