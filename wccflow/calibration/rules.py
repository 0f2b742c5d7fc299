"""Calibration without a database: how far a change goes, what needs a second signature, means, sealing."""

import hashlib
import json
from collections.abc import Sequence
from statistics import fmean
from typing import Any, Protocol

MOST_ALONE = 1  # steps from the panel's level that one person may change alone


class Ranked(Protocol):
    """What a step asks of a scale."""

    def rank(self, level: str) -> int:
        """The place of a level in the scale."""
        ...


def steps(scale: Ranked, before: str, after: str) -> int:
    """How many steps up (or, below nought, down) lie between two levels."""
    return scale.rank(after) - scale.rank(before)


def needs_signature(distance: int) -> bool:
    """Whether a change this far from what the panel agreed needs a second person's signature."""
    return abs(distance) > MOST_ALONE


def mean(ranks: Sequence[int]) -> float | None:
    """The mean to two digits; None for nothing."""
    return round(fmean(ranks), 2) if ranks else None


def canonical(document: Any) -> str:
    """A document as the one JSON text that its hash is of."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(text: str) -> str:
    """The SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def in_steps(distance: int) -> str:
    """A change in words: `1 up`, `2 down`."""
    return f"{abs(distance)} {'up' if distance > 0 else 'down'}" if distance else "unchanged"
