"""Where a quoted place of one version stands in the next: exact, moved, edited (to be confirmed), or lost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

EXACT, MOVED, EDITED, LOST = "exact", "moved", "edited", "lost"
ALIKE = 0.5  # below this share of agreeing words a passage is not proposed
MOST_OFFERED = 4


class Said(Protocol):
    """What following asks of a passage."""

    @property
    def key(self) -> str:
        """Its name, which comes from its words."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def heading(self) -> str | None:
        """The headings under which it stands."""
        ...

    @property
    def kind(self) -> str:
        """Whether it is a heading, a paragraph, a row of a table …"""
        ...


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
    before = {each.key: each for each in old}
    after = {each.key: each for each in new}
    once = {text for text, count in (Counter(said.text for said in (*old, *new))).items() if count == 2}
    return [_placed(anchor, before.get(anchor.passage), after, once) for anchor in anchors]


def _placed(anchor: Anchor, before: Said | None, after: Mapping[str, Said], once: set[str]) -> Placing:
    if before is None:
        return Placing(LOST, None, anchor.quote, 0.0)
    same = after.get(before.key)
    if same is not None and same.text in once and anchor.quote in same.text:
        return Placing(EXACT, same.key, anchor.quote, 1.0)
    likely = sorted(
        (
            (SequenceMatcher(None, before.text.split(), each.text.split()).ratio(), key)
            for key, each in after.items()
        ),
        reverse=True,
    )
    offered = [(likeness, key) for likeness, key in likely[: 1 + MOST_OFFERED] if likeness >= ALIKE]
    if not offered:
        return Placing(LOST, None, anchor.quote, 0.0)
    best = after[offered[0][1]]
    return Placing(EDITED, best.key, best.text, offered[0][0], tuple(key for _, key in offered[1:]))
