"""Where words stand in one text, and whether they stand close together."""

from collections.abc import Sequence


def close(places: Sequence[tuple[int, int]], wanted: int, distance: int) -> int:
    """How often all of the `wanted` words stand within the distance; each place counts once.

    The places are in order, each with the number of the word that stands there.
    """
    times = start = 0
    inside: dict[int, int] = {}
    for place, which in places:
        inside[which] = inside.get(which, 0) + 1
        while places[start][0] < place - distance:
            start = _leave(places, start, inside)
        if len(inside) == wanted:
            times += 1
            start = _leave(places, start, inside)
    return times


def _leave(places: Sequence[tuple[int, int]], start: int, inside: dict[int, int]) -> int:
    """Take the first place out of the window; gives where it begins now."""
    which = places[start][1]
    inside[which] -= 1
    if not inside[which]:
        del inside[which]
    return start + 1
