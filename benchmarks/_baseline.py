"""What annotating tools do: look for the quote with what stood around it, else for the most similar one."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from wccflow.evidence.anchoring import EXACT, LOST, Anchor, Placing, Said

PLACED = 60  # of 100: the likeness from which such tools place without asking


def followed(anchors: Sequence[Anchor], old: Sequence[Said], new: Sequence[Said]) -> list[Placing]:
    """Each anchor by the quote selector, then by the best fuzzy match."""
    texts = [each.text for each in new]
    return [_followed(anchor, new, texts) for anchor in anchors]


def _followed(anchor: Anchor, new: Sequence[Said], texts: Sequence[str]) -> Placing:
    at = _quoted(anchor, texts)
    if at is not None:
        return Placing(EXACT, new[at].key, anchor.quote, 1.0)
    found = process.extractOne(anchor.quote, texts, scorer=fuzz.ratio, score_cutoff=PLACED)
    if found is None:
        return Placing(LOST, None, anchor.quote, 0.0)
    return Placing(EXACT, new[found[2]].key, found[0], found[1] / 100)


def _quoted(anchor: Anchor, texts: Sequence[str]) -> int | None:
    """The first passage with the quote and most of what stood around it."""
    around = anchor.prefix + anchor.quote + anchor.suffix
    for words in (around, anchor.quote):
        for at, text in enumerate(texts):
            if words in text:
                return at
    return None
