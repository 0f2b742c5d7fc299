"""Evenly spread draws of the normal distribution, the same every time, and what gamma variables need."""

from collections.abc import Iterator
from math import expm1, log
from statistics import NormalDist

COUNT = 127  # a prime, so that every multiplier takes each of its parts once
THINGS = 7  # that are drawn: the pace, and the work and the wait of each of three states
_MULTIPLIER = 79  # of Korobov's lattice: the one under which the things hang together least
_STANDARD = NormalDist()
_LARGEST_POWER = 12.0  # e to this is far beyond any cycle, and no number is too large to count with


def _points() -> Iterator[tuple[float, ...]]:
    for number in range(COUNT):
        parts = (number * pow(_MULTIPLIER, thing, COUNT) % COUNT for thing in range(THINGS))
        yield tuple(_STANDARD.inv_cdf((part + 0.5) / COUNT) for part in parts)


DRAWS = tuple(_points())


def truncated(lowest: float, draw: float) -> float:
    """The draw as it is when nothing below `lowest` can be."""
    below = _STANDARD.cdf(lowest)
    share = below + (1 - below) * _STANDARD.cdf(draw)
    return _STANDARD.inv_cdf(share) if share < 1 else max(lowest, draw)


def expm1_within(power: float) -> float:
    """One less than e to this power, which is kept within what can be counted with."""
    return expm1(min(power, _LARGEST_POWER))


def digamma(number: float) -> float:
    """The mean of the logarithm of a gamma variable of this shape (Abramowitz and Stegun 6.3.18)."""
    before = 0.0
    while number < 6:
        before -= 1 / number
        number += 1
    square = 1 / (number * number)
    return before + log(number) - 0.5 / number - square * (1 / 12 - square * (1 / 120 - square / 252))


def trigamma(number: float) -> float:
    """The variance of that logarithm (Abramowitz and Stegun 6.4.12)."""
    before = 0.0
    while number < 6:
        before += 1 / (number * number)
        number += 1
    square = 1 / (number * number)
    return before + 1 / number + square / 2 + square / number * (1 / 6 - square * (1 / 30 - square / 42))
