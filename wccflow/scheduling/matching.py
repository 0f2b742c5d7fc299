"""Giving each of many what it needs from few: who falls short, when not everybody can be served (Hall)."""

from collections import deque
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

GiverT = TypeVar("GiverT", bound=Hashable)


def short_of(wants: Mapping[str, Sequence[GiverT]], gives: Mapping[GiverT, int], count: int = 1) -> list[str]:
    """A smallest crowd found that wants more than its givers have; empty when everybody can be served.

    Each of `wants` needs `count` different givers out of its own; `gives` says how often each can give.
    """
    served: dict[str, set[GiverT]] = {each: set() for each in wants}
    taken: dict[GiverT, set[str]] = {each: set() for each in gives}
    crowds = []
    for each in wants:
        while len(served[each]) < count:
            reached = _served_once(each, wants, gives, served, taken)
            if reached:
                crowds.append(reached)
                break
    return min(crowds, key=len, default=[])


def _served_once(
    begin: str,
    wants: Mapping[str, Sequence[GiverT]],
    gives: Mapping[GiverT, int],
    served: dict[str, set[GiverT]],
    taken: dict[GiverT, set[str]],
) -> list[str]:
    """Serve one more, moving others; gives nothing then, else everybody who stands in one another's way."""
    came: dict[GiverT, str] = {}  # who asks for a giver
    through: dict[str, GiverT] = {}  # the giver that somebody would have to let go
    seen, waiting = {begin}, deque([begin])
    while waiting:
        one = waiting.popleft()
        for giver in wants[one]:
            if giver in came or giver in served[one]:
                continue
            came[giver] = one
            if len(taken[giver]) < gives[giver]:
                _move(giver, came, through, served, taken)
                return []
            for other in sorted(taken[giver] - seen):
                seen.add(other)
                through[other] = giver
                waiting.append(other)
    return sorted(seen)


def _move(
    giver: GiverT,
    came: Mapping[GiverT, str],
    through: Mapping[str, GiverT],
    served: dict[str, set[GiverT]],
    taken: dict[GiverT, set[str]],
) -> None:
    """Let everybody on the way take what was found, and give on what she had, back to the one who began."""
    while True:
        one = came[giver]
        served[one].add(giver)
        taken[giver].add(one)
        if one not in through:
            return
        giver = through[one]
        served[one].remove(giver)
        taken[giver].remove(one)
