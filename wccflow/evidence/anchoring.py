"""Where a quoted place of one version stands in the next: exact, moved, edited (to be confirmed), or lost.

Exact and moved are placed without asking, so the very words must stand there and nothing else may be meant.
Either the passage is the same, and its neighbours or its words alone tell it from its repeats. Or the quote
is a stretch of its own (a sentence, or with the same words on either side) that stands once in each version,
in what its passage became. All else is proposed as edited with its likeness, other candidates after it, or
is lost where nothing is alike.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from wccflow.evidence.alignment import Alignment, align
from wccflow.evidence.likeness import WORD, Signs, held, squeezed
from wccflow.evidence.quoting import says_enough, stands, undisturbed, words_now
from wccflow.evidence.reworded import ENOUGH, Offer, Said

EXACT, MOVED, EDITED, LOST = "exact", "moved", "edited", "lost"
ALIKE = 0.45  # below this likeness a passage is proposed only where the old one stood
MOST_OFFERED = 4
CHOSEN = 0.1  # what the matching of all passages together says, beside this one alone
HOLDS_QUOTE = 0.2
VERY_ALIKE, AHEAD = 0.75, 0.12  # of a passage elsewhere, by itself or before the next

__all__ = ["EDITED", "EXACT", "LOST", "MOVED", "Anchor", "Placing", "Said", "follow"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a version: the passage, the words quoted of it, and what stands around them."""

    passage: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Placing:
    """Where an anchor stands in the new version; `others` are further candidates, the best first."""

    outcome: str
    passage: str | None
    quote: str
    likeness: float
    others: tuple[str, ...] = ()


def follow(anchors: Sequence[Anchor], old: Sequence[Said], new: Sequence[Said]) -> list[Placing]:
    """Each anchor of the old version in the new one, in the order given."""
    if not anchors:
        return []
    following = Following(old, new, align(old, new))
    return [following.placed(anchor) for anchor in anchors]


class Following:
    """Two versions and their matching, asked for one anchor after the other."""

    def __init__(self, old: Sequence[Said], new: Sequence[Said], alignment: Alignment) -> None:
        self.old, self.new, self.alignment = old, new, alignment
        self._at = {each.key: at for at, each in enumerate(old)}
        self._stayed = sorted(alignment.in_place)
        self._before = "\0".join(alignment.old_words)
        self._after = "\0".join(alignment.new_words)
        self._signs = Signs()
        self._free = alignment.free_places()

    def placed(self, anchor: Anchor) -> Placing:
        """Where the anchor stands now."""
        before = self._standing(anchor)
        if before is None:
            return Placing(LOST, None, anchor.quote, 0.0)
        if before in self.alignment.kept:
            return self._kept(anchor, before)
        return self._quoted(anchor, before) or self._asked(anchor, before)

    def _standing(self, anchor: Anchor) -> int | None:
        """The old passage: the one named, else the only one that says all that the anchor keeps."""
        if anchor.passage in self._at:
            return self._at[anchor.passage]
        said = anchor.prefix + anchor.quote + anchor.suffix
        found = [at for at, each in enumerate(self.old) if said.strip() and stands(said, each.text)]
        return found[0] if len(found) == 1 else None

    def _kept(self, anchor: Anchor, before: int) -> Placing:
        after = self.new[self.alignment.kept[before]]
        quote = words_now(anchor.quote, self.old[before].text, after.text)
        if not stands(anchor.quote, self.old[before].text):
            return Placing(EDITED, after.key, after.text, 1.0)
        outcome = EXACT if before in self.alignment.in_place else MOVED
        return Placing(outcome, after.key, quote, 1.0)

    def _quoted(self, anchor: Anchor, before: int) -> Placing | None:
        """The quote word for word in what its passage became, when it can be nowhere else."""
        quote, text = anchor.quote, self.old[before].text
        if not says_enough(quote):
            return None
        for offer in self.alignment.offers.get(before, ()):
            after = self.new[offer.after]
            in_place = self._in_place(before, offer.after)
            if not in_place and not self._went_along(before, offer, quote):
                continue
            if undisturbed(quote, text, after.text) and self._only_one(quote):
                outcome = EXACT if in_place else MOVED
                return Placing(outcome, after.key, words_now(quote, text, after.text), offer.likeness)
        return None

    def _went_along(self, before: int, offer: Offer, quote: str) -> bool:
        """Whether a whole passage went elsewhere and took the quote along, which must then say much."""
        best = self.alignment.reworded.get(before)
        return offer.after == best and offer.likeness >= VERY_ALIKE and len(WORD.findall(quote)) >= 2 * ENOUGH

    def _only_one(self, quote: str) -> bool:
        words = squeezed(quote)
        return self._before.count(words) == 1 and self._after.count(words) == 1

    def _in_place(self, before: int, after: int) -> bool:
        """Whether a new passage stands between the same neighbours as the old one, as far as these stayed."""
        place = bisect_left(self._stayed, before)
        low = self.alignment.kept[self._stayed[place - 1]] if place else -1
        high = self.alignment.kept[self._stayed[place]] if place < len(self._stayed) else len(self.new)
        return low < after < high

    def _asked(self, anchor: Anchor, before: int) -> Placing:
        """What a person is asked to confirm, best first; lost where nothing is alike."""
        best = self.alignment.reworded.get(before)
        quote = self._signs.of(anchor.quote)
        ranked = sorted(self._offers(before), key=lambda each: -self._rank(each, best, quote))
        keys = tuple(self.new[each.after].key for each in ranked)
        if not ranked or not self._is_worth_asking(before, ranked, best):
            return Placing(LOST, None, anchor.quote, 0.0, keys[:MOST_OFFERED])
        words = words_now(anchor.quote, self.old[before].text, self.new[ranked[0].after].text)
        return Placing(EDITED, keys[0], words, ranked[0].likeness, keys[1 : 1 + MOST_OFFERED])

    def _is_worth_asking(self, before: int, ranked: Sequence[Offer], best: int | None) -> bool:
        """Whether the first stands where the old one stood, or is alike as no other one elsewhere is."""
        first = ranked[0]
        if self._in_place(before, first.after) or self.alignment.are_near(before, first.after):
            return first.after == best or first.likeness >= ALIKE
        next_best = max((each.likeness for each in ranked[1:]), default=0.0)
        return first.likeness >= VERY_ALIKE or (
            first.likeness >= ALIKE and first.likeness - next_best >= AHEAD
        )

    def _offers(self, before: int) -> list[Offer]:
        """What the passage may have become, with every free place that says the same words."""
        offers = list(self.alignment.offers.get(before, ()))
        known = {each.after for each in offers}
        same = [at for at in self._free.get(self.alignment.old_words[before], ()) if at not in known]
        far = min(1.0, len(WORD.findall(self.old[before].text)) / ENOUGH)
        return offers + [
            Offer(at, 1.0, 1.0) if self._in_place(before, at) else Offer(at, far, far) for at in same
        ]

    def _rank(self, offer: Offer, best: int | None, quote: str) -> float:
        held_now = held(quote, self._signs.of(self.new[offer.after].text))
        return offer.score + (CHOSEN if offer.after == best else 0.0) + HOLDS_QUOTE * held_now
