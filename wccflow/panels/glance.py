"""The ratings at a glance: for each group of items how often each level was given, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from wccflow.panels.rules import distribution


@dataclass(frozen=True, slots=True)
class Glance:
    """One element: its groups with their levels, the whole last."""

    title: str
    rows: Sequence[tuple[str, str]]


def glance(title: str, scale: Sequence[str], groups: Sequence[tuple[str, Sequence[str]]]) -> Glance:
    """An element's levels by group; `scale` has the levels in order, in the words in which they are given."""
    rows = [(name or title, counted(levels, scale)) for name, levels in groups]
    if len(groups) > 1:
        every = [level for _, levels in groups for level in levels]
        rows.append((f"All {len(every)}", counted(every, scale)))
    return Glance(title, rows)


def counted(levels: Sequence[str], scale: Sequence[str]) -> str:
    """How often each level was given, such as `2 × Level 1, 1 × Level 3`."""
    return ", ".join(f"{count} × {level}" for level, count in distribution(levels, scale) if count)
