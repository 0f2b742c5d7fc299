"""Lanes beside the boxes of a drawing: lines that run side by side never share one."""

from collections.abc import Sequence

from wccflow.engine.picture_ways import Side, Way


def lanes(ways: Sequence[Way], side: Side) -> dict[int, int]:
    """The lane of each line at this side by the line's number, counted outwards; short lines run inside."""
    found: dict[int, int] = {}
    numbers = [number for number, way in enumerate(ways) if way.side == side]
    for number in sorted(numbers, key=lambda one: (ways[one].span, one)):
        taken = {found[other] for other in found if _beside(ways[number], ways[other])}
        found[number] = next(lane for lane in range(len(numbers)) if lane not in taken)
    return found


def _beside(one: Way, other: Way) -> bool:
    """Whether two lines pass, leave or reach the same row."""
    return max(min(one.source, one.target), min(other.source, other.target)) <= min(
        max(one.source, one.target), max(other.source, other.target)
    )
