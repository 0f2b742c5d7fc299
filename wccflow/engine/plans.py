"""The way from where a case stands to where it should come: the steps, whose, when, and what blocks them."""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from wccflow.engine.decisions import Standing, decide
from wccflow.engine.definition import Definition, Move
from wccflow.engine.facts import Facts
from wccflow.engine.refusals import Refusal, Refused
from wccflow.engine.windows import Window

Way = tuple[tuple[str, Move], ...]

_BACKWARD = 10  # a move that needs a reason goes back: it is taken only where nothing else leads on


@dataclass(frozen=True, slots=True)
class Step:
    """One move on the way; `opens` is the first day from today on which its window is open, if it has one."""

    event: str
    label: str
    source: str
    to: str
    who: tuple[str, ...]
    opens: date | None
    closes: date | None
    blocks: tuple[Refusal, ...]


def plan(
    definition: Definition,
    standing: Standing,
    goal: str,
    *,
    facts: Facts,
    on: date,
    windows: Mapping[str, Window],
) -> tuple[Step, ...] | None:
    """The shortest way to the goal, judged by what is known today; None when no way leads there."""
    way = _way(definition, standing.state, goal)
    if way is None:
        return None
    return tuple(_step(definition, standing, source, move, facts, on, windows) for source, move in way)


def _way(definition: Definition, start: str, goal: str) -> Way | None:
    queue: list[tuple[int, int, str]] = [(0, 0, start)]
    ways: dict[int, Way] = {0: ()}
    seen: set[str] = set()
    while queue:
        cost, number, state = heapq.heappop(queue)
        if state == goal:
            return ways[number]
        if state in seen:
            continue
        seen.add(state)
        for move in definition.moves_from.get(state, ()):
            ways[len(ways)] = (*ways[number], (state, move))
            step = _BACKWARD if move.reason_required else 1
            heapq.heappush(queue, (cost + step, len(ways) - 1, move.to))
    return None


def _step(
    definition: Definition,
    standing: Standing,
    source: str,
    move: Move,
    facts: Facts,
    on: date,
    windows: Mapping[str, Window],
) -> Step:
    open_still = [windows[stage] for stage in move.stages if stage in windows and windows[stage].last >= on]
    opens = max(on, min(window.first for window in open_still)) if open_still else None
    answer = decide(
        definition,
        replace(standing, state=source),
        move.event,
        roles=frozenset(move.by),
        facts=facts,
        on=opens or on,
        windows=windows,
        reason="to be given",
        signed=frozenset(move.signed_by),
    )
    return Step(
        event=move.event,
        label=move.label,
        source=source,
        to=move.to,
        who=definition.titles(move.by),
        opens=opens,
        closes=max(window.last for window in open_still) if open_still else None,
        blocks=answer.refusals if isinstance(answer, Refused) else (),
    )
