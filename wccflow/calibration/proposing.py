"""Which level a machine would propose, and how surely; only a person ever changes one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, inf

from wccflow.calibration.model import Adjusted

# On simulated panels nearly nine of ten proposals at this chance are right; at evens it is three of four.
# tests/calibration/test_proposing.py plants the truth and counts.
SURE_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Proposal:
    """A level as its ratings give it, the one that is most probable without leniency, and how probable."""

    level: int
    likely: int
    probability: float

    @property
    def proposed(self) -> int | None:
        """The other level, where it is probable enough to be looked at."""
        return self.likely if self.likely != self.level and self.probability >= SURE_ENOUGH else None


def proposal(result: Adjusted, levels: Sequence[int]) -> Proposal:
    """What follows for one item of one case; the outermost levels reach to everything beyond them."""
    chances = {
        level: result.chance_of(
            -inf if level == levels[0] else level - 0.5, inf if level == levels[-1] else level + 0.5
        )
        for level in levels
    }
    likely = max(chances, key=lambda level: (chances[level], -abs(level - result.adjusted)))
    return Proposal(nearest(result.raw, levels), likely, chances[likely])


def nearest(value: float, levels: Sequence[int]) -> int:
    """The level that a mean stands for: the nearest, and from the middle the upper one."""
    return min(max(floor(value + 0.5), levels[0]), levels[-1])


def levels_of(values: Sequence[float]) -> list[int]:
    """The levels between the lowest and the highest of these values."""
    return list(range(floor(min(values)), ceil(max(values)) + 1))
